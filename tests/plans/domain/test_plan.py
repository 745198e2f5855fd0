from datetime import date
from itertools import product

import pytest

from essaim.kernel.errors import DomainError
from essaim.plans.domain.plan import (
    TRANSITIONS,
    PlanState,
    Promise,
    awaited_signatures,
    check_due_day,
    check_plan_year,
    check_signable,
    move_plan,
    plan_years,
)
from essaim.platform.domain.viewer import Role

FULL = Promise("Part de CDI", 2026, "Leïla Santoni", "registre du personnel", date(2027, 1, 31))


@pytest.mark.parametrize(("state", "to"), list(product(PlanState, PlanState)))
def test_a_plan_moves_only_along_its_table(state: PlanState, to: PlanState) -> None:
    if to in TRANSITIONS[state]:
        assert move_plan(state, to) is to
    else:
        with pytest.raises(DomainError, match="plan_not_"):
            move_plan(state, to)


def test_a_plan_covers_three_years() -> None:
    assert plan_years(2026) == (2026, 2027, 2028)
    assert check_plan_year(2026, 2028) == 2028
    with pytest.raises(DomainError, match="year_not_in_plan"):
        check_plan_year(2026, 2029)
    for absurd in (1, 2199, 9999, 10**30):
        with pytest.raises(DomainError, match="year_out_of_range"):
            plan_years(absurd)


@pytest.mark.parametrize("lacking", ["collector", "source", "due_on"])
def test_an_indicator_that_nobody_can_collect_stops_the_signature(lacking: str) -> None:
    promise = Promise(
        FULL.name,
        FULL.year,
        "" if lacking == "collector" else FULL.collector,
        " " if lacking == "source" else FULL.source,
        None if lacking == "due_on" else FULL.due_on,
    )

    check_signable([FULL])
    with pytest.raises(DomainError) as refusal:
        check_signable([FULL, promise])
    assert refusal.value.code == "indicator_without_collector"
    assert refusal.value.facts == {"targets": "Part de CDI (2026)"}


def test_a_plan_that_promises_nothing_is_not_signed() -> None:
    with pytest.raises(DomainError, match="plan_without_target"):
        check_signable([])


def test_a_value_is_not_due_before_its_year() -> None:
    assert check_due_day(date(2027, 1, 31), year=2026, name="x") == date(2027, 1, 31)
    with pytest.raises(DomainError, match="due_before_year"):
        check_due_day(date(2025, 12, 31), year=2026, name="x")
    with pytest.raises(DomainError, match="date_out_of_range"):
        check_due_day(date(9999, 1, 1), year=2026, name="x")


def test_the_board_signs_where_there_is_one() -> None:
    assert awaited_signatures(set(), has_board=True) == (Role.DIRECTOR, Role.BOARD_MEMBER)
    assert awaited_signatures({Role.DIRECTOR}, has_board=False) == ()
    assert awaited_signatures({Role.BOARD_MEMBER}, has_board=True) == (Role.DIRECTOR,)
