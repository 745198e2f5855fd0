"""A plan is progressive: a year asks at least as much as the year before, or says why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from essaim.kernel.errors import DomainError
from essaim.plans.domain.achievement import Direction


@dataclass(frozen=True, slots=True)
class YearGoal:
    """What one year asks of a target, and the reason if it asks less than the year before."""

    year: int
    goal: Decimal
    step_back_reason: str = ""


def asks_less(direction: Direction, goal: Decimal, before: Decimal) -> bool:
    """Return whether *goal* asks less than the goal of the year *before*.

    >>> asks_less(Direction.FALL, Decimal("2.2"), Decimal("2.0"))
    True
    """
    return goal < before if direction.is_upward else goal > before


def check_progressive(name: str, direction: Direction, goals: Iterable[YearGoal]) -> None:
    """Refuse a goal that steps back without a reason; years are read in their order.

    >>> check_progressive("CDI", Direction.RISE, [YearGoal(2026, Decimal(70))])

    Raises:
        DomainError: ``goal_steps_back``, naming the year that asks less.
    """
    ordered = sorted(goals, key=lambda each: each.year)
    for before, after in pairwise(ordered):
        is_less = asks_less(direction, after.goal, before.goal)
        if is_less and not after.step_back_reason.strip():
            raise DomainError(
                "goal_steps_back", target=name, year=after.year, year_before=before.year
            )
