"""Plans, actions, targets and results as the thread shows them, and what became of each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
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
    rows = visible_plans(viewer).filter(pk__in=keys)
    return {row.pk: Shown(row.title, reverse("plans:plan", args=[row.pk])) for row in rows}


def visible_action_nodes(viewer: Viewer, keys: Collection[int]) -> Mapping[int, Shown]:
    rows = visible_actions(viewer).filter(pk__in=keys)
    return {row.pk: Shown(row.title, reverse("plans:action", args=[row.pk])) for row in rows}


def _year_url(target: YearTarget) -> str:
    page = reverse("plans:year-review", args=[target.plan_target.plan_id, target.year])
    return f"{page}#t{target.pk}"


def visible_target_nodes(viewer: Viewer, keys: Collection[int]) -> Mapping[int, Shown]:
    rows = visible_targets(viewer).filter(pk__in=keys)
    return {row.pk: Shown(f"{row.name}, {row.year}", _year_url(row)) for row in rows}


def visible_result_nodes(viewer: Viewer, keys: Collection[int]) -> Mapping[int, Shown]:
    rows = visible_results(viewer).filter(pk__in=keys)
    return {row.pk: Shown(f"{row.name}, {row.year}", _year_url(row)) for row in rows}


def plan_standings(keys: Collection[int]) -> Mapping[int, Standing]:
    rows = ActionPlan.objects.filter(pk__in=keys).values_list("pk", "state")
    return {pk: Standing.COMMITTED if s in BINDING else Standing.OPEN for pk, s in rows}


def action_standings(keys: Collection[int]) -> Mapping[int, Standing]:
    """Return what became of actions: committed with their plan's signature, then delivered."""
    rows = Action.objects.filter(pk__in=keys).values_list("pk", "state", "plan__state")
    return {
        pk: _ACTIONS.get(
            ActionState(state), Standing.COMMITTED if plan in BINDING else Standing.OPEN
        )
        for pk, state, plan in rows
    }


def target_standings(keys: Collection[int]) -> Mapping[int, Standing]:
    """Return what became of targets: delivered once observed, dropped once declared failed."""
    rows = YearTarget.objects.filter(pk__in=keys).select_related("plan_target__plan")
    found = {}
    for row in rows:
        if row.observed is not None:
            found[row.pk] = Standing.DELIVERED
        elif row.failure_reason:
            found[row.pk] = Standing.DROPPED
        else:
            found[row.pk] = Standing.COMMITTED if row.plan.state in BINDING else Standing.OPEN
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
