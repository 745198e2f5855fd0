"""A service of 24 people with one sector manager: what is not known yet is said, never drawn."""

from __future__ import annotations

import pytest
from conftest import ClientOf
from django.urls import reverse

from essaim.diagnosis.models import CampaignRound
from essaim.journeys.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_id(full_story: Story) -> int:
    rows = CampaignRound.objects.filter(campaign__organisation=full_story.ids["tournesol"])
    return rows.get().pk


def read(client_of: ClientOf, name: str, round_id: int) -> str:
    page = client_of("director", "tournesol").get(reverse(f"diagnosis:{name}", args=[round_id]))
    assert page.status_code == 200
    return page.content.decode()


def test_a_diagnosis_without_a_decision_shows_no_table_of_dashes(
    client_of: ClientOf, round_id: int
) -> None:
    page = read(client_of, "report", round_id)

    assert "Aucun niveau décidé pour l’instant" in page
    assert "Niveaux décidés par critère" not in page


def test_a_criterion_without_a_view_to_show_names_the_masked_groups_instead_of_a_lane(
    client_of: ClientOf, round_id: int
) -> None:
    page = read(client_of, "consolidation", round_id)

    lane = page.split('id="gap-c05"')[1].split("</li>")[0]
    assert '<svg class="plot"' not in lane
    assert "direction, encadrement intermédiaire" in lane
    assert "Lire le diagnostic partagé" not in page  # there is nothing in it yet


def test_the_main_action_of_crossed_views_promises_no_decision(
    client_of: ClientOf, round_id: int
) -> None:
    assert "Voir la réunion de consolidation" in read(client_of, "crossed-views", round_id)
