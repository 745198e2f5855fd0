"""Crossed views, released words and decisions in a real browser: seen, kept, accessible."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from browser.looks import violations
from diagnosis.campaigns import Made
from diagnosis.told import WORKER, answered, decide, release
from playwright.sync_api import Page

from essaim.diagnosis.domain.consolidation import Decision
from essaim.diagnosis.models import ConsolidatedRating, ReleasedExcerpt
from essaim.frameworks.models import FrameworkVersion
from essaim.journeys.story import Story

OpenPage = Callable[..., Page]


@pytest.fixture
def made(transactional_db: None, story: Story) -> Iterator[Made]:
    found = answered(story, consents_alone=True)
    found.publish()
    for start in ("On fait", "Mon planning"):
        release(found, start)
    decide(found, "c03", Decision(2))
    yield found
    FrameworkVersion.objects.update(used_at=None)  # a version in use is never deleted


def test_scenario_2_is_read_in_the_page_the_director_opens(open_page: OpenPage, made: Made) -> None:
    page = open_page(f"/diagnostic/tours/{made.current.pk}/regards/", "director", "amandier")

    first = page.locator("ol.gaps > li:not(.scale)").first
    said = first.locator("svg.plot").get_attribute("aria-label") or ""
    assert first.locator(".name").inner_text().startswith("Qualité des emplois")
    assert "encadrement intermédiaire 3" in said
    assert "intervenant·es à domicile 1" in said
    assert "direction 4 hors écart" in said
    assert first.locator(".gapword b").inner_text().endswith("2")
    assert first.locator("blockquote").count() == 2
    assert "Paroles entendues, non citables\u00a0: 2" in first.inner_text()
    with page.expect_download() as saved:
        page.get_by_role("link", name="CSV").click()
    assert saved.value.suggested_filename.endswith(".csv")
    assert violations(page) == []


def test_one_view_alone_says_so_without_a_chart(
    open_page: OpenPage, transactional_db: None, story: Story
) -> None:
    single = answered(story, marks={WORKER: [1, 2, 1, 2, 1]})
    single.publish()

    page = open_page(f"/diagnostic/tours/{single.current.pk}/regards/", "director", "amandier")

    assert page.get_by_text("proposez une réponse collective").count() == 1
    assert page.locator("ol.gaps").count() == 0
    assert violations(page) == []
    FrameworkVersion.objects.update(used_at=None)


def test_the_adviser_reads_rewords_and_releases_a_word(open_page: OpenPage, made: Made) -> None:
    page = open_page(
        f"/diagnostic/tours/{made.current.pk}/paroles/?etat=waiting", "adviser", "garrigue"
    )
    word = page.locator("article", has_text="On appelle ça une coupure.")
    word.locator("summary").click()
    assert violations(page) == []
    word.locator("textarea").fill("Ces heures ne sont pas payées.")
    for label in ("ni personne", "aucun lieu", "aucune date", "aucun poste rare"):
        word.get_by_label(label).check()
    word.get_by_role("button", name="Diffuser ce passage").click()
    page.wait_for_url("**/paroles/")

    excerpt = ReleasedExcerpt.objects.latest("pk")
    assert (excerpt.text, excerpt.is_reworded) == ("Ces heures ne sont pas payées.", True)
    assert "reformulé" in page.locator("article", has_text="On appelle").inner_text()


def test_a_decision_is_kept_in_its_line_without_leaving_the_page(
    open_page: OpenPage, made: Made
) -> None:
    page = open_page(f"/diagnostic/tours/{made.current.pk}/consolidation/", "adviser", "garrigue")
    line = page.locator("#gap-c01")
    line.locator("summary").click()
    line.get_by_label("Niveau décidé").select_option("2")
    line.get_by_label("Raison").fill("Les deux sont vrais.")
    line.get_by_role("button").click()
    line.get_by_text("Niveau décidé\u00a0: 2").wait_for()

    assert ConsolidatedRating.objects.get(criterion="c01").reason == "Les deux sont vrais."
    assert violations(page) == []


@pytest.mark.parametrize("path", ["comparaison", "reponse", "reponse/affiche", "diagnostic"])
def test_the_other_pages_of_a_round_are_accessible(
    open_page: OpenPage, made: Made, path: str
) -> None:
    page = open_page(f"/diagnostic/tours/{made.current.pk}/{path}/", "adviser", "garrigue")

    assert violations(page) == []
