"""An adviser's first page asks her to call back who is late, the latest first."""

from datetime import timedelta

from conftest import ClientOf
from django.utils import timezone

from essaim.journeys.story import Story
from essaim.platform import todo
from essaim.platform.models import Accompaniment


def test_an_organisation_whose_step_is_past_due_waits_for_its_adviser_alone(story: Story) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    Accompaniment.objects.filter(pk=story.known["accompaniment_id"]).update(due_on=yesterday)

    asked = [task for task in todo.tasks(story.accounts["nadia.ferrand"]) if task.is_late]

    assert [task.title for task in asked] == ["Reprendre contact avec L’Amandier à domicile"]
    assert not [t for t in todo.tasks(story.accounts["lucie.perrin"]) if t.is_late]


def test_the_home_counts_what_is_late(story: Story, client_of: ClientOf) -> None:
    soon = timezone.localdate() + timedelta(days=2)
    Accompaniment.objects.filter(pk=story.known["accompaniment_id"]).update(due_on=soon)

    page = client_of("adviser").get("/").content.decode()

    assert "Reprendre contact avec L’Amandier à domicile" in page
