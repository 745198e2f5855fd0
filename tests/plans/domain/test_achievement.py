"""The exact figures of the rules, and what must hold for any figures."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.kernel.errors import DomainError
from essaim.plans.domain.achievement import (
    Direction,
    NumberTarget,
    Outcome,
    OutcomeStanding,
    RubricTarget,
    achievement,
    share_of_levels,
    share_of_way,
    weight_shares,
)

NUMBERS = st.decimals(-(10**9), 10**9, places=4)
LISTENING = ("rien", "une boîte", "une enquête", "des visites", "des décisions prises avec eux")


@pytest.mark.parametrize(
    ("baseline", "goal", "observed", "share"),
    [
        ("60", "80", "75", "3/4"),
        ("12", "6", "8", "2/3"),
        ("60", "80", "55", "0"),
        ("60", "80", "72", "3/5"),
        ("60", "70", "71", "1"),
        ("0", "500", "300", "3/5"),
        ("3.00", "2.00", "2.51", "49/100"),
        ("3.00", "2.00", "2.50", "1/2"),
    ],
)
def test_progress_is_the_share_of_the_way(
    baseline: str, goal: str, observed: str, share: str
) -> None:
    target = NumberTarget.between("x", Decimal(baseline), Decimal(goal))

    assert target.progress(Decimal(observed)) == Fraction(share)


def test_level_three_of_zero_to_four_is_three_quarters() -> None:
    rubric = RubricTarget("Écouter les usagers et leurs aidants", LISTENING)

    assert rubric.progress(Decimal(3)) == Fraction(3, 4)
    assert share_of_levels(1, 4, 3) == Fraction(2, 3)


@pytest.mark.parametrize(
    ("direction", "observed", "share"),
    [("at_least", "70", 1), ("at_least", "69.9", 0), ("at_most", "70", 1), ("at_most", "70.1", 0)],
)
def test_a_keep_is_worth_all_when_at_least_as_good_else_nothing(
    direction: str, observed: str, share: int
) -> None:
    keep = NumberTarget("x", Decimal(70), Decimal(70), Direction(direction))

    assert keep.progress(Decimal(observed)) == share


@pytest.mark.parametrize(
    ("baseline", "goal", "direction", "code"),
    [
        ("60", "60", "rise", "flat_target"),
        ("60", "60.0", "fall", "flat_target"),
        ("60", "50", "rise", "goal_against_direction"),
        ("6", "12", "fall", "goal_against_direction"),
        ("NaN", "12", "rise", "not_a_number"),
        ("0", "Infinity", "rise", "not_a_number"),
        ("0", "1e308", "rise", "number_out_of_range"),
        ("0", "0.00001", "rise", "too_many_decimals"),
    ],
)
def test_a_target_that_says_nothing_is_refused(
    baseline: str, goal: str, direction: str, code: str
) -> None:
    with pytest.raises(DomainError) as refusal:
        NumberTarget("Part de CDI", Decimal(baseline), Decimal(goal), Direction(direction))

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("levels", "lowest", "code"),
    [
        (("seul",), 0, "rubric_size"),
        (("a",) * 7, 0, "rubric_size"),
        (("a", " "), 0, "level_without_words"),
        (("a", "b"), 2, "rubric_start"),
    ],
)
def test_a_rubric_has_two_to_six_described_levels(
    levels: tuple[str, ...], lowest: int, code: str
) -> None:
    with pytest.raises(DomainError) as refusal:
        RubricTarget("Dialogue", levels, lowest)

    assert refusal.value.code == code


@pytest.mark.parametrize("typed", ["5", "-1", "2.5", "NaN", "Infinity", "1e308"])
def test_a_rubric_never_takes_a_number_that_is_no_level(typed: str) -> None:
    with pytest.raises(DomainError) as refusal:
        RubricTarget("Dialogue", LISTENING).progress(Decimal(typed))

    assert refusal.value.code == "level_not_in_rubric"


def test_no_way_and_no_levels_are_refused_by_the_bare_rules_too() -> None:
    with pytest.raises(DomainError, match="flat_target"):
        share_of_way(Fraction(1), Fraction(1), Fraction(1))
    with pytest.raises(DomainError, match="rubric_size"):
        share_of_levels(0, 9, 3)
    with pytest.raises(DomainError, match="level_not_in_rubric"):
        share_of_levels(0, 4, 5)


def test_not_observed_is_not_zero_but_a_declared_failure_is() -> None:
    target = NumberTarget.between("Part de CDI", Decimal(60), Decimal(80))

    assert achievement(target, Outcome()) is None
    assert achievement(target, Outcome(unavailable_reason="paie en retard")) is None
    assert achievement(target, Outcome(failure_reason="abandonné")) == 0
    assert achievement(target, Outcome(observed=Decimal(60))) == 0


def test_an_outcome_says_one_thing_only() -> None:
    assert Outcome(unavailable_reason="x").standing is OutcomeStanding.UNAVAILABLE
    refused: list[dict[str, Any]] = [
        {"observed": Decimal(0), "failure_reason": "non"},
        {"observed": Decimal(0), "unavailable_reason": "non"},
        {"unavailable_reason": "x", "failure_reason": "y"},
    ]
    for told in refused:
        with pytest.raises(DomainError, match="two_outcomes"):
            Outcome(**told)


@given(baseline=NUMBERS, goal=NUMBERS, observed=NUMBERS, better=NUMBERS)
def test_achievement_stays_within_zero_and_one_and_never_falls_when_doing_better(
    baseline: Decimal, goal: Decimal, observed: Decimal, better: Decimal
) -> None:
    if goal == baseline:
        return
    target = NumberTarget.between("x", baseline, goal)
    worse_first = sorted([observed, better], reverse=goal < baseline)
    low, high = (target.progress(each) for each in worse_first)

    assert 0 <= low <= high <= 1
    assert target.progress(baseline) == 0
    assert target.progress(goal) == 1


@given(weights=st.lists(st.integers(0, 10**6), min_size=1, max_size=12))
def test_weights_are_shares_that_add_up_to_exactly_one(weights: list[int]) -> None:
    if not sum(weights):
        with pytest.raises(DomainError, match="weights_sum_to_zero"):
            weight_shares(weights)
        return
    assert sum(weight_shares(weights)) == 1


def test_a_negative_weight_is_refused() -> None:
    with pytest.raises(DomainError, match="weight_negative"):
        weight_shares([50, -1])
