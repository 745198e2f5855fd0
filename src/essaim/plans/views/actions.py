"""Actions of a plan: written, carried, unlocked."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essaim.plans import queries, services
from essaim.plans.domain.actions import TRANSITIONS, ActionState
from essaim.plans.domain.plan import PlanState
from essaim.plans.forms import ActionForm, CarryForm, ConditionForm, MeetForm
from essaim.plans.labels import ACTION_STATES, AXES
from essaim.plans.models import Action, ActionPlan
from essaim.platform.http import account_required, viewer_of
from essaim.platform.queries import roles_in

#: Forms of the page of an action that were refused, kept as typed.
Refused = CarryForm | ConditionForm | None


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def action_new(request: HttpRequest, plan_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    plan = get_object_or_404(queries.visible_plans(viewer, *queries.WRITERS), pk=plan_id)
    data = request.POST if request.method == "POST" else None
    form = ActionForm(plan, plan.targets.all(), data=data, axis=request.GET.get("axe", ""))
    if data is not None and form.is_valid():
        services.add_action(plan_id=plan_id, draft=form.draft(), by=viewer)
        return redirect("plans:plan", plan_id)
    return _form_page(request, plan, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def action_edit(request: HttpRequest, action_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = get_object_or_404(queries.visible_actions(viewer, *queries.WRITERS), pk=action_id)
    data = request.POST if request.method == "POST" else None
    form = ActionForm(row.plan, row.plan.targets.all(), row=row, data=data)
    if data is not None and form.is_valid():
        version = form.cleaned_data["version"] or 0
        services.edit_action(action_id=action_id, draft=form.draft(), version=version, by=viewer)
        return redirect("plans:action", action_id)
    return _form_page(request, row.plan, form, row)


def _form_page(
    request: HttpRequest, plan: ActionPlan, form: ActionForm, row: Action | None
) -> HttpResponse:
    context = {"plan": plan, "form": form, "row": row}
    status = 422 if request.method == "POST" else 200
    return render(request, "plans/action_form.html", context, status=status)


@require_safe
@account_required
def action(request: HttpRequest, action_id: int) -> HttpResponse:
    row = get_object_or_404(queries.visible_actions(viewer_of(request)), pk=action_id)
    return _page(request, row)


def _page(request: HttpRequest, row: Action, refused: Refused = None) -> HttpResponse:
    writes = roles_in(viewer_of(request), row.plan.organisation_id) & set(queries.WRITERS)
    moves = [to for to in ActionState if to in TRANSITIONS[ActionState(row.state)]]
    conditions = list(row.conditions.all())
    carry = refused if isinstance(refused, CarryForm) else CarryForm(moves)
    asked = refused if isinstance(refused, ConditionForm) else ConditionForm()
    context = {
        "action": row,
        "plan": row.plan,
        "targets": row.targets.all(),
        "conditions": [(each, MeetForm(auto_id=f"c{each.pk}-%s")) for each in conditions],
        "blocking": [each for each in conditions if not each.met_on],
        "carry": carry,
        "condition_form": asked,
        "may_act": row.plan.state != PlanState.CLOSED and bool(writes),
        "is_binding": row.plan.state in {PlanState.SIGNED, PlanState.RUNNING},
        "axis": AXES[row.axis],
        "state": ACTION_STATES[row.state],
    }
    return render(request, "plans/action.html", context, status=422 if refused else 200)


@require_POST
@account_required
def action_carry(request: HttpRequest, action_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = get_object_or_404(queries.visible_actions(viewer, *queries.WRITERS), pk=action_id)
    form = CarryForm(TRANSITIONS[ActionState(row.state)], request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    given = form.cleaned_data
    services.carry_action(
        action_id=action_id, to=ActionState(given["to"]), reason=given["reason"], by=viewer
    )
    return redirect("plans:action", action_id)


@require_POST
@account_required
def condition_add(request: HttpRequest, action_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = get_object_or_404(queries.visible_actions(viewer, *queries.WRITERS), pk=action_id)
    form = ConditionForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    services.add_condition(action_id=action_id, by=viewer, **form.cleaned_data)
    return redirect("plans:action", action_id)


@require_POST
@account_required
def condition_meet(request: HttpRequest, condition_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    rows = queries.visible_conditions(viewer, *queries.WRITERS)
    row = get_object_or_404(rows, pk=condition_id)
    form = MeetForm(request.POST)
    if not form.is_valid():
        return _page(request, row.action, ConditionForm())
    services.meet_condition(condition_id=condition_id, by=viewer, **form.cleaned_data)
    return redirect("plans:action", row.action_id)
