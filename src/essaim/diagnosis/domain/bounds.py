"""Between what two numbers does a reader hold an unknown, given sums that were printed?

An exact linear programme (two-phase simplex, Bland's rule): fractions, so no answer depends on
rounding. Systems are tiny: the roles of one criterion.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

Unknown = TypeVar("Unknown", bound=Hashable)
_Rows = list[list[Fraction]]
ZERO, ONE = Fraction(0), Fraction(1)


def hold(
    sums: Sequence[tuple[frozenset[Unknown], int]], ranges: Mapping[Unknown, tuple[int, int | None]]
) -> dict[Unknown, tuple[Fraction, Fraction | None]]:
    """Return the lowest and highest value each unknown may take; ``None`` when nothing stops it.

    *ranges* says what is known beforehand, *sums* what was printed; both are true together.

    >>> pairs = [(frozenset("xy"), 4), (frozenset("yz"), 4), (frozenset("xz"), 4)]
    >>> hold(pairs, {"x": (0, 4), "y": (0, 4), "z": (0, 4)})["x"]
    (Fraction(2, 1), Fraction(2, 1))
    """
    names = list(ranges)
    rows, totals = _standard_form(names, sums, ranges)
    found = {}
    for index, name in enumerate(names):
        low = ranges[name][0]
        least = _minimise(rows, totals, index, ONE)
        most = _minimise(rows, totals, index, -ONE)
        highest = None if most is None else low - most
        found[name] = (low + (least or ZERO), highest)
    return found


def _standard_form(
    names: Sequence[Unknown],
    sums: Sequence[tuple[frozenset[Unknown], int]],
    ranges: Mapping[Unknown, tuple[int, int | None]],
) -> tuple[_Rows, list[Fraction]]:
    """Return equations over unknowns counted from their lowest value, plus one slack per top."""
    tops = [name for name in names if ranges[name][1] is not None]
    width = len(names) + len(tops)
    rows: _Rows = []
    totals: list[Fraction] = []
    for members, total in sums:
        rows.append([Fraction(name in members) for name in names] + [ZERO] * len(tops))
        totals.append(Fraction(total - sum(ranges[name][0] for name in members)))
    for slack, name in enumerate(tops):
        row = [ZERO] * width
        row[names.index(name)] = row[len(names) + slack] = ONE
        rows.append(row)
        totals.append(Fraction((ranges[name][1] or 0) - ranges[name][0]))
    return rows, totals


def _minimise(
    rows: _Rows, totals: Sequence[Fraction], index: int, sign: Fraction
) -> Fraction | None:
    """Return the least of ``sign × unknown[index]``, ``None`` when it has none.

    Sums that cannot all be true (false or rounded figures) hold nothing: 0 is returned.
    """
    if not rows:
        return None if sign < 0 else ZERO
    width, height = len(rows[0]), len(rows)
    table = [
        [*(cell if total >= 0 else -cell for cell in row)]
        + [Fraction(place == each) for each in range(height)]
        + [abs(total)]
        for place, (row, total) in enumerate(zip(rows, totals, strict=True))
    ]
    basis = list(range(width, width + height))
    first = [ZERO] * width + [ONE] * height
    if _pivot_all(table, basis, first) != ZERO:
        return ZERO
    _drive_out(table, basis, width)
    second = [ZERO] * (width + height)
    second[index] = sign
    return _pivot_all(table, basis, second, usable=width)


def _pivot_all(
    table: _Rows, basis: list[int], cost: Sequence[Fraction], *, usable: int | None = None
) -> Fraction | None:
    """Walk to the least cost; ``None`` when it is unbounded."""
    columns = range(len(cost) if usable is None else usable)
    while True:
        entering = next(
            (column for column in columns if cost[column] < _priced(table, basis, cost, column)),
            None,
        )
        if entering is None:
            return _priced(table, basis, cost, -1)
        ratios = [
            (row[-1] / row[entering], basis[place], place)
            for place, row in enumerate(table)
            if row[entering] > 0
        ]
        if not ratios:
            return None
        _pivot(table, basis, min(ratios)[2], entering)


def _priced(table: _Rows, basis: Sequence[int], cost: Sequence[Fraction], column: int) -> Fraction:
    return sum(
        (cost[held] * row[column] for held, row in zip(basis, table, strict=True)), start=ZERO
    )


def _pivot(table: _Rows, basis: list[int], place: int, column: int) -> None:
    lead = table[place][column]
    table[place] = [cell / lead for cell in table[place]]
    for other, row in enumerate(table):
        if other != place and row[column]:
            factor = row[column]
            table[other] = [a - factor * b for a, b in zip(row, table[place], strict=True)]
    basis[place] = column


def _drive_out(table: _Rows, basis: list[int], width: int) -> None:
    """Put real unknowns in the basis where an artificial one is left, at zero."""
    for place in range(len(table)):
        if basis[place] >= width:
            column = next((each for each in range(width) if table[place][each]), None)
            if column is not None:
                _pivot(table, basis, place, column)
