"""Where do all the organisations stand, and what would change for each?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from essaim.platform.pictures.coordinates import dots, percent_of, points


@dataclass(frozen=True, slots=True)
class Cells:
    """How many organisations are late, due soon, in time, at one step.

    A cell stands for *each* organisations, one unless they are too many to be drawn.
    """

    late: int
    soon: int
    ok: int
    says: str = ""
    each: int = 1

    @property
    def total(self) -> int:
        return self.late + self.soon + self.ok


class DrawnCells(NamedTuple):
    cells: Cells
    height: str
    late: str
    soon: str
    ok: str


_PER_ROW = 12


def hive(cells: Cells) -> DrawnCells:
    """Return one cell an organisation, or *each* of them, twelve to a row, the late ones first."""
    late, soon, ok = (-(-count // cells.each) for count in (cells.late, cells.soon, cells.ok))
    total = late + soon + ok
    places = [
        (
            dots(
                Fraction(6 + 11 * (number % _PER_ROW)) + Fraction(11 * (number // _PER_ROW % 2), 2)
            ),
            dots(6 + Fraction(48, 5) * (number // _PER_ROW)),
        )
        for number in range(total)
    ]
    rows = -(-total // _PER_ROW) or 1
    return DrawnCells(
        cells,
        dots(Fraction(63, 5) + Fraction(48, 5) * (rows - 1)),
        points(places[:late]),
        points(places[late : late + soon]),
        points(places[late + soon :]),
    )


@dataclass(frozen=True, slots=True)
class Shift:
    """One measure alone and together, or last year and this year."""

    name: str
    unit: str
    before: Fraction
    after: Fraction
    is_better: bool
    most: Fraction | None = None

    @property
    def delta(self) -> Fraction:
        return self.after - self.before


class DrawnShift(NamedTuple):
    shift: Shift
    before: str
    after: str


def shifts(rows: Iterable[Shift]) -> list[DrawnShift]:
    """Return each row on its own axis, from 0 to *most* (half as much again by default)."""
    drawn = []
    for row in rows:
        most = row.most or max(row.before, row.after, Fraction(1)) * Fraction(3, 2)
        places = [
            percent_of(3 + 94 * min(value / most, Fraction(1))) for value in (row.before, row.after)
        ]
        drawn.append(DrawnShift(row, *places))
    return drawn
