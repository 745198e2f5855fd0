"""Who never saw Essaim runs a session by following the screen alone; axe reads each step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from browser.looks import LOOKS, violations
from codesign.rooms import QUESTION, USER, Room, running
from django.utils import timezone
from playwright.sync_api import Locator, Page, ViewportSize, expect

from essaim.codesign import services
from essaim.codesign.domain.notes import NoteActKind, NoteState
from essaim.codesign.domain.steps import SessionState
from essaim.codesign.models import CreativitySession, Decision, Note, NoteAct
from essaim.journeys.story import Story
from essaim.platform.domain.viewer import Role

OpenPage = Callable[..., Page]
SAID = (
    "Connaître mon planning quinze jours avant.",
    "Savoir mes horaires à l’avance.",
    "Moins de route entre deux visites.",
    "Repeindre le local.",
)
MERGED = "Un planning connu quinze jours avant."
#: Read by axe at each step; in all four looks where most is shown.
TWO = (LOOKS[0], LOOKS[2])
#: The window of a projector, and the smallest letter read from four metres.
PROJECTOR: ViewportSize = {"width": 1280, "height": 720}
SMALLEST = 28
LETTERS = """() => [...document.querySelectorAll('main *')]
  .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .map((one) => [parseFloat(getComputedStyle(one).fontSize), one.textContent.trim()])"""


@pytest.fixture
def story(transactional_db: None, story: Story) -> Story:
    return story


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def said(page: Page, words: str) -> None:
    """See the confirmation, in the part that moves or, sent without script, on the page."""
    expect(page.get_by_role("status").filter(has_text=words).first).to_be_visible()


def note(page: Page, text: str) -> Locator:
    return page.get_by_role("checkbox", name=text)


def group(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def prepare(page: Page) -> CreativitySession:
    assert violations(page, TWO) == []
    page.get_by_role("link", name="Préparer une séance").first.click()
    assert violations(page, TWO) == []
    page.get_by_label("Question posée").fill(QUESTION)
    page.get_by_label("Ce qui sera fait des notes").fill("Le compte rendu part sous huit jours.")
    page.get_by_label("Qui tient la séance").select_option("Pôle Garrigue")
    press(page, "Préparer la séance")
    expect(page.get_by_role("button", name="Ouvrir la séance")).to_be_visible()
    assert violations(page, TWO) == []
    return CreativitySession.objects.get()


def name_groups(page: Page) -> None:
    for name in ("Un planning qui tient", "Moins de route"):
        press(page, "Nouveau groupe")
        page.get_by_label("Nom du groupe").fill(name)
        page.keyboard.press("Enter")
        said(page, "Le groupe a son nom.")


def arrange(page: Page) -> None:
    """Group with the keyboard alone, then merge, drop with a reason, undo."""
    note(page, SAID[0]).focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    page.keyboard.press("1")
    expect(group(page, "Un planning qui tient").get_by_role("checkbox")).to_have_count(2)
    expect(note(page, SAID[2])).to_be_focused()
    page.keyboard.press("2")
    expect(group(page, "Moins de route").get_by_role("checkbox")).to_have_count(1)

    note(page, SAID[0]).check()
    note(page, SAID[1]).check()
    press(page, "Réunir")
    expect(page.get_by_label("Le texte qui les dit toutes")).to_have_value(SAID[0])
    page.get_by_label("Le texte qui les dit toutes").fill(MERGED)
    assert violations(page) == []
    page.locator(".act-panel").get_by_role("button", name="Réunir").click()
    said(page, "Les notes sont réunies.")
    expect(page.get_by_text("2 notes réunies").first).to_be_visible()


def drop_and_undo(page: Page) -> None:
    note(page, SAID[3]).check()
    press(page, "Écarter")
    panel = page.locator(".act-panel")
    panel.get_by_role("button", name="Écarter").click()
    expect(panel.get_by_text("Écarter une note demande une raison").first).to_be_visible()
    panel.get_by_label("Pourquoi ?").fill("ce n’est pas notre local")
    panel.get_by_role("button", name="Écarter").click()
    said(page, "La note est écartée")
    expect(note(page, SAID[3])).to_have_count(0)
    press(page, "Annuler le dernier geste")
    said(page, "Le dernier geste est annulé")
    expect(note(page, SAID[3])).to_be_visible()


def decide(page: Page) -> None:
    due = timezone.localdate() + timedelta(days=45)
    page.get_by_label("Gardée", exact=True).first.check()
    page.get_by_label("En une phrase").first.fill("On essaie en mars.")
    press(page, "Noter la décision")
    expect(page.get_by_text("Une idée gardée a un nom et une date").first).to_be_visible()
    expect(page.get_by_label("En une phrase").first).to_have_value("On essaie en mars.")
    page.get_by_label("Responsable").first.fill("Léa Marchetti")
    page.get_by_label("Échéance").first.fill(due.isoformat())
    assert violations(page, TWO) == []
    press(page, "Noter la décision")
    expect(page.get_by_text("Léa Marchetti, pour le").first).to_be_visible()


def read_wall(wall: Page, words: str) -> None:
    wall.reload()
    expect(wall.get_by_text(words).first).to_be_visible()
    assert violations(wall, TWO) == []
    wall.set_viewport_size(PROJECTOR)
    letters: list[tuple[float, str]] = wall.evaluate(LETTERS)
    assert [text for size, text in letters if size < SMALLEST] == []


def cast(room: Room, page: Page) -> None:
    """Vote from a phone, then see it counted for the facilitator alone."""
    session = room.fresh()
    seat = room.seat(USER)
    ideas = list(session.ideas.values_list("pk", flat=True))
    values = {ideas[0]: 2, ideas[1]: 1}
    services.cast_ballot(participant_id=seat.pk, step_id=session.step_id or 0, values=values)
    page.reload()
    expect(page.get_by_text("Visible de vous seul")).to_be_visible()


def test_a_session_is_run_by_following_the_screen_alone(open_page: OpenPage, story: Story) -> None:
    page = open_page("/concevoir/", "adviser", "garrigue", viewport=LOOKS[0].size)
    session = prepare(page)
    room = Room(session, story.person(Role.ADVISER, "garrigue"))
    wall = open_page(f"/concevoir/seances/{session.pk}/salle/", "adviser", "garrigue")
    read_wall(wall, "Bientôt")

    press(page, "Ouvrir la séance")
    who = room.seat()
    for text in SAID:
        room.write(text, who)
    read_wall(wall, "notes reçues")
    press(page, "Passer au partage")
    press(page, "Passer au regroupement")
    name_groups(page)
    arrange(page)
    drop_and_undo(page)
    read_wall(wall, MERGED)

    press(page, "Passer au vote")
    cast(room, page)
    assert violations(page, TWO) == []
    read_wall(wall, "vote reçu")
    press(page, "Passer aux décisions")
    decide(page)
    read_wall(wall, "On essaie en mars.")
    press(page, "Clore la séance")
    page.get_by_role("dialog").get_by_role("button", name="Clore la séance").click()
    expect(page.get_by_role("heading", name="Ce que la salle a retenu")).to_be_visible()
    assert violations(page) == []

    assert room.fresh().state == SessionState.CLOSED
    assert Decision.objects.get().owner == "Léa Marchetti"
    assert NoteAct.objects.filter(undone_at__isnull=False).count() == 1


def grouping(story: Story) -> Room:
    room = running(story)
    services.go_to_step(session_id=room.session.pk, position=3, by=room.by)
    return room


def test_a_note_is_dragged_under_a_group(open_page: OpenPage, story: Story) -> None:
    room = grouping(story)
    written = room.write(SAID[0])
    idea = services.name_idea(session_id=room.session.pk, title="Le planning", by=room.by)
    page = open_page(f"/concevoir/seances/{room.session.pk}/console/", "adviser", "garrigue")
    page.wait_for_function("() => !!customElements.get('note-board')")

    page.locator("[data-note]").drag_to(group(page, "Le planning").locator("ul"))

    expect(page.get_by_text("C’est rangé.")).to_be_visible()
    expect(group(page, "Le planning").get_by_role("checkbox")).to_have_count(1)
    written.refresh_from_db()
    assert written.idea_id == idea.pk


def test_what_a_facilitator_types_stays_while_notes_arrive_and_another_acts(
    open_page: OpenPage, story: Story
) -> None:
    room = grouping(story)
    one, two = room.write(SAID[0]), room.write(SAID[1])
    page = open_page(f"/concevoir/seances/{room.session.pk}/console/", "adviser", "garrigue")
    note(page, SAID[0]).check()
    note(page, SAID[1]).check()
    press(page, "Réunir")
    page.get_by_label("Le texte qui les dit toutes").fill("Autrement dit")

    room.write(SAID[2])
    room.act(NoteActKind.MERGE, one, two, texts=(MERGED,))
    expect(note(page, SAID[2])).to_be_visible(timeout=15_000)
    expect(page.get_by_label("Le texte qui les dit toutes")).to_have_value("Autrement dit")
    page.locator(".act-panel").get_by_role("button", name="Réunir").click()

    expect(page.get_by_text("Quelqu’un vient de changer").first).to_be_visible()
    expect(page.get_by_label("Le texte qui les dit toutes")).to_have_value("Autrement dit")
    expect(page.get_by_text("Nadia Ferrand a réuni 2 notes")).to_be_visible()
    assert violations(page) == []


def test_everything_is_done_without_script(open_page: OpenPage, story: Story) -> None:
    room = grouping(story)
    room.write(SAID[0])
    room.write(SAID[1])
    services.name_idea(session_id=room.session.pk, title="Le planning", by=room.by)
    page = open_page(
        f"/concevoir/seances/{room.session.pk}/console/",
        "adviser",
        "garrigue",
        java_script_enabled=False,
    )
    for text in SAID[:2]:
        note(page, text).check()
    page.get_by_role("button", name="Ranger ici : Le planning").click()
    expect(group(page, "Le planning").get_by_role("checkbox")).to_have_count(2)
    for text in SAID[:2]:
        note(page, text).check()
    press(page, "Réunir")
    expect(note(page, SAID[0])).to_be_checked()
    page.get_by_label("Le texte qui les dit toutes").fill(MERGED)
    page.locator(".act-panel").get_by_role("button", name="Réunir").click()

    expect(group(page, "Le planning").get_by_role("checkbox")).to_have_count(1)
    assert Note.objects.get(state=NoteState.LIVE).text == MERGED
