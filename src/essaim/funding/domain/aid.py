"""How much of a year's tranche do its achievements release?

Policy is data: it arrives in the :class:`AidRule` annexed to the agreement. Each line has its
own ceiling, floor and rounding, so a statement adds up on paper. Source: rules, section 5.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from essaim.kernel.errors import DomainError
from essaim.kernel.money import Money

ZERO, ONE = Fraction(0), Fraction(1)


class Family(StrEnum):
    """What an amount depends on; each family explains its lines in the same way."""

    ACHIEVEMENT = "achievement"


class Shape(StrEnum):
    RATIO = "ratio"  # achievement / full
    RAMP = "ramp"  # the way from floor to full
    STEPS = "steps"  # a table of thresholds


class Verdict(StrEnum):
    """Where an achievement stands before the rule: what the explanation says first."""

    FULL = "full"
    PARTIAL = "partial"
    BELOW_FLOOR = "below_floor"


@dataclass(frozen=True, slots=True)
class Step:
    """From *threshold* on, a line pays *share* of its ceiling."""

    threshold: Fraction
    share: Fraction


@dataclass(frozen=True, slots=True)
class AidRule:
    """Below *floor* a line pays nothing, at it it pays, from *full* on it pays all.

    *cap* bounds the tranche before it is split: min of what else bounds the year.

    Raises:
        DomainError: ``rule_disordered``, ``steps_missing``, ``steps_without_shape``,
            ``steps_not_increasing``, ``steps_pay_nothing_done``, ``steps_short_of_full``,
            ``negative_amount``.
    """

    floor: Fraction = Fraction(1, 2)
    full: Fraction = ONE
    shape: Shape = Shape.RATIO
    steps: tuple[Step, ...] = ()
    cap: Money | None = None

    def __post_init__(self) -> None:
        if not (0 <= self.floor <= self.full <= 1 and self.full > 0):
            raise DomainError("rule_disordered", floor=self.floor, full=self.full)
        if self.cap is not None and self.cap.cents < 0:
            raise DomainError("negative_amount", name="cap", value=self.cap.plain())
        if self.shape is Shape.STEPS:
            _check_steps(self.steps, self.full)
        elif self.steps:
            raise DomainError("steps_without_shape", shape=self.shape.value)

    def share(self, achievement: Fraction) -> Fraction:
        """Return the part of a line's ceiling that *achievement* earns.

        >>> AidRule(full=Fraction(4, 5)).share(Fraction(2, 3))
        Fraction(5, 6)
        """
        match self.verdict(achievement):
            case Verdict.FULL:
                return ONE
            case Verdict.BELOW_FLOOR:
                return ZERO
        match self.shape:
            case Shape.STEPS:
                return _reached(self.steps, achievement)
            case Shape.RAMP:
                return (achievement - self.floor) / (self.full - self.floor)
        return achievement / self.full

    def verdict(self, achievement: Fraction) -> Verdict:
        """Return whether *achievement* pays all, a part, or nothing for want of the floor.

        >>> AidRule().verdict(Fraction("0.49")).value, AidRule().verdict(Fraction("0.5")).value
        ('below_floor', 'partial')
        """
        if achievement >= self.full:
            return Verdict.FULL
        return Verdict.PARTIAL if achievement >= self.floor else Verdict.BELOW_FLOOR

    def bounded(self, tranche: Money) -> Money:
        """Return what the year may pay at most: the tranche, or the cap when it is lower.

        >>> AidRule(cap=Money(1_000_000)).bounded(Money(1_200_000))
        Money(cents=1000000)
        """
        return tranche if self.cap is None else min(tranche, self.cap)


def _reached(steps: Sequence[Step], achievement: Fraction) -> Fraction:
    reached = [step.share for step in steps if step.threshold <= achievement]
    return reached[-1] if reached else ZERO


def _check_steps(steps: Sequence[Step], full: Fraction) -> None:
    if not steps:
        raise DomainError("steps_missing")
    for before, after in pairwise(steps):
        if after.threshold <= before.threshold or after.share < before.share:
            raise DomainError("steps_not_increasing", threshold=after.threshold)
    if steps[0].threshold == 0 and steps[0].share > 0:
        raise DomainError("steps_pay_nothing_done", share=steps[0].share)
    if _reached(steps, full) != ONE:
        raise DomainError("steps_short_of_full", full=full, share=_reached(steps, full))


@dataclass(frozen=True, slots=True)
class AidLine:
    """A target as aid sees it; *achievement* is ``None`` until observed or declared failed."""

    name: str
    weight: Fraction
    achievement: Fraction | None


@dataclass(frozen=True, slots=True)
class DecidedLine:
    """What a line is paid, with every fact its explanation needs."""

    name: str
    weight: Fraction
    achievement: Fraction
    ceiling: Money
    verdict: Verdict
    share: Fraction
    paid: Money

    @property
    def lost(self) -> Money:
        """Return what the distance to the target takes away from the ceiling."""
        return self.ceiling - self.paid


@dataclass(frozen=True, slots=True)
class ForeseenLine:
    """The most that a line may pay, and its decision where its achievement is known."""

    ceiling: Money
    decided: DecidedLine | None


@dataclass(frozen=True, slots=True)
class AidDecision:
    """What the year releases out of *most*, the tranche once capped; the lines say why."""

    lines: tuple[DecidedLine, ...]
    tranche: Money
    most: Money
    due: Money
    prepaid: Money

    @property
    def balance(self) -> Money:
        """Return what remains to be paid, never below zero."""
        return max(self.due - self.prepaid, Money(0))

    @property
    def overpaid(self) -> Money:
        """Return what was prepaid beyond what is due: shown, never hidden in a negative."""
        return max(self.prepaid - self.due, Money(0))


def decide_aid(
    lines: Sequence[AidLine], tranche: Money, rule: AidRule, prepaid: Money = Money(0)
) -> AidDecision:
    """Return what each line of the year is paid; the total is the sum of the lines.

    Ceilings come from one split of the capped *tranche*, so all at full pays exactly it;
    what one line has in excess never makes up for what another lacks. Amounts in cents,
    shares from 0 to 1.

    >>> thirds = [AidLine(str(n), Fraction(1, 3), Fraction(n, n + 1)) for n in (3, 2, 1)]
    >>> decide_aid(thirds, Money(1_200_000), AidRule(full=Fraction(4, 5))).due
    Money(cents=958333)

    Raises:
        DomainError: ``weights_not_one``, ``share_out_of_range``, ``negative_amount``,
            ``not_observed``.
    """
    _check_prepaid(prepaid)
    foreseen = foresee_aid(lines, tranche, rule)
    missing = [
        line.name for line, each in zip(lines, foreseen, strict=True) if each.decided is None
    ]
    if missing:
        raise DomainError("not_observed", targets=", ".join(missing))
    decided = tuple(each.decided for each in foreseen if each.decided is not None)
    due = sum((line.paid for line in decided), Money(0))
    return AidDecision(decided, tranche, rule.bounded(tranche), due, prepaid)


def foresee_aid(
    lines: Sequence[AidLine], tranche: Money, rule: AidRule
) -> tuple[ForeseenLine, ...]:
    """Return the ceiling of each line, and what it is paid where its achievement is known.

    >>> half = [AidLine("a", Fraction(1, 2), Fraction(1)), AidLine("b", Fraction(1, 2), None)]
    >>> [each.ceiling.cents for each in foresee_aid(half, Money(101), AidRule())]
    [51, 50]

    Raises:
        DomainError: ``weights_not_one``, ``share_out_of_range``, ``negative_amount``.
    """
    _check_year(lines, tranche)
    ceilings = rule.bounded(tranche).split([line.weight for line in lines])
    return tuple(
        ForeseenLine(
            ceiling,
            None
            if line.achievement is None
            else _decide_line(line, line.achievement, ceiling, rule),
        )
        for line, ceiling in zip(lines, ceilings, strict=True)
    )


def _check_prepaid(prepaid: Money) -> None:
    if prepaid.cents < 0:
        raise DomainError("negative_amount", name="prepaid", value=prepaid.plain())


def _check_year(lines: Sequence[AidLine], tranche: Money) -> None:
    if tranche.cents < 0:
        raise DomainError("negative_amount", name="tranche_max", value=tranche.plain())
    for line in lines:
        if line.achievement is not None and not 0 <= line.achievement <= 1:
            raise DomainError("share_out_of_range", name=line.name, value=str(line.achievement))
    total = sum((line.weight for line in lines), ZERO)
    if total != 1 or any(line.weight < 0 for line in lines):
        raise DomainError("weights_not_one", total=str(total))


def _decide_line(
    line: AidLine, achievement: Fraction, ceiling: Money, rule: AidRule
) -> DecidedLine:
    share, verdict = rule.share(achievement), rule.verdict(achievement)
    paid = ceiling.share(share)
    return DecidedLine(line.name, line.weight, achievement, ceiling, verdict, share, paid)
