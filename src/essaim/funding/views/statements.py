"""The page of a statement, its acts and its files."""

from __future__ import annotations

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from essaim.funding import exporters, queries, services
from essaim.funding.exporters import lines_header, lines_table
from essaim.funding.forms import DecideForm, SendBackForm
from essaim.funding.labels import fall_steps, rule_text
from essaim.funding.labels.pages import NEXT, STATES, TONES, lede_text, title_text
from essaim.funding.models import Statement
from essaim.funding.views.cards import line_cards, near_misses
from essaim.platform.exports import csv_response, xlsx_response
from essaim.platform.http import HtmxRequest, account_required, render_part, viewer_of


def _found(request: HttpRequest, statement_id: int) -> Statement:
    return get_object_or_404(queries.visible_statements(viewer_of(request)), pk=statement_id)


@require_safe
@account_required
def statement(request: HttpRequest, statement_id: int) -> HttpResponse:
    return _page(request, _found(request, statement_id))


def _page(
    request: HttpRequest, row: Statement, form: SendBackForm | None = None, status: int = 200
) -> HttpResponse:
    page = queries.statement_page(row, viewer_of(request))
    amount = row.due or page.foreseen
    context = {
        "page": page,
        "row": row,
        "agreement": row.agreement,
        "year": row.tranche.year,
        "title": title_text(page.state, row.tranche.year, amount),
        "lede": lede_text(page.paying, len(page.lines), len(page.lines) - len(page.missing)),
        "state": STATES[page.state],
        "tone": TONES[page.state],
        "next": NEXT[page.state],
        "amount": amount,
        "cards": line_cards(page),
        "near": near_misses(page),
        "fall": fall_steps(page.decision, row.tranche.year) if page.decision else None,
        "lost": page.decision.most - page.decision.due if page.decision else None,
        "rule": rule_text(page.rule),
        "form": form or SendBackForm(),
        "key": uuid4().hex,
    }
    return render(request, "funding/statement.html", context, status=status)


@require_POST
@account_required
def statement_propose(request: HttpRequest, statement_id: int) -> HttpResponse:
    row = _funders(request, statement_id)
    services.propose_statement(statement_id=row.pk, by=viewer_of(request))
    return redirect("funding:statement", row.pk)


@require_POST
@account_required
def statement_send_back(request: HttpRequest, statement_id: int) -> HttpResponse:
    row = _funders(request, statement_id)
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form, status=422)
    services.send_back_statement(
        statement_id=row.pk, reason=form.cleaned_data["reason"], by=viewer_of(request)
    )
    return redirect("funding:statement", row.pk)


@require_POST
@account_required
def statement_decide(request: HttpRequest, statement_id: int) -> HttpResponse:
    row = _funders(request, statement_id)
    form = DecideForm(request.POST)
    if not form.is_valid():
        return _page(request, row, status=422)
    services.decide_statement(
        statement_id=row.pk, key=form.cleaned_data["key"], by=viewer_of(request)
    )
    return redirect("funding:statement", row.pk)


def _funders(request: HttpRequest, statement_id: int) -> Statement:
    mine = queries.visible_statements(viewer_of(request), *queries.DECIDERS)
    return get_object_or_404(mine, pk=statement_id)


@require_safe
@account_required
def statement_print(request: HttpRequest, statement_id: int) -> HttpResponse:
    """Answer the kept bytes of a final statement; a project is printed as one."""
    row = _found(request, statement_id)
    response = HttpResponse(exporters.statement_print(row), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, f"{_name(row)}.pdf")
    return response


@require_safe
@account_required
def statement_csv(request: HttpRequest, statement_id: int) -> HttpResponse:
    row = _found(request, statement_id)
    page = queries.statement_page(row, viewer_of(request))
    return csv_response(_name(row), lines_header(), lines_table(page))


@require_safe
@account_required
def statement_xlsx(request: HttpRequest, statement_id: int) -> HttpResponse:
    row = _found(request, statement_id)
    page = queries.statement_page(row, viewer_of(request))
    return xlsx_response(_name(row), lines_header(), lines_table(page))


def _name(row: Statement) -> str:
    return f"etat-{row.agreement.number}-{row.tranche.year}-v{row.version}"


@require_safe
@account_required
def aid_panel(request: HtmxRequest, plan_id: int, year: int) -> HttpResponse:
    viewer = viewer_of(request)
    rows = queries.latest_statements(viewer, plan_id, year)
    get_object_or_404(queries.visible_statements(viewer), pk=rows[0].pk if rows else 0)
    pages = [queries.statement_page(row, viewer) for row in rows]
    shown = [(page, page.statement.due or page.foreseen) for page in pages]
    context = {"shown": shown, "year": year, "plan": rows[0].agreement.plan}
    return render_part(request, "funding/aid_panel.html", "panel", context)
