"""What became of the promises of a year: recorded, proved, submitted, settled."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from essaim.kernel.errors import DomainError
from essaim.plans import queries
from essaim.plans.domain.achievement import Outcome, OutcomeStanding, achievement
from essaim.plans.domain.evidence import check_evidence
from essaim.plans.domain.plan import BINDING, PlanState, check_plan_year, move_plan
from essaim.plans.domain.review import ReviewState, check_submittable, move_review
from essaim.plans.events import (
    EvidenceChanged,
    OutcomeRecorded,
    ReviewReturned,
    ReviewSubmitted,
    YearClosed,
)
from essaim.plans.models import ActionPlan, Evidence, Observation, YearReview, YearTarget
from essaim.plans.services.actions import start_running
from essaim.plans.services.common import claim_version, locked_plan
from essaim.plans.services.facts import feed_fact
from essaim.plans.services.links import link_result, unlink_result
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.events import announce
from essaim.platform.files import Intake
from essaim.platform.services import keep_audit_line
from essaim.platform.services.files import store_file


@transaction.atomic
def record_outcome(
    *, target_id: int, outcome: Outcome, by: Viewer, version: int | None = None
) -> YearTarget:
    """Write down what is known of a target; an empty outcome erases a wrong entry.

    With *version*, refuses when somebody recorded in between. Former entries are kept.

    Raises:
        DomainError: ``plan_not_signed``, ``review_not_open``, ``year_closed``,
            ``edited_meanwhile``, and what the rule cannot weigh.
    """
    target = queries.writable_targets(by).get(pk=target_id)
    plan = locked_plan(target.plan_id, by, *queries.WRITERS)
    start_running(plan)
    if _review(plan, target.year).state != ReviewState.OPEN:
        raise DomainError("review_not_open")
    achievement(target.to_domain(), outcome)  # the rule refuses what it cannot weigh
    if version is None:
        version = target.version
    claim_version(YearTarget.objects.all(), target.pk, version)
    _keep_outcome(target, outcome, by)
    feed_fact(target, by=by)
    keep_audit_line(target, act="record_outcome", by=by, organisation_id=plan.organisation_id)
    announce(OutcomeRecorded(plan.pk, target.year, target.pk, by))
    return target


def _keep_outcome(target: YearTarget, outcome: Outcome, by: Viewer) -> None:
    told = {
        "observed": outcome.observed,
        "unavailable_reason": outcome.unavailable_reason,
        "failure_reason": outcome.failure_reason,
    }
    Observation.objects.create(target=target, account_id=by.account_id, **told)
    for name, value in told.items():
        setattr(target, name, value)
    target.recorded_at, target.recorded_by_id = timezone.now(), by.account_id
    target.save(update_fields=[*told, "recorded_at", "recorded_by"])
    target.refresh_from_db(fields=["version"])
    if outcome.standing is OutcomeStanding.MISSING:
        unlink_result(target)
    else:
        link_result(target, by=by)


def _review(plan: ActionPlan, year: int) -> YearReview:
    """Return the review of a year, locked; a closed one moves no more.

    Raises:
        DomainError: ``year_not_in_plan``, ``plan_not_signed``, ``year_closed``.
    """
    check_plan_year(plan.start_year, year)
    review = YearReview.objects.select_for_update().filter(plan=plan, year=year).first()
    if plan.state not in BINDING or review is None:
        raise DomainError("plan_not_signed")
    if review.state == ReviewState.CLOSED:
        raise DomainError("year_closed", year=year)
    return review


@transaction.atomic
def add_evidence(
    *,
    target_id: int,
    effective_on: date,
    by: Viewer,
    note: str = "",
    intake: Intake | None = None,
    uploaded_on: date | None = None,
) -> Evidence:
    """Attach a file or a note that held on a day of the target's year, even if it comes later.

    *uploaded_on* is today by default. Raises ``evidence_outside_period``, ``evidence_empty``,
    ``year_closed``, ``plan_not_signed``, ``date_out_of_range``.
    """
    target = queries.visible_targets(by, *queries.PROVERS).get(pk=target_id)
    plan = locked_plan(target.plan_id, by, *queries.PROVERS)
    _review(plan, target.year)
    check_evidence(effective_on=effective_on, year=target.year)
    evidence = Evidence.objects.create(
        target=target,
        note=note,
        file_id=_kept_file(plan.organisation_id, intake, note, by),
        effective_on=effective_on,
        uploaded_on=uploaded_on or timezone.localdate(),
        account_id=by.account_id,
    )
    _tell_evidence(evidence, by)
    return evidence


def _kept_file(organisation_id: int, intake: Intake | None, note: str, by: Viewer) -> int | None:
    """Keep what was brought; a piece without file needs its note."""
    if intake is None:
        if not note.strip():
            raise DomainError("evidence_empty")
        return None
    return store_file(organisation_id=organisation_id, intake=intake, by=by).pk


def _tell_evidence(evidence: Evidence, by: Viewer) -> None:
    target = evidence.target
    owner = target.plan.organisation_id
    keep_audit_line(evidence, act="add_evidence", by=by, organisation_id=owner)
    feed_fact(target, by=by)
    announce(EvidenceChanged(target.plan_id, target.year, target.pk, by))


@transaction.atomic
def withdraw_evidence(*, evidence_id: int, by: Viewer) -> YearTarget:
    """Take a piece of evidence back: the director any, a staff member only one's own.

    Raises:
        DomainError: ``year_closed``, ``review_not_open``, ``not_allowed``.
    """
    evidence = queries.visible_evidence(by).get(pk=evidence_id)
    target = queries.visible_targets(by, *queries.PROVERS).get(pk=evidence.target_id)
    plan = locked_plan(target.plan_id, by, *queries.PROVERS)
    if _review(plan, target.year).state != ReviewState.OPEN:
        raise DomainError("review_not_open")  # the funder may already have read it
    directs = queries.visible_plans(by, Role.DIRECTOR).filter(pk=plan.pk).exists()
    if not directs and evidence.account_id != by.account_id:
        raise DomainError("not_allowed")
    keep_audit_line(evidence, act="withdraw_evidence", by=by, organisation_id=plan.organisation_id)
    evidence.delete()
    announce(EvidenceChanged(plan.pk, target.year, target.pk, by))
    return target


@transaction.atomic
def submit_review(*, plan_id: int, year: int, by: Viewer, on: date | None = None) -> YearReview:
    """Hand the review of a year over to the funder; *on* is today by default.

    Raises:
        DomainError: ``plan_not_signed``, ``year_not_in_plan``, ``review_not_open``,
            ``year_without_target``, ``outcome_missing``.
    """
    plan = locked_plan(plan_id, by, *queries.WRITERS)
    review = _review(plan, year)
    state = move_review(ReviewState(review.state), ReviewState.SUBMITTED)
    rows = queries.year_rows(plan.pk, year)
    check_submittable([(row.name, row.outcome) for row in rows])
    review.state, review.submitted_on = state, on or timezone.localdate()
    review.returned_reason = ""
    review.save(update_fields=["state", "submitted_on", "returned_reason"])
    keep_audit_line(review, act="submit_review", by=by, organisation_id=plan.organisation_id)
    announce(ReviewSubmitted(plan.pk, year, by))
    return review


@transaction.atomic
def return_review(*, plan_id: int, year: int, reason: str, by: Viewer) -> YearReview:
    """Send a submitted review back to the organisation, saying what is asked.

    Raises:
        DomainError: ``reason_to_send_back``, ``review_not_submitted``, ``year_closed``.
    """
    plan = locked_plan(plan_id, by, *queries.REVIEWERS)
    review = _review(plan, year)
    if not reason.strip():
        raise DomainError("reason_to_send_back")
    review.state = move_review(ReviewState(review.state), ReviewState.OPEN)
    review.returned_reason = reason
    review.save(update_fields=["state", "returned_reason"])
    keep_audit_line(review, act="return_review", by=by, organisation_id=plan.organisation_id)
    announce(ReviewReturned(plan.pk, year, by))
    return review


@transaction.atomic
def close_year(*, plan_id: int, year: int, by: Viewer, on: date | None = None) -> YearReview:
    """Close a year whose aid is final; the third one closes the plan.

    Called by the app that decides the aid, once its own rule allowed *by* to make it final.

    Raises:
        DomainError: ``review_not_submitted``, ``year_closed``, ``plan_not_signed``.
    """
    plan = ActionPlan.objects.select_for_update().get(pk=plan_id)
    review = _review(plan, year)
    review.state = move_review(ReviewState(review.state), ReviewState.CLOSED)
    review.closed_on = on or timezone.localdate()
    review.save(update_fields=["state", "closed_on"])
    if not plan.reviews.exclude(state=ReviewState.CLOSED).exists():
        plan.state = move_plan(PlanState(plan.state), PlanState.CLOSED)
        plan.save(update_fields=["state", "changed_at"])
    keep_audit_line(review, act="close_year", by=by, organisation_id=plan.organisation_id)
    announce(YearClosed(plan.pk, year, by))
    return review
