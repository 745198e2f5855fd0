"""Schemes read as text, and what changed from one version to another: public pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from essaim.funding import queries
from essaim.funding.domain.scheme import Scheme, changed_terms
from essaim.funding.labels import term_text, validity_text
from essaim.funding.labels.schemes import STATUSES, TERMS
from essaim.funding.models import SchemeVersion
from essaim.platform.http import page_of


def _tongue() -> str:
    return "fr" if (get_language() or "fr").startswith("fr") else "en"


@require_safe
def schemes(request: HttpRequest) -> HttpResponse:
    page = page_of(queries.published_schemes(), request.GET)
    rows = [(row, *_said(row.to_domain())) for row in page]
    return render(request, "funding/schemes.html", {"page": page, "rows": rows})


def _said(scheme: Scheme) -> tuple[str, str, str]:
    return scheme.title[_tongue()], validity_text(scheme), gettext(STATUSES[scheme.status])


@require_safe
def scheme(request: HttpRequest, scheme_id: int) -> HttpResponse:
    row = get_object_or_404(queries.published_schemes(), pk=scheme_id)
    asked = row.to_domain()
    others = queries.published_schemes().filter(key=row.key).exclude(pk=row.pk)
    compared = _compared(request, row)
    context = {
        "row": row,
        "scheme": asked,
        "said": dict(zip(("title", "validity", "status"), _said(asked), strict=True)),
        "description": asked.description[_tongue()],
        "legal": asked.legal_reference[_tongue()],
        "terms": [
            (gettext(TERMS[name]), term_text(name, asked.terms), asked.provenance[name].value)
            for name in TERMS
        ],
        "others": others,
        "compared": compared,
        "changes": _changes(compared.to_domain(), asked) if compared else (),
    }
    return render(request, "funding/scheme.html", context)


def _compared(request: HttpRequest, row: SchemeVersion) -> SchemeVersion | None:
    asked = request.GET.get("avec", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10):
        return None
    return queries.published_schemes().filter(key=row.key, pk=int(asked)).first()


def _changes(before: Scheme, after: Scheme) -> list[tuple[str, str, str]]:
    return [
        (gettext(TERMS[name]), term_text(name, before.terms), term_text(name, after.terms))
        for name in changed_terms(before.terms, after.terms)
    ]
