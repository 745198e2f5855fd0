"""Bring a register: read, correct, check, import; each step can be left and found again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essaim.platform.domain.viewer import Viewer
from essaim.platform.exports import csv_response, xlsx_response
from essaim.platform.files import TABLES, guard
from essaim.platform.http import HtmxRequest, account_required, page_of, viewer_of
from essaim.territory import labels, queries, services
from essaim.territory.domain.providers import ImportState
from essaim.territory.forms import ReadingForm, RegisterForm
from essaim.territory.models import RegisterImport

#: Lines of a report shown on its page; the whole is in its files.
SHOWN = 100


def _agencies(viewer: Viewer) -> list[tuple[int, str]]:
    found = queries.importing_agencies(viewer)
    if not found:
        raise Http404
    return found


@require_safe
@account_required
def registers(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    _agencies(viewer)
    page = page_of(queries.visible_imports(viewer), request.GET)
    return render(request, "territory/registers.html", {"page": page})


@require_http_methods(["GET", "POST"])
@account_required
def register_new(request: HtmxRequest) -> HttpResponse:
    viewer = viewer_of(request)
    form = RegisterForm(_agencies(viewer), request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        intake = guard(form.cleaned_data["file"], TABLES)
        agency = form.cleaned_data["agency"]
        row = services.bring_register(intake=intake, agency_id=agency, by=viewer)
        return redirect("territory:register-import", row.pk)
    if request.method == "POST" and not form.is_bound:
        form = RegisterForm(_agencies(viewer), {}, {})
    status = 422 if form.errors else 200
    return render(request, "territory/register_new.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
@account_required
def register_import(request: HtmxRequest, register_import_id: int) -> HttpResponse:
    """Show how the register is read and what it would do; a POST corrects and checks it."""
    viewer = viewer_of(request)
    row = get_object_or_404(queries.visible_imports(viewer), pk=register_import_id)
    if request.method == "POST":
        return _check(request, row, viewer)
    form = None if row.state in _CLOSED else ReadingForm(services.reopened(row))
    return render(request, "territory/register_import.html", _sheet(row, form))


_CLOSED = {ImportState.RUNNING, ImportState.IMPORTED}


def _check(request: HtmxRequest, row: RegisterImport, viewer: Viewer) -> HttpResponse:
    form = ReadingForm(services.reopened(row), request.POST)
    if not form.is_valid():
        return render(request, "territory/register_import.html", _sheet(row, form), status=422)
    services.check_register(register_import_id=row.pk, choices=form.choices(), by=viewer)
    return redirect("territory:register-import", row.pk)


def _sheet(row: RegisterImport, form: ReadingForm | None) -> dict[str, Any]:
    report = row.report
    rejected = report.get("rejected", [])
    doubtful = [each for each in report.get("rows", []) if each["match"] in _DOUBTFUL]
    return {
        "register": row,
        "form": form,
        "report": report,
        "is_checked": row.state == ImportState.CHECKED,
        "is_over": row.state == ImportState.IMPORTED,
        "is_running": row.state == ImportState.RUNNING,
        "taken": sum(report.get(name, 0) for name in ("created", "updated", "unchanged")),
        "rejected": [{**each, "reason": labels.reason(each)} for each in rejected[:SHOWN]],
        "more_rejected": max(0, len(rejected) - SHOWN),
        "rejected_count": len(rejected),
        "doubtful": [_with_place(each) for each in doubtful[:SHOWN]],
        "doubtful_count": len(doubtful),
        "encoding": labels.ENCODINGS.get(row.encoding, row.encoding),
    }


_DOUBTFUL = {"cedex", "truncated", "none"}


def _with_place(line: dict[str, Any]) -> dict[str, Any]:
    found = queries.gazetteer().communes.get(line["insee"])
    return {**line, "commune": found.name if found else "", "method": labels.METHODS[line["match"]]}


@require_POST
@account_required
def register_start(request: HttpRequest, register_import_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = get_object_or_404(queries.visible_imports(viewer), pk=register_import_id)
    job = services.start_import(register_import_id=row.pk, by=viewer)
    return redirect("job", job)


def _lines(row: RegisterImport) -> Iterator[list[object]]:
    for each in row.report.get("rows", []):
        action, method = labels.ACTIONS[each["action"]], labels.METHODS[each["match"]]
        keys = (each["finess"], each["siret"], each["insee"])
        yield [each["line"], action, *keys, method, "", "", ""]
    for each in row.report.get("rejected", []):
        name = labels.FIELDS.get(each["field"], each["field"])
        yield [each["line"], _("refusée"), "", "", "", "", name, each["value"], labels.reason(each)]


def _header() -> list[str]:
    return [
        *(_("ligne"), _("ce qui est fait"), _("FINESS"), _("SIRET"), _("code INSEE")),
        *(_("rapprochement"), _("champ refusé"), _("valeur refusée"), _("raison")),
    ]


@require_safe
@account_required
def register_csv(request: HttpRequest, register_import_id: int) -> HttpResponse:
    row = get_object_or_404(queries.visible_imports(viewer_of(request)), pk=register_import_id)
    return csv_response(f"registre-{row.pk}", _header(), _lines(row))


@require_safe
@account_required
def register_xlsx(request: HttpRequest, register_import_id: int) -> HttpResponse:
    row = get_object_or_404(queries.visible_imports(viewer_of(request)), pk=register_import_id)
    return xlsx_response(f"registre-{row.pk}", _header(), _lines(row))
