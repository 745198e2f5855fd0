"""Exact means, medians and shares; rounding belongs to the screen."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction


def median(values: Iterable[int]) -> Fraction | None:
    """Return the middle value, or the mean of the two middle ones; ``None`` of nothing.

    >>> median([3, 1]), median([])
    (Fraction(2, 1), None)
    """
    ranked = sorted(values)
    if not ranked:
        return None
    middle = len(ranked) // 2
    return Fraction(ranked[middle] + ranked[~middle], 2)


def mean(values: Iterable[Fraction | None]) -> Fraction | None:
    """Return the plain mean of the known values; ``None`` when none is known.

    >>> mean([Fraction(4), None, Fraction(3)])
    Fraction(7, 2)
    """
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


def share(part: int, whole: int) -> Fraction | None:
    """Return *part* of *whole* as a share from 0 to 1; ``None`` of nothing."""
    return Fraction(part, whole) if whole else None
