"""A session is prepared, run step by step, closed; only its own house runs it."""

from datetime import timedelta

import pytest
from codesign.rooms import prepared, running
from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from essaim.codesign import queries, services
from essaim.codesign.domain.steps import SessionState, Step, StepKind
from essaim.codesign.models import CreativitySession
from essaim.journeys.story import Story
from essaim.kernel.errors import DomainError
from essaim.platform.domain.viewer import Role

pytestmark = pytest.mark.django_db


def test_a_session_starts_at_its_first_step_and_moves_on(story: Story) -> None:
    room = running(story)
    first = room.fresh()
    assert (first.state, first.step.position if first.step else 0) == (SessionState.RUNNING, 1)

    services.go_to_step(session_id=first.pk, position=3, by=room.by)

    later = room.fresh()
    assert later.step is not None
    assert later.step.kind == StepKind.GROUP
    assert later.version > first.version


def test_a_pause_stops_the_clock(story: Story) -> None:
    room = running(story)
    services.pause_session(session_id=room.session.pk, by=room.by)
    clock = room.fresh().clock()
    assert clock is not None
    now = timezone.now()
    assert clock.left(now) == clock.left(now + timedelta(minutes=3))

    services.pause_session(session_id=room.session.pk, by=room.by)
    after = room.fresh().clock()
    assert after is not None
    assert after.paused_at is None


def test_a_closed_session_is_not_opened_again(story: Story) -> None:
    room = running(story)
    services.close_session(session_id=room.session.pk, by=room.by)

    with pytest.raises(DomainError, match="session_transition"):
        services.start_session(session_id=room.session.pk, by=room.by)
    assert room.fresh().closed_on == timezone.localdate()


def test_nothing_is_kept_of_a_session_refused(story: Story) -> None:
    by, house = story.person(Role.ADVISER, "garrigue"), story.ids["garrigue"]
    steps = [Step(StepKind.WRITE, 5)]
    yesterday = timezone.localdate() - timedelta(days=1)
    for held_on, places, code in (
        (yesterday, 30, "session_past"),
        (timezone.localdate(), 0, "session_places"),
    ):
        with pytest.raises(DomainError, match=code):
            services.prepare_session(
                organisation_id=house,
                title="Une question",
                intent="Un compte rendu",
                held_on=held_on,
                places=places,
                steps=steps,
                by=by,
            )
    assert not CreativitySession.objects.filter(title="Une question").exists()


def test_another_house_neither_runs_nor_reads_a_session(story: Story) -> None:
    room = prepared(story)
    stranger = story.person(Role.ADVISER, "causse")

    assert not queries.visible_sessions(stranger).filter(pk=room.session.pk).exists()
    with pytest.raises(ObjectDoesNotExist):
        services.start_session(session_id=room.session.pk, by=stranger)


def test_a_funder_never_reads_a_session(story: Story) -> None:
    room = running(story)
    funder = story.person(Role.FUNDER, "demeter")

    assert not queries.visible_sessions(funder).filter(pk=room.session.pk).exists()
