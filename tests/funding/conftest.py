"""The case of the rules as data, and the agreement of L’Amandier as rows."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import ClientOf
from django.test import Client
from funding.worked import WORKED
from plans.drafting import four_drafts

from essaim.funding import services
from essaim.funding.domain.agreement import Signature
from essaim.funding.models import Agreement, SchemeVersion, Statement
from essaim.funding.services.agreements import Offer
from essaim.journeys.story import Story
from essaim.kernel.money import Money
from essaim.plans import services as plans
from essaim.plans.domain.achievement import Outcome
from essaim.plans.models import ActionPlan, YearTarget
from essaim.platform.domain.viewer import HOUSE, Role, Viewer
from essaim.platform.models import User

#: What the review of 2026 finds, target by target: 1, 3/5, 3/4 and 49/100.
SEEN = ("71", "300", "3", "2.51")
SIGNED = Signature(
    "Hélène Aubry",
    "présidente",
    date(2026, 3, 12),
    "Délibération du conseil d’administration",
    date(2026, 3, 5),
)


@pytest.fixture
def worked() -> dict[str, Any]:
    """Return a copy that a test may break."""
    copy: dict[str, Any] = json.loads(json.dumps(WORKED))
    return copy


@pytest.fixture
def case_path(tmp_path: Path) -> Path:
    return tmp_path / "case.json"


@dataclass
class Funded:
    """The people, the plan and the agreement of a test."""

    story: Story
    plan: ActionPlan
    agreement: Agreement
    versions: dict[str, SchemeVersion]

    @property
    def director(self) -> Viewer:
        return self.story.person(Role.DIRECTOR, "amandier")

    @property
    def board(self) -> Viewer:
        return self.story.person(Role.BOARD_MEMBER, "amandier")

    @property
    def assessor(self) -> Viewer:
        return self.story.accounts["paul.esteve"]

    @property
    def decider(self) -> Viewer:
        return self.story.accounts["agnes.vidal"]

    def targets(self, year: int = 2026) -> list[YearTarget]:
        rows = YearTarget.objects.filter(plan_target__plan=self.plan, year=year)
        return list(rows.order_by("plan_target__position"))

    def observe(self, year: int = 2026, seen: tuple[str, ...] = SEEN) -> None:
        for target, value in zip(self.targets(year), seen, strict=False):
            outcome = Outcome(Decimal(value))
            plans.record_outcome(target_id=target.pk, outcome=outcome, by=self.director)

    def submit(self, year: int = 2026) -> None:
        plans.submit_review(plan_id=self.plan.pk, year=year, by=self.director)

    def statement(self, year: int = 2026) -> Statement:
        return Statement.objects.get(tranche__agreement=self.agreement, tranche__year=year)

    def propose(self, year: int = 2026) -> Statement:
        statement = self.statement(year)
        return services.propose_statement(statement_id=statement.pk, by=self.assessor)

    def decide(self, year: int = 2026, key: str = "once") -> Statement:
        statement = self.statement(year)
        return services.decide_statement(statement_id=statement.pk, key=key, by=self.decider)

    def go_to_decision(self, year: int = 2026) -> Statement:
        self.observe(year)
        self.submit(year)
        self.propose(year)
        return self.decide(year)


@pytest.fixture
def offer() -> Callable[..., Offer]:
    def made(version: SchemeVersion, **changes: Any) -> Offer:
        given: dict[str, Any] = {
            "number": "2026-014",
            "grant": Money(3_600_000),
            "scheme_version_id": version.pk,
            "signatory": "Paul Estève",
            "quality": "chef de service",
            **changes,
        }
        return Offer(**given)

    return made


@pytest.fixture
def versions(db: None) -> dict[str, SchemeVersion]:
    return {each.version: each for each in services.load_shipped_schemes(by=HOUSE)}


@pytest.fixture
def plan(story: Story) -> ActionPlan:
    """Return the signed plan of L’Amandier, with the four targets of the rules."""
    director = story.person(Role.DIRECTOR, "amandier")
    plan = plans.open_plan(
        organisation_id=story.ids["amandier"], title="Mieux employer", start_year=2026, by=director
    )
    for draft in four_drafts():
        plans.add_target(plan_id=plan.pk, draft=draft, by=director)
    plans.propose_plan(plan_id=plan.pk, by=director)
    plans.sign_plan(plan_id=plan.pk, by=director)
    plans.sign_plan(plan_id=plan.pk, by=story.person(Role.BOARD_MEMBER, "amandier"))
    plan.refresh_from_db()
    return plan


@pytest.fixture
def prepared(
    story: Story, plan: ActionPlan, versions: dict[str, SchemeVersion], offer: Callable[..., Offer]
) -> Funded:
    """Return the agreement as the funder wrote it; nobody signed."""
    agreement = services.prepare_agreement(
        plan_id=plan.pk, offer=offer(versions["2026.1"]), by=story.accounts["paul.esteve"]
    )
    return Funded(story, plan, agreement, versions)


@pytest.fixture
def funded(prepared: Funded) -> Funded:
    """Return the signed agreement, 5 000,00 € of 2026 already paid."""
    services.sign_agreement(agreement_id=prepared.agreement.pk, signature=SIGNED, by=prepared.board)
    services.prepay_tranche(
        agreement_id=prepared.agreement.pk,
        year=2026,
        amount=Money(500_000),
        paid_on=date(2026, 4, 15),
        by=prepared.assessor,
    )
    prepared.agreement.refresh_from_db()
    return prepared


@pytest.fixture
def proposed(funded: Funded) -> Statement:
    funded.observe()
    funded.submit()
    return funded.propose()


@pytest.fixture
def as_decider(client_of: ClientOf, funded: Funded) -> Client:
    client = client_of("funder", "demeter")
    client.force_login(User.objects.get(pk=funded.decider.account_id or 0))
    return client
