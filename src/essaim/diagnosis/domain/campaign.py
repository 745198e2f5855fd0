"""The life of a campaign: what must be known before it opens, who is asked what, when it ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from essaim.diagnosis.domain.roles import (
    COLLECTED_MODES,
    MOST_PLAIN_QUESTIONS,
    PLAIN_ROLES,
    CollectionMode,
    RespondentRole,
)
from essaim.kernel.errors import DomainError


class CampaignState(StrEnum):
    """The adviser opens and closes; the adviser publishes once, then may open the next round."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"


TRANSITIONS: dict[CampaignState, frozenset[CampaignState]] = {
    CampaignState.DRAFT: frozenset({CampaignState.OPEN}),
    CampaignState.OPEN: frozenset({CampaignState.CLOSED}),
    CampaignState.CLOSED: frozenset({CampaignState.PUBLISHED}),
    CampaignState.PUBLISHED: frozenset({CampaignState.OPEN}),
}


def check_step(now: CampaignState, then: CampaignState) -> CampaignState:
    """Return *then* when a campaign may pass to it from *now*.

    >>> check_step(CampaignState.DRAFT, CampaignState.OPEN)
    <CampaignState.OPEN: 'open'>

    Raises:
        DomainError: ``campaign_step_refused``.
    """
    if then not in TRANSITIONS[now]:
        raise DomainError("campaign_step_refused", now=now, then=then)
    return then


@dataclass(frozen=True, slots=True)
class Terms:
    """What respondents are told before they answer; nothing is assumed in their place."""

    purpose: str
    cse_informed_on: date | None
    has_no_cse: bool
    is_paid_time: bool | None
    promised_on: date | None


def check_terms(terms: Terms, *, today: date) -> None:
    """Refuse to open without purpose, staff committee, paid time, and the date of the answer.

    >>> check_terms(Terms("Écouter", None, True, True, date(2027, 3, 31)), today=date(2027, 2, 1))

    Raises:
        DomainError: ``no_purpose``, ``no_cse_word``, ``cse_informed_later``, ``no_paid_time_word``,
            ``no_promised_answer``, ``promised_answer_past``.
    """
    if not terms.purpose.strip():
        raise DomainError("no_purpose")
    if (terms.cse_informed_on is None) != terms.has_no_cse:
        raise DomainError("no_cse_word")
    if terms.cse_informed_on and terms.cse_informed_on > today:
        raise DomainError("cse_informed_later", date=terms.cse_informed_on)
    if terms.is_paid_time is None:
        raise DomainError("no_paid_time_word")
    if terms.promised_on is None:
        raise DomainError("no_promised_answer")
    if terms.promised_on <= today:
        raise DomainError("promised_answer_past", date=terms.promised_on)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What one level means in the words of a role."""

    value: int
    fr: str
    en: str


@dataclass(frozen=True, slots=True)
class Question:
    """One criterion put to one role, with a meaning for each level of the scale."""

    role: RespondentRole
    criterion: str
    fr: str
    en: str
    anchors: tuple[Anchor, ...]

    def check(self, levels: Sequence[int]) -> None:
        """Refuse a question without words, or whose anchors leave a level unsaid.

        Raises:
            DomainError: ``question_without_words``, ``anchors_incomplete``.
        """
        if not self.fr.strip():
            raise DomainError("question_without_words", role=self.role, criterion=self.criterion)
        said = [anchor.value for anchor in self.anchors if anchor.fr.strip()]
        if said != list(levels):
            raise DomainError("anchors_incomplete", role=self.role, criterion=self.criterion)


def check_questions(questions: Sequence[Question]) -> None:
    """Refuse a campaign that asks nothing, the same thing twice, or too much of plain roles.

    Raises:
        DomainError: ``nothing_asked``, ``asked_twice``, ``too_many_questions``.
    """
    if not questions:
        raise DomainError("nothing_asked")
    keys = [(each.role, each.criterion) for each in questions]
    for role, criterion in keys:
        if keys.count((role, criterion)) > 1:
            raise DomainError("asked_twice", role=role, criterion=criterion)
    for role in PLAIN_ROLES:
        asked = sum(each.role == role for each in questions)
        if asked > MOST_PLAIN_QUESTIONS:
            raise DomainError("too_many_questions", role=role, n=asked, most=MOST_PLAIN_QUESTIONS)


@dataclass(frozen=True, slots=True)
class Collector:
    """Who writes down somebody else's answer, in what capacity."""

    account_id: int | None
    is_employer: bool
    gives_the_help: bool


def check_collector(mode: CollectionMode, collector: Collector) -> None:
    """Refuse the employer's hand, and the hand that gives the help, whatever the mode.

    >>> adviser = Collector(12, is_employer=False, gives_the_help=False)
    >>> check_collector(CollectionMode.PAPER, adviser)

    Raises:
        DomainError: ``mode_has_no_collector``, ``no_collector``, ``collected_by_employer``,
            ``collected_by_care_giver``.
    """
    if mode not in (*COLLECTED_MODES, CollectionMode.COLLECTIVE):
        raise DomainError("mode_has_no_collector", mode=mode)
    if collector.account_id is None:
        raise DomainError("no_collector", mode=mode)
    if collector.is_employer:
        raise DomainError("collected_by_employer")
    if collector.gives_the_help:
        raise DomainError("collected_by_care_giver")
