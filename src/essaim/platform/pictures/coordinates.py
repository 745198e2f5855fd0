"""Exact numbers as SVG reads them."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from essaim.platform.domain.writing import write_number


def dots(number: Fraction) -> str:
    """Return a coordinate with at most two decimals, as SVG reads it.

    >>> dots(Fraction(97, 2)), dots(Fraction(6)), dots(Fraction(-1, 3))
    ('48.5', '6', '-0.33')
    """
    return write_number(number, language="en").replace(",", "").replace("−", "-")


def percent_of(number: Fraction) -> str:
    return f"{dots(number)}%"


def points(places: Iterable[tuple[str, str]]) -> str:
    """Return places as a polyline reads them."""
    return " ".join(f"{x},{y}" for x, y in places)
