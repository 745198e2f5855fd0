"""What a phone sees: the room it may enter, own notes and what became of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from essaim.codesign.domain.notes import Fate, NoteActKind, NoteState, story_of
from essaim.codesign.domain.notes import NoteAct as Act
from essaim.codesign.domain.room import RoomFacts, RoomRefusal, digest, room_refusal
from essaim.codesign.domain.steps import SessionState
from essaim.codesign.models import Ballot, CreativitySession, Idea, Note, NoteAct, Participant


@dataclass(frozen=True, slots=True)
class Entrance:
    """What a code opens for a phone: a room, its place there, or why not."""

    session: CreativitySession | None
    participant: Participant | None
    refusal: RoomRefusal | None


def entrance(code: str, token: str | None) -> Entrance:
    """Return what *code* opens today for the phone that holds *token*, or none yet.

    The secret of another session opens nothing here.
    """
    session = CreativitySession.objects.filter(code=code.upper()).select_related("step").first()
    if session is None:
        return Entrance(None, None, RoomRefusal.UNKNOWN)
    own = session.participants.filter(digest=digest(token)).first() if token else None
    facts = RoomFacts(
        SessionState(session.state),
        session.held_on,
        session.places,
        session.participants.count(),
        has_own_place=own is not None,
    )
    return Entrance(session, own, room_refusal(facts, today=timezone.localdate()))


def participant_of(token: str) -> Participant | None:
    """Return whose secret this is; it opens own notes, even after the session."""
    rows = Participant.objects.filter(digest=digest(token))
    return rows.select_related("session__organisation").first()


@dataclass(frozen=True, slots=True)
class Told:
    """One act on a note as its author reads it: old, new, who, why."""

    kind: NoteActKind
    became: tuple[str, ...]
    by: str
    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class OwnNote:
    """An own note, its story, and the ideas it now lives in, with what was decided of each."""

    note: Note
    story: tuple[Told, ...]
    ideas: tuple[Idea, ...]

    @property
    def is_dropped(self) -> bool:
        return bool(self.story) and self.story[-1].kind is NoteActKind.DROP


def own_notes(participant: Participant) -> list[OwnNote]:
    """Return what became of each note of somebody; others' notes only as what theirs became."""
    trace = _trace(participant.session_id)
    return [_own(note, trace) for note in participant.notes.order_by("pk")]


@dataclass(frozen=True, slots=True)
class _Trace:
    """The acts of a session that stand, the notes they made, the ideas and decisions."""

    rows: dict[int, NoteAct]
    acts: tuple[Act, ...]
    made: dict[int, Note]
    ideas: dict[int, Idea]


def _trace(session_id: int) -> _Trace:
    standing = NoteAct.objects.filter(session=session_id, undone_at__isnull=True)
    rows = list(standing.select_related("by").prefetch_related("sources", "made").order_by("pk"))
    ideas = Idea.objects.filter(session=session_id).select_related("decision")
    return _Trace(
        rows={row.pk: row for row in rows},
        acts=tuple(row.to_domain() for row in rows),
        made={note.pk: note for row in rows for note in row.made.all()},
        ideas={idea.pk: idea for idea in ideas},
    )


def _own(note: Note, trace: _Trace) -> OwnNote:
    fates = story_of(note.pk, trace.acts)
    family = [note, *(trace.made[pk] for fate in fates for pk in fate.became)]
    ideas = {each.idea_id for each in family if each.state == NoteState.LIVE and each.idea_id}
    told = tuple(_told(fate, trace) for fate in fates)
    return OwnNote(note, told, tuple(trace.ideas[pk] for pk in sorted(ideas)))


def _told(fate: Fate, trace: _Trace) -> Told:
    row = trace.rows[fate.act.pk]
    by = row.by.name if row.by else ""
    became = tuple(trace.made[pk].text for pk in fate.became)
    return Told(fate.act.kind, became, by, row.at, row.why)


def last_ballot(participant: Participant, step_id: int) -> dict[int, int]:
    """Return what somebody already gave each idea at a vote."""
    ballot = Ballot.objects.filter(participant=participant, step=step_id).first()
    return {mark.idea_id: mark.value for mark in ballot.marks.all()} if ballot else {}
