"""Every page of the demonstration that a role reaches by clicking, read by axe in four looks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from browser.looks import violations
from playwright.sync_api import Page

from essaim.frameworks.models import FrameworkVersion
from essaim.journeys import acts
from essaim.journeys.story import Story

OpenPage = Callable[..., Page]
#: Who walks, and from where; the director of Les Restanques finds her house empty.
WALKERS = (
    ("public", None),
    ("adviser", "garrigue"),
    ("director", "amandier"),
    ("board_member", "amandier"),
    ("staff_member", "amandier"),
    ("funder", "demeter"),
    ("researcher", "lisiere"),
    ("operator", "garrigue"),
    ("director", "tournesol"),
    ("director", "restanques"),
)
#: Addresses that give a file, a bare part of a page, or the way out.
NO_PAGE = re.compile(
    r"\.\w{2,4}(\?|$)|[?&]format|/(csv|xlsx|pdf|docx|odt|svg)/?$|/fichiers/|/pieces/|/(deconnexion|logout)/|-csv/"
)
#: A walk that reads fewer shapes of address has lost its way.
MANY = 40
NOWHERE = "/cette-page-n-existe-pas/"
REFUSED = (("adviser", "/territoire/registres/nouveau/"), ("adviser", "/diagnostic/nouvelle/"))


@pytest.fixture
def whole(transactional_db: None, story: Story) -> Iterator[Story]:
    for act in acts.ACTS:
        acts.play(story, act)
    yield story
    FrameworkVersion.objects.update(used_at=None)  # a version in use is never deleted


def shape_of(address: str) -> str:
    """Return an address without what changes from one object to the next."""
    return re.sub(r"\d+", "0", address.split("?")[0])


def links_of(page: Page) -> list[str]:
    """Return the addresses of the house a page leads to, in the order they are met."""
    found: list[str] = page.eval_on_selector_all(
        "main a[href], nav a[href], footer a[href]",
        "all => all.map(one => one.getAttribute('href').split('#')[0])",
    )
    return [link for link in found if link.startswith("/") and not NO_PAGE.search(link)]


def walk(page: Page, read: set[str]) -> dict[str, list[str]]:
    """Follow each link once per shape of address; return the faults of shapes not yet read."""
    waiting, met, faults = ["/"], {"/"}, dict[str, list[str]]()
    while waiting:
        address = waiting.pop(0)
        response = page.goto(address)
        if response is None or response.status != 200:
            faults[address] = [f"status {response.status if response else 'unknown'}"]
            continue
        for link in links_of(page):
            if shape_of(link) not in met:
                met.add(shape_of(link))
                waiting.append(link)
        shape = shape_of(address)
        if shape not in read and (found := violations(page)):
            faults[address] = found
        read.add(shape)
    return faults


def test_no_page_of_the_demonstration_has_a_fault_in_any_look(
    open_page: OpenPage, whole: Story
) -> None:
    faults, read = dict[str, dict[str, list[str]]](), set[str]()
    for who, where in WALKERS:
        read.discard("/")  # each role has its own first page
        faults[f"{who} of {where}"] = walk(open_page("/", who, where), read)

    assert {who: found for who, found in faults.items() if found} == {}
    assert len(read) > MANY


@pytest.mark.parametrize(("who", "address"), REFUSED)
def test_a_form_sent_empty_is_refused_without_a_fault(
    open_page: OpenPage, story: Story, who: str, address: str
) -> None:
    page = open_page(address, who)
    form = page.locator("main form[method=post]").first
    form.evaluate("one => { one.noValidate = true }")
    with page.expect_response(lambda answer: answer.request.method == "POST") as sent:
        form.locator("button.main").click()

    assert sent.value.status == 422
    assert violations(page) == []


def test_a_page_that_is_none_has_no_fault(open_page: OpenPage, story: Story) -> None:
    assert violations(open_page(NOWHERE, "director")) == []
