"""The list of plans, one plan, and the acts that carry it to its signature."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essaim.plans import queries, services
from essaim.plans.forms import PlanForm, ReasonForm, TitleForm
from essaim.plans.models import ActionPlan
from essaim.platform.http import account_required, page_of, viewer_of
from essaim.platform.queries import visible_organisations


@require_safe
@account_required
def plans(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    words = request.GET.get("words", "").replace("\x00", "")[:100]
    without = queries.organisations_without_plan(viewer, words)
    page = page_of(queries.listed_plans(viewer, words), request.GET)
    context = {
        "page": page,
        "lines": queries.plan_lines(list(page)),
        "without": without[: queries.MOST_WITHOUT],
        "waiting": list(queries.tasks(viewer)),
        "words": words,
    }
    return render(request, "plans/plans.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def plan_new(request: HttpRequest, organisation_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    served = visible_organisations(viewer, *queries.WRITERS)
    organisation = get_object_or_404(served, pk=organisation_id)
    year = timezone.localdate().year
    data = request.POST if request.method == "POST" else None
    form = PlanForm(data, initial={"start_year": year})
    if request.method == "POST" and form.is_valid():
        plan = services.open_plan(organisation_id=organisation_id, by=viewer, **form.cleaned_data)
        return redirect("plans:plan", plan.pk)
    context = {"organisation": organisation, "form": form}
    return render(request, "plans/plan_new.html", context, status=_status(request))


def _status(request: HttpRequest) -> int:
    return 422 if request.method == "POST" else 200


def _page(
    request: HttpRequest, plan: ActionPlan, send_back: ReasonForm | None = None
) -> HttpResponse:
    context = {
        "page": queries.plan_page(plan, viewer_of(request)),
        "plan": plan,
        "send_back": send_back or ReasonForm(),
    }
    return render(request, "plans/plan.html", context, status=422 if send_back else 200)


@require_safe
@account_required
def plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    row = get_object_or_404(queries.visible_plans(viewer_of(request)), pk=plan_id)
    return _page(request, row)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def plan_title(request: HttpRequest, plan_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = get_object_or_404(queries.visible_plans(viewer, *queries.WRITERS), pk=plan_id)
    form = TitleForm(row, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.rename_plan(plan_id=plan_id, by=viewer, **form.cleaned_data)
        return redirect("plans:plan", plan_id)
    context = {"plan": row, "form": form}
    return render(request, "plans/plan_title.html", context, status=_status(request))


@require_POST
@account_required
def plan_propose(request: HttpRequest, plan_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    get_object_or_404(queries.visible_plans(viewer, *queries.WRITERS), pk=plan_id)
    services.propose_plan(plan_id=plan_id, by=viewer)
    return redirect("plans:plan", plan_id)


@require_POST
@account_required
def plan_send_back(request: HttpRequest, plan_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    may = (*queries.WRITERS, *queries.SIGNATORIES)
    row = get_object_or_404(queries.visible_plans(viewer, *may), pk=plan_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    services.send_back_plan(plan_id=plan_id, reason=form.cleaned_data["reason"], by=viewer)
    return redirect("plans:plan", plan_id)


@require_POST
@account_required
def plan_sign(request: HttpRequest, plan_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    get_object_or_404(queries.visible_plans(viewer, *queries.SIGNATORIES), pk=plan_id)
    services.sign_plan(plan_id=plan_id, by=viewer)
    return redirect("plans:plan", plan_id)
