"""What a statement keeps for ever, in words and exact strings; its PDF is made of this alone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from essaim.funding.domain.aid import AidDecision
from essaim.funding.exporters.data import decision_as_data
from essaim.funding.labels import fall_steps, mentions, rule_text
from essaim.funding.models import Agreement, SchemeVersion, Statement, StatementLine
from essaim.funding.queries import stored_decision
from essaim.platform.domain.viewer import Role
from essaim.platform.pictures import waterfall

SCHEMA = "urn:essaim:schema:statement:1"


def frozen_content(statement: Statement, lines: Sequence[StatementLine]) -> dict[str, Any]:
    """Return all that a statement says, always in French: the language of the act."""
    scheme = statement.scheme_version.to_domain()
    decision = stored_decision(statement, lines, scheme.terms.rule)
    if decision is None:  # the database refuses a proposal without amount
        raise ValueError(statement.pk)
    with translation.override("fr"):
        said = decision_as_data(decision, scheme.terms.rule)
        for shown, line in zip(said["lines"], lines, strict=True):
            shown |= {"weight": line.weight, "of_weights": line.of_weights}
        return {
            "schema": SCHEMA,
            "year": statement.tranche.year,
            "version": statement.version,
            "is_final": statement.is_final,
            **said,
            "tranche_max": decision.tranche.plain(),
            "capped_to": decision.most.plain(),
            "prepaid": decision.prepaid.plain(),
            "prepaid_on": _day(statement.tranche.prepaid_on),
            "agreement": _agreement(statement.agreement),
            "rule": _rule(statement.scheme_version, rule_text(scheme.terms.rule)),
            "acts": _acts(statement),
            "mentions": _mentions(statement.agreement),
            "bars": _bars(decision, statement.tranche.year),
        }


def _agreement(agreement: Agreement) -> dict[str, Any]:
    return {
        "number": agreement.number,
        "funder": agreement.funder.name,
        "organisation": agreement.organisation.name,
        "plan": agreement.plan.title,
        "grant": agreement.grant.plain(),
        "signed_on": _day(agreement.signed_on),
        "signatory": agreement.signatory,
        "quality": agreement.signatory_quality,
        "board_decision": agreement.board_decision,
        "board_decided_on": _day(agreement.board_decided_on),
        "funder_signatory": agreement.funder_signatory,
        "funder_quality": agreement.funder_quality,
    }


def _rule(version: SchemeVersion, text: str) -> dict[str, Any]:
    scheme = version.to_domain()
    address = reverse("funding:scheme", kwargs={"scheme_id": version.pk})
    return {
        "urn": version.urn,
        "digest": version.digest,
        "title": scheme.title["fr"],
        "legal_reference": scheme.legal_reference["fr"],
        "terms": version.data["rule"],
        "text": text,
        "url": f"{settings.ESSAIM_SITE}{address}",
    }


def _acts(statement: Statement) -> list[dict[str, str]]:
    """Return who did what, by role: people come and go, the quality in which they acted stays."""
    acts = [("submitted", Role.DIRECTOR.value, _day(statement.submitted_on))]
    acts += [("proposed", Role.FUNDER.value, _moment(statement.proposed_at))]
    acts += [("decided", Role.FUNDER.value, _moment(statement.decided_at))]
    return [{"act": act, "by": by, "on": on} for act, by, on in acts if on]


def _mentions(agreement: Agreement) -> list[str]:
    return list(mentions(funder=agreement.funder.name, is_public=agreement.is_public_funder))


def _bars(decision: AidDecision, year: int) -> list[dict[str, Any]]:
    return [
        {
            "name": drawn.step.name,
            "amount": drawn.step.amount.plain(),
            "kind": drawn.step.kind,
            "start": _hundredths(drawn.x),
            "width": _hundredths(drawn.width),
            "is_sum": drawn.is_sum,
        }
        for drawn in waterfall(fall_steps(decision, year))
    ]


def _hundredths(percent: str) -> int:
    """Return a place of the picture as the printed form reads it."""
    return int(Decimal(percent.rstrip("%")) * 100)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _moment(moment: datetime | None) -> str:
    return timezone.localtime(moment).date().isoformat() if moment else ""
