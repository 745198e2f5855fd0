"""Where each accompaniment of the cluster stands: some late, some due this week, most on time."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from essaim.journeys.story import Story
from essaim.platform import queries, services
from essaim.platform.domain.accompaniment import WALK, Step
from essaim.platform.domain.viewer import Role, Viewer

#: How far the organisations of the story have come; those of the register follow in turn.
FAR = {"amandier": Step.COORDINATION, "tournesol": Step.DIAGNOSIS, "restanques": Step.PATH}
#: Days until the step of each next organisation falls due; below zero is late.
DAYS = (5, -6, 24, 40, 3, 61, -2, 18, 90, 33)
OPINION = "Avis favorable, avec un point à six mois."


def play(story: Story) -> None:
    """Take in every organisation of the register, then walk each to its step."""
    nadia = story.person(Role.ADVISER, "garrigue")
    steps = {story.ids[code]: step for code, step in FAR.items()}
    agency_id = story.ids["garrigue"]
    served = queries.visible_organisations(nadia, Role.ADVISER).exclude(pk=agency_id).order_by("pk")
    for number, organisation_id in enumerate(served.values_list("pk", flat=True)):
        row = services.open_accompaniment(
            agency_id=agency_id, organisation_id=organisation_id, by=nadia
        )
        step = steps.get(organisation_id, WALK[number % len(WALK)])
        _walk(row.pk, step, DAYS[number % len(DAYS)], nadia)


def _walk(accompaniment_id: int, step: Step, days: int, by: Viewer) -> None:
    due_on = timezone.localdate() + timedelta(days=days)
    for to in WALK[1 : WALK.index(step) + 1]:
        services.move_accompaniment(
            accompaniment_id=accompaniment_id, to=to, due_on=due_on, opinion=OPINION, by=by
        )
