"""Actions: on which axis, when, and what holds them back until something unlocks them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from essaim.kernel.errors import DomainError
from essaim.kernel.period import Period, check_day


class Axis(StrEnum):
    """The three axes of the seminar."""

    SOCIETAL = "societal"
    SOCIAL = "social"
    ENVIRONMENTAL = "environmental"


class ActionState(StrEnum):
    """The director and the adviser move an action; an abandoned one keeps its reason."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    ABANDONED = "abandoned"


TRANSITIONS: dict[ActionState, frozenset[ActionState]] = {
    ActionState.PLANNED: frozenset({ActionState.RUNNING, ActionState.ABANDONED}),
    ActionState.RUNNING: frozenset({ActionState.DONE, ActionState.ABANDONED}),
    ActionState.DONE: frozenset({ActionState.RUNNING}),
    ActionState.ABANDONED: frozenset({ActionState.PLANNED}),
}


@dataclass(frozen=True, slots=True)
class Condition:
    """What blocks an action, what would unlock it, and since when it is unlocked."""

    blocked_by: str
    unlocked_by: str
    expected_on: date | None = None
    met_on: date | None = None

    @property
    def is_met(self) -> bool:
        return self.met_on is not None


def is_blocked(conditions: Iterable[Condition]) -> bool:
    """Return whether something still holds the action back.

    >>> is_blocked([Condition("locaux trop petits", "bail signé", met_on=date(2026, 3, 1))])
    False
    """
    return not all(condition.is_met for condition in conditions)


def move_action(
    state: ActionState, to: ActionState, *, conditions: Sequence[Condition], reason: str = ""
) -> ActionState:
    """Return *to* when an action may go there: unlocked to start, with a reason to abandon.

    Raises:
        DomainError: ``action_move_refused``; ``action_blocked``, naming what blocks it;
            ``reason_to_abandon``.
    """
    if to not in TRANSITIONS[state]:
        raise DomainError("action_move_refused")
    if to is ActionState.RUNNING and is_blocked(conditions):
        blocking = ", ".join(each.blocked_by for each in conditions if not each.is_met)
        raise DomainError("action_blocked", conditions=blocking)
    if to is ActionState.ABANDONED and not reason.strip():
        raise DomainError("reason_to_abandon")
    return to


def check_dates(title: str, starts_on: date, ends_on: date, years: Sequence[int]) -> Period:
    """Return the stretch of an action, which must meet the years of its plan.

    Raises:
        DomainError: ``date_out_of_range``, ``action_ends_before_it_starts``,
            ``action_outside_plan``.
    """
    if check_day(ends_on, name=title) < check_day(starts_on, name=title):
        raise DomainError("action_ends_before_it_starts", action=title)
    stretch = Period(starts_on, ends_on)
    if not stretch.overlaps(Period(date(years[0], 1, 1), date(years[-1], 12, 31))):
        raise DomainError("action_outside_plan", action=title, start=years[0], end=years[-1])
    return stretch


@dataclass(frozen=True, order=True, slots=True)
class Quarter:
    """Three months of a year, numbered from 1."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        """Return the quarter that holds *day*.

        >>> Quarter.of(date(2026, 4, 1))
        Quarter(year=2026, number=2)
        """
        return cls(day.year, (day.month + 2) // 3)


def quarters_of(years: Iterable[int]) -> tuple[Quarter, ...]:
    """Return the quarters of *years*, in order.

    >>> len(quarters_of([2026, 2027, 2028]))
    12
    """
    return tuple(Quarter(year, number) for year in years for number in (1, 2, 3, 4))


def quarters_touched(
    quarters: Sequence[Quarter], starts_on: date, ends_on: date
) -> tuple[int, int]:
    """Return the first and last quarter touched by an action, cut to those of the plan.

    >>> quarters_touched(quarters_of([2026]), date(2026, 4, 1), date(2026, 9, 30))
    (1, 2)
    """
    start, end = Quarter.of(starts_on), Quarter.of(ends_on)
    first = min(sum(each < start for each in quarters), len(quarters) - 1)
    last = len(quarters) - 1 - sum(each > end for each in quarters)
    return first, max(first, last)
