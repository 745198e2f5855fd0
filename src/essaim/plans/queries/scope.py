"""Which rows of the plans exist for a viewer: the scope of every page and every act."""

from __future__ import annotations

from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from essaim.plans.domain.plan import BINDING
from essaim.plans.domain.review import ReviewState
from essaim.plans.models import (
    Action,
    ActionCondition,
    ActionPlan,
    Evidence,
    Objective,
    PlanTarget,
    YearReview,
    YearTarget,
)
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.queries import in_scope, roles_of

#: Who writes a plan and records its outcomes; who signs it; who brings evidence.
WRITERS: Final = (Role.DIRECTOR, Role.ADVISER)
SIGNATORIES: Final = (Role.DIRECTOR, Role.BOARD_MEMBER)
PROVERS: Final = (Role.DIRECTOR, Role.STAFF_MEMBER)
#: Who sends a submitted review back; who closes a year once its aid is final.
REVIEWERS: Final = (Role.FUNDER, Role.ADVISER)
#: Who reads a plan in any state; a funder reads it once signed, a review once submitted.
INSIDERS: Final = (Role.DIRECTOR, Role.ADVISER, Role.BOARD_MEMBER, Role.STAFF_MEMBER)
READERS: Final = (*INSIDERS, Role.FUNDER)
#: Reviews that a funder may read.
SHOWN_REVIEWS: Final = (ReviewState.SUBMITTED, ReviewState.CLOSED)


def plan_scope(viewer: Viewer, *roles: Role, plan: str = "") -> Q:
    """Return which plans *viewer* may read under one of *roles*, row by row of any table.

    *plan* is the path from the row to its plan, empty where the row is the plan. A role held
    nowhere opens nothing, and the base is not asked about it.
    """
    asked = set(roles or READERS) & roles_of(viewer)
    path = f"{plan}__" if plan else ""
    organisation = f"{path}organisation_id"
    scope = Q()
    if inside := asked & set(INSIDERS):
        scope |= in_scope(viewer, *inside, organisation=organisation)
    if Role.FUNDER in asked:
        signed = Q(**{f"{path}state__in": BINDING})
        scope |= signed & in_scope(viewer, Role.FUNDER, organisation=organisation)
    return scope or Q(pk__in=[])


def visible_plans(viewer: Viewer, *roles: Role) -> QuerySet[ActionPlan]:
    """Return the plans *viewer* may read under one of *roles*; others do not exist."""
    return ActionPlan.objects.filter(plan_scope(viewer, *roles)).select_related("organisation")


def visible_objectives(viewer: Viewer, *roles: Role) -> QuerySet[Objective]:
    """Return what the diagnosis proposed: a matter of those inside, never of a funder."""
    rows = Objective.objects.filter(plan_scope(viewer, *(roles or INSIDERS), plan="plan"))
    return rows.select_related("plan__organisation")


def visible_plan_targets(viewer: Viewer, *roles: Role) -> QuerySet[PlanTarget]:
    rows = PlanTarget.objects.filter(plan_scope(viewer, *roles, plan="plan"))
    return rows.select_related("plan__organisation")


def visible_targets(viewer: Viewer, *roles: Role) -> QuerySet[YearTarget]:
    """Return the targets of a year of the plans *viewer* may read."""
    rows = YearTarget.objects.filter(plan_scope(viewer, *roles, plan="plan_target__plan"))
    return rows.select_related("plan_target__plan__organisation")


def writable_targets(viewer: Viewer) -> QuerySet[YearTarget]:
    """Return the targets whose outcome *viewer* may record."""
    return visible_targets(viewer, *WRITERS)


def visible_actions(viewer: Viewer, *roles: Role) -> QuerySet[Action]:
    rows = Action.objects.filter(plan_scope(viewer, *roles, plan="plan"))
    return rows.select_related("plan__organisation")


def visible_conditions(viewer: Viewer, *roles: Role) -> QuerySet[ActionCondition]:
    rows = ActionCondition.objects.filter(plan_scope(viewer, *roles, plan="action__plan"))
    return rows.select_related("action__plan__organisation")


def _result_scope(viewer: Viewer, target: str = "") -> Q:
    """Return which outcomes *viewer* may read; *target* is the path to the target of a year."""
    plan = f"{target}plan_target__plan"
    inside = plan_scope(viewer, *INSIDERS, plan=plan)
    if Role.FUNDER not in roles_of(viewer):
        return inside
    shown = YearReview.objects.filter(
        plan=OuterRef(plan), year=OuterRef(f"{target}year"), state__in=SHOWN_REVIEWS
    )
    submitted = plan_scope(viewer, Role.FUNDER, plan=plan) & Q(Exists(shown))
    return inside | submitted


def visible_results(viewer: Viewer) -> QuerySet[YearTarget]:
    """Return the targets whose outcome *viewer* may read: a funder's, once submitted."""
    rows = YearTarget.objects.filter(_result_scope(viewer))
    return rows.select_related("plan_target__plan")


def visible_evidence(viewer: Viewer) -> QuerySet[Evidence]:
    """Return evidence: insiders always, a funder once the review of its year is submitted."""
    rows = Evidence.objects.filter(_result_scope(viewer, "target__"))
    return rows.select_related("target__plan_target__plan__organisation", "file")
