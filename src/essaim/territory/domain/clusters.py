"""Group the places of a map so that no two marks touch, whatever the number of places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import asinh, degrees, pi, radians, sinh, tan
from math import atan as arctan

#: Side of a cell of the grid, and of a tile of the projection, in points of the screen.
CELL, TILE = 64, 256
LEAST_ZOOM, MOST_ZOOM = 3, 13
#: Beyond, the projection goes to infinity.
MOST_LATITUDE = 85.0


@dataclass(frozen=True, slots=True)
class Box:
    """West, south, east, north, in degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, point: Point) -> bool:
        return self.west <= point.lon <= self.east and self.south <= point.lat <= self.north


@dataclass(frozen=True, slots=True)
class Point:
    """How many things stand at a place."""

    lon: float
    lat: float
    count: int
    code: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """Places drawn as one mark, at their centre of gravity."""

    lon: float
    lat: float
    count: int
    codes: tuple[str, ...]
    box: Box


def project(lon: float, lat: float) -> tuple[float, float]:
    """Return where a point falls on the square map of the world, from 0 to 1.

    >>> project(0, 0)
    (0.5, 0.5)
    """
    kept = max(-MOST_LATITUDE, min(MOST_LATITUDE, lat))
    return lon / 360 + 0.5, 0.5 - asinh(tan(radians(kept))) / (2 * pi)


def unproject(x: float, y: float) -> tuple[float, float]:
    """Return the degrees of a point of the square map.

    >>> unproject(0.5, 0.5)
    (0.0, 0.0)
    """
    return (x - 0.5) * 360, degrees(arctan(sinh(pi * (1 - 2 * y))))


def cluster(points: Iterable[Point], zoom: int, box: Box | None = None) -> list[Cluster]:
    """Return the marks to draw at a *zoom*, those of *box* only, the largest first.

    >>> near = [Point(5.0, 43.0, 2, "a"), Point(5.1, 43.0, 1, "b"), Point(-1.0, 48.0, 1, "c")]
    >>> [(each.count, each.codes) for each in cluster(near, 5)]
    [(3, ('a', 'b')), (1, ('c',))]
    """
    side = CELL / TILE / 2 ** max(LEAST_ZOOM, min(MOST_ZOOM, zoom))
    cells: dict[tuple[int, int], list[Point]] = defaultdict(list)
    for point in points:
        if box is None or box.holds(point):
            x, y = project(point.lon, point.lat)
            cells[int(x / side), int(y / side)].append(point)
    found = [_gathered(inside) for inside in cells.values()]
    return sorted(found, key=lambda each: (-each.count, each.codes))


def _gathered(points: list[Point]) -> Cluster:
    total = sum(point.count for point in points)
    places = [(*project(point.lon, point.lat), point.count) for point in points]
    x = sum(each[0] * each[2] for each in places) / total
    y = sum(each[1] * each[2] for each in places) / total
    lons, lats = [point.lon for point in points], [point.lat for point in points]
    box = Box(min(lons), min(lats), max(lons), max(lats))
    return Cluster(*unproject(x, y), total, tuple(sorted(p.code for p in points)), box)
