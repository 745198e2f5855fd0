"""The list of providers, and the record of one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from essaim.platform.domain.accompaniment import WALK
from essaim.platform.exports import csv_response, xlsx_response
from essaim.platform.http import HtmxRequest, account_required, page_of, viewer_of
from essaim.platform.labels import STEPS
from essaim.territory import labels, queries, services
from essaim.territory.forms import ProviderForm, provider_form

_ASKED = ("words", "department", "activity", "step", "commune")


def asked_of(data: QueryDict) -> queries.ProviderFilter:
    """Return how the address narrows a list of providers."""
    said = {name: data.get(name, "").replace("\x00", "")[:100] for name in _ASKED}
    return queries.ProviderFilter(**said)


def filter_choices() -> dict[str, Any]:
    """Return what the filters of the list and of the map offer."""
    return {
        "departments": queries.department_choices(),
        "activities": labels.ACTIVITIES.items(),
        "steps": [(step, STEPS[step]) for step in WALK],
    }


@require_safe
@account_required
def providers(request: HttpRequest) -> HttpResponse:
    viewer, asked = viewer_of(request), asked_of(request.GET)
    page = page_of(queries.filtered_providers(viewer, asked), request.GET)
    context = {
        "page": page,
        "rows": queries.provider_rows(viewer, list(page.object_list)),
        "asked": asked,
        "is_narrowed": any(getattr(asked, name) for name in _ASKED),
        "may_import": bool(queries.importing_agencies(viewer)),
        **filter_choices(),
    }
    return render(request, "territory/providers.html", context)


def _header() -> list[str]:
    return [
        *(_("raison sociale"), _("FINESS"), _("SIRET"), _("adresse"), _("code postal")),
        *(_("localité"), _("code INSEE"), _("commune"), _("rapprochement"), _("millésime")),
        *(_("effectif salarié"), _("forme juridique"), _("activités"), _("étape")),
    ]


def _cells(request: HttpRequest) -> Iterator[list[object]]:
    viewer = viewer_of(request)
    found = queries.filtered_providers(viewer, asked_of(request.GET))
    for row in queries.provider_rows(viewer, list(found)):
        each = row.provider
        yield [
            *(each.name, each.finess, each.siret, each.address, each.postcode, each.city),
            *(each.place_code, row.commune, labels.METHODS[each.match], each.vintage),
            *(each.headcount, labels.LEGAL_FORMS.get(each.legal_form, each.legal_form)),
            *(" ".join(each.activities), STEPS.get(row.step, "")),
        ]


@require_safe
@account_required
def providers_csv(request: HttpRequest) -> HttpResponse:
    return csv_response("structures", _header(), _cells(request))


@require_safe
@account_required
def providers_xlsx(request: HttpRequest) -> HttpResponse:
    return xlsx_response("structures", _header(), _cells(request))


@require_safe
@account_required
def provider(request: HttpRequest, provider_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    rows = queries.visible_providers(viewer).select_related("organisation")
    row = get_object_or_404(rows, pk=provider_id)
    context = {
        "provider": row,
        "sheet": queries.provider_sheet(row),
        "may_edit": queries.editable_providers(viewer).filter(pk=row.pk).exists(),
    }
    return render(request, "territory/provider.html", context)


@require_http_methods(["GET", "POST"])
@account_required
def provider_edit(request: HtmxRequest, provider_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = get_object_or_404(queries.editable_providers(viewer), pk=provider_id)
    form = provider_form(row, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        facts, organisation = form.facts(), row.organisation_id
        services.record_provider(organisation_id=organisation, facts=facts, by=viewer)
        return redirect("territory:provider", row.pk)
    status = 422 if form.errors else 200
    return render(request, "territory/provider_edit.html", _edit(row, form), status=status)


def _edit(row: Any, form: ProviderForm) -> dict[str, object]:
    chosen = str(form["place_code"].value() or "")
    found = queries.gazetteer().communes.get(chosen)
    return {"provider": row, "form": form, "communes": [found] if found else [], "chosen": chosen}


@require_safe
@account_required
def commune_lookup(request: HttpRequest) -> HttpResponse:
    """Offer the communes that the words typed may begin."""
    words = request.GET.get("commune_words", "")[:60]
    context = {
        "communes": queries.gazetteer().starting(words),
        "words": words,
        "chosen": request.GET.get("place_code", "")[:5],
    }
    return render(request, "territory/communes.html", context)
