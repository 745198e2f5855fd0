"""What a phone does in a room: take a place, write, vote; sent twice, it counts once."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from essaim.codesign.domain.notes import NoteState, clean_note
from essaim.codesign.domain.room import MOST_NOTES, RoomFacts, digest, room_refusal
from essaim.codesign.domain.steps import SessionState, StepKind, VoteMethod
from essaim.codesign.domain.votes import check_ballot
from essaim.codesign.models import Ballot, BallotMark, CreativitySession, Note, Participant
from essaim.codesign.services.sessions import moved
from essaim.diagnosis.domain.roles import RespondentRole
from essaim.kernel.errors import DomainError


@dataclass(frozen=True, slots=True)
class Seat:
    """A place taken, and the secret that its phone alone knows."""

    participant: Participant
    token: str


@transaction.atomic
def join_session(
    *, session_id: int, role: RespondentRole, pseudonym: str = "", house: str = ""
) -> Seat:
    """Take a place without account; the secret is given once, to this phone.

    Raises:
        DomainError: ``room_too_soon``, ``room_closed``, ``room_expired``, ``room_full``.
    """
    session = CreativitySession.objects.select_for_update().get(pk=session_id)
    facts = RoomFacts(
        SessionState(session.state),
        session.held_on,
        session.places,
        session.participants.count(),
        has_own_place=False,
    )
    if refused := room_refusal(facts, today=timezone.localdate()):
        raise DomainError(refused)
    token = secrets.token_urlsafe(24)
    participant = Participant.objects.create(
        session=session,
        digest=digest(token),
        role=role,
        pseudonym=_shown(pseudonym, 40),
        house=_shown(house, 80),
    )
    moved(session)
    return Seat(participant, token)


@transaction.atomic
def write_note(*, participant_id: int, key: str, text: str) -> Note:
    """Keep a note; the same one sent again, by its key or by its words, is the one kept.

    A note written without a network arrives when it can: until the session is closed.

    Raises:
        DomainError: ``session_closed``, ``note_empty``, ``note_too_long``, ``too_many_notes``.
    """
    places = Participant.objects.select_for_update(of=("self",)).select_related("session")
    who = places.get(pk=participant_id)  # held: the same note sent twice at once waits
    session, mine = who.session, Note.objects.filter(participant=who)
    if key and (known := mine.filter(key=key).first()):
        return known
    if session.state != SessionState.RUNNING:
        raise DomainError("session_closed" if session.closed_on else "session_not_running")
    written = clean_note(text)
    if same := mine.filter(text=written).first():
        return same
    if mine.count() >= MOST_NOTES:
        raise DomainError("too_many_notes", most=MOST_NOTES)
    key = key or secrets.token_hex(16)
    note = Note.objects.create(
        session=session, participant=who, key=key, role=who.role, text=written
    )
    Participant.objects.filter(pk=who.pk).update(seen_at=timezone.now())
    moved(session)
    return note


@transaction.atomic
def take_back_note(*, participant_id: int, note_id: int) -> None:
    """Take back an own note while nobody arranged it: one may think again.

    Raises:
        DomainError: ``session_closed``, ``note_arranged``.
    """
    note = Note.objects.select_for_update().get(pk=note_id, participant=participant_id)
    if note.session.closed_on:
        raise DomainError("session_closed")
    if note.state != NoteState.LIVE or note.idea_id or note.acts.exists():
        raise DomainError("note_arranged")
    session = note.session
    note.delete()
    moved(session)


@transaction.atomic
def cast_ballot(*, participant_id: int, step_id: int, values: Mapping[int, int]) -> Ballot:
    """Keep a ballot of the running vote; sent again, it replaces the former one.

    Raises:
        DomainError: ``vote_closed`` and what :func:`check_ballot` refuses.
    """
    participant = Participant.objects.select_related("session__step").get(pk=participant_id)
    session = CreativitySession.objects.select_for_update().get(pk=participant.session_id)
    step = session.step
    if step is None or step.pk != step_id or step.kind != StepKind.VOTE:
        raise DomainError("vote_closed")
    ideas = list(session.ideas.values_list("pk", flat=True))
    check_ballot(VoteMethod(step.method), values, dots=step.dots, ideas=ideas)
    ballot, _ = Ballot.objects.update_or_create(step=step, participant=participant)
    ballot.marks.all().delete()
    BallotMark.objects.bulk_create(
        BallotMark(ballot=ballot, idea_id=idea, value=value) for idea, value in values.items()
    )
    moved(session)
    return ballot


def _shown(name: str, most: int) -> str:
    """Return a name as screens show it: one line, without hidden signs; it may be empty."""
    return clean_note(name, most=most) if name.strip() else ""
