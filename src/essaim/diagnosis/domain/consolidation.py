"""What a consolidation meeting decides of a criterion, and when it must say why."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

from essaim.diagnosis.domain.crossed_views import RoleView
from essaim.kernel.errors import DomainError

#: Nobody holds a larger meeting; more is a typing error.
MOST_ABSTENTIONS = 200


@dataclass(frozen=True, slots=True)
class Decision:
    """What was typed of one criterion; with neither level nor « non concerné », a draft."""

    level: int | None = None
    is_not_applicable: bool = False
    reason: str = ""
    abstentions: int = 0

    @property
    def is_draft(self) -> bool:
        return self.level is None and not self.is_not_applicable


def check_decision(criterion: str, decision: Decision, *, levels: Collection[int]) -> None:
    """Refuse what no meeting can decide; a missing reason is refused later, at signature.

    >>> check_decision("c01", Decision(2, reason="Vu des deux côtés."), levels=[1, 2, 3, 4])

    Raises:
        DomainError: ``rating_off_scale``, ``rating_and_not_applicable``,
            ``abstentions_out_of_range``.
    """
    if decision.level is not None and decision.is_not_applicable:
        raise DomainError("rating_and_not_applicable", criterion=criterion)
    if decision.level is not None and decision.level not in levels:
        raise DomainError("rating_off_scale", criterion=criterion)
    if not 0 <= decision.abstentions <= MOST_ABSTENTIONS:
        raise DomainError("abstentions_out_of_range", criterion=criterion, most=MOST_ABSTENTIONS)


def needs_reason(decision: Decision, views: Iterable[RoleView]) -> bool:
    """Return whether the decision must say why: it differs from every median shown.

    >>> from essaim.diagnosis.domain.crossed_views import Standing
    >>> shown = RoleView(Standing.SHOWN, 5, Fraction(3))
    >>> needs_reason(Decision(3), [shown]), needs_reason(Decision(2), [shown])
    (False, True)
    >>> needs_reason(Decision(is_not_applicable=True), [shown])
    True
    """
    if decision.is_draft:
        return False
    medians = {view.median for view in views if view.median is not None}
    return decision.level is None or Fraction(decision.level) not in medians


def is_complete(decision: Decision, views: Iterable[RoleView]) -> bool:
    """Return whether the decision may be signed: taken, and said why where it must be."""
    if decision.is_draft:
        return False
    return bool(decision.reason.strip()) or not needs_reason(decision, views)
