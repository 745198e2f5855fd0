"""The steps of a session and their clock: what may be done when, and how long is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from essaim.kernel.errors import DomainError


class StepKind(StrEnum):
    """What people do at a step; the order is the usual one, a frame chooses among them."""

    WARM_UP = "warm_up"
    WRITE = "write"
    SHARE = "share"
    GROUP = "group"
    NAME = "name"
    VOTE = "vote"
    DECIDE = "decide"


class VoteMethod(StrEnum):
    """How a vote is counted."""

    DOTS = "dots"
    SCORE = "score"
    JUDGMENT = "judgment"


class SessionState(StrEnum):
    """Where a session stands; the facilitators alone move it."""

    PREPARED = "prepared"
    RUNNING = "running"
    CLOSED = "closed"


TRANSITIONS: dict[SessionState, frozenset[SessionState]] = {
    SessionState.PREPARED: frozenset({SessionState.RUNNING}),
    SessionState.RUNNING: frozenset({SessionState.CLOSED}),
    SessionState.CLOSED: frozenset(),
}
#: The steps at which a phone asks for words.
WRITING = frozenset({StepKind.WARM_UP, StepKind.WRITE})
#: The steps whose notes the facilitator arranges before everybody.
ARRANGING = frozenset({StepKind.SHARE, StepKind.GROUP, StepKind.NAME})
LONGEST_STEP = 240
MOST_STEPS = 12
MOST_DOTS = 10
#: Minutes that « + 2 minutes » adds.
EXTENSION = 2


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a frame: what is done, for how many minutes, how a vote is counted."""

    kind: StepKind
    minutes: int
    method: VoteMethod | None = None
    dots: int = 0


def check_steps(steps: Sequence[Step]) -> None:
    """Refuse a frame that cannot be run.

    >>> check_steps([Step(StepKind.WRITE, 5), Step(StepKind.DECIDE, 10)])

    Raises:
        DomainError: ``frame_empty``, ``frame_too_long``, ``frame_without_writing``,
            ``step_minutes``, ``vote_without_method``, ``vote_dots``, ``vote_before_writing``.
    """
    if not steps:
        raise DomainError("frame_empty")
    if len(steps) > MOST_STEPS:
        raise DomainError("frame_too_long", most=MOST_STEPS)
    if not any(step.kind is StepKind.WRITE for step in steps):
        raise DomainError("frame_without_writing")
    for place, step in enumerate(steps, start=1):
        _check_step(step, place)
    kinds = [step.kind for step in steps]
    if StepKind.VOTE in kinds and kinds.index(StepKind.VOTE) < kinds.index(StepKind.WRITE):
        raise DomainError("vote_before_writing")


def _check_step(step: Step, place: int) -> None:
    if not 1 <= step.minutes <= LONGEST_STEP:
        raise DomainError("step_minutes", place=place, most=LONGEST_STEP)
    if step.kind is not StepKind.VOTE:
        return
    if step.method is None:
        raise DomainError("vote_without_method", place=place)
    if step.method is VoteMethod.DOTS and not 1 <= step.dots <= MOST_DOTS:
        raise DomainError("vote_dots", place=place, most=MOST_DOTS)


@dataclass(frozen=True, slots=True)
class Clock:
    """The time of a step, by the house's clock: a phone's own is never believed."""

    started_at: datetime
    minutes: int
    paused_at: datetime | None = None

    def left(self, now: datetime) -> timedelta:
        """Return the time left, below zero once it is over; a pause stops it.

        >>> from datetime import UTC
        >>> nine = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)
        >>> Clock(nine, 10).left(nine + timedelta(minutes=4))
        datetime.timedelta(seconds=360)
        """
        return timedelta(minutes=self.minutes) - ((self.paused_at or now) - self.started_at)

    def resumed(self, now: datetime) -> Clock:
        """Return the clock as if the pause had not been."""
        if self.paused_at is None:
            return self
        return Clock(self.started_at + (now - self.paused_at), self.minutes)

    def extended(self, minutes: int = EXTENSION) -> Clock:
        if self.minutes + minutes > LONGEST_STEP:
            raise DomainError("step_minutes", place=0, most=LONGEST_STEP)
        return Clock(self.started_at, self.minutes + minutes, self.paused_at)


def check_transition(state: SessionState, to: SessionState) -> None:
    """Refuse a move a session does not know.

    Raises:
        DomainError: ``session_transition``.
    """
    if to not in TRANSITIONS[state]:
        raise DomainError("session_transition", state=state, to=to)
