"""What a person asks for when writing a plan, checked whole before anything is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from essaim.kernel.errors import DomainError
from essaim.kernel.money import Money
from essaim.plans.domain.achievement import Direction, NumberTarget, RubricTarget, Target
from essaim.plans.domain.actions import Axis, check_dates
from essaim.plans.domain.plan import check_due_day, check_plan_year, plan_years
from essaim.plans.domain.progressive import YearGoal, check_progressive


@dataclass(frozen=True, slots=True)
class NumberMeasure:
    """A quantity: where it starts, which way is better, in what unit."""

    baseline: Decimal
    direction: Direction
    unit: str = ""


@dataclass(frozen=True, slots=True)
class RubricMeasure:
    """Described levels, the first numbered *lowest*; the highest is what all years aim at."""

    levels: tuple[str, ...]
    lowest: int = 0


@dataclass(frozen=True, slots=True)
class YearDraft:
    """What one year asks; the *goal* is for quantities only."""

    year: int
    goal: Decimal | None = None
    weight: int = 0
    due_on: date | None = None
    step_back_reason: str = ""


@dataclass(frozen=True, slots=True)
class CriterionRef:
    """A criterion of an exact framework version."""

    framework_urn: str
    code: str


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """A target over the years of a plan, with who collects it and from where."""

    name: str
    axis: Axis
    measure: NumberMeasure | RubricMeasure
    years: tuple[YearDraft, ...]
    collector: str = ""
    source: str = ""
    fact: str = ""
    criteria: tuple[CriterionRef, ...] = ()

    def of_year(self, draft: YearDraft) -> Target:
        """Return the promise of one year.

        Raises:
            DomainError: ``goal_required``, ``goal_of_rubric``, or what the target refuses.
        """
        if isinstance(self.measure, RubricMeasure):
            if draft.goal is not None:
                raise DomainError("goal_of_rubric", target=self.name, year=draft.year)
            return RubricTarget(self.name, self.measure.levels, self.measure.lowest)
        if draft.goal is None:
            raise DomainError("goal_required", target=self.name, year=draft.year)
        measure = self.measure
        return NumberTarget(self.name, measure.baseline, draft.goal, measure.direction)


def check_target(draft: TargetDraft, start_year: int) -> None:
    """Refuse a draft that could not be reviewed one day.

    Raises:
        DomainError: ``target_without_year``, ``year_twice``, ``year_not_in_plan``,
            ``due_before_year``, ``weight_negative``, ``goal_steps_back``, and what each year's
            target refuses (``flat_target``, ``rubric_size``…).
    """
    if not draft.years:
        raise DomainError("target_without_year", target=draft.name)
    if len({each.year for each in draft.years}) < len(draft.years):
        raise DomainError("year_twice", target=draft.name)
    for each in draft.years:
        check_plan_year(start_year, each.year)
        if each.weight < 0:
            raise DomainError("weight_negative")
        if each.due_on:
            check_due_day(each.due_on, year=each.year, name=draft.name)
        draft.of_year(each)
    if isinstance(draft.measure, NumberMeasure):
        check_progressive(draft.name, draft.measure.direction, _goals(draft))


def _goals(draft: TargetDraft) -> Iterator[YearGoal]:
    for each in draft.years:
        if each.goal is not None:
            yield YearGoal(each.year, each.goal, each.step_back_reason)


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """An action as somebody plans it: what, who carries it, when, at what cost."""

    title: str
    axis: Axis
    owner: str
    starts_on: date
    ends_on: date
    details: str = ""
    cost: Money | None = None
    plan_target_ids: tuple[int, ...] = ()


def check_action(draft: ActionDraft, start_year: int) -> None:
    """Refuse an action outside its plan or with a negative cost.

    Raises:
        DomainError: ``cost_negative``, and what :func:`check_dates` refuses.
    """
    check_dates(draft.title, draft.starts_on, draft.ends_on, plan_years(start_year))
    if draft.cost is not None and draft.cost < Money(0):
        raise DomainError("cost_negative", action=draft.title)
