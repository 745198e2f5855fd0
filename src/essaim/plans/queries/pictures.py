"""The pictures of a plan, from its rows: trajectories, levels, the calendar of its actions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from django.utils.translation import gettext

from essaim.plans.domain.actions import (
    ActionState,
    Quarter,
    is_blocked,
    quarters_of,
    quarters_touched,
)
from essaim.plans.labels.sayings import decimals_of, say_number
from essaim.plans.models import Action, PlanTarget, YearTarget
from essaim.platform.pictures import Bar, Gantt, Path, Rubric


def path_of(
    plan_target: PlanTarget, years: Sequence[YearTarget], now: int | None, *, is_shown: bool = True
) -> Path | None:
    """Return the trajectory of a quantity; ``None`` for a rubric or without a goal."""
    known = [each for each in years if each.goal is not None]
    if plan_target.baseline is None or not known:
        return None
    start = Fraction(plan_target.baseline)
    observed = [each.observed if is_shown else None for each in known]
    seen = (start, *[None if value is None else Fraction(value) for value in observed])
    return Path(
        years=(known[0].year - 1, *[each.year for each in known]),
        goals=(start, *[Fraction(each.goal or 0) for each in known]),
        seen=seen if any(value is not None for value in seen[1:]) else (),
        says=_say_path(plan_target, known, observed),
        now=now,
        is_short=_is_short(known, observed),
    )


def _say_path(
    plan_target: PlanTarget, years: Sequence[YearTarget], observed: Sequence[object]
) -> str:
    unit = plan_target.unit
    decimals = decimals_of(plan_target.baseline, *[each.goal for each in years])
    told = [
        gettext("Départ %(value)s en %(year)s")
        % {
            "value": say_number(plan_target.baseline, unit, decimals=decimals),
            "year": years[0].year - 1,
        }
    ]
    for each, value in zip(years, observed, strict=True):
        facts = {"goal": say_number(each.goal, unit, decimals=decimals), "year": each.year}
        told.append(gettext("visé %(goal)s en %(year)s") % facts)
        if value is not None:
            seen = say_number(each.observed, unit, decimals=decimals)
            told.append(gettext("constaté %(value)s") % {"value": seen})
    return ", ".join(told)


def _is_short(years: Sequence[YearTarget], observed: Sequence[object]) -> bool:
    """Return whether the last value seen is short of what its year asked."""
    seen = [each for each, value in zip(years, observed, strict=True) if value is not None]
    if not seen or seen[-1].observed is None:
        return False
    return seen[-1].to_domain().progress(seen[-1].observed) < 1


def rubric_of(plan_target: PlanTarget, target: YearTarget, *, is_shown: bool = True) -> Rubric:
    """Return the levels of a rubric, full up to the one observed."""
    seen = target.observed if is_shown else None
    level = plan_target.lowest if seen is None else int(seen)
    facts = {"level": level, "highest": plan_target.highest}
    says = (
        gettext("Niveau à renseigner, de %(level)s à %(highest)s") % facts
        if seen is None
        else gettext("Niveau %(level)s atteint sur %(highest)s") % facts
    )
    return Rubric(plan_target.lowest, plan_target.highest, level, says)


def bar_state(action: Action) -> str:
    """Return how the bar of an action is drawn: done, running, blocked or planned."""
    if action.state in {ActionState.DONE, ActionState.RUNNING}:
        return action.state
    conditions = (each.to_domain() for each in action.conditions.all())
    return "blocked" if is_blocked(conditions) else "planned"


def gantt_of(
    actions: Iterable[Action], years: Sequence[int], today: date, urls: dict[int, str]
) -> Gantt:
    """Return the calendar of the actions still in the plan, over its quarters."""
    quarters = quarters_of(years)
    bars = []
    for action in actions:
        if action.state == ActionState.ABANDONED:
            continue
        first, last = quarters_touched(quarters, action.starts_on, action.ends_on)
        note = ", ".join(each.blocked_by for each in action.conditions.all() if not each.met_on)
        bars.append(
            Bar(
                action.title,
                first,
                last,
                bar_state(action),
                gettext("bloquée par : %(what)s") % {"what": note} if note else "",
                urls.get(action.pk, ""),
            )
        )
    names = tuple(
        gettext("T%(number)s %(year)s") % {"number": each.number, "year": each.year}
        for each in quarters
    )
    current = Quarter.of(today)
    now = quarters.index(current) if current in quarters else None
    return Gantt(names, tuple(bars), now)
