"""The part of the thread that plans write: criterion → target, action → target → result."""

from __future__ import annotations

from essaim.plans.models import Action, ActionPlan, Objective, YearTarget
from essaim.platform.domain.viewer import Viewer
from essaim.platform.services import link, unlink


def link_plan(plan: ActionPlan, *, by: Viewer) -> None:
    """Tie what was signed: the plan and its criteria to its targets, its actions to theirs."""
    targets = YearTarget.objects.filter(plan_target__plan=plan).select_related("plan_target")
    nodes = _criterion_nodes(plan)
    for target in targets.prefetch_related("plan_target__criteria"):
        link(kind="promises", source=("plan", plan.pk), target=("target", target.pk), by=by)
        for criterion in target.plan_target.criteria.all():
            node = nodes.get((criterion.framework_urn, criterion.code))
            if node:
                link(
                    kind="answers", source=("criterion", node), target=("target", target.pk), by=by
                )
    for action in plan.actions.prefetch_related("targets__years"):
        link_action(action, by=by)


def _criterion_nodes(plan: ActionPlan) -> dict[tuple[str, str], int]:
    rows = Objective.objects.filter(plan=plan, node_id__isnull=False)
    return {(each.framework_urn, each.code): each.node_id for each in rows if each.node_id}


def link_action(action: Action, *, by: Viewer) -> None:
    """Tie an action to each year of the targets that measure it."""
    for plan_target in action.targets.all():
        for target in plan_target.years.all():
            link(
                kind="measured_by",
                source=("action", action.pk),
                target=("target", target.pk),
                by=by,
            )


def unlink_action(action: Action) -> None:
    """Take the ties of an action back, before they are said anew."""
    for plan_target in action.targets.all():
        for target in plan_target.years.all():
            unlink(kind="measured_by", source=("action", action.pk), target=("target", target.pk))


def link_result(target: YearTarget, *, by: Viewer) -> None:
    """Tie a target to what was observed of it; a result has the key of its target."""
    link(kind="observed", source=("target", target.pk), target=("result", target.pk), by=by)


def unlink_result(target: YearTarget) -> None:
    unlink(kind="observed", source=("target", target.pk), target=("result", target.pk))
