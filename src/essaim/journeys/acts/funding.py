"""S5, CEDRE: the Region signs an agreement, and the year 2026 is proposed to the cent."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone

from essaim.funding import queries, services
from essaim.funding.domain.agreement import Signature
from essaim.funding.services.agreements import Offer
from essaim.journeys.story import Story, by_now
from essaim.kernel.money import Money
from essaim.platform.domain.viewer import HOUSE, Role

YEAR = 2026
NUMBER = "2026-014"
#: Twelve days after the review was handed over.
PROPOSED_ON = date(2027, 2, 12)
GRANT, PREPAID = Money(3_600_000), Money(500_000)


def play(story: Story) -> None:
    """Annex the rule, sign, prepay 5 000,00 €, and propose what the review of 2026 gives."""
    versions = {each.version: each for each in services.load_shipped_schemes(by=HOUSE)}
    funder, board = story.accounts["paul.esteve"], story.person(Role.BOARD_MEMBER, "amandier")
    plan_id = int(story.known["plan_id"])
    offer = Offer(
        NUMBER, GRANT, versions["2026.1"].pk, "Paul Estève", "chef du service de l’innovation"
    )
    agreement = services.prepare_agreement(plan_id=plan_id, offer=offer, by=funder)
    services.sign_agreement(
        agreement_id=agreement.pk,
        signature=Signature(
            "Hélène Aubry",
            "présidente",
            date(YEAR, 3, 12),
            "Délibération du conseil d’administration",
            date(YEAR, 3, 5),
        ),
        by=board,
    )
    services.prepay_tranche(
        agreement_id=agreement.pk, year=YEAR, amount=PREPAID, paid_on=date(YEAR, 4, 15), by=funder
    )
    _propose(story)
    story.known["agreement_id"] = agreement.pk
    story.known["scheme_id"] = versions["2026.1"].pk


def _propose(story: Story) -> None:
    """Let Paul propose what the submitted review gives; Agnès has still to decide."""
    funder = story.accounts["paul.esteve"]
    row = queries.visible_statements(story.person(Role.DIRECTOR, "amandier")).get(
        tranche__agreement__number=NUMBER, tranche__year=YEAR
    )
    morning = timezone.make_aware(datetime.combine(by_now(PROPOSED_ON), time()))
    services.propose_statement(statement_id=row.pk, by=funder, at=morning)
    story.known["statement_id"] = row.pk
