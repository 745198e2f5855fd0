"""The values of an organisation, entered once, and the three reports they fill."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from essaim.frameworks import exporters, queries, services
from essaim.frameworks.forms import FactForm
from essaim.kernel.period import FIRST_YEAR, LAST_YEAR
from essaim.platform.exports import csv_response, xlsx_response
from essaim.platform.files import EVIDENCE, guard
from essaim.platform.http import account_required, page_of, viewer_of

#: The years one click away: this one and those before.
YEARS_SHOWN: Final = 4
_WRITERS: Final = {"csv": csv_response, "xlsx": xlsx_response}


@require_safe
@account_required
def facts_home(request: HttpRequest) -> HttpResponse:
    """List the organisations whose values I read."""
    viewer, year = viewer_of(request), timezone.localdate().year
    rows = queries.fact_organisations(viewer)
    page = page_of(rows, request.GET)
    years = queries.years_with_facts([row.pk for row in page])
    listed = [(row, sorted(years.get(row.pk, ()), reverse=True)) for row in page]
    context = {"page": page, "listed": listed, "year": year}
    return render(request, "frameworks/facts_home.html", context)


@require_safe
@account_required
def facts(request: HttpRequest, organisation_id: int, fact_year: int) -> HttpResponse:
    viewer = viewer_of(request)
    organisation = get_object_or_404(queries.fact_organisations(viewer), pk=organisation_id)
    year = _year(fact_year)
    known = queries.facts_of(organisation.pk, year)
    found = {fact.indicator.id: fact for fact in known}
    files = queries.evidence_files(organisation.pk, year)
    indicators = queries.indicators()
    today = timezone.localdate().year
    context = {
        "organisation": organisation,
        "year": year,
        "years": range(today, today - YEARS_SHOWN, -1),
        "rows": [(each, found.get(each.id), files.get(each.id)) for each in indicators],
        "known": len(found),
        "reports": exporters.report_counts(known),
        "names": queries.place_names_of(indicators),
        "may_write": queries.writable_fact_organisations(viewer)
        .filter(pk=organisation.pk)
        .exists(),
    }
    return render(request, "frameworks/facts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def fact_record(
    request: HttpRequest, organisation_id: int, fact_year: int, indicator_code: str
) -> HttpResponse:
    mine = queries.writable_fact_organisations(viewer_of(request))
    organisation, year = get_object_or_404(mine, pk=organisation_id), _year(fact_year)
    indicator = next((i for i in queries.indicators() if i.id == indicator_code), None)
    if indicator is None:
        raise Http404
    row = queries.current_values(organisation.pk, year).filter(indicator=indicator.id).first()
    asked = (request.POST, request.FILES) if request.method == "POST" else ()
    form = FactForm(indicator, year, row, *asked)
    if request.method == "POST" and form.is_valid():
        services.record_fact(
            organisation_id=organisation.pk,
            indicator=indicator.id,
            year=year,
            by=viewer_of(request),
            **form.told(),
            **_document(form, row),
        )
        messages.success(request, _("Valeur enregistrée."))
        return redirect("frameworks:facts", organisation.pk, year)
    served = queries.place_names_of([indicator])
    context = {"organisation": organisation, "year": year, "indicator": indicator, "row": row}
    context |= {"form": form, "served": served}
    return render(request, "frameworks/fact.html", context, status=422 if form.errors else 200)


def _document(form: FactForm, row: Any) -> dict[str, Any]:
    """Return the document just brought, else the one already kept."""
    given = form.cleaned_data["evidence"]
    kept = row.evidence_id if row else None
    return {"evidence_id": kept, "intake": guard(given, EVIDENCE) if given else None}


@require_safe
@account_required
def fact_export(
    request: HttpRequest,
    organisation_id: int,
    fact_year: int,
    framework_code: str,
    file_format: str,
) -> HttpResponse:
    """One of the three reports, as a table."""
    viewer = viewer_of(request)
    organisation = get_object_or_404(queries.fact_organisations(viewer), pk=organisation_id)
    write = _WRITERS.get(file_format)
    if write is None or framework_code not in queries.EXPORTED:
        raise Http404
    report = exporters.report(framework_code, organisation.pk, _year(fact_year))
    return write(f"{framework_code}-{fact_year}", report.header, report.rows)


def _year(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return year
