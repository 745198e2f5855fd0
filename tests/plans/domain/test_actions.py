from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.kernel.errors import DomainError
from essaim.plans.domain.actions import (
    TRANSITIONS,
    ActionState,
    Condition,
    Quarter,
    check_dates,
    is_blocked,
    move_action,
    quarters_of,
    quarters_touched,
)

YEARS = (2026, 2027, 2028)
LEASE = Condition("locaux trop petits", "bail signé avec la commune", date(2026, 4, 1))


@pytest.mark.parametrize(("state", "to"), list(product(ActionState, ActionState)))
def test_an_action_moves_only_along_its_table(state: ActionState, to: ActionState) -> None:
    if to in TRANSITIONS[state]:
        assert move_action(state, to, conditions=(), reason="faute de porteur") is to
    else:
        with pytest.raises(DomainError, match="action_move_refused"):
            move_action(state, to, conditions=())


def test_a_blocked_action_does_not_start_and_says_what_blocks_it() -> None:
    met = Condition("budget", "vote du conseil", met_on=date(2026, 2, 1))

    assert is_blocked([LEASE, met])
    with pytest.raises(DomainError) as refusal:
        move_action(ActionState.PLANNED, ActionState.RUNNING, conditions=(LEASE, met))
    assert refusal.value.code == "action_blocked"
    assert refusal.value.facts == {"conditions": "locaux trop petits"}
    assert move_action(ActionState.PLANNED, ActionState.RUNNING, conditions=(met,))


def test_abandoning_needs_a_reason() -> None:
    with pytest.raises(DomainError, match="reason_to_abandon"):
        move_action(ActionState.RUNNING, ActionState.ABANDONED, conditions=(), reason="  ")


def test_dates_of_an_action_meet_its_plan() -> None:
    check_dates("x", date(2025, 10, 1), date(2026, 3, 31), YEARS)
    with pytest.raises(DomainError, match="action_ends_before_it_starts"):
        check_dates("x", date(2026, 5, 1), date(2026, 4, 1), YEARS)
    with pytest.raises(DomainError, match="action_outside_plan"):
        check_dates("x", date(2029, 1, 1), date(2029, 2, 1), YEARS)
    with pytest.raises(DomainError, match="date_out_of_range"):
        check_dates("x", date(2026, 1, 1), date(9999, 12, 31), YEARS)


@given(start=st.dates(date(2020, 1, 1), date(2035, 1, 1)), days=st.integers(0, 4000))
def test_a_bar_always_fits_the_quarters_of_the_plan(start: date, days: int) -> None:
    quarters = quarters_of(YEARS)
    first, last = quarters_touched(quarters, start, start + timedelta(days=days))

    assert 0 <= first <= last < len(quarters) == 12


def test_quarters_start_in_january_april_july_october() -> None:
    found = [Quarter.of(date(2026, month, 1)).number for month in range(1, 13)]

    assert found == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]
