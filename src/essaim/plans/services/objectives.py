"""What the diagnosis invites to plan, and the answer to each invitation."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from essaim.kernel.errors import DomainError
from essaim.plans import queries
from essaim.plans.domain.drafts import CriterionRef
from essaim.plans.domain.objectives import (
    CriterionReading,
    Proposal,
    ProposalState,
    propose_objectives,
)
from essaim.plans.models import ActionPlan, Objective
from essaim.plans.services.common import locked_draft
from essaim.platform.domain.viewer import Viewer
from essaim.platform.services import keep_audit_line, link


@transaction.atomic
def take_objectives(
    *, plan_id: int, readings: Iterable[CriterionReading], lowest: int, highest: int, by: Viewer
) -> tuple[Objective, ...]:
    """Bring into the plan what a consolidated diagnosis proposes; an answered one stays as it is.

    Raises:
        DomainError: ``plan_not_draft``.
    """
    plan = locked_draft(plan_id, by)
    proposals = propose_objectives(readings, lowest=lowest, highest=highest)
    rows = tuple(_take(plan, number, each) for number, each in enumerate(proposals))
    keep_audit_line(plan, act="take_objectives", by=by, organisation_id=plan.organisation_id)
    return rows


@transaction.atomic
def take_diagnosis(*, plan_id: int, round_id: int, by: Viewer) -> tuple[Objective, ...]:
    """Bring into the plan what the signed diagnosis of a round proposes, and tie both.

    Raises:
        DomainError: ``plan_not_draft``, ``no_signed_diagnosis``.
    """
    plan = locked_draft(plan_id, by)
    current = queries.signed_rounds(by, plan.organisation_id).filter(pk=round_id).first()
    if current is None:
        raise DomainError("no_signed_diagnosis")
    scale, readings = queries.readings_of(current)
    plan.campaign_round = current
    plan.save(update_fields=["campaign_round", "changed_at"])
    link(kind="leads_to", source=("diagnosis", current.pk), target=("plan", plan.pk), by=by)
    return take_objectives(
        plan_id=plan_id, readings=readings, lowest=scale.lowest, highest=scale.highest, by=by
    )


def _take(plan: ActionPlan, position: int, proposal: Proposal) -> Objective:
    reading = proposal.reading
    row, is_new = Objective.objects.get_or_create(
        plan=plan,
        framework_urn=reading.framework_urn,
        code=reading.code,
        defaults={
            "title": reading.title,
            "rating": reading.rating or 0,
            "kind": proposal.kind,
            "why": reading.why,
            "node_id": reading.node_id,
            "position": position,
        },
    )
    if not is_new and row.state == ProposalState.OPEN:
        row.rating, row.kind = reading.rating or row.rating, proposal.kind
        row.why, row.node_id, row.position = reading.why, reading.node_id, position
        row.save()
    return row


@transaction.atomic
def set_objective_aside(*, objective_id: int, reason: str, by: Viewer) -> Objective:
    """Leave a proposal out of the plan, saying why.

    Raises:
        DomainError: ``plan_not_draft``, ``reason_to_set_aside``.
    """
    objective = queries.visible_objectives(by, *queries.WRITERS).get(pk=objective_id)
    plan = locked_draft(objective.plan_id, by)
    if not reason.strip():
        raise DomainError("reason_to_set_aside", objective=objective.title)
    return _answer(objective, plan, ProposalState.SET_ASIDE, reason, by)


@transaction.atomic
def keep_objective(*, objective_id: int, by: Viewer) -> Objective:
    """Keep a proposal that an action carries, without a target of its own.

    Raises:
        DomainError: ``plan_not_draft``.
    """
    objective = queries.visible_objectives(by, *queries.WRITERS).get(pk=objective_id)
    plan = locked_draft(objective.plan_id, by)
    return _answer(objective, plan, ProposalState.KEPT, "", by)


@transaction.atomic
def reopen_objective(*, objective_id: int, by: Viewer) -> Objective:
    """Take a proposal up again.

    Raises:
        DomainError: ``plan_not_draft``.
    """
    objective = queries.visible_objectives(by, *queries.WRITERS).get(pk=objective_id)
    plan = locked_draft(objective.plan_id, by)
    return _answer(objective, plan, ProposalState.OPEN, "", by)


def _answer(
    objective: Objective, plan: ActionPlan, state: ProposalState, reason: str, by: Viewer
) -> Objective:
    objective.state, objective.reason = state, reason
    objective.save(update_fields=["state", "reason"])
    keep_audit_line(
        objective, act=f"objective_{state}", by=by, organisation_id=plan.organisation_id
    )
    return objective


def keep_objectives(plan: ActionPlan, criteria: Iterable[CriterionRef]) -> None:
    """Mark as kept the proposals that a target of the plan now carries."""
    for each in criteria:
        plan.objectives.filter(framework_urn=each.framework_urn, code=each.code).update(
            state=ProposalState.KEPT, reason=""
        )


def free_objectives(plan: ActionPlan, criteria: Iterable[CriterionRef]) -> None:
    """Reopen the proposals that no target of the plan carries any more."""
    for each in criteria:
        carried = plan.targets.filter(
            criteria__framework_urn=each.framework_urn, criteria__code=each.code
        )
        if not carried.exists():
            plan.objectives.filter(
                framework_urn=each.framework_urn, code=each.code, state=ProposalState.KEPT
            ).update(state=ProposalState.OPEN)
