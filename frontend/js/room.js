// The room on a phone: what moves, the notes that wait for the network, the vote.
import "./copy-text.js";
import "./live.js";
import "./note-box.js";
import "./vote-box.js";
