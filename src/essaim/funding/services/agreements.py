"""An agreement is prepared by the funder, signed by the organisation, then amended or prepaid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from essaim.funding import queries
from essaim.funding.domain.agreement import (
    AgreementState,
    Signature,
    check_grant,
    check_signature,
    year_tranches,
)
from essaim.funding.domain.scheme import Scheme
from essaim.funding.domain.statement import StatementState
from essaim.funding.models import Agreement, Annex, LineWeight, SchemeVersion, Statement, Tranche
from essaim.funding.services.statements import draft_statements
from essaim.kernel.errors import DomainError
from essaim.kernel.money import Money
from essaim.kernel.period import check_day
from essaim.plans.domain.plan import BINDING
from essaim.plans.queries import visible_plans, visible_targets
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.queries import own_organisations
from essaim.platform.services import keep_audit_line


@dataclass(frozen=True, slots=True)
class Offer:
    """What a funder proposes: number, grant, rule version, who signs for it."""

    number: str
    grant: Money
    scheme_version_id: int
    signatory: str
    quality: str
    is_public: bool = True

    def __post_init__(self) -> None:
        for name in ("number", "signatory", "quality"):
            if not getattr(self, name).strip():
                raise DomainError("signatory_missing", name=name)


@transaction.atomic
def prepare_agreement(
    *, plan_id: int, offer: Offer, by: Viewer, weights: Mapping[int, int] | None = None
) -> Agreement:
    """Write the agreement of a signed plan: its tranches, its rule, what each target weighs.

    Without *weights*, those of the plan are taken. Nothing is computed before the signature.

    Raises:
        DomainError: ``plan_not_signed_yet``, ``scheme_not_in_force``, ``grant_above_scheme``,
            ``negative_amount``, ``agreement_number_taken``, ``weights_not_of_plan``,
            ``year_without_weight``.
    """
    plan = visible_plans(by, Role.FUNDER).select_for_update(of=("self",)).get(pk=plan_id)
    if plan.state not in BINDING:
        raise DomainError("plan_not_signed_yet", plan=plan.title)
    version, scheme = _in_force(offer.scheme_version_id)
    agreement = _offered(offer, by)
    agreement.plan_id, agreement.organisation_id = plan.pk, plan.organisation_id
    check_grant(offer.grant, scheme.terms)
    _check_new(agreement)
    agreement.save()
    Annex.objects.create(agreement=agreement, scheme_version=version, from_year=plan.start_year)
    _keep_tranches(agreement, year_tranches(offer.grant, scheme.terms, plan.start_year))
    _keep_weights(agreement, plan.years, weights, by)
    keep_audit_line(agreement, act="prepare_agreement", by=by, organisation_id=plan.organisation_id)
    return agreement


def _offered(offer: Offer, by: Viewer) -> Agreement:
    return Agreement(
        funder=own_organisations(by, Role.FUNDER).get(),
        number=offer.number.strip(),
        grant_cents=offer.grant.cents,
        is_public_funder=offer.is_public,
        funder_signatory=offer.signatory.strip(),
        funder_quality=offer.quality.strip(),
    )


def _in_force(scheme_version_id: int) -> tuple[SchemeVersion, Scheme]:
    version = queries.published_schemes().get(pk=scheme_version_id)
    today = timezone.localdate()
    if not queries.schemes_in_force(today).filter(pk=version.pk).exists():
        raise DomainError("scheme_not_in_force", urn=version.urn, day=today)
    return version, version.to_domain()


def _check_new(agreement: Agreement) -> None:
    same = Agreement.objects.filter(funder=agreement.funder)
    if same.filter(number=agreement.number).exists():
        raise DomainError("agreement_number_taken", number=agreement.number)
    if same.filter(plan=agreement.plan_id).exists():
        raise DomainError("plan_already_funded")


def _keep_tranches(agreement: Agreement, tranches: Mapping[int, Money]) -> None:
    Tranche.objects.bulk_create(
        Tranche(agreement=agreement, year=year, max_cents=part.cents)
        for year, part in tranches.items()
    )


def _keep_weights(
    agreement: Agreement, years: tuple[int, ...], weights: Mapping[int, int] | None, by: Viewer
) -> None:
    targets = visible_targets(by, Role.FUNDER).filter(plan_target__plan=agreement.plan_id)
    known = {each.pk: each for each in targets}
    given = {pk: each.weight for pk, each in known.items()} if weights is None else weights
    if set(given) != set(known) or any(weight < 0 for weight in given.values()):
        names = ", ".join(f"{each.name} ({each.year})" for each in known.values())
        raise DomainError("weights_not_of_plan", targets=names)
    for year in years:
        if not sum(given[pk] for pk, each in known.items() if each.year == year):
            raise DomainError("year_without_weight", year=year)
    LineWeight.objects.bulk_create(
        LineWeight(agreement=agreement, target_id=pk, weight=weight) for pk, weight in given.items()
    )


@transaction.atomic
def sign_agreement(*, agreement_id: int, signature: Signature, by: Viewer) -> Agreement:
    """Sign for the organisation: its board or its director, with the rule that is annexed.

    Raises:
        DomainError: ``agreement_already_signed``, and what the signature must say.
    """
    agreement = _locked(agreement_id, by, *queries.SIGNATORIES)
    if agreement.is_signed:
        raise DomainError("agreement_already_signed", number=agreement.number)
    check_signature(signature)
    agreement.state = AgreementState.SIGNED
    agreement.signatory, agreement.signatory_quality = signature.signatory, signature.quality
    agreement.signed_on, agreement.signed_by_id = signature.signed_on, by.account_id
    agreement.board_decision = signature.board_decision
    agreement.board_decided_on = signature.board_decided_on
    agreement.save()
    agreement.annexes.update(signed_on=signature.signed_on)
    keep_audit_line(
        agreement, act="sign_agreement", by=by, organisation_id=agreement.organisation_id
    )
    for tranche in agreement.tranches.all():
        draft_statements(plan_id=agreement.plan_id, year=tranche.year, by=by)
    return agreement


@transaction.atomic
def amend_rule(
    *, agreement_id: int, scheme_version_id: int, from_year: int, signed_on: date, by: Viewer
) -> Annex:
    """Annex another rule version by a signed amendment, for years that are still open.

    Raises:
        DomainError: ``agreement_not_signed``, ``year_not_in_agreement``,
            ``amendment_not_ahead``, ``date_out_of_range``.
    """
    agreement = _locked(agreement_id, by, Role.FUNDER)
    if not agreement.is_signed:
        raise DomainError("agreement_not_signed", number=agreement.number)
    ahead = agreement.tranches.filter(year__gte=from_year)
    if not ahead.filter(year=from_year).exists():
        raise DomainError("year_not_in_agreement", year=from_year, number=agreement.number)
    closed = Statement.objects.filter(tranche__in=ahead).exclude(state=StatementState.DRAFTED)
    if first := closed.order_by("tranche__year").first():
        raise DomainError("amendment_not_ahead", year=first.tranche.year)
    annex, _is_new = Annex.objects.update_or_create(
        agreement=agreement,
        from_year=from_year,
        defaults={
            "scheme_version": queries.published_schemes().get(pk=scheme_version_id),
            "signed_on": check_day(signed_on, name="signed_on"),
        },
    )
    keep_audit_line(annex, act="amend_rule", by=by, organisation_id=agreement.organisation_id)
    for tranche in ahead:
        draft_statements(plan_id=agreement.plan_id, year=tranche.year, by=by)
    return annex


@transaction.atomic
def prepay_tranche(
    *, agreement_id: int, year: int, amount: Money, paid_on: date, by: Viewer
) -> Tranche:
    """Say what was paid of a year before its review, within the share that the rule allows.

    Raises:
        DomainError: ``agreement_not_signed``, ``year_not_in_agreement``, ``negative_amount``,
            ``prepayment_above_share``, ``year_already_final``, ``date_out_of_range``.
    """
    agreement = _locked(agreement_id, by, Role.FUNDER)
    terms = queries.annexed_version(agreement, year).to_domain().terms
    tranche = agreement.tranches.filter(year=year).first()
    if tranche is None:
        raise DomainError("year_not_in_agreement", year=year, number=agreement.number)
    if amount.cents < 0:
        raise DomainError("negative_amount", name="prepaid", value=amount)
    most = tranche.most.share(terms.prepayment_max_share)
    if amount > most:
        raise DomainError("prepayment_above_share", most=most, year=year)
    open_states = [StatementState.DRAFTED, StatementState.SUBMITTED]
    if tranche.statements.exclude(state__in=open_states).exists():
        raise DomainError("year_already_final", year=year)
    tranche.prepaid_cents = amount.cents
    tranche.prepaid_on = check_day(paid_on, name="paid_on")
    tranche.save(update_fields=["prepaid_cents", "prepaid_on"])
    keep_audit_line(tranche, act="prepay_tranche", by=by, organisation_id=agreement.organisation_id)
    draft_statements(plan_id=agreement.plan_id, year=year, by=by)
    return tranche


def _locked(agreement_id: int, by: Viewer, *roles: Role) -> Agreement:
    mine = queries.visible_agreements(by, *roles).select_for_update(of=("self",))
    return mine.get(pk=agreement_id)
