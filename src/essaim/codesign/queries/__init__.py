"""What users read of sessions: the database in, plain typed values out."""

from essaim.codesign.queries.board import Board, Column, acts_of, board, is_voting, note_keys
from essaim.codesign.queries.frames import frames
from essaim.codesign.queries.room import (
    Entrance,
    OwnNote,
    entrance,
    last_ballot,
    own_notes,
    participant_of,
)
from essaim.codesign.queries.scope import (
    FACILITATORS,
    READERS,
    facilitated_acts,
    facilitated_ideas,
    facilitated_sessions,
    facilitating_organisations,
    listed_sessions,
    versions,
    visible_sessions,
)

__all__ = [
    "FACILITATORS",
    "READERS",
    "Board",
    "Column",
    "Entrance",
    "OwnNote",
    "acts_of",
    "board",
    "entrance",
    "facilitated_acts",
    "facilitated_ideas",
    "facilitated_sessions",
    "facilitating_organisations",
    "frames",
    "is_voting",
    "last_ballot",
    "listed_sessions",
    "note_keys",
    "own_notes",
    "participant_of",
    "versions",
    "visible_sessions",
]
