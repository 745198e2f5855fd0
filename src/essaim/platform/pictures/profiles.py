"""Where are we on the criteria? A shape per year, broken where nothing is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import cos, pi, sin
from typing import NamedTuple

from essaim.platform.pictures.coordinates import dots, points


@dataclass(frozen=True, slots=True)
class Profile:
    """The levels of a year over those of the year before; ``None`` is said, not zero."""

    names: tuple[str, ...]
    now: tuple[Fraction | None, ...]
    past: tuple[Fraction | None, ...]
    highest: int
    says: str


class Spoke(NamedTuple):
    x: str
    y: str
    anchor: str
    name: str


class DrawnProfile(NamedTuple):
    profile: Profile
    webs: list[str]
    now: str
    past: str
    points: list[tuple[str, str]]
    spokes: list[Spoke]


_CENTRE, _RADIUS = Fraction(160), Fraction(112)


def _directions(count: int) -> list[tuple[Fraction, Fraction]]:
    """Return the directions of the axes, the first one upwards.

    Only angles are irrational: they are rounded here, so that levels stay exact.
    """
    angles = [2 * pi * number / count - pi / 2 for number in range(count)]
    return [(_rounded(cos(angle)), _rounded(sin(angle))) for angle in angles]


def _rounded(length: object) -> Fraction:
    return Fraction(f"{length:.4f}")


def _place(way: tuple[Fraction, Fraction], reach: Fraction) -> tuple[str, str]:
    return dots(_CENTRE + way[0] * reach), dots(_CENTRE + way[1] * reach)


def radar(profile: Profile) -> DrawnProfile:
    """Return the shapes of a profile; a criterion without level breaks the shape."""
    ways = _directions(len(profile.names))

    def reach(value: Fraction) -> Fraction:
        return _RADIUS * min(max(value, Fraction(0)) / profile.highest, Fraction(1))

    webs = [
        points(_place(way, reach(Fraction(ring))) for way in ways)
        for ring in range(1, profile.highest + 1)
    ]
    seen = [
        _place(way, reach(value))
        for way, value in zip(ways, profile.now, strict=True)
        if value is not None
    ]
    shapes = [
        _broken([None if v is None else _place(w, reach(v)) for w, v in zip(ways, vs, strict=True)])
        for vs in (profile.now, profile.past)
    ]
    spokes = [_spoke(way, name) for way, name in zip(ways, profile.names, strict=True)]
    return DrawnProfile(profile, webs, shapes[0], shapes[1], seen, spokes)


def _spoke(way: tuple[Fraction, Fraction], name: str) -> Spoke:
    x, y = _place(way, _RADIUS + 16)
    side = "middle" if abs(way[0]) < Fraction(1, 5) else "start" if way[0] > 0 else "end"
    return Spoke(x, dots(Fraction(y) + 5), side, name)


def _broken(places: Sequence[tuple[str, str] | None]) -> str:
    """Return the path of a closed shape that is open around what is missing."""
    if all(places):
        return f"M{'L'.join(f'{x} {y}' for x, y in filter(None, places))}Z"
    parts, pen = [], "M"
    for place in (*places, places[0]):
        if place is not None:
            parts.append(f"{pen}{place[0]} {place[1]}")
        pen = "M" if place is None else "L"
    return "".join(parts)
