"""The three families behind one door, and reading old marks under a newer version."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from essaim.frameworks.domain.additive import Additive, additive
from essaim.frameworks.domain.framework import Family, Framework
from essaim.frameworks.domain.hierarchical import Hierarchical, hierarchical
from essaim.frameworks.domain.marks import UNANSWERED, Marks, refusal
from essaim.frameworks.domain.profile import Profile, profile
from essaim.kernel.errors import DomainError

Score = Profile | Additive | Hierarchical


@dataclass(frozen=True, slots=True)
class Rereading:
    """The same marks under two versions, side by side: neither replaces the other.

    *dropped* were marked and no longer exist; *added* were never asked; *unreadable* have a
    mark that the new scale does not know. The last two count as unanswered in *under_new*.
    """

    under_old: Score
    under_new: Score
    dropped: tuple[str, ...]
    added: tuple[str, ...]
    unreadable: tuple[str, ...]


def score(framework: Framework, marks: Marks) -> Score:
    """Return what the marks amount to, by the rule of the framework's family.

    Raises:
        DomainError: ``nothing_to_score``, ``level_needs_evidence``,
            ``not_applicable_on_imperative``, ``unknown_criterion``, ``unknown_level``…
    """
    match _family(framework):
        case Family.PROFILE:
            return profile(framework, marks)
        case Family.ADDITIVE:
            return additive(framework, marks)
        case Family.HIERARCHICAL:
            return hierarchical(framework, marks)


def total(framework: Framework, marks: Marks) -> Fraction | None:
    """Return the one share, 0 to 1, that an additive framework gives; others have none.

    Raises:
        DomainError: ``total_of_profile``, ``total_of_hierarchy``, ``nothing_to_score``.
    """
    family = _family(framework)
    if family is not Family.ADDITIVE:
        code = "total_of_profile" if family is Family.PROFILE else "total_of_hierarchy"
        raise DomainError(code, framework=framework.urn)
    return additive(framework, marks).total.share


def reread(marks: Marks, old: Framework, new: Framework) -> Rereading:
    """Return what *marks*, given under *old*, amount to under both versions, unaltered.

    Raises:
        DomainError: ``other_framework`` when the two are not versions of one framework.
    """
    if old.id != new.id:
        raise DomainError("other_framework", old=old.urn, new=new.urn)
    known = {each for criterion in new.criteria for each in criterion.marked}
    before = {each for criterion in old.criteria for each in criterion.marked}
    kept = {key: mark for key, mark in marks.items() if key in known}
    unreadable = tuple(key for key, mark in kept.items() if refusal(new, key, mark))
    readable = kept | dict.fromkeys(unreadable, UNANSWERED)
    return Rereading(
        score(old, marks),
        score(new, readable),
        dropped=tuple(key for key in marks if key not in known),
        added=tuple(c.id for c in new.criteria if not before.intersection(c.marked)),
        unreadable=unreadable,
    )


def _family(framework: Framework) -> Family:
    if framework.scoring is None:
        raise DomainError("nothing_to_score", framework=framework.urn)
    return framework.scoring.family
