"""When? Actions over quarters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from essaim.platform.pictures.coordinates import percent_of


@dataclass(frozen=True, slots=True)
class Bar:
    """One action over the quarters, numbered from 0.

    *state* is "done", "running", "blocked" or "planned".
    """

    name: str
    first: int
    last: int
    state: str = "planned"
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Gantt:
    """Actions over quarters ("T1 2026"); *now* is the quarter of today, if shown."""

    quarters: tuple[str, ...]
    bars: tuple[Bar, ...]
    now: int | None = None


class DrawnBar(NamedTuple):
    bar: Bar
    x: str
    width: str
    when: str


class DrawnGantt(NamedTuple):
    gantt: Gantt
    bars: list[DrawnBar]
    lines: list[str]
    today: str
    heads: list[tuple[str, str]]
    years: list[tuple[str, str]]


def gantt(chart: Gantt) -> DrawnGantt:
    """Return the bars in percent of the width of all quarters."""
    width = Fraction(100) / max(len(chart.quarters), 1)
    bars = [
        DrawnBar(
            bar,
            percent_of(width * bar.first),
            percent_of(width * (bar.last - bar.first + 1)),
            _when(chart.quarters, bar),
        )
        for bar in chart.bars
    ]
    lines = [percent_of(width * number) for number in range(1, len(chart.quarters))]
    today = "" if chart.now is None else percent_of(width * (Fraction(chart.now) + Fraction(1, 2)))
    names = [quarter.partition(" ") for quarter in chart.quarters]
    heads = [
        (percent_of(width * (number + Fraction(1, 2))), name)
        for number, (name, _, _year) in enumerate(names)
    ]
    years = [
        (percent_of(width * number), year)
        for number, (_name, _, year) in enumerate(names)
        if not number or names[number - 1][2] != year
    ]
    return DrawnGantt(chart, bars, lines, today, heads, years)


def _when(quarters: Sequence[str], bar: Bar) -> str:
    first, last = quarters[bar.first], quarters[bar.last]
    return first if first == last else f"{first} → {last}"
