"""The page of patterns and the pages of the house, in four looks; the small scripts at work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser.conftest import OpenPage
from browser.looks import violations
from playwright.sync_api import Page, expect

PAGES = {
    "adviser": ("/motifs/", "/", "/a-faire/", "/accompagnements/", "/chercher/?q=amandier"),
    "director": ("/", "/taches/", "/journal/", "/comptes/logout/", "/comptes/password/change/"),
    "stranger": ("/", "/a-faire/", "/comptes/email/", "/comptes/securite/"),
    "public": (
        "/aide/",
        "/accessibilite/",
        "/vos-donnees/",
        "/cette-page-n-existe-pas/",
        "/comptes/login/",
        "/comptes/signup/",
        "/comptes/password/reset/",
    ),
}


@pytest.mark.parametrize("who", PAGES)
def test_the_pages_of_the_house_have_no_accessibility_fault(open_page: OpenPage, who: str) -> None:
    first, *others = PAGES[who]
    page = open_page(first, who)
    faults = {first: violations(page)}
    for path in others:
        page.goto(path)
        faults[path] = violations(page)
    assert {path: found for path, found in faults.items() if found} == {}


def test_a_refused_login_takes_the_focus_to_its_summary(open_page: OpenPage) -> None:
    page = open_page("/comptes/login/")
    page.get_by_label("Adresse électronique").fill("personne@nulle-part.example")
    page.get_by_label("Mot de passe", exact=True).fill("pas-le-bon-mot")
    page.get_by_role("button", name="Se connecter").click()

    summary = page.locator("[data-errors]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("à revoir")
    assert violations(page) == []


def test_the_theme_changes_at_once_and_is_kept(open_page: OpenPage) -> None:
    page = open_page("/motifs/", "director")
    page.get_by_role("button", name="Apparence").click()
    with page.expect_response("**/apparence/"):
        page.get_by_label("Sombre").check()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.goto("/aide/")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_the_skip_link_and_the_bar_of_a_phone_are_reached_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("/", "director", viewport={"width": 390, "height": 800})
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.get_by_role("button", name="Plus").click()
    expect(page.get_by_role("navigation", name="Toutes les rubriques")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("navigation", name="Toutes les rubriques")).to_be_hidden()


def test_what_cannot_be_undone_asks_for_the_name(open_page: OpenPage) -> None:
    page = open_page("/motifs/", "adviser")
    page.get_by_role("button", name="Clore le tour…").click()
    dialog = page.get_by_role("dialog", name="Clore le tour de codage")
    act = dialog.get_by_role("button", name="Clore le tour")
    expect(act).to_be_disabled()
    dialog.get_by_label("Pour confirmer").fill("tour de février")
    expect(act).to_be_enabled()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Clore le tour…")).to_be_focused()


@pytest.mark.parametrize(
    ("kind", "start"), [("SVG", b"<svg"), ("PNG", b"\x89PNG"), ("CSV", b"\xef\xbb\xbf")]
)
def test_a_figure_is_saved_as_a_file(
    open_page: OpenPage, tmp_path: Path, kind: str, start: bytes
) -> None:
    page = open_page("/motifs/", "adviser")
    with page.expect_download() as download:
        page.locator("#gaps").get_by_role("button", name=kind).click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    assert file.name == f"gaps.{kind.lower()}"
    assert file.read_bytes().startswith(start)
    if kind == "CSV":
        assert "Qualité des emplois" in file.read_text("utf-8-sig")


def test_lines_are_put_in_order_without_dragging(open_page: OpenPage) -> None:
    page = open_page("/motifs/", "adviser")
    page.wait_for_function("() => Boolean(customElements.get('sort-list'))")
    page.evaluate("document.querySelector('sort-list form').onsubmit = () => false")
    page.get_by_role("button", name=re.compile("^Descendre.*planning")).click()
    lines = page.locator("sort-list li")
    expect(lines.first).to_contain_text("Se parler")
    expect(page.locator("sort-list input[name=order]")).to_have_value("2,1")


def weight(page: Page) -> int:
    """Return what the page weighs, compressed or not as the server sends it."""
    sizes = page.evaluate(
        "[...performance.getEntriesByType('resource'),"
        " ...performance.getEntriesByType('navigation')].map(one => one.encodedBodySize)"
    )
    return sum(sizes)


def test_a_first_page_is_light(open_page: OpenPage) -> None:
    page = open_page("/comptes/login/")
    page.wait_for_load_state("networkidle")
    # uncompressed here; a server compresses three quarters away
    assert weight(page) < 200_000


def test_a_rich_picture_is_drawn_over_its_table_under_the_policy(open_page: OpenPage) -> None:
    page = open_page("/motifs/", "adviser")
    chart = page.locator("#line data-chart")
    expect(chart.locator("canvas")).to_be_visible()
    with page.expect_download() as download:
        page.locator("#line").get_by_role("button", name="SVG").click()
    assert "data:image/png" in Path(download.value.path()).read_text("utf-8")


def test_pages_hold_with_forced_colours_and_on_paper(open_page: OpenPage) -> None:
    page = open_page("/motifs/", "adviser", forced_colors="active", reduced_motion="reduce")
    assert page.locator(".badge.good").first.evaluate(
        "one => getComputedStyle(one).borderStyle"
    ) == ("solid")
    page.emulate_media(media="print", forced_colors="none")
    expect(page.locator(".rail")).to_be_hidden()
    expect(page.get_by_text("Le radar en tableau")).to_be_visible()
