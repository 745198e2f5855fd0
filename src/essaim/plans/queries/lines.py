"""The lines of a year as the page draws them: what was asked, seen, and how it is weighed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from essaim.plans.domain.achievement import NumberTarget, OutcomeStanding, Target
from essaim.plans.labels import sayings
from essaim.plans.models import YearTarget
from essaim.plans.queries.pictures import path_of, rubric_of
from essaim.plans.queries.review import ReviewRow
from essaim.platform.domain.writing import write_percent
from essaim.platform.pictures import Path, Rubric


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A target of the year, drawn and explained."""

    row: ReviewRow
    number: int
    ask: str
    path: Path | None
    rubric: Rubric | None
    how: tuple[tuple[str, str], ...]
    share: str
    proof: str
    standing: OutcomeStanding

    @property
    def target(self) -> YearTarget:
        return self.row.target


def review_lines(rows: Sequence[ReviewRow], year: int, *, is_shown: bool) -> tuple[ReviewLine, ...]:
    """Return the lines of a year; without *is_shown*, nothing of what was seen."""
    return tuple(
        _line(number, row, year, is_shown=is_shown) for number, row in enumerate(rows, start=1)
    )


def _line(number: int, row: ReviewRow, year: int, *, is_shown: bool) -> ReviewLine:
    target = row.target.plan_target
    return ReviewLine(
        row=row,
        number=number,
        ask=_ask(row),
        path=path_of(target, row.years, year, is_shown=is_shown),
        rubric=rubric_of(target, row.target, is_shown=is_shown) if target.is_rubric else None,
        how=_how(row) if is_shown else _weight(row),
        share=sayings.say_share(row.achievement) if is_shown else gettext("pas encore transmis"),
        proof=_proof(row) if is_shown else "",
        standing=row.outcome.standing if is_shown else OutcomeStanding.MISSING,
    )


def _decimals(row: ReviewRow) -> int:
    return sayings.decimals_of(row.target.plan_target.baseline, *[each.goal for each in row.years])


def _ask(row: ReviewRow) -> str:
    line, goal = row.target.plan_target, row.target.goal
    if line.baseline is None or goal is None:
        return sayings.say_levels(len(line.levels))
    decimals = _decimals(row)
    return sayings.say_way(line.baseline, goal, line.direction, line.unit, decimals=decimals)


def _weight(row: ReviewRow) -> tuple[tuple[str, str], ...]:
    if not row.weight:
        return ()
    return ((gettext("part de l’année"), write_percent(row.weight)),)


def _how(row: ReviewRow) -> tuple[tuple[str, str], ...]:
    """Return how the achievement was obtained, step by step."""
    target, outcome = row.target.plan_target, row.outcome
    highest = target.highest if target.is_rubric else None
    decimals = _decimals(row)
    seen = sayings.say_outcome(outcome, target.unit, highest, decimals=decimals)
    steps = [*_weight(row), (gettext("constat"), seen)]
    if outcome.observed is not None:
        steps.append((gettext("calcul"), _sum(row.target.to_domain(), outcome.observed)))
    return tuple(steps)


def _sum(target: Target, observed: Decimal) -> str:
    if isinstance(target, NumberTarget):
        return sayings.say_progress(target, observed)
    climbed, steps = int(observed) - target.lowest, target.highest - target.lowest
    told = gettext("%(level)s niveaux gravis sur %(highest)s") % {
        "level": climbed,
        "highest": steps,
    }
    return f"{told}\u00a0: {sayings.say_share(target.progress(observed))}"


def _proof(row: ReviewRow) -> str:
    """Return how solid the value is: a file shows it, or somebody says it."""
    if row.outcome.observed is None:
        return ""
    return "measured" if any(each.file_id for each in row.evidence) else "declared"
