"""Scenario 4: 8 760,00 € for 2026, explained, decided by another person, then never altered."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from conftest import ClientOf
from django.core.management import call_command
from django.utils import timezone
from funding.worked import WORKED

from essaim.funding import queries, services
from essaim.funding.models import SchemeVersion, Statement
from essaim.journeys.story import Story
from essaim.kernel.errors import DomainError
from essaim.kernel.money import Money
from essaim.plans import queries as plans
from essaim.plans import services as plan_services
from essaim.plans.domain.achievement import Outcome
from essaim.platform.domain.viewer import HOUSE, Role

YEAR = 2026
PAID = [480_000, 216_000, 180_000, 0]


def statement_of(story: Story, year: int = YEAR) -> Statement:
    return Statement.objects.get(
        tranche__agreement=int(story.known["agreement_id"]), tranche__year=year
    )


def decide(story: Story, login: str = "agnes.vidal") -> Statement:
    return services.decide_statement(
        statement_id=statement_of(story).pk, key="une-fois", by=story.accounts[login]
    )


def said(*command: str) -> dict[str, Any]:
    """Return the JSON that a command prints."""
    out = StringIO()
    call_command(*command, "--json", stdout=out)
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def test_scenario_4_four_lines_add_up_to_the_cent(full_story: Story) -> None:
    row = statement_of(full_story)
    page = queries.statement_page(row, full_story.accounts["paul.esteve"])
    lines = list(row.lines.all())

    assert (row.tranche.most, row.prepaid) == (Money(1_200_000), Money(500_000))
    assert [Fraction(line.weight, line.of_weights) for line in lines] == [
        Fraction(2, 5),
        Fraction(3, 10),
        Fraction(1, 5),
        Fraction(1, 10),
    ]
    assert [line.progress for line in lines] == [
        1,
        Fraction(3, 5),
        Fraction(3, 4),
        Fraction(49, 100),
    ]
    assert [line.paid_cents for line in lines] == PAID
    assert row.due == Money(sum(PAID)) == Money(876_000)
    assert page.decision is not None
    assert page.decision.balance == Money(376_000)


def test_scenario_4_who_proposes_does_not_decide(full_story: Story, client_of: ClientOf) -> None:
    statement = statement_of(full_story)
    paul = full_story.accounts["paul.esteve"]
    assert statement.proposed_by_id == paul.account_id

    with pytest.raises(DomainError, match="same_person"):
        decide(full_story, "paul.esteve")
    refused = client_of("funder", "demeter").post(
        f"/aides/etats/{statement.pk}/decider/", {"key": "la-mienne"}
    )
    assert refused.status_code == 422
    assert not statement_of(full_story).is_final

    decided = decide(full_story)
    assert decided.is_final
    assert decided.decided_by_id == full_story.accounts["agnes.vidal"].account_id
    assert decided.due == Money(876_000)


def test_scenario_4_changing_the_rule_leaves_2026_byte_identical(
    full_story: Story, client_of: ClientOf
) -> None:
    kept = statement_of(full_story)
    decide(full_story)
    url = f"/aides/etats/{kept.pk}/etat.pdf"
    before = _digests(full_story)
    printed = client_of("director", "amandier").get(url).content
    assert sha256(printed).hexdigest() == before[1]

    _change_the_rule(full_story)
    _observe(full_story, 2027)

    assert _digests(full_story) == before
    assert client_of("director", "amandier").get(url).content == printed
    assert statement_of(full_story).due == Money(876_000)
    assert statement_of(full_story).scheme_version.urn.endswith(":2026.1")
    assert statement_of(full_story, 2027).scheme_version.urn.endswith(":2027.2")
    assert list(queries.statement_faults()) == []


def _digests(story: Story) -> tuple[str, str]:
    row = statement_of(story)
    frozen, pdf = (sha256(bytes(part or b"")).hexdigest() for part in (row.frozen, row.pdf))
    assert (frozen, pdf) == (row.sha256, row.pdf_sha256)
    return frozen, pdf


def _change_the_rule(story: Story) -> None:
    """Publish a stricter version of the scheme, and annex it from 2027 on."""
    source = SchemeVersion.objects.get(urn__endswith=":2027.1").source
    text = source.replace("2027.1", "2027.2").replace("floor: '0.6'", "floor: '0.9'")
    version = services.publish_scheme(text=text, by=HOUSE)
    assert version.to_domain().terms.rule.floor == Fraction(9, 10)
    services.amend_rule(
        agreement_id=int(story.known["agreement_id"]),
        scheme_version_id=version.pk,
        from_year=2027,
        signed_on=date(2027, 3, 1),
        by=story.accounts["paul.esteve"],
    )
    used = SchemeVersion.objects.get(urn__endswith=":2026.1").source
    with pytest.raises(DomainError, match="scheme_version_is_frozen"):
        services.publish_scheme(text=used.replace("floor: '0.5'", "floor: '0.9'"), by=HOUSE)


def _observe(story: Story, year: int) -> None:
    """Record one value of the year that follows: its draft is written under the new rule."""
    row = plans.year_rows(int(story.known["plan_id"]), year)[0]
    plan_services.record_outcome(
        target_id=row.target.pk,
        outcome=Outcome(observed=Decimal(71)),
        by=story.person(Role.DIRECTOR, "amandier"),
    )


def test_scenario_4_is_explained_and_printed_from_the_command_line(
    full_story: Story, tmp_path: Path
) -> None:
    pk, out = str(statement_of(full_story).pk), tmp_path / "etat-2026.pdf"
    decide(full_story)

    told = said("aid", "explain", pk)
    printed = said("statement", pk, "--pdf", str(out))

    assert (told["due"], told["balance"]) == ("8760.00", "3760.00")
    assert [line["paid"] for line in told["lines"]] == ["4800.00", "2160.00", "1800.00", "0.00"]
    assert sum(Decimal(line["paid"]) for line in told["lines"]) == Decimal("8760.00")
    assert all(line["why"].endswith(".") for line in told["lines"])
    assert "sous le plancher 0,5" in told["lines"][3]["why"]
    row = statement_of(full_story)
    assert told["sha256"] == row.sha256
    assert out.read_bytes() == bytes(row.pdf or b"")
    assert printed["sha256"] == sha256(out.read_bytes()).hexdigest()


def test_scenario_4_the_case_file_gives_the_figures_of_the_statement(
    full_story: Story, tmp_path: Path
) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(WORKED), encoding="utf-8")

    told = said("aid", "decide", str(path))

    amounts = [(e["ceiling"], e["achievement"], e["paid"]) for e in told["lines"]]
    assert amounts == [
        ("4800.00", "1", "4800.00"),
        ("3600.00", "3/5", "2160.00"),
        ("2400.00", "3/4", "1800.00"),
        ("1200.00", "49/100", "0.00"),
    ]
    assert (told["due"], told["balance"], told["overpaid"]) == ("8760.00", "3760.00", "0.00")
    stored = said("aid", "explain", str(statement_of(full_story).pk))
    assert [(e["ceiling"], e["achievement"], e["paid"]) for e in stored["lines"]] == amounts
    assert stored["text"].endswith("Reste à verser\u00a0: 3\u202f760,00\u00a0€.")
    assert told["text"].endswith("Reste à verser\u00a0: 3\u202f760,00\u00a0€.")


def test_nothing_of_the_demonstration_is_done_on_a_day_still_to_come(full_story: Story) -> None:
    row = statement_of(full_story, YEAR)
    today = timezone.localdate()

    assert row.submitted_on is not None
    assert row.submitted_on <= today
    assert row.proposed_at is not None
    assert row.proposed_at <= timezone.now()
