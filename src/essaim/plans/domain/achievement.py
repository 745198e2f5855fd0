"""How far did the year go on each of its promises?

Achievement is an exact share from 0 to 1. It says nothing of money: the aid that depends
on it is decided by a higher app. « Looked at » is another measure, see :mod:`.review`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from essaim.kernel.errors import DomainError
from essaim.plans.domain.numbers import check_number

ZERO, ONE = Fraction(0), Fraction(1)
FEWEST_LEVELS, MOST_LEVELS = 2, 6


class Direction(StrEnum):
    """Which way is better; the last two keep what is already good."""

    RISE = "rise"
    FALL = "fall"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"

    @property
    def is_keep(self) -> bool:
        return self in {Direction.AT_LEAST, Direction.AT_MOST}

    @property
    def is_upward(self) -> bool:
        return self in {Direction.RISE, Direction.AT_LEAST}


def share_of_way(
    baseline: Fraction, goal: Fraction, observed: Fraction, *, name: str = ""
) -> Fraction:
    """Return the share (0 to 1) of the way from *baseline* to *goal*; the rest is cut.

    A decreasing goal uses the same formula; values may be in any unit, the same for the three.
    *name* is what a refusal calls the target.

    >>> share_of_way(Fraction(60), Fraction(80), Fraction(75))
    Fraction(3, 4)
    >>> share_of_way(Fraction(12), Fraction(6), Fraction(8))
    Fraction(2, 3)

    Raises:
        DomainError: ``flat_target`` when there is no way to go.
    """
    if goal == baseline:
        raise DomainError("flat_target", target=name)
    return min(max((observed - baseline) / (goal - baseline), ZERO), ONE)


def share_of_levels(lowest: int, highest: int, level: int, *, name: str = "") -> Fraction:
    """Return the share (0 to 1) of the described levels that were climbed.

    >>> share_of_levels(0, 4, 3), share_of_levels(1, 4, 3)
    (Fraction(3, 4), Fraction(2, 3))

    Raises:
        DomainError: ``rubric_size``, ``level_not_in_rubric``.
    """
    if not FEWEST_LEVELS <= highest - lowest + 1 <= MOST_LEVELS:
        raise DomainError("rubric_size", target=name)
    if not lowest <= level <= highest:
        raise DomainError("level_not_in_rubric", target=name, lowest=lowest, highest=highest)
    return Fraction(level - lowest, highest - lowest)


@dataclass(frozen=True, slots=True)
class NumberTarget:
    """A measurable promise for one year: from *baseline* to *goal*, or keep at *goal*."""

    name: str
    baseline: Decimal
    goal: Decimal
    direction: Direction

    def __post_init__(self) -> None:
        check_number(self.baseline, name=self.name)
        check_number(self.goal, name=self.name)
        if self.direction.is_keep:
            return
        if self.goal == self.baseline:
            raise DomainError("flat_target", target=self.name)
        if (self.goal > self.baseline) is not self.direction.is_upward:
            raise DomainError("goal_against_direction", target=self.name)

    @classmethod
    def between(cls, name: str, baseline: Decimal, goal: Decimal) -> NumberTarget:
        """Return the target whose direction is the way from *baseline* to *goal*.

        >>> NumberTarget.between("Accidents", Decimal(12), Decimal(6)).direction
        <Direction.FALL: 'fall'>
        """
        return cls(name, baseline, goal, Direction.RISE if goal >= baseline else Direction.FALL)

    def progress(self, observed: Decimal) -> Fraction:
        """Return the share achieved; a *keep* is worth all when at least as good, else nothing.

        >>> NumberTarget.between("Part de CDI", Decimal(60), Decimal(80)).progress(Decimal(75))
        Fraction(3, 4)
        >>> NumberTarget("Départs", Decimal(8), Decimal(8), Direction.AT_MOST).progress(Decimal(9))
        Fraction(0, 1)

        Raises:
            DomainError: ``not_a_number``, ``number_out_of_range``, ``too_many_decimals``.
        """
        check_number(observed, name=self.name)
        if self.direction.is_keep:
            is_kept = observed >= self.goal if self.direction.is_upward else observed <= self.goal
            return ONE if is_kept else ZERO
        return share_of_way(Fraction(self.baseline), Fraction(self.goal), Fraction(observed))


@dataclass(frozen=True, slots=True)
class RubricTarget:
    """A promise told in words: 2 to 6 described levels, the first numbered *lowest*."""

    name: str
    levels: tuple[str, ...]
    lowest: int = 0

    def __post_init__(self) -> None:
        if not FEWEST_LEVELS <= len(self.levels) <= MOST_LEVELS:
            raise DomainError("rubric_size", target=self.name)
        if not all(level.strip() for level in self.levels):
            raise DomainError("level_without_words", target=self.name)
        if self.lowest not in {0, 1}:
            raise DomainError("rubric_start", target=self.name)

    @property
    def highest(self) -> int:
        return self.lowest + len(self.levels) - 1

    def progress(self, observed: Decimal) -> Fraction:
        """Return the share of the levels climbed; *observed* is the number of a level.

        >>> RubricTarget("Dialogue", ("rien", "dit", "écrit", "suivi", "partagé")).progress(
        ...     Decimal(3)
        ... )
        Fraction(3, 4)

        Raises:
            DomainError: ``level_not_in_rubric``.
        """
        if not observed.is_finite() or observed not in range(self.lowest, self.highest + 1):
            raise DomainError(
                "level_not_in_rubric", target=self.name, lowest=self.lowest, highest=self.highest
            )
        return share_of_levels(self.lowest, self.highest, int(observed))


Target: TypeAlias = NumberTarget | RubricTarget


class OutcomeStanding(StrEnum):
    """What is known of a target. Only the last two let the year be submitted."""

    MISSING = "missing"
    UNAVAILABLE = "unavailable"
    FAILED = "failed"
    OBSERVED = "observed"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One of: a value, « indisponible parce que… », a failure declared with its reason, nothing."""

    observed: Decimal | None = None
    unavailable_reason: str = ""
    failure_reason: str = ""

    def __post_init__(self) -> None:
        told = [self.observed is not None, self.unavailable_reason, self.failure_reason]
        if sum(map(bool, told)) > 1:
            raise DomainError("two_outcomes")

    @property
    def standing(self) -> OutcomeStanding:
        if self.observed is not None:
            return OutcomeStanding.OBSERVED
        if self.failure_reason:
            return OutcomeStanding.FAILED
        return OutcomeStanding.UNAVAILABLE if self.unavailable_reason else OutcomeStanding.MISSING


