"""The pages of aid: who sees which amount, who acts, and what a refusal says."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pytest
from conftest import ClientOf
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from funding.conftest import Funded
from openpyxl import load_workbook

from essaim.funding.models import Agreement, Statement, Tranche
from essaim.plans.models import ActionPlan
from essaim.platform import todo

REFUSED, MISSING, MOVED = 422, 404, 302
THIN, FIXED = "\u202f", "\u00a0"
AMOUNT = f"8{THIN}760,00{FIXED}€"


def url(name: str, statement: Statement) -> str:
    return reverse(f"funding:{name}", kwargs={"statement_id": statement.pk})


@pytest.mark.parametrize("who", ["director", "board_member", "adviser", "funder"])
def test_the_statement_says_each_amount_and_why(
    client_of: ClientOf, proposed: Statement, who: str
) -> None:
    page = client_of(who).get(url("statement", proposed)).content.decode()

    assert f"Bilan 2026{FIXED}: {AMOUNT} proposés" in page
    for paid in (f"4{THIN}800,00", f"2{THIN}160,00", f"1{THIN}800,00", "0,00", f"3{THIN}760,00"):
        assert f"{paid}{FIXED}€" in page
    assert f"sous le plancher 0,5{FIXED}: 0,00{FIXED}€" in page
    assert page.count('class="btn main"') == 1


@pytest.mark.parametrize("who", ["staff_member", "researcher", "operator", "stranger"])
def test_amounts_do_not_exist_for_others(
    client_of: ClientOf, proposed: Statement, who: str
) -> None:
    response = client_of(who).get(url("statement", proposed))

    assert response.status_code == MISSING
    assert response.content == client_of(who).get("/nulle-part/").content


@pytest.mark.parametrize("who", [("director", "traverse"), ("funder", "ceres")])
def test_what_is_foreign_does_not_exist(
    client_of: ClientOf, proposed: Statement, who: tuple[str, str]
) -> None:
    client = client_of(*who)

    for name in ("statement", "statement-pdf", "statement-csv", "statement-xlsx"):
        assert client.get(url(name, proposed)).status_code == MISSING
    agreement = reverse("funding:agreement", kwargs={"agreement_id": proposed.agreement.pk})
    assert client.get(agreement).status_code == MISSING


def test_a_funder_sees_nothing_of_a_year_before_its_review_is_submitted(
    client_of: ClientOf, funded: Funded
) -> None:
    funded.observe()
    draft = funded.statement()

    assert client_of("funder", "demeter").get(url("statement", draft)).status_code == MISSING
    agreement = reverse("funding:agreement", kwargs={"agreement_id": funded.agreement.pk})
    assert AMOUNT not in client_of("funder", "demeter").get(agreement).content.decode()
    assert AMOUNT in client_of("director").get(url("statement", draft)).content.decode()


def test_an_unfinished_year_says_what_is_missing(client_of: ClientOf, funded: Funded) -> None:
    funded.observe(seen=("71", "300"))

    page = client_of("director").get(url("statement", funded.statement())).content.decode()

    assert "Restent à renseigner" in page
    assert f"6{THIN}960,00{FIXED}€" in page
    refused = client_of("director").get(url("statement-pdf", funded.statement()))
    assert refused.status_code == REFUSED
    assert "n’a pas encore de montant" in refused.content.decode()


def test_two_people_take_a_year_from_proposal_to_decision(
    client_of: ClientOf, funded: Funded, as_decider: Client
) -> None:
    funded.observe()
    funded.submit()
    statement = funded.statement()
    assessor = client_of("funder", "demeter")

    assert assessor.post(url("statement-propose", statement)).status_code == MOVED
    alone = assessor.post(url("statement-decide", statement), {"key": "a"})
    assert alone.status_code == REFUSED
    assert "Qui évalue ne décide pas" in alone.content.decode()
    for _ in range(2):  # the same decision, sent twice
        done = as_decider.post(url("statement-decide", statement), {"key": "b"})
        assert done.status_code == MOVED

    page = as_decider.get(url("statement", statement)).content.decode()
    assert f"Aide 2026{FIXED}: {AMOUNT} décidés" in page
    assert Agreement.objects.get(pk=funded.agreement.pk).committed_cents == 876_000


def test_a_proposal_is_not_sent_back_without_a_reason(
    as_decider: Client, proposed: Statement
) -> None:
    refused = as_decider.post(url("statement-send-back", proposed), {"reason": ""})
    assert refused.status_code == REFUSED
    assert "data-errors" in refused.content.decode()

    assert (
        as_decider.post(
            url("statement-send-back", proposed), {"reason": "Carnet de décembre"}
        ).status_code
        == MOVED
    )
    assert "Carnet de décembre" in as_decider.get(url("statement", proposed)).content.decode()


def test_the_kept_pdf_is_served_byte_for_byte(client_of: ClientOf, funded: Funded) -> None:
    statement = funded.go_to_decision()

    response = client_of("director").get(url("statement-pdf", statement))

    assert response["Content-Type"] == "application/pdf"
    assert response.content == bytes(Statement.objects.get(pk=statement.pk).pdf or b"")


def test_the_lines_leave_as_tables_that_add_up(client_of: ClientOf, proposed: Statement) -> None:
    text = client_of("director").get(url("statement-csv", proposed)).content.decode("utf-8-sig")
    book = load_workbook(
        BytesIO(client_of("director").get(url("statement-xlsx", proposed)).content)
    )

    assert text.splitlines()[1].split(";")[3:6] == ["4800,00", "1", "4800,00"]
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert [row[5] for row in rows[1:]] == [4800, 2160, 1800, 0, 8760]


def test_the_panel_of_the_plan_says_the_next_payment(client_of: ClientOf, funded: Funded) -> None:
    funded.observe()
    panel = reverse("funding:aid-panel", kwargs={"plan_id": funded.plan.pk, "year": 2026})

    page = client_of("director").get(panel, headers={"HX-Request": "true"}).content.decode()

    assert f"3{THIN}760,00{FIXED}€" in page
    assert "<html" not in page
    assert client_of("staff_member").get(panel).status_code == MISSING


def test_each_role_is_told_what_waits(funded: Funded, prepared: Funded) -> None:
    def titles(who: Any) -> list[str]:
        return [task.title for task in todo.tasks(who) if task.tint == "fund"]

    funded.observe()
    assert f"prochain versement de 2026{FIXED}: 3{THIN}760,00{FIXED}€" in titles(funded.director)[0]
    assert titles(funded.assessor) == []
    funded.submit()
    assert titles(funded.assessor) == ["Proposer l’aide 2026 de L’Amandier à domicile"]
    funded.propose()
    assert titles(funded.assessor) == []
    assert titles(funded.decider) == ["Décider l’aide 2026 de L’Amandier à domicile"]


def test_the_board_is_told_to_sign_and_signs(client_of: ClientOf, prepared: Funded) -> None:
    waiting = [task.title for task in todo.tasks(prepared.board)]
    assert "Signer la convention 2026-014" in waiting
    sign = reverse("funding:agreement-sign", kwargs={"agreement_id": prepared.agreement.pk})
    given = {
        "signatory": "Hélène Aubry",
        "quality": "présidente",
        "board_decision": "délibération",
        "board_decided_on": "05/03/2026",
        "signed_on": "12/03/2026",
    }
    board = client_of("board_member")

    for bad in (
        {"signed_on": "0001-01-01"},
        {"signed_on": "9999-12-31"},
        {"signed_on": "31/02/2026"},
        {"signatory": ""},
        {"board_decided_on": "13/03/2026"},
        {"quality": "a\x00b"},
    ):
        assert board.post(sign, {**given, **bad}).status_code == REFUSED
    assert not Agreement.objects.get().is_signed
    assert board.post(sign, given).status_code == MOVED
    assert Agreement.objects.get().is_signed


@pytest.mark.parametrize(
    "amount", ["", "abc", "NaN", "1e308", "-5", "12.000,50", "9" * 30, "7 000,00"]
)
def test_a_prepayment_that_cannot_be_is_refused_and_kept_on_screen(
    client_of: ClientOf, funded: Funded, amount: str
) -> None:
    address = reverse("funding:tranche-prepay", kwargs={"agreement_id": funded.agreement.pk})
    given = {"year": "2026", "amount": amount, "paid_on": "2026-04-15"}

    assert client_of("funder", "demeter").post(address, given).status_code == REFUSED
    assert Tranche.objects.get(year=2026).prepaid_cents == 500_000


def test_a_funder_prepares_an_agreement_from_the_plan(
    client_of: ClientOf, plan: ActionPlan, versions: Any
) -> None:
    address = reverse("funding:agreement-new")
    funder = client_of("funder", "demeter")
    assert "Mieux employer" in funder.get(address).content.decode()
    given = {
        "plan": plan.pk,
        "number": "2026-015",
        "grant": "36 000,00 €",
        "scheme": versions["2026.1"].pk,
        "signatory": "Paul Estève",
        "quality": "chef de service",
        "is_public": "on",
    }

    assert funder.post(address, {**given, "grant": "1e308"}).status_code == REFUSED
    assert funder.post(address, {**given, "grant": "70 000"}).status_code == REFUSED
    assert funder.post(address, given).status_code == MOVED
    assert Agreement.objects.get().grant_cents == 3_600_000
    assert client_of("director").get(address).status_code == MISSING


def test_a_pasted_case_gets_the_answer_of_the_command(
    client_of: ClientOf, versions: Any, worked: dict[str, Any]
) -> None:
    given = {"by": "case", "case": json.dumps(worked)}

    page = client_of("director").post(reverse("funding:what-if"), given).content.decode()

    assert AMOUNT in page
    assert f"3{THIN}760,00{FIXED}€" in page
    assert "Atteinte 0,49, sous le plancher 0,5" in page


def test_the_first_question_is_the_worked_example(client_of: ClientOf, versions: Any) -> None:
    page = client_of("director").get(reverse("funding:what-if")).content.decode()

    assert f"l’aide serait de {AMOUNT}" in page


def test_a_question_starts_from_a_statement_one_may_read(
    client_of: ClientOf, proposed: Statement
) -> None:
    address = f"{reverse('funding:what-if')}?etat={proposed.pk}"

    assert "Kilomètres par heure" in client_of("director").get(address).content.decode()
    assert "Kilomètres" not in client_of("staff_member").get(address).content.decode()


def lines_of(*lines: tuple[str, str, str]) -> dict[str, str]:
    given = {"lines-TOTAL_FORMS": str(len(lines)), "lines-INITIAL_FORMS": "0"}
    for rank, (name, weight, achievement) in enumerate(lines):
        given |= {
            f"lines-{rank}-name": name,
            f"lines-{rank}-weight": weight,
            f"lines-{rank}-achievement": achievement,
        }
    return given


@pytest.mark.parametrize(
    ("weight", "achievement", "status"),
    [
        ("60 %", "0,5", 200),
        ("3/5", "1/2", 200),
        ("50 %", "0,5", REFUSED),
        ("60 %", "", REFUSED),
        ("60 %", "1,5", REFUSED),
        ("NaN", "1", REFUSED),
        ("1e308", "1", REFUSED),
        ("-60 %", "1", REFUSED),
    ],
)
def test_the_form_asks_the_same_reader(
    client_of: ClientOf, versions: Any, weight: str, achievement: str, status: int
) -> None:
    given = {
        "by": "form",
        "scheme": versions["2026.1"].pk,
        "tranche": "1 000",
        "prepaid": "",
        **lines_of(("a", weight, achievement), ("b", "40 %", "1"), ("", "", "")),
    }

    response = client_of("director").post(reverse("funding:what-if"), given)

    assert response.status_code == status
    assert (f"700,00{FIXED}€" in response.content.decode()) is (status == 200)


@pytest.mark.parametrize(
    "case", ["", "{", "[]", '{"tranche_max": 1e308}', '{"a": NaN}', "\x00", "x" * 300_000]
)
def test_a_bad_case_is_refused_with_a_sentence(
    client_of: ClientOf, versions: Any, case: str
) -> None:
    given = {"by": "case", "case": case}

    response = client_of("director").post(reverse("funding:what-if"), given)

    assert response.status_code == REFUSED
    assert "Ce cas ne peut pas être calculé" in response.content.decode()


def test_a_rule_is_read_and_compared_by_anybody(client_of: ClientOf, versions: Any) -> None:
    address = reverse("funding:scheme", kwargs={"scheme_id": versions["2027.1"].pk})

    page = client_of("public").get(f"{address}?avec={versions['2026.1'].pk}").content.decode()

    assert f"De 2026.1 à 2027.1{FIXED}: 2 changements" in page
    assert "rampe du plancher 0,6 au plein 1" in page
    for odd in ("abc", "999999", "1e5", "-1", "٣"):
        assert client_of("public").get(f"{address}?avec={odd}").status_code == 200


def another_agreement(funded: Funded, number: int) -> None:
    """Copy the agreement and its statement to a plan of its own."""
    plan = ActionPlan.objects.create(
        organisation=funded.plan.organisation, title=f"plan {number}", start_year=2026
    )
    agreement = Agreement.objects.get(pk=funded.agreement.pk)
    agreement.pk, agreement.plan, agreement.number = None, plan, f"2026-{number}"
    agreement.save()
    tranche = Tranche.objects.create(agreement=agreement, year=2026, max_cents=1_200_000)
    statement = funded.statement()
    statement.pk, statement.tranche = None, tranche
    statement.save()


@pytest.mark.parametrize("name", ["agreements", "decisions"])
def test_a_list_asks_as_much_for_one_row_as_for_many(
    client_of: ClientOf, funded: Funded, proposed: Statement, name: str
) -> None:
    client, address = client_of("funder", "demeter"), reverse(f"funding:{name}")

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    queries()
    one = queries()
    for number in range(3):
        another_agreement(funded, number)

    assert queries() == one <= 20


def test_a_decision_is_asked_to_be_confirmed_with_and_without_javascript(
    as_decider: Client, proposed: Statement
) -> None:
    page = as_decider.get(url("statement", proposed)).content.decode()

    assert 'popovertarget="decide"' in page  # the browser itself opens the question
    assert "Une décision ne se reprend pas" in page
    assert page.index('<dialog popover class="dialog" id="decide"') < page.index("/decider/")
