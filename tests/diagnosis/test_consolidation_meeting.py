"""The consolidation meeting: a decision per criterion, its reason, and nothing overwritten."""

import pytest
from conftest import ClientOf
from diagnosis.told import answered, decide
from django.core.exceptions import ObjectDoesNotExist

from essaim.diagnosis.domain.consolidation import Decision
from essaim.diagnosis.models import ConsolidatedRating
from essaim.diagnosis.queries.consolidation import agenda, comparison
from essaim.diagnosis.services.consolidation import MeetingNote, keep_meeting, keep_rating
from essaim.diagnosis.views.consolidation import profile
from essaim.journeys.story import Story
from essaim.kernel.errors import DomainError
from essaim.platform.domain.viewer import Role

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


def keep_url(round_id: int) -> str:
    return f"/diagnostic/tours/{round_id}/consolidation/decider/"


def test_a_level_unlike_every_median_shown_must_say_why(story: Story) -> None:
    made = answered(story)
    made.publish()

    decide(made, "c01", Decision(2))
    listed = agenda(made.current, made.by)
    assert listed is not None
    assert [row.code for row in listed.lacking] == ["c01"]
    decide(made, "c01", Decision(3), version=1)
    listed = agenda(made.current, made.by)
    assert listed is not None
    assert (listed.lacking, listed.decided) == ((), 1)


def test_two_people_deciding_at_once_lose_nothing_and_see_both(
    story: Story, client_of: ClientOf
) -> None:
    made = answered(story)
    made.publish()
    decide(made, "c01", Decision(2, reason="Texte de Nadia."))

    response = client_of("adviser", "garrigue").post(
        keep_url(made.current.pk),
        {"criterion": "c01", "version": "0", "level": "1", "reason": "Texte de Lucie."},
        headers=HTMX,
    )

    html = response.content.decode()
    assert response.status_code == 422
    assert "Texte de Nadia." in html
    assert "Texte de Lucie." in html
    assert ConsolidatedRating.objects.get().reason == "Texte de Nadia."


def test_a_decision_answers_with_the_line_that_changed(story: Story, client_of: ClientOf) -> None:
    made = answered(story)
    made.publish()

    response = client_of("adviser", "garrigue").post(
        keep_url(made.current.pk),
        {"criterion": "c01", "version": "0", "level": "2", "abstentions": "1", "reason": "Vu."},
        headers=HTMX,
    )

    html = response.content.decode()
    assert "Niveau décidé\u00a0: 2" in html
    assert "<html" not in html
    assert ConsolidatedRating.objects.get().abstentions == 1


@pytest.mark.parametrize(
    ("decision", "code"),
    [
        (Decision(9), "rating_off_scale"),
        (Decision(2, is_not_applicable=True), "rating_and_not_applicable"),
        (Decision(2, abstentions=-1), "abstentions_out_of_range"),
        (Decision(2, reason="x" * 5_001), "text_too_long"),
        (Decision(2, reason="a\0b"), "unreadable_words"),
    ],
)
def test_what_no_meeting_can_decide_is_refused(story: Story, decision: Decision, code: str) -> None:
    made = answered(story)
    made.publish()

    with pytest.raises(DomainError, match=code):
        decide(made, "c01", decision)
    assert not ConsolidatedRating.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"criterion": "c99", "version": "0", "level": "2"},
        {"criterion": "c01", "version": "9" * 40, "level": "2"},
        {"criterion": "c01", "version": "0", "level": "1e308"},
        {"criterion": "c01", "version": "0", "level": "2", "abstentions": "nan"},
    ],
)
def test_a_bad_form_is_a_sentence_never_a_fault(
    story: Story, client_of: ClientOf, data: dict[str, str]
) -> None:
    made = answered(story)
    made.publish()

    response = client_of("adviser", "garrigue").post(keep_url(made.current.pk), data)

    assert response.status_code == 422


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "31/02/2027", ""])
def test_an_absurd_meeting_day_is_refused(story: Story, client_of: ClientOf, day: str) -> None:
    made = answered(story)
    made.publish()

    response = client_of("adviser", "garrigue").post(
        f"/diagnostic/tours/{made.current.pk}/consolidation/reunion/",
        {"version": "0", "held_on": day},
    )

    assert response.status_code == 422


def test_the_director_reads_and_decides_nothing(story: Story, client_of: ClientOf) -> None:
    made, director = answered(story), story.person(Role.DIRECTOR, "amandier")
    made.publish()
    decide(made, "c01", Decision(2, reason="Deux réalités."))

    page = client_of("director", "amandier").get(
        f"/diagnostic/tours/{made.current.pk}/consolidation/"
    )

    assert "Deux réalités." in page.content.decode()
    assert keep_url(made.current.pk) not in page.content.decode()
    with pytest.raises(ObjectDoesNotExist):
        keep_rating(
            round_id=made.current.pk, criterion="c01", decision=Decision(4), version=1, by=director
        )


def test_nothing_is_decided_before_publication(story: Story) -> None:
    made = answered(story)

    with pytest.raises(DomainError, match="round_not_published"):
        decide(made, "c01", Decision(2))
    with pytest.raises(DomainError, match="round_not_published"):
        keep_meeting(round_id=made.current.pk, note=MeetingNote(None), version=0, by=made.by)


def test_a_year_is_laid_over_the_former_one_of_the_same_framework(story: Story) -> None:
    first = answered(story)
    first.publish()
    decide(first, "c01", Decision(1, reason="Au plus bas."))
    decide(first, "c02", Decision(3, reason="Su de tous."))
    second = answered(story)
    second.publish()
    decide(second, "c01", Decision(3, reason="Tenu."))
    decide(second, "c02", Decision(is_not_applicable=True, reason="Plus de recrutement."))

    found = comparison(second.current, second.by)

    assert found.former == first.current
    by_code = {row.code: row.change for row in found.rows}
    assert (by_code["c01"], by_code["c02"], found.better, found.worse) == (2, None, 1, 0)
    social = profile(found.axes[0], found)
    assert list(social.now[:2]) == [3, None]
    assert list(social.past[:2]) == [1, 3]
    assert "non concerné" in social.says