def achievement(target: Target, outcome: Outcome) -> Fraction | None:
    """Return the share achieved; ``None`` while nobody knows, which is not 0.

    A value unavailable for a while stays unknown; a declared failure is 0.

    >>> target = NumberTarget.between("Part de CDI", Decimal(60), Decimal(80))
    >>> achievement(target, Outcome(unavailable_reason="logiciel en panne")) is None
    True
    >>> achievement(target, Outcome(failure_reason="action abandonnée"))
    Fraction(0, 1)

    Raises:
        DomainError: what the target's ``progress`` refuses.
    """
    if outcome.observed is not None:
        return target.progress(outcome.observed)
    return ZERO if outcome.standing is OutcomeStanding.FAILED else None


def weight_shares(weights: Sequence[int]) -> tuple[Fraction, ...]:
    """Return each weight as a share of their sum; the shares add up to exactly 1.

    >>> weight_shares([40, 30, 20, 10])[0]
    Fraction(2, 5)

    Raises:
        DomainError: ``weight_negative``, ``weights_sum_to_zero``.
    """
    if any(weight < 0 for weight in weights):
        raise DomainError("weight_negative")
    if not sum(weights):
        raise DomainError("weights_sum_to_zero")
    return tuple(Fraction(weight, sum(weights)) for weight in weights)
