"""A campaign opens only when people can be told what it is for; links say why they are shut."""

from dataclasses import replace
from datetime import date

import pytest

from essaim.diagnosis.domain.campaign import (
    TRANSITIONS,
    Anchor,
    CampaignState,
    Collector,
    Question,
    Terms,
    check_collector,
    check_questions,
    check_step,
    check_terms,
)
from essaim.diagnosis.domain.links import LinkFacts, LinkKind, LinkRefusal, check_places, refusal
from essaim.diagnosis.domain.roles import CollectionMode, RespondentRole
from essaim.kernel.errors import DomainError

TODAY = date(2027, 2, 1)
TERMS = Terms("Écouter", date(2027, 1, 12), False, True, date(2027, 3, 31))
OPEN = LinkFacts(False, date(2027, 2, 28), False, False, places=12, taken=3, has_own_place=False)
ANCHORS = tuple(Anchor(level, f"niveau {level}", f"level {level}") for level in (1, 2, 3, 4))


def question(number: int, role: RespondentRole = RespondentRole.CARE_WORKER) -> Question:
    return Question(role, f"c{number:02}", "Est-ce vrai ?", "Is it true?", ANCHORS)


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ({"purpose": " "}, "no_purpose"),
        ({"cse_informed_on": None}, "no_cse_word"),
        ({"has_no_cse": True}, "no_cse_word"),
        ({"cse_informed_on": date(2027, 2, 2)}, "cse_informed_later"),
        ({"is_paid_time": None}, "no_paid_time_word"),
        ({"promised_on": None}, "no_promised_answer"),
        ({"promised_on": TODAY}, "promised_answer_past"),
    ],
)
def test_a_campaign_does_not_open_without_its_terms(missing: dict[str, object], code: str) -> None:
    check_terms(TERMS, today=TODAY)

    with pytest.raises(DomainError, match=code):
        check_terms(replace(TERMS, **missing), today=TODAY)  # type: ignore[arg-type]


def test_no_staff_committee_is_said_not_left_blank() -> None:
    check_terms(replace(TERMS, cse_informed_on=None, has_no_cse=True), today=TODAY)


@pytest.mark.parametrize("now", CampaignState)
@pytest.mark.parametrize("then", CampaignState)
def test_a_campaign_passes_only_by_its_table(now: CampaignState, then: CampaignState) -> None:
    if then in TRANSITIONS[now]:
        assert check_step(now, then) is then
    else:
        with pytest.raises(DomainError, match="campaign_step_refused"):
            check_step(now, then)


def test_care_workers_are_asked_eight_questions_and_managers_twenty_one() -> None:
    managers = [question(number, RespondentRole.MIDDLE_MANAGER) for number in range(1, 22)]
    workers = [question(number) for number in range(1, 9)]

    check_questions([*managers, *workers])
    with pytest.raises(DomainError, match="too_many_questions"):
        check_questions([*workers, question(9)])


@pytest.mark.parametrize(("asked", "code"), [([], "nothing_asked"), ([1, 1], "asked_twice")])
def test_something_is_asked_and_only_once(asked: list[int], code: str) -> None:
    with pytest.raises(DomainError, match=code):
        check_questions([question(number) for number in asked])


def test_a_question_has_words_and_says_every_level() -> None:
    question(1).check([1, 2, 3, 4])
    with pytest.raises(DomainError, match="question_without_words"):
        replace(question(1), fr="").check([1, 2, 3, 4])
    with pytest.raises(DomainError, match="anchors_incomplete"):
        replace(question(1), anchors=ANCHORS[:3]).check([1, 2, 3, 4])


@pytest.mark.parametrize(
    ("mode", "collector", "code"),
    [
        (CollectionMode.ONLINE, Collector(1, False, False), "mode_has_no_collector"),
        (CollectionMode.PAPER, Collector(None, False, False), "no_collector"),
        (CollectionMode.PHONE, Collector(1, True, False), "collected_by_employer"),
        (CollectionMode.VISIT, Collector(1, False, True), "collected_by_care_giver"),
    ],
)
def test_neither_employer_nor_care_giver_holds_the_pen(
    mode: CollectionMode, collector: Collector, code: str
) -> None:
    with pytest.raises(DomainError, match=code):
        check_collector(mode, collector)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, None),
        ({"is_revoked": True}, LinkRefusal.REVOKED),
        ({"expires_on": date(2027, 1, 31)}, LinkRefusal.EXPIRED),
        ({"expires_on": TODAY}, None),
        ({"is_round_draft": True}, LinkRefusal.NOT_OPEN),
        ({"is_round_closed": True}, LinkRefusal.CLOSED),
        ({"taken": 12}, LinkRefusal.FULL),
        ({"taken": 12, "has_own_place": True}, None),
    ],
)
def test_a_link_says_why_it_is_shut(change: dict[str, object], expected: object) -> None:
    assert refusal(replace(OPEN, **change), today=TODAY) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "places"), [(LinkKind.PERSONAL, 2), (LinkKind.ROLE, 0), (LinkKind.ROLE, 10**9)]
)
def test_a_link_serves_a_sane_number_of_people(kind: LinkKind, places: int) -> None:
    with pytest.raises(DomainError, match="link_places"):
        check_places(kind, places)
