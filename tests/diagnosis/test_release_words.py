"""Words reach the strong only read and released by somebody outside; the others are counted."""

from dataclasses import replace

import pytest
from diagnosis.campaigns import JOBS, opened
from diagnosis.told import EVERYBODY, MANAGER, READ, USER, WORKER, answered, release, word
from django.core.exceptions import ObjectDoesNotExist

from essaim.diagnosis import services
from essaim.diagnosis.domain.answers import Typed
from essaim.diagnosis.models import ReleasedExcerpt
from essaim.diagnosis.queries.crossed import crossed_views
from essaim.diagnosis.queries.released import visible_excerpts
from essaim.diagnosis.services.release import (
    Audience,
    release_word,
    withdraw_excerpt,
    withhold_word,
)
from essaim.journeys.story import Story
from essaim.kernel.errors import DomainError
from essaim.platform import services as platform_services
from essaim.platform.domain.viewer import Role, Viewer

pytestmark = pytest.mark.django_db

INSIDE = Audience(organisation=True, funders=False)


def texts(viewer: Viewer) -> set[str]:
    return set(visible_excerpts(viewer).values_list("text", flat=True))


def test_a_word_is_read_by_the_organisation_once_released_and_no_sooner(story: Story) -> None:
    made, director = answered(story), story.person(Role.DIRECTOR, "amandier")
    made.publish()
    assert texts(director) == set()

    release(made, "On appelle", audience=INSIDE)

    assert texts(director) == {"On appelle ça une coupure."}
    assert texts(story.person(Role.BOARD_MEMBER, "amandier")) == texts(director)
    assert texts(story.person(Role.DIRECTOR, "traverse")) == set()
    assert texts(story.person(Role.OPERATOR)) == set()


def test_both_texts_are_kept_when_a_passage_is_reworded(story: Story) -> None:
    made = answered(story)
    made.publish()

    release(made, "Mon planning", "L’horaire change la veille.")
    release(made, "On appelle", "une coupure.")

    reworded, cut = ReleasedExcerpt.objects.order_by("pk")
    assert (reworded.is_reworded, cut.is_reworded) == (True, False)
    assert reworded.release.answer is not None
    assert reworded.release.answer.comment.startswith("Mon planning")


def test_releasing_again_withdraws_what_was_said_before(story: Story) -> None:
    made, director = answered(story), story.person(Role.DIRECTOR, "amandier")
    made.publish()

    release(made, "Mon planning")
    release(made, "Mon planning", "L’horaire change la veille.")

    assert texts(director) == {"L’horaire change la veille."}
    assert ReleasedExcerpt.objects.count() == 2


def test_withdrawn_words_are_shown_to_nobody(story: Story) -> None:
    made, director = answered(story), story.person(Role.DIRECTOR, "amandier")
    made.publish()
    release(made, "Mon planning")
    excerpt = ReleasedExcerpt.objects.get()

    withdraw_excerpt(round_id=made.current.pk, excerpt_id=excerpt.pk, by=made.by)

    assert texts(director) == set()
    with pytest.raises(DomainError, match="excerpt_withdrawn_already"):
        withdraw_excerpt(round_id=made.current.pk, excerpt_id=excerpt.pk, by=made.by)


@pytest.mark.parametrize("missing", ["no_person_or_round", "no_place", "no_date", "no_rare_post"])
def test_each_point_of_the_checklist_is_confirmed(story: Story, missing: str) -> None:
    made = answered(story)
    made.publish()
    found = word(made, "Mon planning")

    with pytest.raises(DomainError, match="names_someone"):
        release_word(
            round_id=made.current.pk,
            source=found.source,
            word_id=found.pk,
            text=found.text,
            audience=EVERYBODY,
            checklist=replace(READ, **{missing: False}),
            by=made.by,
        )


@pytest.mark.parametrize(
    ("text", "audience", "code"),
    [
        ("   ", EVERYBODY, "nothing_to_release"),
        ("x" * 2_001, EVERYBODY, "text_too_long"),
        ("Bon\0jour", EVERYBODY, "unreadable_words"),
        ("Bonjour", Audience(organisation=False, respondents=False), "nobody_to_release_to"),
    ],
)
def test_an_absurd_release_gets_its_sentence(
    story: Story, text: str, audience: Audience, code: str
) -> None:
    made = answered(story)
    made.publish()

    with pytest.raises(DomainError, match=code):
        release(made, "Mon planning", text, audience)


