"""What was answered to a criterion: a level, a special mark, or one of four absences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from essaim.frameworks.domain.framework import Framework, NotApplicable, Scale
from essaim.kernel.errors import DomainError


class Absence(StrEnum):
    """Four absences, kept apart; none is the lowest level, none enters a median."""

    DONT_KNOW = "DK"
    NOT_APPLICABLE = "NA"
    UNANSWERED = "UNANSWERED"
    NOT_ASKED = "NOT_ASKED"


@dataclass(frozen=True, slots=True)
class Mark:
    """One answer; exactly one of *level*, *special* and *absence* says what it is."""

    level: int | None = None
    special: str = ""
    absence: Absence | None = None
    reason: str = ""
    has_evidence: bool = False

    def __post_init__(self) -> None:
        said = (self.level is not None, bool(self.special), self.absence is not None)
        if sum(said) != 1:
            raise DomainError("mark_not_one_answer")


UNANSWERED: Final = Mark(absence=Absence.UNANSWERED)
Marks = Mapping[str, Mark]


def read_mark(value: object, *, has_evidence: bool = False, reason: str = "") -> Mark:
    """Return the mark that a file or a form writes: 3, "NA", "DK", "STAR", or nothing.

    >>> read_mark(3).level, read_mark("NA").absence, read_mark(None) == UNANSWERED
    (3, <Absence.NOT_APPLICABLE: 'NA'>, True)
    >>> read_mark("STAR").special
    'STAR'

    Raises:
        DomainError: ``mark_unreadable``.
    """
    if value is None or value == "":
        return replace(UNANSWERED, has_evidence=has_evidence)
    if isinstance(value, int) and not isinstance(value, bool):
        return Mark(level=value, reason=reason, has_evidence=has_evidence)
    if isinstance(value, str) and value in set(Absence):
        return Mark(absence=Absence(value), reason=reason, has_evidence=has_evidence)
    if isinstance(value, str) and len(value) <= 20:
        return Mark(special=value, reason=reason, has_evidence=has_evidence)
    raise DomainError("mark_unreadable", value=str(value)[:40])


def check_mark(framework: Framework, mark_id: str, mark: Mark) -> Mark:
    """Return *mark* when the framework accepts it for that criterion or element.

    « Non concerné » on an imperative criterion is refused whatever the reason; a level that
    requires evidence is refused without a document.

    Raises:
        DomainError: ``unknown_criterion``, ``unknown_level``, ``level_needs_evidence``,
            ``unknown_special_mark``, ``not_applicable_on_imperative``,
            ``not_applicable_forbidden``, ``reason_required``, ``nothing_to_score``.
    """
    refused = refusal(framework, mark_id, mark)
    if refused is None and _needs_reason(framework.needed_scale(), mark):
        refused = None if mark.reason.strip() else DomainError("reason_required", criterion=mark_id)
    if refused:
        raise refused
    return mark


def check_marks(framework: Framework, marks: Marks) -> None:
    """Refuse marks that no score can hold; reasons are asked when answers are given.

    Raises:
        DomainError: as ``check_mark``, but for ``reason_required``.
    """
    for mark_id, mark in marks.items():
        refused = refusal(framework, mark_id, mark)
        if refused:
            raise refused


def refusal(framework: Framework, mark_id: str, mark: Mark) -> DomainError | None:
    """Return why no score can hold *mark*, ``None`` when it can."""
    criterion, scale = framework.criterion_marked(mark_id), framework.needed_scale()
    if mark.level is not None:
        return _level_refusal(scale, mark_id, mark.level, mark.has_evidence)
    special = scale.special_mark(mark.special) if mark.special else None
    if mark.special and special is None:
        return DomainError("unknown_special_mark", criterion=mark_id, value=mark.special)
    is_skipped = mark.absence is Absence.NOT_APPLICABLE
    if criterion.is_imperative and (is_skipped or (special and special.is_refused_on_imperative)):
        return DomainError("not_applicable_on_imperative", criterion=criterion.id)
    if is_skipped and scale.not_applicable is NotApplicable.FORBIDDEN:
        return DomainError("not_applicable_forbidden", criterion=mark_id)
    return None


def _level_refusal(
    scale: Scale, mark_id: str, value: int, has_evidence: bool
) -> DomainError | None:
    level = scale.level(value)
    if level is None:
        return DomainError("unknown_level", criterion=mark_id, value=value)
    if level.requires_evidence and not has_evidence:
        return DomainError("level_needs_evidence", criterion=mark_id, value=value)
    return None


def _needs_reason(scale: Scale, mark: Mark) -> bool:
    special = scale.special_mark(mark.special) if mark.special else None
    is_justified = scale.not_applicable is NotApplicable.JUSTIFIED
    return (special is not None and special.needs_reason) or (
        mark.absence is Absence.NOT_APPLICABLE and is_justified
    )
