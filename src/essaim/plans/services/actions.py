"""Actions of a plan: written in the draft, then carried, unlocked, done or abandoned."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max

from essaim.kernel.errors import DomainError
from essaim.kernel.period import check_day
from essaim.plans import queries
from essaim.plans.domain.actions import ActionState, move_action
from essaim.plans.domain.drafts import ActionDraft, check_action
from essaim.plans.domain.plan import BINDING, PlanState, move_plan
from essaim.plans.models import Action, ActionCondition, ActionPlan, PlanTarget
from essaim.plans.services.common import claim_version, locked_plan
from essaim.plans.services.links import link_action, unlink_action
from essaim.platform.domain.viewer import Viewer
from essaim.platform.services import keep_audit_line


@transaction.atomic
def add_action(*, plan_id: int, draft: ActionDraft, by: Viewer) -> Action:
    """Add an action to a plan that is not closed.

    Raises:
        DomainError: ``plan_not_running``, ``target_of_another_plan``, and what
            :func:`check_action` refuses.
    """
    plan = _living_plan(plan_id, by)
    last = plan.actions.aggregate(last=Max("position"))["last"] or 0
    action = Action(plan=plan, position=last + 1)
    _write(action, draft, by)
    keep_audit_line(action, act="add_action", by=by, organisation_id=plan.organisation_id)
    return action


@transaction.atomic
def edit_action(*, action_id: int, draft: ActionDraft, version: int, by: Viewer) -> Action:
    """Rewrite an action.

    Raises:
        DomainError: ``edited_meanwhile``, and as :func:`add_action`.
    """
    action = queries.visible_actions(by, *queries.WRITERS).get(pk=action_id)
    plan = _living_plan(action.plan_id, by)
    claim_version(Action.objects.all(), action.pk, version)
    action.refresh_from_db(fields=["version"])
    unlink_action(action)
    _write(action, draft, by)
    keep_audit_line(action, act="edit_action", by=by, organisation_id=plan.organisation_id)
    return action


def _living_plan(plan_id: int, by: Viewer) -> ActionPlan:
    plan = locked_plan(plan_id, by, *queries.WRITERS)
    if plan.state == PlanState.CLOSED:
        raise DomainError("plan_not_running")
    return plan


def _write(action: Action, draft: ActionDraft, by: Viewer) -> None:
    check_action(draft, action.plan.start_year)
    targets = PlanTarget.objects.filter(plan=action.plan, pk__in=draft.plan_target_ids)
    if targets.count() != len(set(draft.plan_target_ids)):
        raise DomainError("target_of_another_plan")
    action.title, action.details, action.axis = draft.title, draft.details, draft.axis
    action.owner, action.starts_on, action.ends_on = draft.owner, draft.starts_on, draft.ends_on
    action.cost_cents = None if draft.cost is None else draft.cost.cents
    action.save()
    action.targets.set(targets)
    if action.plan.state in BINDING:
        link_action(action, by=by)


@transaction.atomic
def carry_action(*, action_id: int, to: ActionState, by: Viewer, reason: str = "") -> Action:
    """Start, finish, abandon or take up an action of a signed plan; the plan then runs.

    Raises:
        DomainError: ``plan_not_signed``, ``action_move_refused``, ``action_blocked``,
            ``reason_to_abandon``.
    """
    action = queries.visible_actions(by, *queries.WRITERS).get(pk=action_id)
    plan = locked_plan(action.plan_id, by, *queries.WRITERS)
    start_running(plan)
    conditions = [each.to_domain() for each in action.conditions.all()]
    state = ActionState(action.state)
    action.state = move_action(state, to, conditions=conditions, reason=reason)
    action.reason = reason if to is ActionState.ABANDONED else ""
    action.save(update_fields=["state", "reason"])
    keep_audit_line(action, act=f"carry_action_{to}", by=by, organisation_id=plan.organisation_id)
    return action


def start_running(plan: ActionPlan) -> None:
    """Let the first act of the follow-up start a signed plan.

    Raises:
        DomainError: ``plan_not_signed``.
    """
    if plan.state == PlanState.RUNNING:
        return
    plan.state = move_plan(PlanState(plan.state), PlanState.RUNNING)
    plan.save(update_fields=["state", "changed_at"])


@transaction.atomic
def add_condition(
    *,
    action_id: int,
    blocked_by: str,
    unlocked_by: str,
    by: Viewer,
    expected_on: date | None = None,
) -> ActionCondition:
    """Say what blocks an action and what would unlock it.

    Raises:
        DomainError: ``plan_not_running``, ``date_out_of_range``.
    """
    action = queries.visible_actions(by, *queries.WRITERS).get(pk=action_id)
    plan = _living_plan(action.plan_id, by)
    if expected_on:
        check_day(expected_on, name=blocked_by)
    row = ActionCondition.objects.create(
        action=action, blocked_by=blocked_by, unlocked_by=unlocked_by, expected_on=expected_on
    )
    keep_audit_line(row, act="add_condition", by=by, organisation_id=plan.organisation_id)
    return row


@transaction.atomic
def meet_condition(*, condition_id: int, met_on: date | None, by: Viewer) -> ActionCondition:
    """Say since when an action is unlocked; ``None`` takes it back.

    Raises:
        DomainError: ``plan_not_running``, ``date_out_of_range``.
    """
    row = queries.visible_conditions(by, *queries.WRITERS).get(pk=condition_id)
    plan = _living_plan(row.action.plan_id, by)
    row.met_on = check_day(met_on, name=row.blocked_by) if met_on else None
    row.save(update_fields=["met_on"])
    keep_audit_line(row, act="meet_condition", by=by, organisation_id=plan.organisation_id)
    return row
