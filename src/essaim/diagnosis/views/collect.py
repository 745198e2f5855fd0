"""The other ways to answer: a sheet printed then typed in, a group, a workbook."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from essaim.diagnosis import exporters, importers, queries, services
from essaim.diagnosis.domain.roles import CollectionMode, RespondentRole
from essaim.diagnosis.forms.collect import AcceptForm, CollectiveForm, SheetForm, WorkbookForm
from essaim.diagnosis.labels import MODES, ROLES
from essaim.diagnosis.models import AskedQuestion, CampaignRound
from essaim.platform.exports import xlsx_response
from essaim.platform.http import HtmxRequest, account_required, viewer_of

READ = ["GET", "HEAD", "POST"]
#: Sheets printed at once.
MOST_SHEETS = 60


@account_required
@require_http_methods(READ)
def typing(request: HtmxRequest, round_id: int, role: str) -> HttpResponse:
    """Type in one sheet by keyboard alone, and come back for the next."""
    viewer = viewer_of(request)
    current, asked = _asked(request, round_id, role)
    form = SheetForm(asked, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        kept = services.record_sheet(
            round_id=current.pk,
            role=RespondentRole(role),
            typed=form.typed(),
            by=viewer,
            **form.facts(),
        )
        said = _("Feuille %(sheet)s gardée.") % {"sheet": kept.respondent.code}
        messages.success(request, said)
        return redirect(f"{request.path}?mode={kept.mode}")
    if request.method != "POST":
        mode = request.GET.get("mode", "")
        known = mode if mode in MODES and mode != CollectionMode.ONLINE else CollectionMode.PAPER
        form.initial = {"mode": known, "key": _key(), "is_third_party": bool(mode)}
    return _typing_page(request, current, RespondentRole(role), form)


def _typing_page(
    request: HtmxRequest, current: CampaignRound, role: RespondentRole, form: SheetForm
) -> HttpResponse:
    typed = queries.carried_respondents(viewer_of(request), current)
    context = {
        "current": current,
        "campaign": current.campaign,
        "role": role,
        "role_name": ROLES[role],
        "form": form,
        "done": typed.filter(
            role=role, submissions__is_current=True, submissions__collector__isnull=False
        ).count(),
        "waiting": list(
            typed.filter(role=role, link__isnull=True, submissions__isnull=True).order_by("pk")[:60]
        ),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "diagnosis/typing.html", context, status=status)


@account_required
@require_http_methods(READ)
def sheets(request: HtmxRequest, round_id: int, role: str) -> HttpResponse:
    """Print the sheets that have a code and no answer yet; make more."""
    viewer = viewer_of(request)
    current, asked = _asked(request, round_id, role)
    if request.method == "POST":
        number = request.POST.get("number", "")
        services.prepare_sheets(
            round_id=current.pk,
            role=RespondentRole(role),
            number=int(number) if number.isascii() and number.isdigit() and len(number) < 5 else 0,
            by=viewer,
        )
        return redirect("diagnosis:sheets", current.pk, role)
    context = _sheet_context(request, current, asked, role)
    return render(request, "diagnosis/sheets.html", context)


@account_required
@require_safe
def sheets_pdf(request: HtmxRequest, round_id: int, role: str) -> HttpResponse:
    current, asked = _asked(request, round_id, role)
    codes = [each.code for each in _blank(request, current, role)]
    told = queries.told(current, role)
    data = exporters.sheet_pdf(told=told, questions=asked, codes=codes or ["····"])
    name = f'attachment; filename="feuilles-{role}.pdf"'
    headers = {"Content-Disposition": name, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type="application/pdf", headers=headers)


@account_required
@require_http_methods(READ)
def collective(request: HtmxRequest, round_id: int, role: str) -> HttpResponse:
    """Note what a group answers together."""
    current, asked = _asked(request, round_id, role)
    noted = queries.collective_answer(viewer_of(request), current, role)
    if request.method != "POST":
        initial = queries.collective_known(noted) if noted else {}
        return _collective_page(request, current, role, CollectiveForm(asked, initial=initial))
    form = CollectiveForm(asked, request.POST)
    if not form.is_valid():
        return _collective_page(request, current, role, form)
    services.note_collective_answer(
        round_id=current.pk,
        role=RespondentRole(role),
        n=form.cleaned_data["n"],
        levels=form.levels(),
        by=viewer_of(request),
    )
    return redirect("diagnosis:collective-accept", current.pk, role)


@account_required
@require_http_methods(READ)
def collective_accept(request: HtmxRequest, round_id: int, role: str) -> HttpResponse:
    """Read the answer back to the group, who accepts it."""
    current, _questions = _asked(request, round_id, role)
    noted = queries.collective_answer(viewer_of(request), current, role)
    if noted is None:
        return redirect("diagnosis:collective", current.pk, role)
    if request.method == "POST":
        form = AcceptForm(request.POST)
        form.is_valid()
        services.accept_collective_answer(
            round_id=current.pk,
            role=RespondentRole(role),
            is_read_back=form.cleaned_data.get("is_read_back", False),
            by=viewer_of(request),
        )
        messages.success(request, _("La réponse collective est acceptée."))
        return redirect("diagnosis:campaign", current.campaign_id)
    context = _frame(current, role) | {
        "noted": noted,
        "levels": queries.collective_levels(noted),
        "form": AcceptForm(),
    }
    return render(request, "diagnosis/collective_accept.html", context)


@account_required
@require_safe
def workbook_template(request: HtmxRequest, round_id: int, role: str) -> HttpResponse:
    """Give out the workbook to fill: one line per person, one column per question."""
    current, asked = _asked(request, round_id, role)
    codes = [each.code for each in _blank(request, current, role)]
    header, rows = exporters.workbook(asked, codes)
    return xlsx_response(f"reponses-{role}.xlsx", header, rows)


@account_required
@require_http_methods(READ)
def workbook_import(request: HtmxRequest, round_id: int, role: str) -> HttpResponse:
    """Take a filled workbook in: all its lines, or none."""
    current, asked = _asked(request, round_id, role)
    form = WorkbookForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        lines = importers.read_workbook(form.cleaned_data["file"], asked)
        number = services.import_lines(
            round_id=current.pk,
            role=RespondentRole(role),
            mode=CollectionMode(form.cleaned_data["mode"]),
            lines=lines,
            by=viewer_of(request),
        )
        messages.success(request, _("%(n)s réponses importées.") % {"n": number})
        return redirect("diagnosis:campaign", current.campaign_id)
    status = 422 if request.method == "POST" else 200
    context = _frame(current, role) | {"form": form}
    return render(request, "diagnosis/workbook.html", context, status=status)


def _asked(
    request: HtmxRequest, round_id: int, role: str
) -> tuple[CampaignRound, list[AskedQuestion]]:
    """Return the round and what the role is asked; a role not asked does not exist."""
    current = get_object_or_404(queries.carried_rounds(viewer_of(request)), pk=round_id)
    asked = list(queries.questions_of(current.campaign_id, role))
    if not asked:
        raise Http404
    return current, asked


def _blank(request: HtmxRequest, current: CampaignRound, role: str) -> Any:
    people = queries.carried_respondents(viewer_of(request), current)
    blank = people.filter(role=role, link__isnull=True, submissions__isnull=True)
    return blank.order_by("pk")[:MOST_SHEETS]


def _sheet_context(
    request: HtmxRequest, current: CampaignRound, asked: list[AskedQuestion], role: str
) -> dict[str, Any]:
    return _frame(current, role) | {
        "told": queries.told(current, role),
        "questions": asked,
        "sheets": list(_blank(request, current, role)),
    }


def _collective_page(
    request: HtmxRequest, current: CampaignRound, role: str, form: CollectiveForm
) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    context = _frame(current, role) | {"form": form}
    return render(request, "diagnosis/collective.html", context, status=status)


def _frame(current: CampaignRound, role: str) -> dict[str, Any]:
    return {
        "current": current,
        "campaign": current.campaign,
        "role": role,
        "role_name": ROLES[role],
    }


def _key() -> str:
    return secrets.token_urlsafe(16).replace("_", "-")
