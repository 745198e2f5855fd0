"""Who may join a room and write in it: the answers a phone gets, and why."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from essaim.codesign.domain.steps import SessionState

#: Notes one person writes in a session; more is a machine.
MOST_NOTES = 100


class RoomRefusal(StrEnum):
    """Why a code opens nothing; each says so in one sentence, with what to do."""

    UNKNOWN = "room_unknown"
    TOO_SOON = "room_too_soon"
    CLOSED = "room_closed"
    EXPIRED = "room_expired"
    FULL = "room_full"


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """What decides whether a code opens a room today."""

    state: SessionState
    held_on: date
    places: int
    taken: int
    has_own_place: bool


def room_refusal(room: RoomFacts, *, today: date) -> RoomRefusal | None:
    """Return why the room does not open, ``None`` when it does.

    The code of a session never started dies the day after; who has a place keeps it in a full room.

    >>> day = date(2027, 3, 2)
    >>> room = RoomFacts(SessionState.RUNNING, day, places=30, taken=30, has_own_place=False)
    >>> room_refusal(room, today=day)
    <RoomRefusal.FULL: 'room_full'>
    """
    if room.state is SessionState.CLOSED:
        return RoomRefusal.CLOSED
    if today > room.held_on and room.state is SessionState.PREPARED:
        return RoomRefusal.EXPIRED
    if today < room.held_on and room.state is SessionState.PREPARED:
        return RoomRefusal.TOO_SOON
    if room.taken >= room.places and not room.has_own_place:
        return RoomRefusal.FULL
    return None


def digest(token: str) -> str:
    """Return what is kept of a phone's secret: 64 hexadecimal characters that open nothing."""
    return hashlib.sha256(f"essaim participant {token}".encode()).hexdigest()
