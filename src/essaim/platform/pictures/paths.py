"""Are we on the path? Trajectories of targets, levels of rubrics."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from essaim.platform.pictures.coordinates import dots, points


@dataclass(frozen=True, slots=True)
class Path:
    """A target over the years: where it starts, what is promised, what was seen.

    Years are in order, the first is that of the baseline; *says* is the finding in words.
    """

    years: tuple[int, ...]
    goals: tuple[Fraction, ...]
    seen: tuple[Fraction | None, ...]
    says: str
    now: int | None = None
    is_short: bool = False


class DrawnPath(NamedTuple):
    path: Path
    way: str
    line: str
    goals: list[tuple[str, str]]
    start: tuple[str, str]
    seen: list[tuple[str, str]]
    years: list[tuple[str, str, bool]]


_WIDE, _HIGH, _LOW = Fraction(156), Fraction(12), Fraction(44)


def trajectory(path: Path) -> DrawnPath:
    """Return the points of a small trajectory in a box of 184 × 66."""
    known = [*path.goals, *[value for value in path.seen if value is not None]]
    low, high = min(known), max(known)
    step = _WIDE / max(len(path.years) - 1, 1)
    xs = [14 + step * number for number in range(len(path.years))]

    def y(value: Fraction) -> Fraction:
        return _LOW - (_LOW - _HIGH) * ((value - low) / (high - low) if high != low else 0)

    goals = [(dots(x), dots(y(goal))) for x, goal in zip(xs, path.goals, strict=False)]
    seen = [
        (dots(x), dots(y(value)))
        for x, value in zip(xs, path.seen, strict=False)
        if value is not None
    ]
    years = [(dots(x), str(year), year == path.now) for x, year in zip(xs, path.years, strict=True)]
    return DrawnPath(
        path, points(goals), points(seen), goals[1:], goals[0], _after(goals[0], seen), years
    )


def _after(start: tuple[str, str], seen: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [point for point in seen if point[0] != start[0]]


@dataclass(frozen=True, slots=True)
class Rubric:
    """A level reached on a scale of levels."""

    lowest: int
    highest: int
    level: int
    says: str


class DrawnRubric(NamedTuple):
    rubric: Rubric
    cells: list[tuple[str, str, bool, bool]]


def rubric(level: Rubric) -> DrawnRubric:
    """Return one cell a level above the lowest, full up to the one reached."""
    steps = range(level.lowest + 1, level.highest + 1)
    cells = [
        (dots(Fraction(20 + 34 * place)), str(step), step <= level.level, step == level.level)
        for place, step in enumerate(steps)
    ]
    return DrawnRubric(level, cells)
