"""Profile: what was answered, axis by axis; never a total."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from essaim.frameworks.domain.framework import Framework
from essaim.frameworks.domain.marks import UNANSWERED, Absence, Mark, Marks, check_marks
from essaim.frameworks.domain.numbers import median, share


@dataclass(frozen=True, slots=True)
class AxisProfile:
    """What is known of one axis; shares are 0 to 1, ``None`` where nothing can be said."""

    axis: str
    distribution: tuple[tuple[int, int], ...]
    special: tuple[tuple[str, int], ...]
    median: Fraction | None
    coverage: Fraction | None
    evidenced_share: Fraction | None
    not_applicable: int
    dont_know: int
    unanswered: int
    not_asked: int


@dataclass(frozen=True, slots=True)
class Profile:
    axes: tuple[AxisProfile, ...]

    def axis(self, axis_id: str) -> AxisProfile:
        return next(axis for axis in self.axes if axis.axis == axis_id)


def profile(framework: Framework, marks: Marks) -> Profile:
    """Return the profile of *marks*, in the order of the axes.

    A criterion without a mark is unanswered. Coverage is answered / (answered + unanswered);
    who does not know has not answered, and is counted apart.

    Raises:
        DomainError: ``unknown_criterion``, ``unknown_level``, ``level_needs_evidence``…
    """
    check_marks(framework, marks)
    by_axis: dict[str, list[Mark]] = {axis.id: [] for axis in framework.axes}
    for criterion in framework.criteria:
        for each in criterion.marked:
            by_axis[criterion.axis].append(marks.get(each, UNANSWERED))
    levels = [level.value for level in framework.needed_scale().levels]
    return Profile(tuple(_axis(axis, found, levels) for axis, found in by_axis.items()))


def _axis(axis: str, marks: list[Mark], levels: Iterable[int]) -> AxisProfile:
    absences = Counter(mark.absence for mark in marks if mark.absence)
    special = Counter(mark.special for mark in marks if mark.special)
    answered = [mark for mark in marks if mark.level is not None]
    values = [mark.level for mark in answered if mark.level is not None]
    silent = absences[Absence.UNANSWERED] + absences[Absence.DONT_KNOW]
    return AxisProfile(
        axis=axis,
        distribution=tuple((level, values.count(level)) for level in levels),
        special=tuple(sorted(special.items())),
        median=median(values),
        coverage=share(len(answered), len(answered) + silent),
        evidenced_share=share(sum(mark.has_evidence for mark in answered), len(answered)),
        not_applicable=absences[Absence.NOT_APPLICABLE],
        dont_know=absences[Absence.DONT_KNOW],
        unanswered=absences[Absence.UNANSWERED],
        not_asked=absences[Absence.NOT_ASKED],
    )
