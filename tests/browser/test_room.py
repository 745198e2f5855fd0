"""The room on a phone: by keyboard alone, without network, to the vote and to the end."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator

import pytest
from browser.looks import violations
from codesign.rooms import Room, running
from playwright.sync_api import Browser, Page, Response, Route, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from essaim.codesign import services
from essaim.codesign.domain.notes import NoteActKind
from essaim.codesign.models import BallotMark, Note, Participant
from essaim.journeys.story import Story

OpenPage = Callable[..., Page]
PHONE: ViewportSize = {"width": 390, "height": 844}
MOST_BYTES = 100_000
#: Longer than the ten seconds after which a page without a stream asks by itself.
SOON = 25_000


@pytest.fixture
def room(transactional_db: None, story: Story) -> Room:
    made = running(story)
    for title in ("Un planning qui tient", "Moins de route"):
        services.name_idea(session_id=made.session.pk, title=title, by=made.by)
    return made


@pytest.fixture
def phone(browser: Browser, live_server: LiveServer) -> Iterator[Page]:
    """A phone whose losses of network are no fault of the page."""
    context = browser.new_context(base_url=live_server.url, locale="fr-FR", viewport=PHONE)
    yield context.new_page()
    context.close()


def address(room: Room) -> str:
    return f"/concevoir/salle/{room.session.code}/"


def enter(page: Page) -> None:
    """Take a place by keyboard alone."""
    page.locator("input[name=role]").first.focus()
    page.keyboard.press("Space")
    while page.evaluate("document.activeElement.className") != "btn main":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("#note")


def write(page: Page, *texts: str) -> None:
    """Write notes by keyboard: the field keeps the focus."""
    page.locator("#note").focus()
    for text in texts:
        page.keyboard.type(text)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "note"


def in_the_room(page: Page, text: str) -> None:
    page.wait_for_selector(f"#room-mine li:has-text('{text}')", timeout=SOON)


def kept() -> list[str]:
    return list(Note.objects.order_by("pk").values_list("text", flat=True))


def move(room: Room, position: int) -> None:
    services.go_to_step(session_id=room.session.pk, position=position, by=room.by)


def test_five_notes_arrive_once_though_the_network_left(phone: Page, room: Room) -> None:
    phone.goto(address(room))
    enter(phone)
    write(phone, "Une", "Deux", "Trois")
    in_the_room(phone, "Trois")

    phone.context.set_offline(True)
    write(phone, "Quatre", "Cinq")
    expect(phone.locator("[data-outbox] li")).to_have_count(2)
    phone.context.set_offline(False)
    in_the_room(phone, "Cinq")

    assert kept() == ["Une", "Deux", "Trois", "Quatre", "Cinq"]
    expect(phone.locator("[data-outbox]")).to_be_hidden()
    assert Participant.objects.count() == 1


def test_what_is_typed_or_waits_stays_through_a_reload(phone: Page, room: Room) -> None:
    phone.goto(address(room))
    enter(phone)
    phone.route("**/notes/", lambda route: route.abort())
    write(phone, "En attente")
    phone.locator("#note").type("À moitié écr")

    phone.reload()
    expect(phone.locator("#note")).to_have_value("À moitié écr")
    expect(phone.locator("[data-outbox] li")).to_have_count(1)
    phone.unroute("**/notes/")
    in_the_room(phone, "En attente")

    assert kept() == ["En attente"]


def test_an_answer_lost_on_the_way_makes_no_second_note(phone: Page, room: Room) -> None:
    phone.goto(address(room))
    enter(phone)
    lost: list[int] = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
        else:
            lost.append(route.fetch().status)
            route.abort()

    phone.route("**/notes/", lose)
    write(phone, "Une seule fois")
    in_the_room(phone, "Une seule fois")
    expect(phone.locator("[data-outbox]")).to_be_hidden(timeout=SOON)

    assert (lost, kept()) == ([204], ["Une seule fois"])


def test_a_note_too_long_comes_back_to_its_field_with_the_reason(phone: Page, room: Room) -> None:
    phone.goto(address(room))
    enter(phone)
    phone.locator("#note").fill("a" * 5000)
    assert phone.locator("#note-count").inner_text() == "4500 signes de trop"
    phone.locator("note-box .send").click()

    expect(phone.locator("#note-wrong")).to_contain_text("5000 signes")
    assert len(phone.locator("#note").input_value()) == 5000
    assert kept() == []


def test_a_page_older_than_its_cookie_loses_no_note(phone: Page, room: Room) -> None:
    phone.goto(address(room))
    enter(phone)
    stale = "document.querySelector('note-box [name=csrfmiddlewaretoken]').value = 'x'.repeat(64)"
    phone.evaluate(stale)
    write(phone, "Malgré tout")
    in_the_room(phone, "Malgré tout")

    assert kept() == ["Malgré tout"]


def test_the_page_follows_the_room_and_keeps_what_is_typed(open_page: OpenPage, room: Room) -> None:
    page = open_page(address(room), viewport=PHONE)
    enter(page)
    write(page, "Savoir qui passe")
    in_the_room(page, "Savoir qui passe")
    page.keyboard.type("En cours")

    room.act(NoteActKind.DROP, Note.objects.get(), why="hors de notre portée")
    page.wait_for_selector("text=hors de notre portée", timeout=SOON)

    assert page.locator("#note").input_value() == "En cours"
    assert page.evaluate("document.activeElement.id") == "note"


def test_a_vote_is_cast_by_keyboard_and_without_network(phone: Page, room: Room) -> None:
    phone.goto(address(room))
    enter(phone)
    move(room, 4)
    phone.wait_for_selector("vote-box", timeout=SOON)
    more = phone.locator("[data-step='1']").first
    more.focus()
    for _ in range(4):
        phone.keyboard.press("Enter")
    assert phone.locator("input[type=number]").first.input_value() == "3"

    phone.context.set_offline(True)
    phone.locator("vote-box .send").focus()
    phone.keyboard.press("Enter")
    expect(phone.locator("vote-box .offline")).to_be_visible()
    phone.context.set_offline(False)
    phone.wait_for_selector("text=Votre vote est enregistré", timeout=SOON)

    assert [mark.value for mark in BallotMark.objects.order_by("idea")] == [3, 0]


def test_without_script_the_room_is_joined_written_and_voted_in(
    browser: Browser, live_server: LiveServer, room: Room
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(address(room))
    page.locator("input[name=role]").first.check()
    page.locator("button.main").click()
    page.locator("#note").fill("Sans script")
    page.locator("note-box .send").click()
    assert page.locator("#room-mine li").count() == 1
    move(room, 4)
    page.get_by_text("Actualiser").click()
    page.locator("input[type=number]").first.fill("2")
    page.locator("vote-box .send").click()
    assert page.get_by_text("Votre vote est enregistré").is_visible()
    context.close()

    assert (kept(), BallotMark.objects.filter(value=2).count()) == (["Sans script"], 1)


def test_a_session_closed_meanwhile_says_so_and_keeps_the_text(phone: Page, room: Room) -> None:
    phone.goto(address(room))
    enter(phone)
    services.close_session(session_id=room.session.pk, by=room.by)
    write(phone, "Trop tard")
    expect(phone.locator("[data-outbox] li")).to_contain_text("La séance est close")
    expect(phone.locator("[data-outbox] li")).to_contain_text("Trop tard")
    phone.wait_for_selector("text=La séance est close. Merci.", timeout=SOON)

    phone.reload()
    expect(phone.locator("[data-outbox] li")).to_contain_text("Trop tard")
    assert violations(phone) == []
    assert kept() == []


def test_each_page_of_the_room_is_readable_by_all(open_page: OpenPage, room: Room) -> None:
    found = {}
    page = open_page("/concevoir/salle/", viewport=PHONE)
    found["code"] = violations(page)
    page.goto(address(room))
    found["joining"] = violations(page)
    enter(page)
    write(page, "Savoir qui passe le dimanche")
    in_the_room(page, "Savoir qui passe")
    found["writing"] = violations(page)
    room.act(NoteActKind.REWORD, Note.objects.get(), texts=("Le planning du dimanche",), why="net")
    move(room, 4)
    page.reload()
    page.locator("#follow summary").click()
    found["voting"] = violations(page)
    page.goto(page.locator("#follow-address").input_value())
    found["own notes"] = violations(page)
    services.close_session(session_id=room.session.pk, by=room.by)
    page.goto(address(room))
    found["shut"] = violations(page)

    assert {name: faults for name, faults in found.items() if faults} == {}


def test_the_page_of_the_room_weighs_less_than_100_kb(phone: Page, room: Room) -> None:
    phone.goto(address(room))
    enter(phone)
    heard: list[Response] = []
    phone.on("response", lambda one: heard.append(one))
    phone.reload(wait_until="networkidle")
    texts = [one.body() for one in heard if one.ok and one.status != 204]

    assert len(texts) > 3
    assert sum(len(gzip.compress(text)) for text in texts) < MOST_BYTES
