from __future__ import annotations

from essaim.journeys import acts
from essaim.journeys.story import Story
from essaim.platform.domain.viewer import Role
from essaim.territory import queries


def test_the_demonstration_has_its_providers_each_seen_by_its_own(story: Story) -> None:
    acts.play(story, "territory")
    nadia, solene = story.person(Role.ADVISER), story.person(Role.DIRECTOR, "amandier")
    marc = story.person(Role.DIRECTOR, "traverse")

    assert queries.visible_providers(nadia).count() == 19
    assert [each.name for each in queries.visible_providers(solene)] == ["L’Amandier à domicile"]
    assert [each.name for each in queries.visible_providers(marc)] == ["La Traverse bleue"]
    [amandier] = queries.visible_providers(solene)
    assert queries.place_name(amandier) == "Vallebrune"
    assert set(story.known) >= {"provider_id", "register_import_id"}
