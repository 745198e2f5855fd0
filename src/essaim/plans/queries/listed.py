"""The list of plans: what each still waits for, and who has no plan yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from essaim.plans.labels import PLAN_STATES, PLAN_TONES
from essaim.plans.models import Action, ActionPlan, PlanTarget, YearReview, YearTarget
from essaim.plans.queries.review import RECORDING
from essaim.plans.queries.scope import WRITERS, visible_plans
from essaim.platform.domain.viewer import OrganisationKind, Viewer
from essaim.platform.models import Organisation
from essaim.platform.queries import in_scope

#: Organisations without a plan shown under the list; the search finds the others.
MOST_WITHOUT = 20


def how_many(rows: QuerySet[Any]) -> Subquery:
    """Return the number of rows of a plan, counted for the plans shown and no other."""
    counted = rows.order_by().annotate(n=Func("pk", function="COUNT")).values("n")
    return Subquery(counted, output_field=IntegerField())


def listed_plans(viewer: Viewer, words: str = "") -> QuerySet[ActionPlan]:
    """Return the plans of the list, with what each still waits for."""
    waiting = YearTarget.objects.filter(
        plan_target__plan=OuterRef("pk"),
        observed__isnull=True,
        failure_reason="",
        year__lte=timezone.localdate().year,
    )
    named = Q(title__icontains=words) | Q(organisation__name__icontains=words)
    rows = visible_plans(viewer).filter(named) if words else visible_plans(viewer)
    return rows.annotate(
        asked=how_many(PlanTarget.objects.filter(plan=OuterRef("pk"))),
        doing=how_many(Action.objects.filter(plan=OuterRef("pk"))),
        waiting=how_many(waiting),
    ).order_by("-start_year", "organisation__name", "pk")


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan as a line of the list, with the addresses it leads to."""

    organisation: str
    url: str
    title: str
    years: str
    state: str | Promise
    tone: str
    asked: int
    doing: int
    waiting: int | None
    reviews: tuple[tuple[int, str], ...]


def plan_lines(plans: Sequence[Any]) -> list[PlanLine]:
    """Return the lines of some of the listed plans; what waits is counted once one is signed."""
    years: dict[int, list[int]] = defaultdict(list)
    reviews = YearReview.objects.filter(plan__in=plans).order_by("year")
    for plan_id, year in reviews.values_list("plan_id", "year"):
        years[plan_id].append(year)
    return [_line(plan, years[plan.pk]) for plan in plans]


def _line(plan: Any, years: Sequence[int]) -> PlanLine:
    return PlanLine(
        plan.organisation.name,
        reverse("plans:plan", args=[plan.pk]),
        plan.title,
        f"{plan.years[0]}-{plan.years[-1]}",
        PLAN_STATES[plan.state],
        PLAN_TONES[plan.state],
        plan.asked,
        plan.doing,
        plan.waiting if plan.state in RECORDING else None,
        tuple((year, reverse("plans:year-review", args=[plan.pk, year])) for year in years),
    )


def organisations_without_plan(viewer: Viewer, words: str = "") -> QuerySet[Organisation]:
    """Return the providers *viewer* may open a first plan for; the few without one first."""
    has_plan = ActionPlan.objects.filter(organisation=OuterRef("pk"))
    rows = Organisation.objects.filter(~Exists(has_plan), kind=OrganisationKind.PROVIDER)
    served = rows.filter(in_scope(viewer, *WRITERS, organisation="pk"))
    named = served.filter(name__icontains=words) if words else served
    return named.order_by("name", "pk")
