"""What is paid, and why? From the ceiling to what remains, one step per line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from essaim.kernel.money import Money
from essaim.platform.pictures.coordinates import percent_of


@dataclass(frozen=True, slots=True)
class FallStep:
    """One step from the ceiling to what is paid.

    *kind*: "base" (where one starts), "lost", "paid" (a sum), "prepaid", "left" (what remains).
    """

    name: str
    amount: Money
    kind: str = "lost"


class DrawnStep(NamedTuple):
    step: FallStep
    x: str
    width: str
    is_empty: bool
    is_sum: bool
    link: str


def waterfall(steps: Sequence[FallStep]) -> list[DrawnStep]:
    """Return the bars of the steps, in percent of the widest sum; what is lost hangs."""
    widest = max((abs(step.amount.cents) for step in steps), default=0) or 1
    drawn, level = [], Fraction(0)
    for number, step in enumerate(steps):
        size = Fraction(abs(step.amount.cents) * 100, widest)
        is_sum = step.kind in {"base", "paid", "left"}
        level = size if is_sum else level - size
        start = Fraction(0) if is_sum else level
        link = percent_of(level) if number < len(steps) - 1 else ""
        drawn.append(DrawnStep(step, percent_of(start), percent_of(size), not size, is_sum, link))
    return drawn
