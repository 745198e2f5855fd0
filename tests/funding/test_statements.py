"""A statement: drafted as outcomes come, proposed by one, decided by another, then frozen."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from funding.conftest import Funded

from essaim.funding import queries, services
from essaim.funding.domain.statement import StatementState, digest
from essaim.funding.exporters import frozen_content, statement_pdf
from essaim.funding.models import Agreement, Statement, StatementLine
from essaim.kernel.errors import DomainError
from essaim.kernel.money import Money
from essaim.plans import services as plans
from essaim.platform.domain.viewer import HOUSE
from essaim.platform.models import AuditLine, Link


def paid(statement: Statement) -> list[int | None]:
    return list(statement.lines.values_list("paid_cents", flat=True))


def test_the_draft_follows_each_outcome(funded: Funded) -> None:
    funded.observe(seen=("71", "300"))

    draft = funded.statement()
    assert draft.state == StatementState.DRAFTED
    assert paid(draft) == [480_000, 216_000, None, None]
    assert list(draft.lines.values_list("ceiling_cents", flat=True)) == [
        480_000,
        360_000,
        240_000,
        120_000,
    ]
    assert draft.due is None


def test_the_year_of_the_rules_is_due_to_the_cent(funded: Funded) -> None:
    funded.observe()

    draft = funded.statement()
    assert paid(draft) == [480_000, 216_000, 180_000, 0]
    assert (draft.due, draft.prepaid) == (Money(876_000), Money(500_000))
    assert [line.progress for line in draft.lines.all()] == [
        1,
        Fraction(3, 5),
        Fraction(3, 4),
        Fraction(49, 100),
    ]


def test_a_plan_without_agreement_drafts_nothing(prepared: Funded) -> None:
    prepared.observe()

    assert not Statement.objects.exists()


def test_a_proposal_waits_for_the_review(funded: Funded) -> None:
    funded.observe()

    with pytest.raises(Statement.DoesNotExist):  # a funder knows nothing of a draft
        funded.propose()


def test_a_proposal_is_decided_by_another_person(funded: Funded) -> None:
    funded.observe()
    funded.submit()
    statement = funded.propose()

    with pytest.raises(DomainError, match="same_person"):
        services.decide_statement(statement_id=statement.pk, key="k", by=funded.assessor)

    decided = funded.decide()
    assert decided.is_final
    assert (decided.due, decided.proposed_by_id) == (Money(876_000), funded.assessor.account_id)


def test_the_database_too_refuses_one_person_for_two(funded: Funded) -> None:
    statement = funded.go_to_decision()

    with pytest.raises(IntegrityError), transaction.atomic():
        Statement.objects.filter(pk=statement.pk).update(decided_by=statement.proposed_by)


def test_only_the_annexed_rule_computes(funded: Funded) -> None:
    funded.observe()
    funded.submit()

    with pytest.raises(DomainError, match="rule_not_in_agreement") as refusal:
        services.propose_statement(
            statement_id=funded.statement().pk,
            scheme_version_id=funded.versions["2027.1"].pk,
            by=funded.assessor,
        )

    assert refusal.value.facts["annexed"] == "urn:essaim:aid-scheme:cedre_like:2026.1"
    assert funded.statement().state == StatementState.SUBMITTED


def test_a_proposal_sent_back_says_why(funded: Funded) -> None:
    funded.observe()
    funded.submit()
    statement = funded.propose()

    with pytest.raises(DomainError, match="reason_missing"):
        services.send_back_statement(statement_id=statement.pk, reason=" ", by=funded.decider)
    services.send_back_statement(statement_id=statement.pk, reason="Pièce 4", by=funded.decider)

    again = funded.statement()
    assert (again.state, again.sent_back_reason) == (StatementState.SUBMITTED, "Pièce 4")
    assert again.proposed_by is None


def test_a_returned_review_takes_the_proposal_back(funded: Funded) -> None:
    funded.observe()
    funded.submit()
    funded.propose()

    plans.return_review(
        plan_id=funded.plan.pk, year=2026, reason="carnet de décembre", by=funded.assessor
    )

    assert funded.statement().state == StatementState.DRAFTED


def test_deciding_keeps_the_bytes_the_rule_the_text_and_the_pdf(funded: Funded) -> None:
    statement = funded.go_to_decision()

    kept = Statement.objects.get(pk=statement.pk)
    frozen, pdf = bytes(kept.frozen or b""), bytes(kept.pdf or b"")
    content = json.loads(frozen)
    assert (digest(frozen), digest(pdf)) == (kept.sha256, kept.pdf_sha256)
    assert (content["due"], content["balance"]) == ("8760.00", "3760.00")
    assert content["rule"]["urn"] == "urn:essaim:aid-scheme:cedre_like:2026.1"
    assert content["rule"]["terms"]["floor"] == "0.5"
    assert "sous le plancher 0,5" in content["lines"][3]["why"]
    assert content["text"].endswith("Reste à verser\u00a0: 3\u202f760,00\u00a0€.")
    assert "311-3-1" in content["mentions"][0]
    assert statement_pdf(content) == pdf


def test_the_frozen_words_are_french_whoever_decides(funded: Funded) -> None:
    funded.observe()
    funded.submit()
    funded.propose()
    with translation.override("en"):
        statement = funded.decide()

    assert "Reste à verser" in bytes(statement.frozen or b"").decode()


def test_changing_the_rule_in_2027_leaves_2026_byte_identical(funded: Funded) -> None:
    statement = funded.go_to_decision()
    before = Statement.objects.get(pk=statement.pk)
    frozen, pdf = bytes(before.frozen or b""), bytes(before.pdf or b"")

    services.amend_rule(
        agreement_id=funded.agreement.pk,
        scheme_version_id=funded.versions["2027.1"].pk,
        from_year=2027,
        signed_on=before.tranche.agreement.signed_on or pytest.fail("unsigned"),
        by=funded.assessor,
    )
    funded.observe(2027, ("72", "400", "3", "2.00"))

    after = Statement.objects.get(pk=statement.pk)
    assert (bytes(after.frozen or b""), bytes(after.pdf or b"")) == (frozen, pdf)
    lines = list(after.lines.all())
    assert digest(json.dumps(frozen_content(after, lines), sort_keys=True).encode()) == digest(
        json.dumps(json.loads(frozen), sort_keys=True).encode()
    )
    assert funded.statement(2027).scheme_version == funded.versions["2027.1"]
    assert list(queries.statement_faults()) == []


def test_an_amendment_never_reaches_a_year_already_with_the_funder(funded: Funded) -> None:
    funded.go_to_decision()

    with pytest.raises(DomainError, match="amendment_not_ahead"):
        services.amend_rule(
            agreement_id=funded.agreement.pk,
            scheme_version_id=funded.versions["2027.1"].pk,
            from_year=2026,
            signed_on=funded.agreement.signed_on or pytest.fail("unsigned"),
            by=funded.assessor,
        )


def test_the_same_decision_sent_again_has_one_effect(funded: Funded) -> None:
    first = funded.go_to_decision()
    acts = AuditLine.objects.filter(act="decide_statement").count()

    for _ in range(3):
        assert funded.decide().pk == first.pk
    with pytest.raises(DomainError, match="year_already_final"):
        funded.decide(key="another")

    assert AuditLine.objects.filter(act="decide_statement").count() == acts == 1
    assert Agreement.objects.get(pk=funded.agreement.pk).committed_cents == 876_000


def test_the_sum_of_statements_never_exceeds_the_grant(funded: Funded) -> None:
    funded.observe()
    funded.submit()
    statement = funded.propose()
    spent = funded.agreement.grant_cents - 875_999
    Agreement.objects.filter(pk=funded.agreement.pk).update(committed_cents=spent)

    with pytest.raises(DomainError, match="grant_exhausted"):
        funded.decide()

    assert funded.statement().state == StatementState.PROPOSED
    assert Agreement.objects.get(pk=statement.agreement.pk).committed_cents == spent
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.update(committed_cents=funded.agreement.grant_cents + 1)


def test_a_prepayment_changed_under_a_proposal_is_not_decided(funded: Funded) -> None:
    funded.observe()
    funded.submit()
    statement = funded.propose()
    statement.tranche.__class__.objects.filter(pk=statement.tranche_id).update(prepaid_cents=0)

    with pytest.raises(DomainError, match="inputs_changed"):
        funded.decide()


def test_the_last_decision_of_a_year_closes_it_in_the_plan(funded: Funded) -> None:
    funded.go_to_decision()

    with pytest.raises(DomainError, match="year_closed"):
        funded.observe()


def test_each_line_is_tied_to_its_result_and_to_the_payment(funded: Funded) -> None:
    funded.observe()
    lines = list(StatementLine.objects.filter(statement=funded.statement()))
    ties = set(Link.objects.filter(kind="pays").values_list("source_id", "target_id"))
    assert ties == {(line.target_id, line.pk) for line in lines}

    funded.submit()
    funded.propose()
    statement = funded.decide()

    settled = Link.objects.filter(kind="settled_by", target_id=statement.pk)
    assert settled.count() == len(lines)


def test_a_line_and_its_ties_are_compared(funded: Funded) -> None:
    funded.observe(seen=("71", "300"))
    assert list(queries.unlinked_lines()) == []
    first = funded.statement().lines.get(rank=1)

    Link.objects.filter(kind="pays", target_id=first.pk).delete()
    Link.objects.filter(kind="settled_by", source_id=first.pk).delete()

    assert list(queries.unlinked_lines()) == [
        f"aid_line:{first.pk} no link from result:{first.target_id}",
        f"aid_line:{first.pk} and payment:{first.statement_id} disagree",
    ]


def test_altered_bytes_are_named(funded: Funded) -> None:
    statement = funded.go_to_decision()
    assert list(queries.statement_faults()) == []

    Statement.objects.filter(pk=statement.pk).update(frozen=b"{}", pdf=b"%PDF")
    StatementLine.objects.filter(statement=statement, rank=1).update(paid_cents=1)

    assert list(queries.statement_faults()) == [
        f"statement:{statement.pk} altered_content",
        f"statement:{statement.pk} altered_pdf",
        f"statement:{statement.pk} lines_do_not_add_up",
    ]


def test_every_act_leaves_one_audit_line(funded: Funded) -> None:
    funded.observe()
    funded.submit()
    funded.propose()
    funded.decide()

    acts = list(AuditLine.objects.values_list("act", flat=True))
    for act in ("prepare_agreement", "sign_agreement", "prepay_tranche", "propose_statement"):
        assert acts.count(act) == 1
    assert HOUSE.account_id == 0


def test_what_may_be_claimed_back_waits_first_then_what_waits_longest(funded: Funded) -> None:
    for year, day, due in ((2026, 2, 900), (2027, 1, 900), (2028, 3, 100)):
        rows = Statement.objects.filter(tranche__agreement=funded.agreement, tranche__year=year)
        rows.update(
            state=StatementState.SUBMITTED,
            submitted_on=date(2027, 2, day),
            due_cents=due,
            prepaid_cents=500,
        )

    waiting = queries.decisions_to_take(funded.assessor)

    assert [row.year for row in waiting] == [2028, 2027, 2026]
    assert not queries.decisions_to_take(funded.story.accounts["denis.marchal"]).exists()
