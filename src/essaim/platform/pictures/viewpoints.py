"""Where do viewpoints differ? A shape per viewpoint, the gap as a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from textwrap import wrap
from typing import Final, NamedTuple

from essaim.platform.pictures.coordinates import dots, percent_of

#: The axis, in percent, leaves room on its right for the masked viewpoints.
_LEFT: Final = Fraction(6)
_RIGHT: Final = Fraction(171, 2)
#: Words under the axis: characters in a line, height of the first line and between lines.
_WRAPPED, _FIRST_LINE, _LINE, _MOST_LINES = 15, 34, 16, 3
#: Half the height of a row, in points.
_MIDDLE: Final = Fraction(24)


def _lines(word: str) -> list[str]:
    return wrap(word, _WRAPPED, max_lines=_MOST_LINES, placeholder="…")


@dataclass(frozen=True, slots=True)
class Scale:
    """The levels of a scale and, under each, its word."""

    lowest: int = 1
    highest: int = 4
    words: tuple[str, ...] = ()

    def x(self, value: Fraction) -> Fraction:
        """Return where a value stands, in percent of the width."""
        share = (Fraction(value) - self.lowest) / (self.highest - self.lowest)
        return _LEFT + min(max(share, Fraction(0)), Fraction(1)) * (_RIGHT - _LEFT)

    def ticks(self) -> list[tuple[str, str, list[tuple[int, str]]]]:
        """Return the place and the number of each level, its words in lines with their height."""
        levels = range(self.lowest, self.highest + 1)
        words = (*self.words, *[""] * len(levels))
        return [
            (
                percent_of(self.x(Fraction(number))),
                str(number),
                [(_FIRST_LINE + _LINE * rank, line) for rank, line in enumerate(_lines(words[at]))],
            )
            for at, number in enumerate(levels)
        ]

    def depth(self) -> str:
        """Return how many lines the words take: "", "two" or "three"."""
        most = max((len(_lines(word)) for word in self.words), default=0)
        return {2: "two", 3: "three"}.get(most, "")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a viewpoint says of a criterion: its median, its spread, how it was given."""

    viewpoint: str
    value: Fraction
    spread: tuple[Fraction, Fraction] | None = None
    is_alone: bool = False
    is_collective: bool = False


@dataclass(frozen=True, slots=True)
class GapRow:
    """One criterion seen by several viewpoints; *says* is the finding in one sentence."""

    name: str
    seen: tuple[Seen, ...]
    says: str
    gap: Fraction | None = None
    level: str = "none"
    masked: tuple[str, ...] = ()
    proof: str = ""
    row: object = None


class DrawnSeen(NamedTuple):
    viewpoint: str
    x: str
    y: str
    band: tuple[str, str] | None
    is_alone: bool
    is_collective: bool


class DrawnGap(NamedTuple):
    row: GapRow
    marks: list[DrawnSeen]
    line: tuple[str, str] | None
    ticks: list[str]


def gap_plot(rows: Iterable[GapRow], scale: Scale) -> list[DrawnGap]:
    """Return each row with its marks placed; the line joins those that count in the gap."""
    return [_drawn_gap(row, scale) for row in rows]


def _drawn_gap(row: GapRow, scale: Scale) -> DrawnGap:
    counted = [seen.value for seen in row.seen if not seen.is_alone]
    wide = len(counted) > 1 and min(counted) != max(counted)
    line = (percent_of(scale.x(min(counted))), percent_of(scale.x(max(counted)))) if wide else None
    marks = [
        DrawnSeen(
            seen.viewpoint,
            percent_of(scale.x(seen.value)),
            dots(_beside(row.seen, number)),
            (percent_of(scale.x(seen.spread[0])), percent_of(scale.x(seen.spread[1])))
            if seen.spread
            else None,
            seen.is_alone,
            seen.is_collective,
        )
        for number, seen in enumerate(row.seen)
    ]
    return DrawnGap(row, marks, line, [place for place, _number, _words in scale.ticks()])


def _beside(seen: Sequence[Seen], number: int) -> Fraction:
    """Return how high a mark stands, so that marks of the same value are all seen."""
    same = [place for place, other in enumerate(seen) if other.value == seen[number].value]
    step = min(Fraction(20), Fraction(28, max(len(same) - 1, 1)))
    return _MIDDLE + step * (same.index(number) - Fraction(len(same) - 1, 2))
