"""Scenario 4 on screen: the director reads why, another person decides, the PDF is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from browser.looks import LOOKS, violations
from playwright.sync_api import Page

from essaim.frameworks.models import FrameworkVersion
from essaim.funding.models import Statement
from essaim.journeys import acts
from essaim.journeys import story as stories
from essaim.journeys.services import PASSWORD

OpenPage = Callable[..., Page]
DUE, LEFT, PREPAID = (f"{euros},00\u00a0€" for euros in ("8\u202f760", "3\u202f760", "5\u202f000"))
LINES = (
    ("Part d’intervenantes en CDI à temps choisi", "4\u202f800,00", "atteinte 1"),
    ("Heures payées pour échanger entre collègues", "2\u202f160,00", "atteinte 0,6"),
    ("Écouter les usagers et leurs aidants", "1\u202f800,00", "atteinte 0,75"),
    ("Kilomètres par heure d’intervention", "0,00", "sous le plancher 0,5"),
)


@pytest.fixture
def story(transactional_db: None) -> Iterator[stories.Story]:
    """Play the whole demonstration, with the password that its accounts are given."""
    told = stories.prepare(PASSWORD)
    for act in acts.ACTS:
        acts.play(told, act)
    yield told
    FrameworkVersion.objects.update(used_at=None)  # a version in use is never deleted


def log_in(open_page: OpenPage, login: str) -> Page:
    page = open_page("/comptes/login/")
    page.get_by_label("Adresse électronique").fill(f"{login}@{stories.DOMAIN}")
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    page.wait_for_url("**/")
    return page


def download(page: Page, kept: Path) -> bytes:
    with page.expect_download() as saved:
        page.get_by_role("link", name="Télécharger le PDF").click()
    assert saved.value.suggested_filename.endswith(".pdf")
    saved.value.save_as(kept)
    return kept.read_bytes()


def read_statement(page: Page) -> None:
    """See the four lines with amount and reason, their sum, and what is left."""
    lines = page.locator("ol.lines > li").all_inner_texts()
    assert len(lines) == len(LINES)
    for line, (name, paid, reason) in zip(lines, LINES, strict=True):
        assert name in line
        assert f"{paid}\u00a0€" in line
        assert reason in line
    assert DUE in page.locator(".lines-total").inner_text()
    assert LEFT in page.locator(".key").inner_text()
    assert PREPAID in page.locator("#cascade").inner_text()


def test_scenario_4_is_read_decided_and_printed(
    open_page: OpenPage, story: stories.Story, tmp_path: Path
) -> None:
    director = log_in(open_page, "solene.garrec")
    director.get_by_role("link", name=f"Lire les {DUE} proposés pour 2026").click()
    assert DUE in director.locator("h1").inner_text()
    read_statement(director)
    assert director.get_by_role("button", name="Décider").count() == 0
    assert violations(director) == []

    assessor = log_in(open_page, "paul.esteve")
    assessor.goto(director.url)
    assert assessor.get_by_text("Vous avez proposé : qui évalue ne décide pas.").count() == 1
    assert assessor.get_by_role("button", name="Décider").count() == 0

    decider = log_in(open_page, "agnes.vidal")
    decider.get_by_role("link", name="Décider l’aide 2026 de L’Amandier à domicile").click()
    read_statement(decider)
    decider.get_by_role("button", name=f"Décider {DUE}…").click()
    assert violations(decider, LOOKS[:1]) == []
    decider.get_by_role("button", name=f"Décider {DUE}", exact=True).click()
    decider.get_by_text("Empreinte de l’état figé").wait_for()
    assert violations(decider) == []

    director.reload()
    read_statement(director)
    kept = Statement.objects.get(pk=int(story.known["statement_id"]))
    printed = download(director, tmp_path / "etat.pdf")
    assert kept.is_final
    assert kept.decided_by_id == story.accounts["agnes.vidal"].account_id
    assert sha256(printed).hexdigest() == kept.pdf_sha256
    assert download(decider, tmp_path / "le-meme.pdf") == printed
