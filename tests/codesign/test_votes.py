"""A vote is cast on a phone, counted by its rule, and decides nothing by itself."""

from datetime import timedelta

import pytest
from codesign.rooms import Room, running
from django.utils import timezone

from essaim.codesign import queries, services
from essaim.codesign.events import IdeaAdopted
from essaim.codesign.models import Ballot, Idea, Participant
from essaim.journeys.story import Story
from essaim.kernel.errors import DomainError
from essaim.platform import events

pytestmark = pytest.mark.django_db


def named(room: Room, *titles: str) -> list[Idea]:
    return [
        services.name_idea(session_id=room.session.pk, title=title, by=room.by) for title in titles
    ]


def voting(story: Story) -> tuple[Room, list[Idea], Participant]:
    room = running(story)
    ideas = named(room, "Un planning qui tient", "Moins de route")
    services.go_to_step(session_id=room.session.pk, position=4, by=room.by)
    return room, ideas, room.seat()


def cast(room: Room, who: Participant, **values: int) -> Ballot:
    step = room.fresh().step
    assert step is not None
    given = {int(key.removeprefix("i")): value for key, value in values.items()}
    return services.cast_ballot(participant_id=who.pk, step_id=step.pk, values=given)


def test_the_last_ballot_of_a_phone_counts(story: Story) -> None:
    room, (first, second), who = voting(story)

    cast(room, who, **{f"i{first.pk}": 3})
    cast(room, who, **{f"i{first.pk}": 1, f"i{second.pk}": 2})

    columns = queries.board(room.fresh()).columns
    assert [column.votes.total for column in columns if column.votes] == [1, 2]
    assert Ballot.objects.count() == 1


def test_a_vote_after_its_step_is_refused(story: Story) -> None:
    room, (first, _), who = voting(story)
    step = room.fresh().step
    assert step is not None
    services.go_to_step(session_id=room.session.pk, position=5, by=room.by)

    with pytest.raises(DomainError, match="vote_closed"):
        services.cast_ballot(participant_id=who.pk, step_id=step.pk, values={first.pk: 1})


@pytest.mark.parametrize(("value", "code"), [(4, "vote_too_many_dots"), (-1, "vote_value")])
def test_a_ballot_keeps_to_its_rule(story: Story, value: int, code: str) -> None:
    room, (first, _), who = voting(story)
    with pytest.raises(DomainError, match=code):
        cast(room, who, **{f"i{first.pk}": value})
    assert not Ballot.objects.exists()


def test_an_idea_that_was_voted_keeps_its_name(story: Story) -> None:
    room, (first, _), who = voting(story)
    cast(room, who, **{f"i{first.pk}": 1})
    with pytest.raises(DomainError, match="idea_voted"):
        services.name_idea(session_id=room.session.pk, title="Autre", idea_id=first.pk, by=room.by)


def test_a_kept_idea_has_an_owner_and_a_day_and_is_announced(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, (first, second), _ = voting(story)
    heard: list[object] = []
    monkeypatch.setitem(events._listeners, IdeaAdopted, [heard.append])
    due = timezone.localdate() + timedelta(days=30)
    with pytest.raises(DomainError, match="decision_without_owner"):
        services.decide_idea(idea_id=first.pk, is_kept=True, text="On le fait", by=room.by)

    services.decide_idea(
        idea_id=first.pk, is_kept=True, text="On le fait", owner="Léa", due_on=due, by=room.by
    )
    services.decide_idea(idea_id=second.pk, is_kept=False, text="Pas cette année", by=room.by)

    assert [event.text for event in heard if isinstance(event, IdeaAdopted)] == ["On le fait"]
    with pytest.raises(DomainError, match="idea_decided_already"):
        services.decide_idea(idea_id=first.pk, is_kept=False, text="Non", by=room.by)
