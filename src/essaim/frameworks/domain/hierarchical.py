"""Hierarchical: plain means upwards, special marks, and the veto of imperative criteria."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from essaim.frameworks.domain.framework import Criterion, Framework, Scale
from essaim.frameworks.domain.marks import UNANSWERED, Mark, Marks, check_marks
from essaim.frameworks.domain.numbers import mean

Means = Mapping[str, Fraction | None]


@dataclass(frozen=True, slots=True)
class Hierarchical:
    """Means in levels of the scale, ``None`` where nothing was marked; never rounded up."""

    criteria: Means
    objectives: Means
    themes: Means
    chapters: Means
    mastered: tuple[str, ...]
    action_plan_required: tuple[str, ...]
    reported: Mapping[str, int]


def hierarchical(framework: Framework, marks: Marks) -> Hierarchical:
    """Return the means from element to chapter, and what the imperative criteria require.

    A criterion is mastered only when every element that applies has the highest mark, whatever
    the mean: an unsuited answer or a silence is not mastery. A theme told by several chapters
    counts in each with its criteria of that chapter.

    Raises:
        DomainError: ``not_applicable_on_imperative``, ``unknown_level``…
    """
    check_marks(framework, marks)
    scale, criteria = framework.needed_scale(), framework.criteria
    means = {each.id: _criterion_mean(each, marks, scale) for each in criteria}
    special = Counter(mark.special for mark in marks.values())
    return Hierarchical(
        criteria=means,
        objectives=_objectives(criteria, means),
        themes={each.id: _theme(_in_theme(criteria, each.id), means) for each in framework.themes},
        chapters={each.id: _chapter(framework, each.id, means) for each in framework.axes},
        mastered=tuple(each.id for each in criteria if _is_mastered(each, marks, scale)),
        action_plan_required=_action_plans(framework, means),
        reported={mark.code: special[mark.code] for mark in scale.special},
    )


def _criterion_mean(criterion: Criterion, marks: Marks, scale: Scale) -> Fraction | None:
    values = (_value(marks.get(each, UNANSWERED), scale) for each in criterion.marked)
    return mean(None if value is None else Fraction(value) for value in values)


def _value(mark: Mark, scale: Scale) -> int | None:
    special = scale.special_mark(mark.special) if mark.special else None
    return special.counts_as if special else mark.level


def _is_mastered(criterion: Criterion, marks: Marks, scale: Scale) -> bool:
    """At least one element applies, and each that applies is at the top."""
    found = [marks.get(each, UNANSWERED) for each in criterion.marked]
    applying = [mark for mark in found if not _leaves(mark, scale)]
    return bool(applying) and all(_value(mark, scale) == scale.highest for mark in applying)


def _leaves(mark: Mark, scale: Scale) -> bool:
    special = scale.special_mark(mark.special) if mark.special else None
    return special is not None and special.needs_reason and special.counts_as is None


def _action_plans(framework: Framework, means: Means) -> tuple[str, ...]:
    """Return the imperative criteria whose mean is known and too low."""
    below = framework.scoring.action_plan_below if framework.scoring else None
    return tuple(
        each.id
        for each in framework.criteria
        if each.is_imperative and _is_below(means[each.id], below)
    )


def _is_below(value: Fraction | None, below: int | None) -> bool:
    return value is not None and below is not None and value < below


def _objectives(criteria: tuple[Criterion, ...], means: Means) -> Means:
    by_objective: dict[str, list[Fraction | None]] = {}
    for each in criteria:
        if each.objective:
            by_objective.setdefault(each.objective, []).append(means[each.id])
    return {objective: mean(values) for objective, values in by_objective.items()}


def _in_theme(criteria: tuple[Criterion, ...], theme: str) -> tuple[Criterion, ...]:
    return tuple(each for each in criteria if each.theme == theme)


def _theme(criteria: tuple[Criterion, ...], means: Means) -> Fraction | None:
    """Take a criterion without an objective as an objective of its own."""
    groups: dict[str, list[Fraction | None]] = {}
    for each in criteria:
        groups.setdefault(each.objective or f"/{each.id}", []).append(means[each.id])
    return mean(mean(values) for values in groups.values())


def _chapter(framework: Framework, axis: str, means: Means) -> Fraction | None:
    inside = tuple(each for each in framework.criteria if each.axis == axis)
    themes = dict.fromkeys(each.theme for each in inside if each.theme)
    alone = tuple(each for each in inside if each.theme is None)
    groups = [_theme(_in_theme(inside, theme), means) for theme in themes]
    return mean([*groups, *(means[each.id] for each in alone)])
