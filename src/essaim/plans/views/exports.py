"""Tables of a plan and of a year, as spreadsheets open them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from essaim.plans import exporters, queries
from essaim.platform.exports import csv_response, xlsx_response
from essaim.platform.http import account_required, viewer_of

Writer = Callable[..., HttpResponse]


def _plan(request: HttpRequest, plan_id: int, write: Writer) -> HttpResponse:
    viewer = viewer_of(request)
    plan = get_object_or_404(queries.visible_plans(viewer), pk=plan_id)
    rows = exporters.plan_rows(queries.plan_page(plan, viewer))
    return write(f"plan-{plan.pk}-{plan.start_year}", exporters.plan_header(), rows)


def _review(request: HttpRequest, plan_id: int, year: int, write: Writer) -> HttpResponse:
    viewer = viewer_of(request)
    plan = get_object_or_404(queries.visible_plans(viewer), pk=plan_id)
    if year not in plan.years:
        raise Http404
    rows = exporters.review_rows(queries.year_review(plan, year, viewer))
    return write(f"bilan-{plan.pk}-{year}", exporters.review_header(), rows)


@require_safe
@account_required
def plan_csv(request: HttpRequest, plan_id: int) -> HttpResponse:
    return _plan(request, plan_id, csv_response)


@require_safe
@account_required
def plan_xlsx(request: HttpRequest, plan_id: int) -> HttpResponse:
    return _plan(request, plan_id, xlsx_response)


@require_safe
@account_required
def review_csv(request: HttpRequest, plan_id: int, year: int) -> HttpResponse:
    return _review(request, plan_id, year, csv_response)


@require_safe
@account_required
def review_xlsx(request: HttpRequest, plan_id: int, year: int) -> HttpResponse:
    return _review(request, plan_id, year, xlsx_response)
