"""The list of plans: what each still waits for, and who has no plan yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from essaim.plans.labels import PLAN_STATES, PLAN_TONES
from essaim.plans.models import Action, ActionPlan, PlanTarget, YearReview, YearTarget
from essaim.plans.queries.review import RECORDING
from essaim.plans.queries.scope import WRITERS, visible_plans
from essaim.platform.domain.viewer import OrganisationKind, Viewer
from essaim.platform.queries import in_scope, organisations_of_kind

#: Organisations without a plan shown under the list; the search finds the others.
MOST_WITHOUT = 20


def listed_plans(viewer: Viewer, words: str = "") -> QuerySet[ActionPlan]:
    """Return the plans of the list, whose plan or organisation holds the words."""
    named = Q(title__icontains=words) | Q(organisation__name__icontains=words)
    rows = visible_plans(viewer).filter(named) if words else visible_plans(viewer)
    return rows.order_by("-start_year", "organisation__name", "pk")


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


def plan_lines(plans: Sequence[ActionPlan]) -> list[PlanLine]:
    """Return the lines of some of the listed plans; what waits is counted once one is signed."""
    own = Q(plan_target__plan__in=plans, year__lte=timezone.localdate().year)
    untold = YearTarget.objects.filter(own, observed__isnull=True, failure_reason="")
    asked = how_many(PlanTarget.objects.filter(plan__in=plans), "plan")
    doing = how_many(Action.objects.filter(plan__in=plans), "plan")
    waiting = how_many(untold, "plan_target__plan")
    years: dict[int, list[int]] = defaultdict(list)
    reviews = YearReview.objects.filter(plan__in=plans).order_by("year")
    for plan_id, year in reviews.values_list("plan_id", "year"):
        years[plan_id].append(year)
    address = _year_addresses()
    return [
        PlanLine(
            plan.organisation.name,
            reverse("plans:plan", args=[plan.pk]),
            plan.title,
            f"{plan.years[0]}-{plan.years[-1]}",
            PLAN_STATES[plan.state],
            PLAN_TONES[plan.state],
            asked.get(plan.pk, 0),
            doing.get(plan.pk, 0),
            waiting.get(plan.pk, 0) if plan.state in RECORDING else None,
            tuple((year, address(plan.pk, year)) for year in years[plan.pk]),
        )
        for plan in plans
    ]


def how_many(rows: QuerySet[Any], path: str) -> dict[int, int]:
    """Return the number of rows of each plan; *path* leads to the plan."""
    return dict(rows.order_by().values_list(path).annotate(n=Count("pk")))


def _year_addresses() -> Callable[[int, int], str]:
    """Return what writes the address of a year: a list writes hundreds, the route is asked once."""
    plan, year = 9_000_000_001, 9_000_000_002  # no row has these keys
    model = reverse("plans:year-review", args=[plan, year])
    start, rest = model.split(str(plan))
    middle, end = rest.split(str(year))
    return lambda plan_id, of: f"{start}{plan_id}{middle}{of}{end}"


def organisations_without_plan(viewer: Viewer, words: str = "") -> QuerySet[Any]:
    """Return the providers *viewer* may open a first plan for; the few without one first."""
    has_plan = ActionPlan.objects.filter(organisation=OuterRef("pk"))
    rows = organisations_of_kind(OrganisationKind.PROVIDER).filter(~Exists(has_plan))
    served = rows.filter(in_scope(viewer, *WRITERS, organisation="pk"))
    named = served.filter(name__icontains=words) if words else served
    return named.order_by("name", "pk")
