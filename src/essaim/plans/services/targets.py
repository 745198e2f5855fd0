"""Targets of a draft: added, rewritten, withdrawn whole, checked before anything is stored."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max

from essaim.plans import queries
from essaim.plans.domain.drafts import (
    CriterionRef,
    NumberMeasure,
    RubricMeasure,
    TargetDraft,
    check_target,
)
from essaim.plans.models import ActionPlan, PlanTarget, TargetCriterion, YearTarget
from essaim.plans.services.common import claim_version, locked_draft
from essaim.plans.services.objectives import free_objectives, keep_objectives
from essaim.platform.domain.viewer import Viewer
from essaim.platform.services import keep_audit_line


@transaction.atomic
def add_target(*, plan_id: int, draft: TargetDraft, by: Viewer) -> PlanTarget:
    """Add a target over the years of a draft plan.

    Raises:
        DomainError: ``plan_not_draft``, and what :func:`check_target` refuses.
    """
    plan = locked_draft(plan_id, by)
    check_target(draft, plan.start_year)
    last = plan.targets.aggregate(last=Max("position"))["last"] or 0
    row = PlanTarget(plan=plan, position=last + 1)
    _write(row, draft)
    keep_objectives(plan, draft.criteria)
    keep_audit_line(row, act="add_target", by=by, organisation_id=plan.organisation_id)
    return row


@transaction.atomic
def edit_target(*, plan_target_id: int, draft: TargetDraft, version: int, by: Viewer) -> PlanTarget:
    """Rewrite a target of a draft plan.

    Raises:
        DomainError: ``plan_not_draft``, ``edited_meanwhile``, and what :func:`check_target`
            refuses.
    """
    row = queries.visible_plan_targets(by, *queries.WRITERS).get(pk=plan_target_id)
    plan = locked_draft(row.plan_id, by)
    check_target(draft, plan.start_year)
    claim_version(PlanTarget.objects.all(), row.pk, version)
    row.refresh_from_db(fields=["version"])
    before = _criteria(row)
    _write(row, draft)
    free_objectives(plan, before)
    keep_objectives(plan, draft.criteria)
    keep_audit_line(row, act="edit_target", by=by, organisation_id=plan.organisation_id)
    return row


@transaction.atomic
def drop_target(*, plan_target_id: int, by: Viewer) -> ActionPlan:
    """Withdraw a target from a draft plan.

    Raises:
        DomainError: ``plan_not_draft``.
    """
    row = queries.visible_plan_targets(by, *queries.WRITERS).get(pk=plan_target_id)
    plan = locked_draft(row.plan_id, by)
    before = _criteria(row)
    keep_audit_line(row, act="drop_target", by=by, organisation_id=plan.organisation_id)
    row.delete()
    free_objectives(plan, before)
    return plan


def _criteria(row: PlanTarget) -> tuple[CriterionRef, ...]:
    return tuple(CriterionRef(each.framework_urn, each.code) for each in row.criteria.all())


def _write(row: PlanTarget, draft: TargetDraft) -> None:
    row.name, row.axis = draft.name, draft.axis
    row.collector, row.source, row.fact = draft.collector, draft.source, draft.fact
    _write_measure(row, draft.measure)
    row.save()
    row.criteria.all().delete()
    TargetCriterion.objects.bulk_create(
        TargetCriterion(plan_target=row, framework_urn=each.framework_urn, code=each.code)
        for each in dict.fromkeys(draft.criteria)
    )
    _write_years(row, draft)


def _write_measure(row: PlanTarget, measure: NumberMeasure | RubricMeasure) -> None:
    if isinstance(measure, RubricMeasure):
        row.levels, row.lowest = list(measure.levels), measure.lowest
        row.baseline, row.direction, row.unit = None, "", ""
    else:
        row.levels, row.lowest = [], 0
        row.baseline, row.direction = measure.baseline, measure.direction
        row.unit = measure.unit


def _write_years(row: PlanTarget, draft: TargetDraft) -> None:
    """Keep the rows of the years that stay, so that what points at them still does."""
    row.years.exclude(year__in=[each.year for each in draft.years]).delete()
    for each in draft.years:
        YearTarget.objects.update_or_create(
            plan_target=row,
            year=each.year,
            defaults={
                "goal": each.goal,
                "weight": each.weight,
                "due_on": each.due_on,
                "step_back_reason": each.step_back_reason,
            },
        )
