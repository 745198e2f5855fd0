from decimal import Decimal
from itertools import product

import pytest

from essaim.kernel.errors import DomainError
from essaim.plans.domain.achievement import Outcome
from essaim.plans.domain.review import (
    TRANSITIONS,
    LookedAt,
    ReviewState,
    check_submittable,
    looked_at,
    move_review,
)

SEEN, FAILED = Outcome(observed=Decimal(71)), Outcome(failure_reason="abandonné")
AWAITED, NOTHING = Outcome(unavailable_reason="attendue en mars"), Outcome()


@pytest.mark.parametrize(("state", "to"), list(product(ReviewState, ReviewState)))
def test_a_review_moves_only_along_its_table(state: ReviewState, to: ReviewState) -> None:
    if to in TRANSITIONS[state]:
        assert move_review(state, to) is to
    else:
        with pytest.raises(DomainError, match="review_not_"):
            move_review(state, to)


@pytest.mark.parametrize("waiting", [AWAITED, NOTHING])
def test_a_year_with_an_unknown_value_is_not_submitted(waiting: Outcome) -> None:
    check_submittable([("CDI", SEEN), ("Heures", FAILED)])
    with pytest.raises(DomainError) as refusal:
        check_submittable([("CDI", SEEN), ("Heures", waiting)])
    assert refusal.value.facts == {"targets": "Heures"}
    with pytest.raises(DomainError, match="year_without_target"):
        check_submittable([])


def test_looking_at_a_target_is_counted_and_never_becomes_an_achievement() -> None:
    assert looked_at([SEEN, FAILED, AWAITED, NOTHING]) == LookedAt(seen=3, asked=4)
