"""What the acts on plans share: the locked plan, the edit that loses no text."""

from __future__ import annotations

from django.db.models import F, Model, QuerySet

from essaim.kernel.errors import DomainError
from essaim.plans import queries
from essaim.plans.domain.plan import PlanState
from essaim.plans.models import ActionPlan
from essaim.platform.domain.viewer import Role, Viewer


def locked_plan(plan_id: int, by: Viewer, *roles: Role) -> ActionPlan:
    """Return the plan, locked until the end of the transaction; a foreign one does not exist."""
    plans = queries.visible_plans(by, *roles).select_for_update(of=("self",))
    return plans.get(pk=plan_id)


def locked_draft(plan_id: int, by: Viewer) -> ActionPlan:
    """Return the plan that *by* may still write.

    Raises:
        DomainError: ``plan_not_draft``.
    """
    plan = locked_plan(plan_id, by, *queries.WRITERS)
    if plan.state != PlanState.DRAFT:
        raise DomainError("plan_not_draft")
    return plan


def claim_version(rows: QuerySet[Model], pk: int, version: int) -> None:
    """Take the turn of whoever read *version*; the one who comes second is told.

    Raises:
        DomainError: ``edited_meanwhile``.
    """
    if not rows.filter(pk=pk, version=version).update(version=F("version") + 1):
        raise DomainError("edited_meanwhile")
