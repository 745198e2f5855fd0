"""Targets of a draft: written, rewritten without losing a text, withdrawn."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from essaim.plans import queries, services
from essaim.plans.domain.actions import Axis
from essaim.plans.domain.plan import PlanState
from essaim.plans.forms import TargetForm
from essaim.plans.models import ActionPlan, PlanTarget
from essaim.platform.http import account_required, viewer_of


def _form(
    request: HttpRequest, plan: ActionPlan, row: PlanTarget | None, *, is_rubric: bool
) -> TargetForm:
    chosen = plan.objectives.filter(pk__in=_number(request.GET.get("objectif", ""))).first()
    return TargetForm(
        plan,
        is_rubric=is_rubric,
        criteria=queries.criterion_choices(plan),
        facts=queries.fact_choices(),
        row=row,
        data=request.POST if request.method == "POST" else None,
        initial={
            "name": chosen.title if chosen else "",
            "criteria": [f"{chosen.framework_urn}|{chosen.code}"] if chosen else [],
            "axis": request.GET.get("axe", Axis.SOCIETAL),
        },
    )


def _number(text: str) -> list[int]:
    """Return the key an address asks for, if it is one."""
    return [int(text)] if text.isascii() and text.isdigit() and len(text) < 18 else []


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def target_new(request: HttpRequest, plan_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    plan = get_object_or_404(queries.visible_plans(viewer, *queries.WRITERS), pk=plan_id)
    is_rubric = request.GET.get("mesure") == "niveaux"
    form = _form(request, plan, None, is_rubric=is_rubric)
    if request.method == "POST" and form.is_valid():
        services.add_target(plan_id=plan_id, draft=form.draft(), by=viewer)
        return redirect("plans:plan", plan_id)
    return _page(request, plan, form)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def target_edit(request: HttpRequest, plan_target_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    rows = queries.visible_plan_targets(viewer, *queries.WRITERS)
    row = get_object_or_404(rows.prefetch_related("years", "criteria"), pk=plan_target_id)
    form = _form(request, row.plan, row, is_rubric=row.is_rubric)
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        services.edit_target(
            plan_target_id=plan_target_id, draft=form.draft(), version=version, by=viewer
        )
        return redirect("plans:plan", row.plan_id)
    return _page(request, row.plan, form)


@require_POST
@account_required
def target_drop(request: HttpRequest, plan_target_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    rows = queries.visible_plan_targets(viewer, *queries.WRITERS)
    row = get_object_or_404(rows, pk=plan_target_id)
    services.drop_target(plan_target_id=plan_target_id, by=viewer)
    return redirect("plans:plan", row.plan_id)


def _page(request: HttpRequest, plan: ActionPlan, form: TargetForm) -> HttpResponse:
    context = {
        "plan": plan,
        "form": form,
        "row": form.row,
        "is_draft": plan.state == PlanState.DRAFT,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/target.html", context, status=status)
