// The form without account: a phone, one thumb, a network that comes and goes.
import "./answer-form.js";
import "./live.js";

document.querySelector("[data-errors]")?.focus();
