"""The review of a year: what was observed, then submitted, then settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from essaim.kernel.errors import DomainError
from essaim.plans.domain.achievement import Outcome, OutcomeStanding


class ReviewState(StrEnum):
    """Open: director and adviser record. Submitted: the funder reads, decides or sends back.

    Closed: the aid of the year is final; nothing moves any more, evidence included.
    """

    OPEN = "open"
    SUBMITTED = "submitted"
    CLOSED = "closed"


TRANSITIONS: dict[ReviewState, frozenset[ReviewState]] = {
    ReviewState.OPEN: frozenset({ReviewState.SUBMITTED}),
    ReviewState.SUBMITTED: frozenset({ReviewState.OPEN, ReviewState.CLOSED}),
    ReviewState.CLOSED: frozenset(),
}
_REFUSALS = {
    ReviewState.OPEN: "review_not_submitted",
    ReviewState.SUBMITTED: "review_not_open",
    ReviewState.CLOSED: "review_not_submitted",
}
#: What lets a year be submitted: known, or declared failed with a reason.
SETTLED = frozenset({OutcomeStanding.OBSERVED, OutcomeStanding.FAILED})


def move_review(state: ReviewState, to: ReviewState) -> ReviewState:
    """Return *to* when a review may go there from *state*.

    Raises:
        DomainError: ``review_not_open``, ``review_not_submitted``.
    """
    if to not in TRANSITIONS[state]:
        raise DomainError(_REFUSALS[to])
    return to


def check_submittable(outcomes: Sequence[tuple[str, Outcome]]) -> None:
    """Refuse to submit a year of which something is not known yet.

    Raises:
        DomainError: ``year_without_target``; ``outcome_missing``, naming the targets.
    """
    if not outcomes:
        raise DomainError("year_without_target")
    waiting = [name for name, outcome in outcomes if outcome.standing not in SETTLED]
    if waiting:
        raise DomainError("outcome_missing", targets=", ".join(waiting))


@dataclass(frozen=True, slots=True)
class LookedAt:
    """How many targets somebody looked at: never a share, never drawn beside achievement."""

    seen: int
    asked: int


def looked_at(outcomes: Sequence[Outcome]) -> LookedAt:
    """Return how many outcomes say something, even that the value is not available yet.

    >>> looked_at([Outcome(), Outcome(unavailable_reason="attendue en mars")])
    LookedAt(seen=1, asked=2)
    """
    seen = [each for each in outcomes if each.standing is not OutcomeStanding.MISSING]
    return LookedAt(len(seen), len(outcomes))
