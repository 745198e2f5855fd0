from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.kernel.errors import DomainError
from essaim.plans.domain.achievement import Direction
from essaim.plans.domain.progressive import YearGoal, check_progressive


def goals(*asked: str, reason: str = "") -> list[YearGoal]:
    return [
        YearGoal(2026 + number, Decimal(goal), reason if number else "")
        for number, goal in enumerate(asked)
    ]


@pytest.mark.parametrize(
    ("direction", "asked"),
    [
        (Direction.RISE, ("70", "75", "80")),
        (Direction.RISE, ("70", "70", "70")),
        (Direction.FALL, ("2.00", "1.80", "1.60")),
        (Direction.AT_MOST, ("8", "8", "7")),
    ],
)
def test_a_year_may_ask_as_much_or_more(direction: Direction, asked: tuple[str, ...]) -> None:
    check_progressive("x", direction, goals(*asked))


@pytest.mark.parametrize(
    ("direction", "asked"),
    [(Direction.RISE, ("70", "69", "80")), (Direction.FALL, ("2.00", "2.01", "1.60"))],
)
def test_asking_less_than_the_year_before_needs_a_reason(
    direction: Direction, asked: tuple[str, ...]
) -> None:
    with pytest.raises(DomainError) as refusal:
        check_progressive("Part de CDI", direction, goals(*asked))
    assert refusal.value.code == "goal_steps_back"
    assert refusal.value.facts == {"target": "Part de CDI", "year": 2027, "year_before": 2026}

    check_progressive("Part de CDI", direction, goals(*asked, reason="fin d’un contrat aidé"))


@given(st.lists(st.decimals(0, 100, places=2), max_size=3))
def test_a_sorted_plan_is_always_progressive_whatever_the_order_given(asked: list[Decimal]) -> None:
    rising = [YearGoal(2026 + number, goal) for number, goal in enumerate(sorted(asked))]

    check_progressive("x", Direction.RISE, reversed(rising))
