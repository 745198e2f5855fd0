"""Where the providers of a viewer stand, gathered for a screen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Count, QuerySet

from essaim.platform.domain.viewer import Viewer
from essaim.territory.domain.clusters import Box, Cluster, Point, cluster
from essaim.territory.models import Provider
from essaim.territory.queries.providers import ProviderFilter, filtered_providers
from essaim.territory.queries.vintage import departments, gazetteer


@dataclass(frozen=True, slots=True)
class DepartmentCount:
    """One line of the table that says what the map shows."""

    code: str
    name: str
    count: int


@cache
def _centre(code: str) -> tuple[float, float] | None:
    found = gazetteer().communes.get(code)
    if found is None or found.centre is None:
        return None
    lat, lon = found.centre
    return float(lon), float(lat)


def points(providers: QuerySet[Provider]) -> list[Point]:
    """Return the communes where providers stand; those without a known centre are left out."""
    rows = providers.order_by().values_list("commune_code").annotate(Count("pk"))
    placed = ((code, count, _centre(code)) for code, count in rows)
    return [Point(*centre, count, code) for code, count, centre in placed if centre]


def department_counts(viewer: Viewer, asked: ProviderFilter) -> list[DepartmentCount]:
    """Return how many providers stand in each department, the most first."""
    rows = (
        filtered_providers(viewer, asked).order_by().values_list("department").annotate(Count("pk"))
    )
    known = departments()
    found = [
        DepartmentCount(code, known[code].name if code in known else "", count)
        for code, count in rows
    ]
    return sorted(found, key=lambda each: (-each.count, each.code))


def map_features(
    viewer: Viewer, asked: ProviderFilter, zoom: int, box: Box | None
) -> dict[str, Any]:
    """Return the marks of a screen as GeoJSON."""
    placed = points(filtered_providers(viewer, asked))
    marks = cluster(placed, zoom, box)
    return {
        "type": "FeatureCollection",
        "total": sum(point.count for point in placed),
        "extent": _extent(placed),
        "features": [_feature(mark) for mark in marks],
    }


def _extent(placed: list[Point]) -> list[float]:
    if not placed:
        return []
    lons, lats = [point.lon for point in placed], [point.lat for point in placed]
    return [min(lons), min(lats), max(lons), max(lats)]


def _feature(mark: Cluster) -> dict[str, Any]:
    communes = gazetteer().communes
    largest = max((communes[code] for code in mark.codes), key=lambda each: each.population or 0)
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [round(mark.lon, 5), round(mark.lat, 5)]},
        "properties": {
            "count": mark.count,
            "communes": len(mark.codes),
            "name": largest.name,
            "code": mark.codes[0] if len(mark.codes) == 1 else "",
            "box": [mark.box.west, mark.box.south, mark.box.east, mark.box.north],
        },
    }
