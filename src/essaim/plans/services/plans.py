"""From an empty plan to its signatures."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from essaim.kernel.errors import DomainError
from essaim.plans import queries
from essaim.plans.domain.plan import (
    PlanState,
    awaited_signatures,
    check_signable,
    move_plan,
    plan_years,
)
from essaim.plans.events import PlanSigned
from essaim.plans.models import ActionPlan, PlanSignature, YearReview, YearTarget
from essaim.plans.services.common import claim_version, locked_draft, locked_plan
from essaim.plans.services.links import link_plan
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.events import announce
from essaim.platform.queries import roles_in, visible_organisations
from essaim.platform.services import keep_audit_line


@transaction.atomic
def open_plan(*, organisation_id: int, title: str, start_year: int, by: Viewer) -> ActionPlan:
    """Open the three-year plan of an organisation, as a draft.

    Raises:
        DomainError: ``year_out_of_range``.
    """
    organisation = visible_organisations(by, *queries.WRITERS).get(pk=organisation_id)
    plan_years(start_year)
    plan = ActionPlan.objects.create(organisation=organisation, title=title, start_year=start_year)
    keep_audit_line(plan, act="open_plan", by=by, organisation_id=organisation_id)
    return plan


@transaction.atomic
def rename_plan(*, plan_id: int, title: str, version: int, by: Viewer) -> ActionPlan:
    """Change the title of a draft.

    Raises:
        DomainError: ``plan_not_draft``, ``edited_meanwhile``.
    """
    plan = locked_draft(plan_id, by)
    claim_version(ActionPlan.objects.all(), plan.pk, version)
    plan.title = title
    plan.save(update_fields=["title", "changed_at"])
    keep_audit_line(plan, act="rename_plan", by=by, organisation_id=plan.organisation_id)
    return plan


@transaction.atomic
def propose_plan(*, plan_id: int, by: Viewer, on: date | None = None) -> ActionPlan:
    """Offer the plan for signature; from now on nobody rewrites it. *on* is today by default.

    Raises:
        DomainError: ``plan_not_draft``, ``plan_without_target``,
            ``indicator_without_collector``.
    """
    plan = locked_plan(plan_id, by, *queries.WRITERS)
    plan.state = move_plan(PlanState(plan.state), PlanState.PROPOSED)
    _check_signable(plan)
    plan.proposed_on, plan.sent_back_reason = on or timezone.localdate(), ""
    plan.save(update_fields=["state", "proposed_on", "sent_back_reason", "changed_at"])
    keep_audit_line(plan, act="propose_plan", by=by, organisation_id=plan.organisation_id)
    return plan


def _check_signable(plan: ActionPlan) -> None:
    targets = YearTarget.objects.filter(plan_target__plan=plan).select_related("plan_target")
    check_signable(each.to_promise() for each in targets)


@transaction.atomic
def send_back_plan(*, plan_id: int, reason: str, by: Viewer) -> ActionPlan:
    """Make the plan a draft again, saying why; what was signed of it is no longer.

    Raises:
        DomainError: ``plan_not_proposed``, ``reason_to_send_back``.
    """
    plan = locked_plan(plan_id, by, *queries.WRITERS, *queries.SIGNATORIES)
    if not reason.strip():
        raise DomainError("reason_to_send_back")
    plan.state = move_plan(PlanState(plan.state), PlanState.DRAFT)
    plan.sent_back_reason = reason
    plan.save(update_fields=["state", "sent_back_reason", "changed_at"])
    plan.signatures.all().delete()
    keep_audit_line(plan, act="send_back_plan", by=by, organisation_id=plan.organisation_id)
    return plan


@transaction.atomic
def sign_plan(*, plan_id: int, by: Viewer, on: date | None = None) -> ActionPlan:
    """Sign in one's own quality; with the last awaited signature the plan is signed.

    *on* is today by default.

    Raises:
        DomainError: ``plan_not_proposed``, ``already_signed``,
            ``indicator_without_collector``.
    """
    plan = locked_plan(plan_id, by, *queries.SIGNATORIES)
    if plan.state != PlanState.PROPOSED:
        raise DomainError("plan_not_proposed")
    _check_signable(plan)
    day = on or timezone.localdate()
    signature = _sign(plan, by, day)
    keep_audit_line(signature, act="sign_plan", by=by, organisation_id=plan.organisation_id)
    if not awaited_signatures(_signed(plan), has_board=has_board(plan)):
        _bind(plan, by, day)
    return plan


def _signed(plan: ActionPlan) -> set[Role]:
    return {Role(role) for role in plan.signatures.values_list("role", flat=True)}


def has_board(plan: ActionPlan) -> bool:
    """Return whether somebody of the organisation's board has an account here."""
    return plan.organisation.memberships.filter(role=Role.BOARD_MEMBER).exists()


def _sign(plan: ActionPlan, by: Viewer, day: date) -> PlanSignature:
    held = roles_in(by, plan.organisation_id)
    awaited = awaited_signatures(_signed(plan), has_board=has_board(plan))
    mine = [role for role in awaited if role in held]
    if not mine or by.account_id is None or plan.signatures.filter(account=by.account_id).exists():
        raise DomainError("already_signed")
    return PlanSignature.objects.create(
        plan=plan, role=mine[0], account_id=by.account_id, signed_on=day
    )


def _bind(plan: ActionPlan, by: Viewer, day: date) -> None:
    plan.state = move_plan(PlanState(plan.state), PlanState.SIGNED)
    plan.signed_on = day
    plan.save(update_fields=["state", "signed_on", "changed_at"])
    YearReview.objects.bulk_create([YearReview(plan=plan, year=year) for year in plan.years])
    link_plan(plan, by=by)
    announce(PlanSigned(plan.pk, by))
