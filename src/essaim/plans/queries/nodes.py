"""Plans, actions, targets and results as the thread shows them, and what became of each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cache, partial
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from essaim.plans.domain.actions import ActionState
from essaim.plans.domain.plan import BINDING
from essaim.plans.models import Action, ActionPlan, YearTarget
from essaim.plans.queries.scope import (
    visible_actions,
    visible_plans,
    visible_results,
    visible_targets,
)
from essaim.platform.domain.thread import NodeKind, Shown, Stage, Standing
from essaim.platform.domain.viewer import Viewer

_ACTIONS = {ActionState.DONE: Standing.DELIVERED, ActionState.ABANDONED: Standing.DROPPED}


def visible_plan_nodes(viewer: Viewer, keys: Collection[int]) -> Mapping[int, Shown]:
    rows = visible_plans(viewer).filter(pk__in=keys).order_by()
    return {
        pk: Shown(title, reverse("plans:plan", args=[pk]))
        for pk, title in rows.values_list("pk", "title")
    }


def visible_action_nodes(viewer: Viewer, keys: Collection[int]) -> Mapping[int, Shown]:
    rows = visible_actions(viewer).filter(pk__in=keys).order_by()
    return {
        pk: Shown(title, reverse("plans:action", args=[pk]))
        for pk, title in rows.values_list("pk", "title")
    }


def _shown(targets: QuerySet[YearTarget], keys: Collection[int]) -> Mapping[int, Shown]:
    """Return targets of a year by their name; the address of each year is made once."""
    rows = targets.filter(pk__in=keys).order_by()
    page = cache(lambda plan, year: reverse("plans:year-review", args=[plan, year]))
    return {
        pk: Shown(f"{name}, {year}", f"{page(plan, year)}#t{pk}")
        for pk, name, year, plan in rows.values_list(
            "pk", "plan_target__name", "year", "plan_target__plan"
        )
    }


def visible_target_nodes(viewer: Viewer, keys: Collection[int]) -> Mapping[int, Shown]:
    return _shown(visible_targets(viewer), keys)


def visible_result_nodes(viewer: Viewer, keys: Collection[int]) -> Mapping[int, Shown]:
    return _shown(visible_results(viewer), keys)


def plan_standings(keys: Collection[int]) -> Mapping[int, Standing]:
    rows = ActionPlan.objects.filter(pk__in=keys).order_by().values_list("pk", "state")
    return {pk: Standing.COMMITTED if s in BINDING else Standing.OPEN for pk, s in rows}


def action_standings(keys: Collection[int]) -> Mapping[int, Standing]:
    """Return what became of actions: committed with their plan's signature, then delivered."""
    rows = Action.objects.filter(pk__in=keys).order_by()
    return {
        pk: _ACTIONS.get(
            ActionState(state), Standing.COMMITTED if plan in BINDING else Standing.OPEN
        )
        for pk, state, plan in rows.values_list("pk", "state", "plan__state")
    }


def target_standings(keys: Collection[int]) -> Mapping[int, Standing]:
    """Return what became of targets: delivered once observed, dropped once declared failed."""
    rows = YearTarget.objects.filter(pk__in=keys).order_by()
    found = {}
    for pk, observed, failure, plan in rows.values_list(
        "pk", "observed", "failure_reason", "plan_target__plan__state"
    ):
        if observed is not None:
            found[pk] = Standing.DELIVERED
        elif failure:
            found[pk] = Standing.DROPPED
        else:
            found[pk] = Standing.COMMITTED if plan in BINDING else Standing.OPEN
    return found


def _existing(rows: Callable[[], QuerySet[Any]], keys: Collection[int]) -> set[int]:
    return set(rows().filter(pk__in=keys).values_list("pk", flat=True))


NODE_KINDS = (
    NodeKind(
        "plan",
        Stage.PLAN,
        visible_plan_nodes,
        plan_standings,
        partial(_existing, ActionPlan.objects.all),
    ),
    NodeKind(
        "action",
        Stage.ACTION,
        visible_action_nodes,
        action_standings,
        partial(_existing, Action.objects.all),
    ),
    NodeKind(
        "target",
        Stage.TARGET,
        visible_target_nodes,
        target_standings,
        partial(_existing, YearTarget.objects.all),
    ),
    NodeKind(
        "result",
        Stage.RESULT,
        visible_result_nodes,
        target_standings,
        partial(_existing, YearTarget.objects.all),
    ),
)
