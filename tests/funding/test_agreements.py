"""An agreement: prepared by a funder, signed by who may, within the rules of its scheme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from funding.conftest import SIGNED, Funded

from essaim.funding import services
from essaim.funding.models import Agreement, SchemeVersion
from essaim.funding.services.agreements import Offer
from essaim.kernel.errors import DomainError
from essaim.kernel.money import Money
from essaim.platform.domain.viewer import HOUSE, Role

MakeOffer = Callable[..., Offer]


def test_a_grant_is_split_over_the_years_to_the_cent(
    funded: Funded, plan: Any, offer: MakeOffer
) -> None:
    assert [t.max_cents for t in funded.agreement.tranches.all()] == [1_200_000] * 3
    assert [t.year for t in funded.agreement.tranches.all()] == [2026, 2027, 2028]


def test_the_left_over_cents_go_to_the_first_years(
    story: Any, plan: Any, versions: dict[str, SchemeVersion], offer: MakeOffer
) -> None:
    agreement = services.prepare_agreement(
        plan_id=plan.pk,
        offer=offer(versions["2026.1"], grant=Money(1_000_000)),
        by=story.accounts["paul.esteve"],
    )

    assert [t.max_cents for t in agreement.tranches.all()] == [333_334, 333_333, 333_333]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"grant": Money(6_000_001)}, "grant_above_scheme"),
        ({"grant": Money(0)}, "negative_amount"),
        ({"grant": Money(-1)}, "negative_amount"),
    ],
)
def test_a_grant_outside_its_scheme_is_refused(
    story: Any,
    plan: Any,
    versions: dict[str, SchemeVersion],
    offer: MakeOffer,
    changes: dict[str, Any],
    code: str,
) -> None:
    with pytest.raises(DomainError, match=code):
        services.prepare_agreement(
            plan_id=plan.pk,
            offer=offer(versions["2026.1"], **changes),
            by=story.accounts["paul.esteve"],
        )
    assert not Agreement.objects.exists()


def test_a_version_not_in_force_today_is_refused(
    story: Any, plan: Any, versions: dict[str, SchemeVersion], offer: MakeOffer
) -> None:
    SchemeVersion.objects.filter(pk=versions["2027.1"].pk).update(valid_from=date(2199, 1, 1))

    with pytest.raises(DomainError, match="scheme_not_in_force"):
        services.prepare_agreement(
            plan_id=plan.pk, offer=offer(versions["2027.1"]), by=story.accounts["paul.esteve"]
        )


def test_an_agreement_is_made_once(prepared: Funded, offer: MakeOffer) -> None:
    with pytest.raises(DomainError, match="agreement_number_taken"):
        services.prepare_agreement(
            plan_id=prepared.plan.pk, offer=offer(prepared.versions["2026.1"]), by=prepared.assessor
        )
    with pytest.raises(DomainError, match="plan_already_funded"):
        services.prepare_agreement(
            plan_id=prepared.plan.pk,
            offer=offer(prepared.versions["2026.1"], number="2026-015"),
            by=prepared.assessor,
        )


def test_weights_are_given_to_each_target_of_the_plan(
    story: Any, plan: Any, versions: dict[str, SchemeVersion], offer: MakeOffer
) -> None:
    for weights, code in (({1_000_000: 3}, "weights_not_of_plan"), ({}, "weights_not_of_plan")):
        with pytest.raises(DomainError, match=code):
            services.prepare_agreement(
                plan_id=plan.pk,
                offer=offer(versions["2026.1"]),
                weights=weights,
                by=story.accounts["paul.esteve"],
            )


def test_a_foreign_funder_knows_no_plan(
    story: Any, plan: Any, versions: dict[str, SchemeVersion], offer: MakeOffer
) -> None:
    with pytest.raises(ObjectDoesNotExist):
        services.prepare_agreement(
            plan_id=plan.pk, offer=offer(versions["2026.1"]), by=story.accounts["denis.marchal"]
        )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"signatory": " "}, "signatory_missing"),
        ({"quality": ""}, "signatory_missing"),
        ({"board_decision": ""}, "signatory_missing"),
        ({"board_decided_on": date(2026, 3, 13)}, "board_decision_after_signature"),
        ({"signed_on": date(1, 1, 1)}, "date_out_of_range"),
        ({"signed_on": date(9999, 12, 31)}, "date_out_of_range"),
    ],
)
def test_a_signature_says_who_in_what_quality_and_after_which_decision(
    prepared: Funded, changes: dict[str, Any], code: str
) -> None:
    with pytest.raises(DomainError, match=code):
        services.sign_agreement(
            agreement_id=prepared.agreement.pk,
            signature=replace(SIGNED, **changes),
            by=prepared.board,
        )


def test_an_agreement_is_signed_once_by_the_organisation(funded: Funded) -> None:
    with pytest.raises(DomainError, match="agreement_already_signed"):
        services.sign_agreement(
            agreement_id=funded.agreement.pk, signature=SIGNED, by=funded.director
        )
    with pytest.raises(ObjectDoesNotExist):
        services.sign_agreement(
            agreement_id=funded.agreement.pk, signature=SIGNED, by=funded.assessor
        )


def test_the_database_keeps_no_signature_without_its_words(funded: Funded) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.update(signatory="")


def test_nothing_is_paid_before_the_signature(prepared: Funded) -> None:
    with pytest.raises(DomainError, match="agreement_not_signed"):
        services.prepay_tranche(
            agreement_id=prepared.agreement.pk,
            year=2026,
            amount=Money(1),
            paid_on=date(2026, 4, 15),
            by=prepared.assessor,
        )


@pytest.mark.parametrize(
    ("year", "cents", "code"),
    [
        (2026, 600_001, "prepayment_above_share"),
        (2026, -1, "negative_amount"),
        (2031, 1, "year_not_in_agreement"),
        (2025, 1, "year_not_in_agreement"),
    ],
)
def test_a_prepayment_stays_within_what_the_rule_allows(
    funded: Funded, year: int, cents: int, code: str
) -> None:
    with pytest.raises(DomainError, match=code):
        services.prepay_tranche(
            agreement_id=funded.agreement.pk,
            year=year,
            amount=Money(cents),
            paid_on=date(2026, 4, 15),
            by=funded.assessor,
        )


def test_a_final_year_is_not_prepaid_again(funded: Funded) -> None:
    funded.go_to_decision()

    with pytest.raises(DomainError, match="year_already_final"):
        services.prepay_tranche(
            agreement_id=funded.agreement.pk,
            year=2026,
            amount=Money(1),
            paid_on=date(2026, 4, 15),
            by=funded.assessor,
        )


def test_a_published_version_never_changes(versions: dict[str, SchemeVersion]) -> None:
    text = versions["2026.1"].source

    assert services.publish_scheme(text=text, by=HOUSE) == versions["2026.1"]
    with pytest.raises(DomainError, match="scheme_version_is_frozen"):
        services.publish_scheme(text=text.replace("'0.5'", "'0.4'", 1), by=HOUSE)


def test_a_board_member_and_a_director_may_both_sign(prepared: Funded) -> None:
    signed = services.sign_agreement(
        agreement_id=prepared.agreement.pk, signature=SIGNED, by=prepared.director
    )

    assert signed.is_signed
    assert signed.signed_by_id == prepared.story.person(Role.DIRECTOR, "amandier").account_id


def test_a_review_submitted_before_the_signature_is_with_the_funder_at_once(
    prepared: Funded,
) -> None:
    prepared.observe()
    prepared.submit()

    services.sign_agreement(agreement_id=prepared.agreement.pk, signature=SIGNED, by=prepared.board)

    assert prepared.statement().state == "submitted"
    assert prepared.propose().due == Money(876_000)
