"""The shelves: frameworks, dated values, bridges, lists; and the door to bring a file."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essaim.frameworks import importers, queries, services
from essaim.frameworks.domain.crosswalk import family_of
from essaim.frameworks.domain.documents import DocumentKind
from essaim.frameworks.forms import UploadForm
from essaim.frameworks.labels import explain_fault
from essaim.kernel.period import FIRST_YEAR, LAST_YEAR
from essaim.platform.files import guard
from essaim.platform.http import account_required, viewer_of


@require_safe
@account_required
def versions(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    rows = queries.current_versions(viewer)
    context = {
        "rows": rows,
        "criteria_count": sum(row.criteria_count for row in rows),
        "seed_count": sum(row.seed_count for row in rows),
        "may_publish": queries.may_publish(viewer),
        "waiting": queries.versions_to_confirm(),
    }
    return render(request, "frameworks/list.html", context)


@require_safe
@account_required
def parameters(request: HttpRequest) -> HttpResponse:
    """Each dated value, and the one that holds on the day asked."""
    day = _day_asked(request.GET.get("on", ""))
    rows = [(each, each.on(day)) for each in queries.parameters()]
    context = {
        "rows": rows,
        "day": day,
        "unknown": sum(value is None for _parameter, value in rows),
        "french": queries.french_notes(),
    }
    return render(request, "frameworks/parameters.html", context)


@require_safe
@account_required
def crosswalk(request: HttpRequest) -> HttpResponse:
    """Which criterion informs which, from the framework asked."""
    found = queries.current_crosswalk()
    titles = {row.code: row for row in queries.current_versions(viewer_of(request))}
    codes = dict.fromkeys(family_of(urn) for urn in found.urns) if found else {}
    linked = [titles[code] for code in codes if code in titles]
    asked = request.GET.get("framework", "")
    chosen = titles.get(asked) or (linked[0] if linked else None)
    names = queries.place_names(queries.frameworks_of([row.pk for row in linked]).values())
    rows = []
    if found and chosen:
        for criterion in queries.framework_of(chosen.pk).criteria:
            informed = found.informs(f"{chosen.code}/{criterion.id}")
            rows.append((criterion, [(each, names.get(each.place)) for each in informed]))
    context = {
        "rows": [row for row in rows if row[1]],
        "linked": linked,
        "chosen": chosen,
        "waiting": queries.versions_to_confirm(found),
        "may_publish": queries.may_publish(viewer_of(request)),
        "french": queries.french_notes(),
    }
    return render(request, "frameworks/crosswalk.html", context)


@require_POST
@account_required
def bridges_confirm(request: HttpRequest, version_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = get_object_or_404(queries.editable_versions(viewer), pk=version_id)
    services.confirm_bridges(version_id=row.pk, by=viewer)
    messages.success(request, _("Correspondances confirmées."))
    return redirect("frameworks:crosswalk")


@require_safe
@account_required
def vocabularies(request: HttpRequest) -> HttpResponse:
    lists = queries.vocabularies()
    context = {
        "lists": lists.items(),
        "count": sum(len(entries) for entries in lists.values()),
        "french": queries.french_notes(),
    }
    return render(request, "frameworks/vocabularies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def upload(request: HttpRequest) -> HttpResponse:
    """Take a YAML file: its faults line by line, or a new version."""
    viewer = viewer_of(request)
    if not queries.may_publish(viewer):
        raise Http404
    if request.method != "POST":
        return render(request, "frameworks/upload.html", {"form": UploadForm()})
    form = UploadForm(request.POST, request.FILES)
    given = request.FILES.get("file")
    if not form.is_valid() or not isinstance(given, UploadedFile):
        return render(request, "frameworks/upload.html", {"form": form}, status=422)
    document = importers.read_document(guard(given, {"yaml"}), importers.known_context())
    if document.faults:
        sentences = [(fault.line, explain_fault(fault)) for fault in document.faults]
        context = {"form": UploadForm(), "name": document.name, "faults": sentences}
        return render(request, "frameworks/upload.html", context, status=422)
    loaded = services.load_document(document=document, by=viewer)
    messages.success(request, _("Fichier chargé : %(urn)s.") % {"urn": loaded.urn})
    if document.kind is DocumentKind.FRAMEWORK:
        return redirect("frameworks:version", loaded.row.pk)
    return redirect("frameworks:list")


def _day_asked(text: str) -> date:
    """Return the day of the address, today when it is none; absurd years are today's."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else timezone.localdate()
