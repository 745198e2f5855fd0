"""What a plan reads of the diagnosis and of the frameworks it answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language

from essaim.diagnosis.queries import framework_of, visible_rounds
from essaim.frameworks import queries as frameworks
from essaim.frameworks.domain.crosswalk import Strength
from essaim.frameworks.domain.framework import Scale
from essaim.plans.domain.objectives import CriterionReading
from essaim.plans.models import ActionPlan, PlanTarget
from essaim.platform.domain.viewer import Viewer

#: The framework whose criteria a plan may serve while no diagnosis proposed any.
DEFAULT_FRAMEWORK = "cedre21"


def _language() -> str:
    return get_language() or "fr"


def signed_rounds(viewer: Viewer, organisation_id: int) -> QuerySet[Any]:
    """Return the rounds of an organisation whose diagnosis both sides signed, latest first."""
    rounds = visible_rounds(viewer).filter(
        campaign__organisation=organisation_id,
        diagnosis__director_signed_on__isnull=False,
        diagnosis__adviser_signed_on__isnull=False,
    )
    return rounds.order_by("-pk")


def readings_of(current: Any) -> tuple[Scale, tuple[CriterionReading, ...]]:
    """Return the scale of a round and its decided ratings, in the order of the framework."""
    framework = framework_of(current.campaign)
    ratings = {each.criterion: each for each in current.ratings.all()}
    readings = tuple(
        CriterionReading(
            framework.urn,
            criterion.id,
            criterion.title.said("fr"),
            ratings[criterion.id].level,
            ratings[criterion.id].reason,
            node_id=ratings[criterion.id].pk,
        )
        for criterion in framework.criteria
        if criterion.id in ratings
    )
    return framework.needed_scale(), readings


def criterion_choices(plan: ActionPlan) -> list[tuple[str, str]]:
    """Return the criteria a target may serve: those proposed, else those of the framework."""
    objectives = list(plan.objectives.all())
    if objectives:
        return [(f"{each.framework_urn}|{each.code}", each.title) for each in objectives]
    version = frameworks.current_version(DEFAULT_FRAMEWORK)
    if version is None:
        return []
    language = _language()
    return [
        (f"{version.urn}|{each.id}", each.title.said(language))
        for each in frameworks.criteria(version.urn)
    ]


def fact_choices() -> list[tuple[str, str]]:
    """Return the values that several frameworks share, with their unit."""
    language = _language()
    return [
        (each.id, f"{each.title.said(language)} ({each.unit.said(language)})")
        for each in frameworks.indicators()
    ]


@dataclass(frozen=True, slots=True)
class Served:
    """A criterion that a target serves, and the frameworks its value also reaches."""

    code: str
    title: str
    frameworks: tuple[str, ...]


def served_by(rows: Iterable[PlanTarget]) -> dict[int, tuple[Served, ...]]:
    """Return what each target serves, here and by the crosswalk; bridges never carry a mark.

    Each framework is read once, whatever the number of targets.
    """
    pairs = [(row.pk, each) for row in rows for each in row.criteria.all()]
    known = {urn: frameworks.framework(urn) for urn in {each.framework_urn for _, each in pairs}}
    crosswalk = frameworks.current_crosswalk() if known else None
    language, found = _language(), dict[int, tuple[Served, ...]]()
    for pk, each in pairs:
        framework = known[each.framework_urn]
        bridges = crosswalk.informs(f"{framework.id}/{each.code}") if crosswalk else ()
        reached = dict.fromkeys(
            bridge.place.partition("/")[0]
            for bridge in bridges
            if bridge.strength is not Strength.EVIDENCE
        )
        title = framework.criterion(each.code).title.said(language)
        found[pk] = (*found.get(pk, ()), Served(each.code, title, tuple(reached)))
    return found
