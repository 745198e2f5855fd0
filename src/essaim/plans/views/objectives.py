"""What the diagnosis proposes to plan, and the answer given to each proposal."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from essaim.plans import queries, services
from essaim.plans.forms import ReasonForm
from essaim.plans.models import ActionPlan
from essaim.platform.http import account_required, viewer_of


@require_safe
@account_required
def objectives(request: HttpRequest, plan_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = get_object_or_404(queries.visible_plans(viewer, *queries.INSIDERS), pk=plan_id)
    return _page(request, row)


def _page(
    request: HttpRequest, plan: ActionPlan, refused: dict[int, ReasonForm] | None = None
) -> HttpResponse:
    viewer = viewer_of(request)
    kept = refused or {}
    rows = queries.visible_objectives(viewer).filter(plan=plan)
    writable = queries.visible_plans(viewer, *queries.WRITERS).filter(pk=plan.pk)
    context = {
        "plan": plan,
        "rows": [(row, kept.get(row.pk) or ReasonForm(auto_id=f"o{row.pk}-%s")) for row in rows],
        "may_write": plan.state == "draft" and writable.exists(),
    }
    return render(request, "plans/objectives.html", context, status=422 if refused else 200)


@require_POST
@account_required
def objective_set_aside(request: HttpRequest, objective_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    rows = queries.visible_objectives(viewer, *queries.WRITERS)
    row = get_object_or_404(rows, pk=objective_id)
    form = ReasonForm(request.POST, auto_id=f"o{row.pk}-%s")
    if not form.is_valid():
        return _page(request, row.plan, {row.pk: form})
    services.set_objective_aside(
        objective_id=objective_id, reason=form.cleaned_data["reason"], by=viewer
    )
    return redirect("plans:objectives", row.plan_id)


@require_POST
@account_required
def objective_reopen(request: HttpRequest, objective_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    rows = queries.visible_objectives(viewer, *queries.WRITERS)
    row = get_object_or_404(rows, pk=objective_id)
    services.reopen_objective(objective_id=objective_id, by=viewer)
    return redirect("plans:objectives", row.plan_id)


@require_POST
@account_required
def objective_keep(request: HttpRequest, objective_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    rows = queries.visible_objectives(viewer, *queries.WRITERS)
    row = get_object_or_404(rows, pk=objective_id)
    services.keep_objective(objective_id=objective_id, by=viewer)
    return redirect("plans:objectives", row.plan_id)


@require_POST
@account_required
def objectives_take(request: HttpRequest, plan_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    plan = get_object_or_404(queries.visible_plans(viewer, *queries.WRITERS), pk=plan_id)
    last = queries.signed_rounds(viewer, plan.organisation_id).first()
    services.take_diagnosis(plan_id=plan_id, round_id=last.pk if last else 0, by=viewer)
    return redirect("plans:objectives", plan_id)
