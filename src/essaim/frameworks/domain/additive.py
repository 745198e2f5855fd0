"""Additive: weighted points over what could be had, and what silence leaves open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from essaim.frameworks.domain.framework import Criterion, Framework, Scale
from essaim.frameworks.domain.marks import UNANSWERED, Absence, Mark, Marks, check_marks

#: Nobody knows, or nobody said: the level exists, so the range is open.
_SILENT: Final = frozenset({Absence.UNANSWERED, Absence.DONT_KNOW})


@dataclass(frozen=True, slots=True)
class Part:
    """A group of criteria: points won, points possible, and the range that silence leaves.

    *share* is 0 to 1, ``None`` when nothing was answered; *low* and *high* count what is
    unanswered at the lowest, then at the highest level.
    """

    points: Fraction
    possible: Fraction
    share: Fraction | None
    low: Fraction | None
    high: Fraction | None


@dataclass(frozen=True, slots=True)
class Additive:
    total: Part
    axes: tuple[tuple[str, Part], ...]
    themes: tuple[tuple[str, Part], ...]
    not_applicable: int
    unanswered: int
    dont_know: int

    def axis(self, axis_id: str) -> Part:
        return dict(self.axes)[axis_id]

    def theme(self, theme_id: str) -> Part:
        return dict(self.themes)[theme_id]


def additive(framework: Framework, marks: Marks) -> Additive:
    """Return the share Σ w(v − min) / Σ w(max − min) of the whole, each axis and each theme.

    « Non concerné » leaves both sums. Silence leaves both sums too and widens the range.

    Raises:
        DomainError: ``unknown_criterion``, ``unknown_level``, ``not_applicable_forbidden``…
    """
    check_marks(framework, marks)
    scale = framework.needed_scale()
    absences = Counter(marks.get(each.id, UNANSWERED).absence for each in framework.criteria)

    return Additive(
        total=_part(framework.criteria, marks, scale),
        axes=tuple(
            (axis.id, _part((c for c in framework.criteria if c.axis == axis.id), marks, scale))
            for axis in framework.axes
        ),
        themes=tuple(
            (theme.id, _part((c for c in framework.criteria if c.theme == theme.id), marks, scale))
            for theme in framework.themes
        ),
        not_applicable=absences[Absence.NOT_APPLICABLE],
        unanswered=absences[Absence.UNANSWERED],
        dont_know=absences[Absence.DONT_KNOW],
    )


def _part(criteria: Iterable[Criterion], marks: Marks, scale: Scale) -> Part:
    points = possible = silent = Fraction(0)
    for criterion in criteria:
        mark = marks.get(criterion.id, UNANSWERED)
        weight = criterion.weight or Fraction(1)
        value = _value(mark, scale)
        if value is not None:
            points += weight * (value - scale.lowest)
            possible += weight * (scale.highest - scale.lowest)
        elif mark.absence in _SILENT:
            silent += weight * (scale.highest - scale.lowest)
    whole = possible + silent
    return Part(
        points,
        possible,
        points / possible if possible else None,
        points / whole if whole else None,
        (points + silent) / whole if whole else None,
    )


def _value(mark: Mark, scale: Scale) -> int | None:
    special = scale.special_mark(mark.special) if mark.special else None
    return special.counts_as if special else mark.level
