"""From what somebody typed or ticked to one answer: a level, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from essaim.diagnosis.domain.roles import Absence
from essaim.kernel.errors import DomainError

#: What the forms and files write besides a level.
DONT_KNOW, NOT_APPLICABLE = "DK", "NA"
MOST_REASON, MOST_COMMENT = 300, 2_000


@dataclass(frozen=True, slots=True)
class Typed:
    """What came in for one question, as text."""

    mark: str = ""
    reason: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """One answer that the rules accept."""

    level: int | None
    absence: Absence | None
    reason: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class MarkRule:
    """What a question accepts: its levels, and whether one may be « non concerné »."""

    criterion: str
    levels: Sequence[int]
    may_not_apply: bool = True
    needs_reason: bool = True


def read_answer(rule: MarkRule, typed: Typed) -> Given:
    """Return the answer *typed* under *rule*; nothing typed is unanswered, which is no level.

    >>> read_answer(MarkRule("c01", [1, 2, 3, 4]), Typed("3")).level
    3
    >>> read_answer(MarkRule("c01", [1, 2, 3, 4]), Typed()).absence
    <Absence.UNANSWERED: 'unanswered'>

    Raises:
        DomainError: ``level_unknown``, ``answer_needs_reason``, ``everyone_is_concerned``,
            ``words_too_long``, ``unreadable_words``.
    """
    reason = _words(rule, typed.reason, MOST_REASON)
    comment = _words(rule, typed.comment, MOST_COMMENT)
    mark = typed.mark.strip()
    if mark == DONT_KNOW:
        return Given(None, Absence.DONT_KNOW, comment=comment)
    if mark == NOT_APPLICABLE:
        if not rule.may_not_apply:
            raise DomainError("everyone_is_concerned", criterion=rule.criterion)
        if rule.needs_reason and not reason:
            raise DomainError("answer_needs_reason", criterion=rule.criterion)
        return Given(None, Absence.NOT_APPLICABLE, reason, comment)
    if not mark:
        return Given(None, Absence.UNANSWERED, comment=comment)
    known = {str(level): level for level in rule.levels}
    if mark not in known:
        raise DomainError("level_unknown", criterion=rule.criterion, value=mark[:20])
    return Given(known[mark], None, comment=comment)


def _words(rule: MarkRule, text: str, most: int) -> str:
    clean = "\n".join(line.rstrip() for line in text.strip().splitlines())
    if len(clean) > most:
        raise DomainError("words_too_long", criterion=rule.criterion, most=most)
    if any(sign != "\n" and not sign.isprintable() and not sign.isspace() for sign in clean):
        raise DomainError("unreadable_words")
    return clean


def check_some(given: Sequence[Given]) -> None:
    """Refuse a form sent without one answer: a word or « je ne sais pas » is one.

    Raises:
        DomainError: ``nothing_answered``.
    """
    if all(each.absence is Absence.UNANSWERED and not each.comment for each in given):
        raise DomainError("nothing_answered")
