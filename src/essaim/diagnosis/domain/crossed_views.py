"""The same criterion seen by several roles: what may be shown, and how far the views part.

Rules: each group keeps its own median; what is shown of it depends on its size; the gap is taken
among the groups shown, never averaged away. Levels are whole numbers of one scale.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from essaim.diagnosis.domain.roles import MAY_STAND_ALONE, Absence, RespondentRole
from essaim.kernel.errors import DomainError

#: Respondents from which a group is shown inside an organisation, unless a dated value says more.
DEFAULT_THRESHOLD = 5
#: A collective answer is the group's own statement: shown from two people.
LEAST_COLLECTIVE = 2
#: The words of the gap were chosen on scales at least this long.
LONG_SCALE = 4


@dataclass(frozen=True, slots=True)
class Scale:
    """Whole levels from *least* to *most*, both included."""

    least: int = 1
    most: int = 4

    def __post_init__(self) -> None:
        if self.most <= self.least:
            raise DomainError("scale_reversed", least=self.least, most=self.most)

    def __contains__(self, level: int) -> bool:
        return self.least <= level <= self.most

    def __len__(self) -> int:
        return self.most - self.least + 1


@dataclass(frozen=True, slots=True)
class Collective:
    """What *n* people answered together; *level* is ``None`` when they do not agree."""

    n: int
    level: int | None

    def __post_init__(self) -> None:
        if self.n < LEAST_COLLECTIVE:
            raise DomainError("collective_too_small", n=self.n)


#: One person's answer: a level of the scale, or why there is none.
Mark = int | Absence
#: What one role gave on one criterion: one mark each, or one answer together; never both.
RoleAnswers = Sequence[Mark] | Collective


class Standing(StrEnum):
    """In what quality a role appears on a criterion."""

    SHOWN = "shown"
    COLLECTIVE = "collective"
    ALONE = "alone"
    HIDDEN = "hidden"


class GapLevel(StrEnum):
    """The words of a gap: below 1, from 1, from 2."""

    NONE = "none"
    TO_DISCUSS = "to_discuss"
    DISAGREEMENT = "disagreement"


@dataclass(frozen=True, slots=True)
class RoleView:
    """What may be said of one role on one criterion; nothing at all when it is hidden."""

    standing: Standing
    n: int | None = None
    median: Fraction | None = None
    dispersion: Fraction | None = None

    @property
    def is_shown(self) -> bool:
        return self.standing is not Standing.HIDDEN

    @property
    def is_in_gap(self) -> bool:
        """A head shown alone stays outside; so does a group that does not agree on a level."""
        counted = self.standing in (Standing.SHOWN, Standing.COLLECTIVE)
        return counted and self.median is not None


HIDDEN = RoleView(Standing.HIDDEN)


@dataclass(frozen=True, slots=True)
class CriterionView:
    """One criterion seen by every role that was asked."""

    roles: Mapping[RespondentRole, RoleView]
    gap: Fraction | None
    level: GapLevel | None

    @property
    def highest_dispersion(self) -> Fraction:
        spreads = (view.dispersion for view in self.roles.values())
        return max((each for each in spreads if each is not None), default=Fraction(0))


@dataclass(frozen=True, slots=True)
class CrossedViews:
    """All criteria of a round; *ranking* puts the widest gap first, unknown gaps last."""

    criteria: Mapping[str, CriterionView]
    ranking: tuple[str, ...] = field(default=())
    masked: tuple[tuple[str, RespondentRole], ...] = field(default=())


def median(levels: Sequence[int]) -> Fraction:
    """Return the middle level, or the mean of the two middle ones; *levels* is not empty.

    >>> median([3, 3, 4, 2, 3]), median([1, 2])
    (Fraction(3, 1), Fraction(3, 2))
    """
    ordered = sorted(levels)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return Fraction(ordered[half])
    return Fraction(ordered[half - 1] + ordered[half], 2)


def dispersion(levels: Sequence[int]) -> Fraction:
    """Return the mean distance to the median, in levels; *levels* is not empty.

    >>> dispersion([3, 3, 4, 2, 3]), dispersion([1, 2, 1, 1, 2, 2, 1, 3, 1, 2, 1, 1])
    (Fraction(2, 5), Fraction(1, 2))
    """
    middle = median(levels)
    return Fraction(sum(abs(level - middle) for level in levels), len(levels))


def view_role(
    role: RespondentRole,
    answers: RoleAnswers,
    *,
    threshold: int = DEFAULT_THRESHOLD,
    consent_alone: Collection[RespondentRole] = (),
) -> RoleView:
    """Return what may be shown of one role: only levels count, absences make no group larger.

    Somebody alone in a role is shown by own consent, as one person, only when nobody else of the
    role was there at all.

    >>> view_role(RespondentRole.MIDDLE_MANAGER, [3, 3]).is_shown
    False
    >>> view_role(RespondentRole.MIDDLE_MANAGER, Collective(2, 3)).median
    Fraction(3, 1)
    """
    if isinstance(answers, Collective):
        level = None if answers.level is None else Fraction(answers.level)
        return RoleView(Standing.COLLECTIVE, answers.n, level)
    levels = [mark for mark in answers if not isinstance(mark, Absence)]
    if len(levels) >= threshold:
        return RoleView(Standing.SHOWN, len(levels), median(levels), dispersion(levels))
    if role in consent_alone and len(levels) == len(answers) == 1:
        return RoleView(Standing.ALONE, 1, Fraction(levels[0]))
    return HIDDEN


def gap(views: Collection[RoleView]) -> Fraction | None:
    """Return highest less lowest median of the groups shown; ``None`` below two, which is not 0.

    >>> managers = RoleView(Standing.SHOWN, 5, Fraction(3))
    >>> gap([managers, RoleView(Standing.COLLECTIVE, 3, Fraction(1))])
    Fraction(2, 1)
    """
    medians = [view.median for view in views if view.is_in_gap and view.median is not None]
    return max(medians) - min(medians) if len(medians) > 1 else None


def gap_level(width: Fraction | None, scale: Scale) -> GapLevel | None:
    """Return the word of a gap; on fewer than four levels nothing is called a disagreement.

    >>> gap_level(Fraction(2), Scale())
    <GapLevel.DISAGREEMENT: 'disagreement'>
    """
    if width is None:
        return None
    if width >= 2 and len(scale) >= LONG_SCALE:
        return GapLevel.DISAGREEMENT
    return GapLevel.TO_DISCUSS if width >= 1 else GapLevel.NONE


def cross_views(
    criteria: Mapping[str, Mapping[RespondentRole, RoleAnswers]],
    *,
    scale: Scale | None = None,
    threshold: int = DEFAULT_THRESHOLD,
    consent_alone: Collection[RespondentRole] = (),
) -> CrossedViews:
    """Return what may be shown of a round, criterion by criterion, in the order given.

    >>> managers, workers = RespondentRole.MIDDLE_MANAGER, RespondentRole.CARE_WORKER
    >>> views = cross_views({"c01": {managers: [3, 3, 4, 2, 3], workers: Collective(3, 1)}})
    >>> views.criteria["c01"].gap, views.criteria["c01"].level
    (Fraction(2, 1), <GapLevel.DISAGREEMENT: 'disagreement'>)

    Raises:
        DomainError: ``no_free_consent``, ``level_off_scale``, ``threshold_too_low``.
    """
    scale = scale or Scale()
    _check_frame(threshold, consent_alone)
    _check_levels(criteria, scale)
    return assemble(
        {
            code: {
                role: view_role(role, answers, threshold=threshold, consent_alone=consent_alone)
                for role, answers in roles.items()
            }
            for code, roles in criteria.items()
        },
        scale,
    )


def assemble(
    criteria: Mapping[str, Mapping[RespondentRole, RoleView]], scale: Scale
) -> CrossedViews:
    """Return views already decided role by role with their gaps, ranking and masks.

    >>> assemble({"c01": {RespondentRole.FUNDER: HIDDEN}}, Scale()).masked
    (('c01', <RespondentRole.FUNDER: 'funder'>),)
    """
    widths = {code: gap(views.values()) for code, views in criteria.items()}
    seen = {
        code: CriterionView(views, widths[code], gap_level(widths[code], scale))
        for code, views in criteria.items()
    }
    masked = tuple(
        (code, role)
        for code, views in criteria.items()
        for role, view in views.items()
        if not view.is_shown
    )
    return CrossedViews(seen, rank(seen), masked)


def rank(criteria: Mapping[str, CriterionView]) -> tuple[str, ...]:
    """Return the codes by gap, then highest dispersion, then given order; unknown gaps last.

    >>> wide, unknown = CriterionView({}, Fraction(2), None), CriterionView({}, None, None)
    >>> rank({"c01": unknown, "c02": wide})
    ('c02', 'c01')
    """

    def place(code: str) -> tuple[bool, Fraction, Fraction]:
        view = criteria[code]
        return view.gap is None, -(view.gap or Fraction(0)), -view.highest_dispersion

    return tuple(sorted(criteria, key=place))


def _check_frame(threshold: int, consent_alone: Collection[RespondentRole]) -> None:
    if threshold < 1:
        raise DomainError("threshold_too_low", threshold=threshold)
    for role in consent_alone:
        if role != MAY_STAND_ALONE:
            raise DomainError("no_free_consent", role=role)


def _check_levels(
    criteria: Mapping[str, Mapping[RespondentRole, RoleAnswers]], scale: Scale
) -> None:
    for code, roles in criteria.items():
        for role, answers in roles.items():
            given = [answers.level] if isinstance(answers, Collective) else answers
            for mark in given:
                if isinstance(mark, int) and mark not in scale:
                    facts = {"criterion": code, "role": role, "level": str(mark)[:40]}
                    bounds = {"least": scale.least, "most": scale.most}
                    raise DomainError("level_off_scale", **facts, **bounds)
