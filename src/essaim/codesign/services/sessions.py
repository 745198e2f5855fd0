"""Sessions prepared, started, moved from step to step, closed by their facilitators."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from essaim.codesign import queries
from essaim.codesign.domain.notes import clean_note
from essaim.codesign.domain.steps import SessionState, Step, check_steps, check_transition
from essaim.codesign.events import IdeaAdopted
from essaim.codesign.models import CreativitySession, Decision, SessionStep
from essaim.kernel.errors import DomainError
from essaim.kernel.period import check_day
from essaim.platform.domain.viewer import Viewer
from essaim.platform.events import announce
from essaim.platform.services import keep_audit_line

#: Letters and digits nobody takes for one another, read aloud or from the back of a room.
_LETTERS = "ACDEFGHJKLMNPQRTUVWXY34679"
LONGEST_TITLE, LONGEST_INTENT, LONGEST_OWNER = 160, 600, 80
MOST_PLACES = 300


@transaction.atomic
def prepare_session(
    *,
    organisation_id: int,
    title: str,
    intent: str,
    held_on: date,
    steps: Sequence[Step],
    by: Viewer,
    places: int = 40,
) -> CreativitySession:
    """Prepare a session of an organisation: its question, what its notes are for, its steps.

    Raises:
        DomainError: ``note_empty``, ``note_too_long``, ``session_places``, ``session_past`` and
            what :func:`check_steps` refuses.
    """
    session = CreativitySession.objects.create(
        organisation=queries.facilitating_organisations(by).get(pk=organisation_id),
        title=clean_note(title, most=LONGEST_TITLE),
        intent=clean_note(intent, most=LONGEST_INTENT),
        held_on=_day_to_come(held_on),
        places=_checked_places(places),
        code=_free_code(),
    )
    _write_steps(session, steps)
    _log(session, "prepare_session", by)
    return session


def _day_to_come(held_on: date) -> date:
    if check_day(held_on) < timezone.localdate():
        raise DomainError("session_past", date=held_on)
    return held_on


def _checked_places(places: int) -> int:
    if not 1 <= places <= MOST_PLACES:
        raise DomainError("session_places", most=MOST_PLACES)
    return places


def _write_steps(session: CreativitySession, steps: Sequence[Step]) -> None:
    check_steps(steps)
    SessionStep.objects.bulk_create(
        SessionStep(
            session=session,
            position=place,
            kind=step.kind,
            minutes=step.minutes,
            method=step.method or "",
            dots=step.dots,
        )
        for place, step in enumerate(steps, start=1)
    )


@transaction.atomic
def start_session(*, session_id: int, by: Viewer) -> CreativitySession:
    """Open the first step: phones may write from now on.

    Raises:
        DomainError: ``session_transition``.
    """
    session = _locked(session_id, by)
    check_transition(SessionState(session.state), SessionState.RUNNING)
    session.state = SessionState.RUNNING
    _enter(session, session.steps.order_by("position")[0])
    _log(session, "start_session", by)
    return session


@transaction.atomic
def go_to_step(*, session_id: int, position: int, by: Viewer) -> CreativitySession:
    """Go to a step, the next one or one already seen: a room changes its mind.

    Raises:
        DomainError: ``session_not_running``, ``step_unknown``.
    """
    session = _running(session_id, by)
    step = session.steps.filter(position=position).first()
    if step is None:
        raise DomainError("step_unknown")
    _enter(session, step)
    _log(session, "go_to_step", by)
    return session


@transaction.atomic
def extend_step(*, session_id: int, by: Viewer) -> CreativitySession:
    """Add two minutes to the running step.

    Raises:
        DomainError: ``session_not_running``, ``step_minutes``.
    """
    session = _running(session_id, by)
    clock = session.clock()
    if clock is not None:
        session.step_minutes = clock.extended().minutes
    _keep(session)
    return session


@transaction.atomic
def pause_session(*, session_id: int, by: Viewer) -> CreativitySession:
    """Stop the clock, or let it go on from where it stopped; notes still arrive.

    Raises:
        DomainError: ``session_not_running``.
    """
    session = _running(session_id, by)
    clock, now = session.clock(), timezone.now()
    if clock is not None and clock.paused_at:
        session.started_at, session.paused_at = clock.resumed(now).started_at, None
    else:
        session.paused_at = now
    _keep(session)
    return session


@transaction.atomic
def close_session(*, session_id: int, by: Viewer) -> CreativitySession:
    """Close a session: nothing is written any more, everybody still follows own notes.

    Raises:
        DomainError: ``session_transition``.
    """
    session = _locked(session_id, by)
    check_transition(SessionState(session.state), SessionState.CLOSED)
    session.state, session.step = SessionState.CLOSED, None
    session.started_at, session.paused_at = None, None
    session.closed_on = timezone.localdate()
    _keep(session)
    _log(session, "close_session", by)
    return session


@transaction.atomic
def decide_idea(
    *,
    idea_id: int,
    is_kept: bool,
    text: str,
    by: Viewer,
    owner: str = "",
    due_on: date | None = None,
) -> Decision:
    """Note what the room decided of an idea; kept, it has an owner and a date.

    Raises:
        DomainError: ``session_not_running``, ``idea_decided_already``,
            ``decision_without_owner``, ``note_empty``, ``note_too_long``.
    """
    idea = queries.facilitated_ideas(by).select_for_update(of=("self",)).get(pk=idea_id)
    session = _running(idea.session_id, by)
    if Decision.objects.filter(idea=idea).exists():
        raise DomainError("idea_decided_already")
    charge = _charge(owner, due_on) if is_kept else {}
    decision = Decision.objects.create(
        idea=idea, is_kept=is_kept, text=clean_note(text), by_id=by.account_id, **charge
    )
    keep_audit_line(decision, act="decide_idea", by=by, organisation_id=session.organisation_id)
    moved(session)
    _announce(decision, session, by)
    return decision


def _charge(owner: str, due_on: date | None) -> dict[str, Any]:
    """Return who carries an idea that is kept, and for when."""
    owner = " ".join(owner.split())[:LONGEST_OWNER]
    if not owner or due_on is None:
        raise DomainError("decision_without_owner")
    return {"owner": owner, "due_on": check_day(due_on)}


def _announce(decision: Decision, session: CreativitySession, by: Viewer) -> None:
    """Tell that an idea was kept: its owner and its day are known."""
    if decision.due_on is None:
        return
    kept = IdeaAdopted(
        decision.pk,
        decision.idea_id,
        session.organisation_id,
        decision.text,
        decision.owner,
        decision.due_on,
        by,
    )
    announce(kept)


def moved(session: CreativitySession) -> None:
    """Tell every screen of the session that something changed."""
    CreativitySession.objects.filter(pk=session.pk).update(version=F("version") + 1)


def _locked(session_id: int, by: Viewer) -> CreativitySession:
    rows = queries.facilitated_sessions(by).select_for_update(of=("self",))
    return rows.get(pk=session_id)


def _running(session_id: int, by: Viewer) -> CreativitySession:
    session = _locked(session_id, by)
    if session.state != SessionState.RUNNING:
        raise DomainError("session_not_running")
    return session


def _enter(session: CreativitySession, step: SessionStep) -> None:
    session.step, session.step_minutes = step, step.minutes
    session.started_at, session.paused_at = timezone.now(), None
    _keep(session)


def _keep(session: CreativitySession) -> None:
    session.save()
    moved(session)


def _free_code() -> str:
    while True:
        code = "".join(secrets.choice(_LETTERS) for _ in range(6))
        if not CreativitySession.objects.filter(code=code).exists():
            return code


def _log(session: CreativitySession, act: str, by: Viewer) -> None:
    keep_audit_line(session, act=act, by=by, organisation_id=session.organisation_id)
