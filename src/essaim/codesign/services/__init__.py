"""The acts of a session; each is one transaction."""

from essaim.codesign.services.notes import act_on_notes, group_notes, name_idea, undo_act
from essaim.codesign.services.room import (
    Seat,
    cast_ballot,
    join_session,
    take_back_note,
    write_note,
)
from essaim.codesign.services.sessions import (
    close_session,
    decide_idea,
    extend_step,
    go_to_step,
    pause_session,
    prepare_session,
    start_session,
)

__all__ = [
    "Seat",
    "act_on_notes",
    "cast_ballot",
    "close_session",
    "decide_idea",
    "extend_step",
    "go_to_step",
    "group_notes",
    "join_session",
    "name_idea",
    "pause_session",
    "prepare_session",
    "start_session",
    "take_back_note",
    "undo_act",
    "write_note",
]
