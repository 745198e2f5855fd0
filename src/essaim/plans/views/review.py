"""The review of a year: one form a target, one piece a form, then the year is handed over."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from essaim.plans import queries, services
from essaim.plans.forms import EvidenceForm, OutcomeForm, ReasonForm
from essaim.plans.labels import REVIEW_STATES
from essaim.plans.models import ActionPlan, YearTarget
from essaim.platform.files import guard
from essaim.platform.files.guard import EVIDENCE
from essaim.platform.http import HtmxRequest, account_required, render_part, viewer_of


@dataclass(frozen=True, slots=True)
class Refused:
    """The form that was refused on the page, kept as typed."""

    target_id: int = 0
    outcome: OutcomeForm | None = None
    evidence: EvidenceForm | None = None
    reason: ReasonForm | None = None


NOTHING = Refused()


@require_safe
@account_required
def year_review(request: HtmxRequest, plan_id: int, year: int) -> HttpResponse:
    plan = get_object_or_404(queries.visible_plans(viewer_of(request)), pk=plan_id)
    return _page(request, plan, year)


def _page(
    request: HtmxRequest, plan: ActionPlan, year: int, refused: Refused = NOTHING
) -> HttpResponse:
    """Show the year; a *refused* form keeps what was typed and says why beside it."""
    if year not in plan.years:
        raise Http404
    page = queries.year_review(plan, year, viewer_of(request))
    lines = [
        (line, *_forms(line.target, refused))
        for line in queries.review_lines(page.rows, year, is_shown=page.is_shown)
    ]
    context = {
        "page": page,
        "plan": plan,
        "year": year,
        "lines": lines,
        "reason_form": refused.reason or ReasonForm(),
        "refused": refused,
        "state": REVIEW_STATES[page.state],
    }
    status = 200 if refused is NOTHING else 422
    return render_part(request, "plans/year_review.html", "review", context, status=status)


def _forms(target: YearTarget, refused: Refused) -> tuple[OutcomeForm, EvidenceForm]:
    is_mine = refused.target_id == target.pk
    outcome = refused.outcome if is_mine else None
    evidence = refused.evidence if is_mine else None
    return outcome or OutcomeForm(target), evidence or EvidenceForm(target)


def _answer(request: HtmxRequest, plan: ActionPlan, year: int) -> HttpResponse:
    if request.htmx:
        plan.refresh_from_db()  # recording may have started the plan
        return _page(request, plan, year)
    return redirect("plans:year-review", plan.pk, year)


@require_POST
@account_required
def outcome_record(request: HtmxRequest, target_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    target = get_object_or_404(queries.writable_targets(viewer), pk=target_id)
    form = OutcomeForm(target, request.POST)
    if not form.is_valid():
        return _page(request, target.plan, target.year, Refused(target_id, outcome=form))
    version = form.cleaned_data["version"]
    services.record_outcome(target_id=target_id, outcome=form.outcome(), version=version, by=viewer)
    return _answer(request, target.plan, target.year)


@require_POST
@account_required
def evidence_add(request: HtmxRequest, target_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    rows = queries.visible_targets(viewer, *queries.PROVERS)
    target = get_object_or_404(rows, pk=target_id)
    form = EvidenceForm(target, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, target.plan, target.year, Refused(target_id, evidence=form))
    given = form.cleaned_data
    services.add_evidence(
        target_id=target_id,
        effective_on=given["effective_on"],
        note=given["note"],
        intake=guard(given["file"], EVIDENCE) if given["file"] else None,
        by=viewer,
    )
    return _answer(request, target.plan, target.year)


@require_safe
@account_required
def evidence_file(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """Serve the file of a piece as an attachment, to those who read the result it shows."""
    rows = queries.visible_evidence(viewer_of(request)).filter(file__isnull=False)
    file = get_object_or_404(rows, pk=evidence_id).file
    if file is None:
        raise Http404
    with default_storage.open(file.stored_as) as content:
        data = content.read()  # the guard keeps it under 20 MiB
    headers = {
        "Content-Disposition": content_disposition_header(True, file.original_name) or "attachment",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(data, content_type="application/octet-stream", headers=headers)


@require_POST
@account_required
def evidence_withdraw(request: HtmxRequest, evidence_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = get_object_or_404(queries.visible_evidence(viewer), pk=evidence_id)
    may = queries.visible_targets(viewer, *queries.PROVERS)
    target = get_object_or_404(may, pk=row.target_id)
    services.withdraw_evidence(evidence_id=evidence_id, by=viewer)
    return _answer(request, target.plan, target.year)


@require_POST
@account_required
def review_submit(request: HtmxRequest, plan_id: int, year: int) -> HttpResponse:
    viewer = viewer_of(request)
    get_object_or_404(queries.visible_plans(viewer, *queries.WRITERS), pk=plan_id)
    services.submit_review(plan_id=plan_id, year=year, by=viewer)
    return redirect("plans:year-review", plan_id, year)


@require_POST
@account_required
def review_return(request: HtmxRequest, plan_id: int, year: int) -> HttpResponse:
    viewer = viewer_of(request)
    plan = get_object_or_404(queries.visible_plans(viewer, *queries.REVIEWERS), pk=plan_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, plan, year, Refused(reason=form))
    reason = form.cleaned_data["reason"]
    services.return_review(plan_id=plan_id, year=year, reason=reason, by=viewer)
    return redirect("plans:year-review", plan_id, year)
