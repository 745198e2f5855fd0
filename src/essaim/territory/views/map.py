"""The map of providers: a page with its table, the marks of a screen, the borders."""

from __future__ import annotations

from math import isfinite

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from essaim.platform.http import account_required, viewer_of
from essaim.territory import queries
from essaim.territory.domain.clusters import LEAST_ZOOM, Box
from essaim.territory.views.providers import asked_of, filter_choices


@require_safe
@account_required
def provider_map(request: HttpRequest) -> HttpResponse:
    viewer, asked = viewer_of(request), asked_of(request.GET)
    counts = queries.department_counts(viewer, asked)
    context = {
        "counts": counts,
        "total": sum(each.count for each in counts),
        "asked": asked,
        "address": request.GET.urlencode(),
        "provenance": queries.provenance(),
        **filter_choices(),
    }
    return render(request, "territory/map.html", context)


@require_safe
@account_required
def map_clusters(request: HttpRequest) -> JsonResponse:
    """Answer the marks of a screen as GeoJSON; a screen that makes no sense is the whole."""
    asked = asked_of(request.GET)
    found = queries.map_features(viewer_of(request), asked, _zoom(request.GET), _box(request.GET))
    return JsonResponse(found)


@require_safe
@account_required
def map_outlines(_request: HttpRequest) -> HttpResponse:
    """Serve the borders, which change with the vintage only."""
    response = HttpResponse(queries.outlines_bytes(), content_type="application/json")
    response["Content-Encoding"] = "gzip"
    response["Cache-Control"] = "private, max-age=86400"
    return response


def _zoom(data: QueryDict) -> int:
    text = data.get("zoom", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else LEAST_ZOOM


def _box(data: QueryDict) -> Box | None:
    try:
        sides = [float(side) for side in data.get("box", "")[:200].split(",")]
    except ValueError:
        return None
    return Box(*sides) if len(sides) == 4 and all(map(isfinite, sides)) else None
