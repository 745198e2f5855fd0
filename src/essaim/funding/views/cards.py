"""A line of aid as its page draws it: promise, picture, calculation in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext

from essaim.funding.domain.aid import DecidedLine
from essaim.funding.labels import number_text, weight_text
from essaim.funding.labels.pages import (
    level_text,
    levels_text,
    measure_text,
    near_text,
    seen_text,
    short_rule,
    way_text,
)
from essaim.funding.queries import ShownLine, StatementPage
from essaim.kernel.money import Money
from essaim.platform.pictures import Path, Rubric


@dataclass(frozen=True, slots=True)
class LineCard:
    """What one aid line says; a picture is a path or a level."""

    rank: int
    kicker: str
    title: str
    proof: str
    evidence: Sequence[object]
    path: Path | None
    level: Rubric | None
    weight: str
    ceiling: Money
    seen: str
    achievement: str
    rule: str
    paid: Money | None


def line_cards(page: StatementPage) -> list[LineCard]:
    return [_card(each, rank, page) for rank, each in enumerate(page.lines, start=1)]


def near_misses(page: StatementPage) -> list[str]:
    """Return what the lines just below their floor would pay at it."""
    said = (near_text(each.decided, page.rule) for each in page.lines if each.decided)
    return [text for text in said if text]


def _card(shown: ShownLine, rank: int, page: StatementPage) -> LineCard:
    line, target = shown.line, shown.row.target
    measure = target.plan_target
    is_rubric = measure.is_rubric or target.goal is None
    year = page.statement.tranche.year
    return LineCard(
        rank,
        levels_text(rank, len(measure.levels))
        if is_rubric
        else way_text(rank, year, measure.baseline, target.goal, measure.unit),
        line.name,
        "measured" if shown.row.evidence and not is_rubric else "declared",
        shown.row.evidence,
        None if is_rubric else _path(shown, year),
        _level(shown) if is_rubric and target.observed is not None else None,
        weight_text(line.share_of_year),
        line.ceiling,
        _seen(shown, is_rubric=is_rubric),
        number_text(line.progress) if line.progress is not None else "",
        _rule(shown.decided, page),
        line.paid,
    )


def _rule(decided: DecidedLine | None, page: StatementPage) -> str:
    return short_rule(decided, page.rule) if decided else gettext("dès que la valeur est connue")


def _seen(shown: ShownLine, *, is_rubric: bool) -> str:
    target = shown.row.target
    if target.failure_reason:
        return gettext("non atteint : %(reason)s") % {"reason": target.failure_reason}
    if is_rubric and target.observed is not None:
        return level_text(int(target.observed), target.plan_target.highest)
    return seen_text(target.observed, target.plan_target.unit)


def _level(shown: ShownLine) -> Rubric:
    target = shown.row.target
    level, highest = int(target.observed or 0), target.plan_target.highest
    return Rubric(target.plan_target.lowest, highest, level, level_text(level, highest))


def _path(shown: ShownLine, year: int) -> Path:
    """Return the way of a quantity; what later years saw is theirs to tell."""
    target = shown.row.target
    measure = target.plan_target
    years = [each for each in shown.row.years if each.goal is not None]
    start = Fraction(measure.baseline or 0)
    first = min((each.year for each in years), default=year)
    says = gettext("Départ %(start)s, visé %(goal)s en %(year)s, %(seen)s") % {
        "start": measure_text(start, measure.unit),
        "goal": measure_text(target.goal, measure.unit),
        "year": year,
        "seen": seen_text(target.observed, measure.unit),
    }
    return Path(
        years=(first - 1, *(each.year for each in years)),
        goals=(start, *(Fraction(each.goal or 0) for each in years)),
        seen=(start, *(_known(each.observed) if each.year <= year else None for each in years)),
        says=says,
        now=year,
        is_short=shown.row.achievement is not None and shown.row.achievement < 1,
    )


def _known(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)
