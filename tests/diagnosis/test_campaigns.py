"""Campaigns from draft to published: the adviser's acts, and what each refuses."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from diagnosis.campaigns import JOBS, Made, opened, prepare, terms, today
from django.core.exceptions import ObjectDoesNotExist

from essaim.diagnosis import queries, services
from essaim.diagnosis.domain.answers import Typed
from essaim.diagnosis.domain.campaign import Anchor, Question
from essaim.diagnosis.domain.crossed_views import Standing
from essaim.diagnosis.domain.roles import CollectionMode, RespondentRole
from essaim.diagnosis.models import PublishedFigure, ReleasedExcerpt
from essaim.journeys.story import Story
from essaim.kernel.errors import DomainError
from essaim.platform import services as platform_services
from essaim.platform.domain.viewer import HOUSE, Role

MANAGER, WORKER = RespondentRole.MIDDLE_MANAGER, RespondentRole.CARE_WORKER
USER, HEAD = RespondentRole.SERVICE_USER, RespondentRole.SENIOR_MANAGER
ANCHORS = tuple(Anchor(level, f"niveau {level}", f"level {level}") for level in (1, 2, 3, 4))


def test_a_campaign_asks_what_its_framework_asks(story: Story) -> None:
    made = prepare(story)

    assert dict(queries.asked_roles(made.campaign.pk)) == {
        HEAD: 21, MANAGER: 21, WORKER: 8, USER: 2,
        RespondentRole.FAMILY_CARER: 2, RespondentRole.BOARD_MEMBER: 4,
    }  # fmt: skip


def test_it_opens_only_with_its_promise_and_says_so(story: Story) -> None:
    made = prepare(story)
    services.write_terms(
        campaign_id=made.campaign.pk,
        version=1,
        draft=replace(terms(), promised_on=None),
        by=made.by,
    )

    with pytest.raises(DomainError, match="no_promised_answer"):
        services.open_campaign(campaign_id=made.campaign.pk, by=made.by)
    assert made.current.opened_on is None


def test_two_people_writing_the_same_draft_do_not_overwrite_each_other(story: Story) -> None:
    made = prepare(story)
    services.write_terms(campaign_id=made.campaign.pk, version=1, draft=terms(), by=made.by)

    with pytest.raises(DomainError, match="campaign_changed"):
        services.write_terms(campaign_id=made.campaign.pk, version=1, draft=terms(), by=made.by)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_an_absurd_date_is_refused(story: Story, day: date) -> None:
    made = prepare(story)

    with pytest.raises(DomainError, match="date_out_of_range"):
        services.write_terms(
            campaign_id=made.campaign.pk,
            version=1,
            draft=replace(terms(), promised_on=day),
            by=made.by,
        )


def test_an_employer_never_operates_the_installation_of_its_answers(story: Story) -> None:
    made = prepare(story)
    director = story.person(Role.DIRECTOR, "amandier")
    platform_services.grant_role(
        organisation_id=story.ids["garrigue"],
        account_id=director.account_id or 0,
        role=Role.OPERATOR,
        by=story.person(Role.OPERATOR),
    )

    with pytest.raises(DomainError, match="employer_is_operator"):
        services.open_campaign(campaign_id=made.campaign.pk, by=made.by)


def test_one_more_role_is_asked_when_its_question_is_written(story: Story) -> None:
    made = prepare(story)
    question = Question(USER, "c01", "L’équipe reste-t-elle la même ?", "", ANCHORS)

    services.write_question(campaign_id=made.campaign.pk, question=question, by=made.by)

    asked = queries.questions_of(made.campaign.pk, USER).values_list("criterion", flat=True)
    assert list(asked) == ["c01", "c15", "c16"]
    with pytest.raises(DomainError, match="anchors_incomplete"):
        services.write_question(
            campaign_id=made.campaign.pk, question=replace(question, anchors=()), by=made.by
        )


def test_a_published_campaign_is_not_opened_again_without_a_new_promise(story: Story) -> None:
    made = opened(story)
    made.answers(JOBS)
    made.publish()

    with pytest.raises(DomainError, match="campaign_not_draft"):
        services.open_campaign(campaign_id=made.campaign.pk, by=made.by)


def test_questions_do_not_change_once_it_is_open(story: Story) -> None:
    made = opened(story)

    with pytest.raises(DomainError, match="campaign_not_draft"):
        services.choose_roles(campaign_id=made.campaign.pk, roles=[WORKER], by=made.by)


def test_the_worked_example_is_published_and_frozen(story: Story) -> None:
    made = opened(story)
    made.answers(JOBS)
    current = made.publish()

    views = queries.published_views(current)
    assert views is not None
    jobs = views.criteria["c01"]
    assert (jobs.roles[MANAGER].median, jobs.roles[WORKER].median) == (Fraction(3), Fraction(1))
    assert jobs.gap == 2
    assert jobs.roles[HEAD].standing is Standing.HIDDEN
    assert views.ranking[0] == "c01"
    assert queries.privacy_findings() == []


def test_two_managers_answer_together_and_the_gap_comes_back(story: Story) -> None:
    made = opened(story)
    made.answers({MANAGER: [3, 3], WORKER: JOBS[WORKER]})
    assert queries.computed_views(made.current).criteria["c01"].gap is None

    services.note_collective_answer(
        round_id=made.current.pk, role=MANAGER, n=2,
        levels={"c01": services.TypedLevel("3"), "c02": services.TypedLevel("none")}, by=made.by,
    )  # fmt: skip
    assert queries.computed_views(made.current).criteria["c01"].gap is None
    services.accept_collective_answer(
        round_id=made.current.pk, role=MANAGER, is_read_back=True, by=made.by
    )

    view = queries.computed_views(made.current).criteria["c01"]
    assert view.gap == 2
    assert (view.roles[MANAGER].n, view.roles[MANAGER].standing) == (2, Standing.COLLECTIVE)
    made.publish()
    assert queries.privacy_findings() == []


@pytest.mark.parametrize(
    ("n", "levels", "code"),
    [
        (1, {"c01": "3"}, "collective_too_small"),
        (2, {"c01": "5"}, "level_unknown"),
        (2, {"c99": "3"}, "criterion_not_asked"),
        (2, {}, "nothing_answered"),
    ],
)
def test_a_collective_answer_has_a_group_a_level_and_a_question(
    story: Story, n: int, levels: dict[str, str], code: str
) -> None:
    made = opened(story)

    with pytest.raises(DomainError, match=code):
        services.note_collective_answer(
            round_id=made.current.pk, role=MANAGER, n=n, by=made.by,
            levels={key: services.TypedLevel(mark) for key, mark in levels.items()},
        )  # fmt: skip


def test_a_role_already_shown_has_no_collective_answer_added(story: Story) -> None:
    made = opened(story)
    made.answers({WORKER: [1, 2, 3, 4, 1]})

    with pytest.raises(DomainError, match="collective_not_needed"):
        services.note_collective_answer(
            round_id=made.current.pk, role=WORKER, n=3,
            levels={"c01": services.TypedLevel("1")}, by=made.by,
        )  # fmt: skip


def test_no_answer_enters_a_closed_round_and_the_next_one_starts_empty(story: Story) -> None:
    made = opened(story)
    made.answers(JOBS)
    made.publish()

    with pytest.raises(DomainError, match="round_not_open"):
        made.answer(WORKER, c01=Typed("1"))
    services.open_next_round(
        campaign_id=made.campaign.pk, promised_on=terms().promised_on, by=made.by
    )
    assert made.current.number == 2
    made.answer(WORKER, c01=Typed("1"))
    assert queries.computed_views(made.current).criteria["c01"].gap is None


def test_the_employer_never_collects_and_others_carry_nothing(story: Story) -> None:
    made = opened(story)
    platform_services.grant_role(
        organisation_id=story.ids["amandier"],
        account_id=made.by.account_id or 0,
        role=Role.BOARD_MEMBER,
        by=story.person(Role.DIRECTOR, "amandier"),
    )

    with pytest.raises(DomainError, match="collected_by_employer"):
        made.answer(WORKER, c01=Typed("1"))
    for who in ("solene.garrec", "lucie.perrin", "youri.blanchet"):
        with pytest.raises(ObjectDoesNotExist):
            services.close_round(campaign_id=made.campaign.pk, by=story.accounts[who])


def test_small_counts_are_read_by_the_adviser_only(story: Story) -> None:
    made = opened(story)
    made.answers({WORKER: [1] * 6, USER: []})
    made.answer(USER, c15=Typed("2"))

    mine = queries.campaign_progress(made.current, is_carried=True)
    theirs = queries.campaign_progress(made.current, is_carried=False)
    assert {each.role: each.answered for each in mine.roles}[USER] == 1
    assert {each.role: each.answered for each in theirs.roles}[USER] is None
    assert mine.shown_total == 6
    assert [each.role for each in theirs.roles if each.is_enough] == [WORKER]
    services.close_round(campaign_id=made.campaign.pk, by=made.by)
    closed = queries.campaign_progress(made.current, is_carried=False)
    assert {each.role: each.answered for each in closed.roles}[WORKER] == closed.shown_total == 6


def test_the_employer_never_watches_a_count_grow(story: Story) -> None:
    made = opened(story)
    made.answers({WORKER: [1] * 6})
    before = queries.campaign_progress(made.current, is_carried=False)
    made.answers({WORKER: [1]})

    assert queries.campaign_progress(made.current, is_carried=False) == before


def plant(made: Made, **change: object) -> list[str]:
    made.answers({MANAGER: [3] * 5, WORKER: JOBS[WORKER]})
    made.answer(USER, c15=Typed("2"))
    current = made.publish()
    assert queries.privacy_findings() == []
    row = PublishedFigure.objects.get(campaign_round=current, criterion="c15", role=USER)
    for name, value in change.items():
        setattr(row, name, value)
    row.save()
    return queries.privacy_findings()


def test_a_planted_leak_is_found(story: Story) -> None:
    findings = plant(opened(story), standing=Standing.SHOWN, n=1, median="2")

    assert any("c15" in line and "service_user" in line for line in findings)


def test_a_planted_total_is_found(story: Story) -> None:
    assert plant(opened(story), table="by_team")


def test_a_quote_of_a_masked_group_is_found(story: Story) -> None:
    made = opened(story)
    made.answer(USER, c15=Typed("2", comment="On attend."))
    current = made.publish()
    answer = (
        current.respondents.get(role=USER).submissions.get().answers.get(question__criterion="c15")
    )
    release = current.releases.create(
        answer=answer, criterion="c15", role=USER, outcome="released",
        reader_id=made.by.account_id or 0,
    )  # fmt: skip
    ReleasedExcerpt.objects.create(release=release, text="On attend.")

    assert len(queries.privacy_findings()) == 1


def test_a_draft_is_unknown_to_those_it_will_assess(story: Story) -> None:
    made = prepare(story)
    director = story.person(Role.DIRECTOR, "amandier")

    assert not queries.visible_campaigns(director).exists()
    services.open_campaign(campaign_id=made.campaign.pk, by=made.by)
    assert queries.visible_campaigns(director).get() == made.campaign
    assert not queries.visible_campaigns(story.person(Role.DIRECTOR, "traverse")).exists()
    assert not queries.visible_campaigns(HOUSE).exists()


def test_sheets_are_typed_once_and_corrected_on_purpose(story: Story) -> None:
    made = opened(story)
    [sheet] = services.prepare_sheets(round_id=made.current.pk, role=WORKER, number=1, by=made.by)

    def record(level: str, key: str, *, is_correction: bool = False) -> None:
        services.record_sheet(
            round_id=made.current.pk, role=WORKER, code=sheet.code.lower(),
            typed={"c01": Typed(level)}, mode=CollectionMode.PAPER, key=key, by=made.by,
            is_correction=is_correction,
        )  # fmt: skip

    record("1", "saisie-01")
    record("1", "saisie-01")
    with pytest.raises(DomainError, match="sheet_code_taken"):
        record("2", "saisie-02")
    record("2", "saisie-03", is_correction=True)
    assert [each.is_current for each in sheet.submissions.all()] == [False, True]
    assert sheet.submissions.get(is_current=True).sent_on == today()
