"""Plans and reviews as tables, through the one writer of exports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from essaim.plans.labels import ACTION_STATES, AXES, DIRECTIONS, STANDINGS
from essaim.plans.queries import ReviewRow, TargetLine
from essaim.plans.queries.plan import ActionLine, PlanPage
from essaim.plans.queries.review import YearReviewPage

Row = tuple[object, ...]
NOTHING: Final = ""


def plan_header() -> Row:
    return (
        _("Nature"),
        _("Axe"),
        _("Intitulé"),
        _("Année"),
        _("Départ"),
        _("Visé"),
        _("Unité"),
        _("Sens"),
        _("Poids"),
        _("Relevé par"),
        _("Source"),
        _("Pour le"),
        _("Portée par"),
        _("Commence le"),
        _("Finit le"),
        _("Coût prévu"),
        _("État"),
        _("Ce qui bloque"),
    )


def plan_rows(page: PlanPage) -> Iterator[Row]:
    """Yield one line per target and year, then one per action."""
    for part in page.axes:
        for line in part.targets:
            yield from _target_rows(line)
    for part in page.axes:
        for action in part.actions:
            yield _action_row(action)


def _target_rows(line: TargetLine) -> Iterator[Row]:
    target = line.plan_target
    direction = DIRECTIONS[target.direction] if target.direction else _("niveaux décrits")
    for each in line.years:
        goal = target.highest if target.is_rubric else each.goal
        yield (
            _("objectif"),
            AXES[target.axis],
            target.name,
            each.year,
            target.lowest if target.is_rubric else target.baseline,
            goal,
            target.unit,
            direction,
            each.weight,
            target.collector,
            target.source,
            each.due_on,
            *[NOTHING] * 6,
        )


def _action_row(line: ActionLine) -> Row:
    action = line.action
    return (
        _("action"),
        AXES[action.axis],
        action.title,
        *[NOTHING] * 9,
        action.owner,
        action.starts_on,
        action.ends_on,
        action.cost,
        ACTION_STATES[action.state],
        ", ".join(line.waiting),
    )


def review_header() -> Row:
    return (
        _("Année"),
        _("Objectif"),
        _("Axe"),
        _("Départ"),
        _("Visé"),
        _("Constaté"),
        _("Unité"),
        _("Atteinte"),
        _("Part de l’année"),
        _("Situation"),
        _("Raison"),
        _("Pièces (date d’effet)"),
    )


def review_rows(page: YearReviewPage) -> Iterator[Row]:
    """Yield one line per target of the year; a funder reads no outcome before it is submitted."""
    for row in page.rows:
        yield _review_row(page, row)


def _review_row(page: YearReviewPage, row: ReviewRow) -> Row:
    target = row.target.plan_target
    asked: Row = (
        page.year,
        target.name,
        AXES[target.axis],
        target.lowest if target.is_rubric else target.baseline,
        target.highest if target.is_rubric else row.target.goal,
    )
    if page.is_shown:
        return (*asked, *_seen(row))
    return (*asked, NOTHING, target.unit, NOTHING, row.weight, _("non transmis"), *[NOTHING] * 2)


def _seen(row: ReviewRow) -> Row:
    outcome = row.outcome
    pieces = (f"{each.effective_on.isoformat()} {each.note}".strip() for each in row.evidence)
    return (
        NOTHING if outcome.observed is None else outcome.observed,
        row.target.plan_target.unit,
        NOTHING if row.achievement is None else row.achievement,
        row.weight,
        STANDINGS[outcome.standing],
        outcome.unavailable_reason or outcome.failure_reason,
        "\u202f; ".join(pieces),
    )
