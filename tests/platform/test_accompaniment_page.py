"""The page of an accompaniment: one place from which everything about an organisation opens."""

from conftest import ClientOf
from django.urls import reverse

from essaim.journeys.story import Story


def test_an_accompaniment_gathers_what_every_app_holds_of_the_organisation(
    full_story: Story, client_of: ClientOf
) -> None:
    page = client_of("adviser").get(
        reverse("accompaniment", args=[full_story.known["accompaniment_id"]])
    )

    text = page.content.decode()
    plan = reverse("plans:plan", args=[full_story.known["plan_id"]])
    agreement = reverse("funding:agreement", args=[full_story.known["agreement_id"]])
    provider = reverse("territory:provider", args=[full_story.known["provider_id"]])
    assert [link for link in (plan, agreement, provider) if f'href="{link}"' not in text] == []
    assert 'href="/diagnostic/' in text
