"""The shared diagnosis: written, signed by both, downloaded, sent on."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from essaim.diagnosis import queries
from essaim.diagnosis.forms.results import SummaryForm
from essaim.diagnosis.models import CampaignRound, SharedDiagnosis
from essaim.diagnosis.queries.consolidation import agenda, diagnosis_of
from essaim.diagnosis.queries.crossed import readable_rounds
from essaim.diagnosis.queries.report import visible_diagnoses
from essaim.diagnosis.services.report import (
    sign_as_adviser,
    sign_as_director,
    submit_diagnosis,
    write_summary,
)
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.http import account_required, viewer_of
from essaim.platform.queries import own_organisations

KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@require_safe
@account_required
def report(request: HttpRequest, round_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    current = get_object_or_404(readable_rounds(viewer), pk=round_id)
    return _page(request, current, viewer)


@require_safe
@account_required
def report_file(request: HttpRequest, round_id: int, report_format: str) -> HttpResponse:
    """Send the file frozen at signature; the bytes never change."""
    rows = visible_diagnoses(viewer_of(request)).filter(campaign_round__pk=round_id)
    row = get_object_or_404(rows.select_related(None))
    data = {"docx": row.docx, "pdf": row.pdf}.get(report_format)
    if data is None:
        raise Http404
    name = _("diagnostic-partage-%(round)s") % {"round": round_id} + f".{report_format}"
    headers = {
        "Content-Disposition": content_disposition_header(True, name) or "attachment",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(bytes(data), content_type=KINDS[report_format], headers=headers)


@require_POST
@account_required
def report_write(request: HttpRequest, round_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    current = get_object_or_404(queries.carried_rounds(viewer), pk=round_id)
    form = SummaryForm(request.POST)
    if not form.is_valid():
        return _page(request, current, viewer, form, status=422)
    told = form.cleaned_data
    kept = write_summary(
        round_id=round_id, summary=told["summary"], version=told["version"], by=viewer
    )
    if kept.is_stale:
        return _page(request, current, viewer, form, theirs=kept.row, status=422)
    return redirect("diagnosis:report", round_id)


@require_POST
@account_required
def report_sign(request: HttpRequest, round_id: int) -> HttpResponse:
    """Sign for the side one stands on: the accompaniment, or the organisation."""
    viewer = viewer_of(request)
    current = get_object_or_404(_signable(viewer), pk=round_id)
    sign = sign_as_adviser if queries.is_carried(viewer, current.campaign) else sign_as_director
    sign(round_id=round_id, by=viewer)
    return redirect("diagnosis:report", round_id)


@require_POST
@account_required
def report_submit(request: HttpRequest, round_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    mine = own_organisations(viewer, Role.DIRECTOR)
    rows = queries.visible_rounds(viewer).filter(campaign__organisation__in=mine)
    get_object_or_404(rows, pk=round_id)
    submit_diagnosis(round_id=round_id, by=viewer)
    return redirect("diagnosis:report", round_id)


def _signable(viewer: Viewer) -> QuerySet[CampaignRound]:
    mine = own_organisations(viewer, Role.DIRECTOR)
    own = queries.visible_rounds(viewer).filter(campaign__organisation__in=mine)
    return own | queries.carried_rounds(viewer)


def _page(
    request: HttpRequest,
    current: CampaignRound,
    viewer: Viewer,
    form: SummaryForm | None = None,
    *,
    theirs: SharedDiagnosis | None = None,
    status: int = 200,
) -> HttpResponse:
    listed = agenda(current, viewer)
    if listed is None:
        return render(request, "diagnosis/crossed_views_waiting.html", {"current": current})
    row = diagnosis_of(current)
    initial = {"version": row.version if row else 0, "summary": row.summary if row else ""}
    context = {
        "current": current,
        "agenda": listed,
        "row": row,
        "form": form or SummaryForm(initial=initial),
        "theirs": theirs,
        "is_director": own_organisations(viewer, Role.DIRECTOR)
        .filter(pk=current.campaign.organisation_id)
        .exists(),
    }
    return render(request, "diagnosis/report.html", context, status=status)