def test_a_masked_group_is_never_quoted(story: Story) -> None:
    made = opened(story)
    made.answers({WORKER: JOBS[WORKER]})
    made.answer(USER, c15=Typed("2", comment="On attend."))
    made.publish()

    with pytest.raises(DomainError, match="group_too_small_to_quote"):
        release(made, "On attend")


def test_the_words_of_a_group_are_quoted_from_two_people(story: Story) -> None:
    made = opened(story)
    services.note_collective_answer(
        round_id=made.current.pk, role=MANAGER, n=2, by=made.by,
        levels={"c01": services.TypedLevel("3", comment="Le planning tient.",
                                           minority_remark="Pas le week-end.")},
    )  # fmt: skip
    services.accept_collective_answer(
        round_id=made.current.pk, role=MANAGER, is_read_back=True, by=made.by
    )
    made.publish()

    release(made, "Le planning", "Le planning tient.")

    assert texts(story.person(Role.DIRECTOR, "amandier")) == {"Le planning tient."}
    assert not ReleasedExcerpt.objects.get().is_reworded


def test_nothing_is_released_while_answers_still_come_in(story: Story) -> None:
    made = answered(story)

    with pytest.raises(DomainError, match="round_not_closed"):
        release(made, "Mon planning")


def test_the_reader_comes_from_outside(story: Story) -> None:
    made = answered(story)
    made.publish()
    for who in ("solene.garrec", "lucie.perrin", "youri.blanchet", "paul.esteve"):
        with pytest.raises(ObjectDoesNotExist):
            withdraw_excerpt(round_id=made.current.pk, excerpt_id=1, by=story.accounts[who])

    platform_services.grant_role(
        organisation_id=story.ids["amandier"],
        account_id=made.by.account_id or 0,
        role=Role.BOARD_MEMBER,
        by=story.person(Role.DIRECTOR, "amandier"),
    )
    with pytest.raises(DomainError, match="reader_is_employer"):
        release(made, "Mon planning")


def test_a_word_of_another_round_does_not_exist_here(story: Story) -> None:
    made, other = answered(story), opened(story, "tournesol")
    other.answers({WORKER: [1] * 5})
    made.publish()
    other.publish()
    found = word(made, "Mon planning")

    with pytest.raises(DomainError, match="word_unknown"):
        withhold_word(
            round_id=other.current.pk, source=found.source, word_id=found.pk, reason="-", by=made.by
        )


def test_the_others_are_counted_never_shown(story: Story) -> None:
    made = answered(story)
    made.publish()
    release(made, "Mon planning", audience=INSIDE)
    found = word(made, "On appelle")
    withhold_word(
        round_id=made.current.pk, source=found.source, word_id=found.pk, reason="Nomme.", by=made.by
    )

    page = crossed_views(made.current, story.person(Role.DIRECTOR, "amandier"))

    assert page is not None
    assert page.rows[0].heard == 3
    assert [q.text for side in page.rows[0].sides for q in side.quotes] == [
        "Mon planning change le soir pour le lendemain."
    ]


def test_a_count_of_words_never_proves_that_a_masked_group_answered(story: Story) -> None:
    made = opened(story)
    for place in range(5):
        made.answer(MANAGER, c15=Typed("3", comment=f"Encadrement {place}."))
    for place in range(3):
        made.answer(USER, c15=Typed("2", comment=f"Usager {place}."))
    made.publish()
    for place in range(4):
        release(made, f"Encadrement {place}")

    page = crossed_views(made.current, story.person(Role.DIRECTOR, "amandier"))

    assert page is not None
    row = next(row for row in page.rows if row.code == "c15")
    assert row.heard == 1


def test_a_reason_for_not_applicable_is_a_word_too(story: Story) -> None:
    made = opened(story)
    for _each in range(5):
        made.answer(WORKER, c01=Typed("2"))
    made.answer(WORKER, c01=Typed("NA", reason="Je remplace Josiane."), c03=Typed("2"))
    made.publish()

    assert word(made, "Je remplace").is_quotable
    assert texts(story.person(Role.DIRECTOR, "amandier")) == set()


def test_a_respondent_audience_is_not_the_employer(story: Story) -> None:
    made = answered(story)
    made.publish()
    only = Audience(organisation=False, funders=False, respondents=True)

    release(made, "Mon planning", audience=only)

    assert texts(story.person(Role.DIRECTOR, "amandier")) == set()
