"""Agreements: the list, what waits for a decision, one agreement and its acts."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essaim.funding import queries, services
from essaim.funding.forms import AmendForm, OfferForm, PrepayForm, SignForm
from essaim.funding.labels import weight_text
from essaim.funding.labels.pages import AGREEMENT_STATES, STATES, TONES
from essaim.funding.models import Agreement
from essaim.platform.domain.viewer import Role
from essaim.platform.http import account_required, page_of, viewer_of
from essaim.platform.queries import holds


@require_safe
@account_required
def agreements(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    page = page_of(queries.agreement_list(viewer), request.GET)
    is_funder = holds(viewer, Role.FUNDER)
    years = queries.years_by_agreement(list(page))
    waiting = queries.decisions_to_take(viewer).count() if is_funder else 0
    context = {
        "page": page,
        "rows": [(row, years.get(row.pk, "")) for row in page],
        "is_funder": is_funder,
        "desk": queries.desk_of(viewer, waiting) if is_funder else None,
    }
    return render(request, "funding/agreements.html", context)


@require_safe
@account_required
def decisions(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    if not holds(viewer, Role.FUNDER):
        get_object_or_404(queries.visible_agreements(viewer), pk=0)
    page = page_of(queries.decisions_to_take(viewer), request.GET)
    today = timezone.localdate()
    rows = [
        (row, queries.risk_of(row, today), STATES[row.state], queries.is_own_proposal(row, viewer))
        for row in page
    ]
    first = next((row for row, _risk, _state, is_own in rows if not is_own), None)
    desk = queries.desk_of(viewer, page.paginator.count)
    context = {"page": page, "rows": rows, "first": first, "desk": desk}
    return render(request, "funding/decisions.html", context)


@require_safe
@account_required
def agreement(request: HttpRequest, agreement_id: int) -> HttpResponse:
    mine = queries.visible_agreements(viewer_of(request))
    return _page(request, get_object_or_404(mine, pk=agreement_id))


def _page(
    request: HttpRequest, row: Agreement, status: int = 200, **forms: forms.Form
) -> HttpResponse:
    page = queries.agreement_page(row, viewer_of(request))
    years = [each.tranche.year for each in page.tranches]
    schemes = queries.published_schemes()
    context = {
        "page": page,
        "row": row,
        "state": AGREEMENT_STATES[row.state],
        "years": [(each, *_words(each)) for each in page.tranches],
        "weights": _weights(row),
        "sign": SignForm() if page.may_sign else None,
        "prepay": PrepayForm(years) if page.may_fund and row.is_signed else None,
        "amend": AmendForm(years, schemes) if page.may_fund and row.is_signed else None,
        **forms,
    }
    return render(request, "funding/agreement.html", context, status=status)


def _weights(row: Agreement) -> list[tuple[str, list[tuple[int, str]]]]:
    return [
        (name, [(year, weight_text(share)) for year, share in shares.items()])
        for name, shares in queries.weights_of(row)
    ]


def _words(row: queries.TrancheRow) -> tuple[object, str]:
    if row.statement is None:
        return "", ""
    return STATES[row.statement.state], TONES[row.statement.state]


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def agreement_new(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    plans = queries.plans_to_fund(viewer)
    if not holds(viewer, Role.FUNDER):
        get_object_or_404(queries.visible_agreements(viewer), pk=0)
    schemes = queries.schemes_in_force(timezone.localdate())
    form = OfferForm(plans, schemes, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        plan_id, offer = form.cleaned_data["plan"].pk, form.offer()
        row = services.prepare_agreement(plan_id=plan_id, offer=offer, by=viewer)
        return redirect("funding:agreement", row.pk)
    status = 422 if form.is_bound else 200
    context = {"form": form, "has_plans": plans.exists()}
    return render(request, "funding/agreement_new.html", context, status=status)


@require_POST
@account_required
def agreement_sign(request: HttpRequest, agreement_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    mine = queries.visible_agreements(viewer, *queries.SIGNATORIES)
    row = get_object_or_404(mine, pk=agreement_id)
    form = SignForm(request.POST)
    if not form.is_valid():
        return _page(request, row, status=422, sign=form)
    services.sign_agreement(agreement_id=row.pk, signature=form.signature(), by=viewer)
    return redirect("funding:agreement", row.pk)


@require_POST
@account_required
def tranche_prepay(request: HttpRequest, agreement_id: int) -> HttpResponse:
    row = _funded(request, agreement_id)
    form = PrepayForm(queries.years_of(row), request.POST)
    if not form.is_valid():
        return _page(request, row, status=422, prepay=form)
    services.prepay_tranche(agreement_id=row.pk, by=viewer_of(request), **form.cleaned_data)
    return redirect("funding:agreement", row.pk)


@require_POST
@account_required
def agreement_amend(request: HttpRequest, agreement_id: int) -> HttpResponse:
    row = _funded(request, agreement_id)
    form = AmendForm(queries.years_of(row), queries.published_schemes(), request.POST)
    if not form.is_valid():
        return _page(request, row, status=422, amend=form)
    given = form.cleaned_data
    services.amend_rule(
        agreement_id=row.pk,
        scheme_version_id=given["scheme"].pk,
        from_year=given["from_year"],
        signed_on=given["signed_on"],
        by=viewer_of(request),
    )
    return redirect("funding:agreement", row.pk)


def _funded(request: HttpRequest, agreement_id: int) -> Agreement:
    mine = queries.visible_agreements(viewer_of(request), Role.FUNDER)
    return get_object_or_404(mine, pk=agreement_id)
