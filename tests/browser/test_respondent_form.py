"""The form of a care worker on a phone: by keyboard alone, without network, light, readable."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator

import pytest
from browser.looks import violations
from diagnosis.campaigns import Made, opened
from playwright.sync_api import Browser, Page, Response, ViewportSize
from pytest_django.live_server_helper import LiveServer

from essaim.diagnosis import queries
from essaim.diagnosis.domain.roles import RespondentRole
from essaim.diagnosis.models import Submission
from essaim.frameworks.models import FrameworkVersion
from essaim.journeys.story import Story

OpenPage = Callable[..., Page]
PHONE: ViewportSize = {"width": 390, "height": 844}
MOST_BYTES = 100_000
MOST_WORDS = 12


@pytest.fixture
def made(transactional_db: None, story: Story) -> Iterator[Made]:
    yield opened(story)
    FrameworkVersion.objects.update(
        used_at=None
    )  # a version in use is never deleted: not even here


@pytest.fixture
def address(made: Made) -> str:
    link = made.link(RespondentRole.CARE_WORKER)
    [row] = queries.link_rows(queries.carried_links(made.by).filter(pk=link.pk))
    return f"/diagnostic/r/{row.token}/"


def levels() -> list[int | None]:
    sent = Submission.objects.get(is_current=True)
    return [answer.level for answer in sent.answers.order_by("question__position")]


def test_eight_questions_are_answered_by_keyboard_alone(open_page: OpenPage, address: str) -> None:
    page = open_page(address, viewport=PHONE)
    page.locator("button.main").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/1/")
    for number in range(1, 9):
        title = page.locator("section:not([hidden]) h1")
        assert title.is_visible()
        page.locator("section:not([hidden]) input[type=radio]").first.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp" if number == 1 else "ArrowDown")
        while page.evaluate("document.activeElement.dataset.go") != "next":
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
    assert page.locator("section:not([hidden]) h1").inner_text() == "Relisez vos réponses"
    assert page.evaluate("document.activeElement.tagName") == "H1"
    while page.evaluate("document.activeElement.value") != "send":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/merci/")

    assert levels() == [1, 3, 3, 3, 3, 3, 3, 3]


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A phone whose losses of network are no fault of the page."""
    context = browser.new_context(base_url=live_server.url, locale="fr-FR", viewport=PHONE)
    yield context.new_page()
    context.close()


def test_two_minutes_without_network_lose_nothing_and_send_once(phone: Page, address: str) -> None:
    phone.goto(address)
    phone.click("button.main")
    phone.wait_for_url("**/1/")
    phone.wait_for_load_state("networkidle")  # the script must have come before the network goes
    phone.clock.install()
    phone.context.set_offline(True)
    for code in ("c01", "c03", "c04", "c06", "c07", "c16", "c19", "c20"):
        phone.check(f"input[name={code}-mark][value='2']")
        phone.click("[data-go=next]")
    phone.click("button[value=send]")
    phone.wait_for_selector(".offline:not([hidden])")
    phone.clock.fast_forward(120_000)
    assert not Submission.objects.exists()

    phone.context.set_offline(False)
    for _try in range(20):
        phone.clock.fast_forward(6_000)
        phone.wait_for_timeout(500)
        if phone.url.endswith("/merci/"):
            break
    phone.wait_for_url("**/merci/")

    assert levels() == [2] * 8
    assert Submission.objects.count() == 1
    assert phone.evaluate("localStorage.length") == 0


def test_the_form_weighs_less_than_a_hundred_kilobytes(phone: Page, address: str) -> None:
    answers: list[Response] = []
    phone.on("response", lambda each: answers.append(each))
    phone.goto(address)
    phone.click("button.main")
    phone.wait_for_url("**/1/")
    phone.wait_for_load_state("networkidle")

    urls = [each.url for each in answers if each.status == 200]
    bodies = [phone.request.get(url).body() for url in urls]  # a page left keeps no body
    assert len(bodies) >= 4
    assert sum(len(gzip.compress(body)) for body in bodies) < MOST_BYTES


def test_no_look_of_the_form_breaks_a_rule_of_accessibility(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(address, viewport=PHONE)
    found = {"landing": violations(page)}
    page.click("button.main")
    page.wait_for_url("**/1/")
    found["question"] = violations(page)
    page.check("input[name=c01-mark][value='NA']")
    for _screen in range(8):
        page.click("[data-go=next]")
    found["review"] = violations(page)
    page.click("button[value=send]")
    page.wait_for_selector("[data-errors]")
    found["refused"] = violations(page)
    page.goto("/diagnostic/r/1-nobody/")
    found["shut"] = violations(page)

    assert {name: faults for name, faults in found.items() if faults} == {}


def test_every_sentence_is_short(open_page: OpenPage, address: str) -> None:
    page = open_page(address, viewport=PHONE)
    texts = [page.inner_text("main")]
    page.click("button.main")
    page.wait_for_url("**/1/")
    texts.append(page.inner_text("main"))
    texts.append(page.evaluate("document.querySelector('main').textContent"))

    sentences = [each for text in texts for each in re.split(r"[.?!:\n]", text)]
    long = {each.strip() for each in sentences if len(each.split()) > MOST_WORDS}
    assert long == set()
