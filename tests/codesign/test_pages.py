"""The facilitator's pages: a session prepared, arranged by plain forms, read by its house alone."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from codesign.rooms import QUESTION, USER, Room, running
from conftest import ClientOf
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from essaim.codesign import queries, services
from essaim.codesign.domain.notes import NoteActKind, NoteState
from essaim.codesign.domain.steps import SessionState
from essaim.codesign.models import CreativitySession, Decision, Idea, Note
from essaim.journeys.story import Story
from essaim.platform.domain.viewer import Role

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
CHANGED = "Quelqu’un vient de changer une de ces notes"


def at(name: str, *args: object) -> str:
    return reverse(f"codesign:{name}", args=args)


def read(response: Any) -> str:
    """Return what a page says, its spaces made plain."""
    return re.sub(r"[\u00a0\u202f\s]+", " ", response.content.decode())


@pytest.fixture
def room(story: Story) -> Room:
    return running(story)


@pytest.fixture
def nadia(client_of: ClientOf) -> Client:
    return client_of("adviser", "garrigue")


def post(client: Client, room: Room, name: str, **fields: object) -> Any:
    return client.post(at(name, room.session.pk), fields)


def group(room: Room, title: str = "Un planning qui tient") -> Idea:
    return services.name_idea(session_id=room.session.pk, title=title, by=room.by)


def test_a_session_is_prepared_then_opened_from_its_console(story: Story, nadia: Client) -> None:
    typed = {
        "organisation": story.ids["garrigue"],
        "title": QUESTION,
        "intent": "Le compte rendu part sous huit jours.",
        "held_on": timezone.localdate().isoformat(),
        "places": 30,
        "frame": "creativity",
    }
    response: Any = nadia.post(at("session-new"), typed)

    made = CreativitySession.objects.get()
    assert response["location"] == at("console", made.pk)
    assert made.steps.count() == 5
    assert "Ouvrir la séance" in read(nadia.get(at("console", made.pk)))

    nadia.post(at("session-start", made.pk))
    assert "Passer au partage" in read(nadia.get(at("console", made.pk)))


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ({"held_on": "2020-01-01"}, "ne se prépare pas pour hier"),
        ({"title": ""}, "obligatoire"),
        ({"frame": "inconnu"}, "frame"),
    ],
)
def test_a_session_refused_keeps_what_was_typed(
    story: Story, nadia: Client, fault: dict[str, str], said: str
) -> None:
    typed = {
        "organisation": story.ids["garrigue"],
        "title": QUESTION,
        "intent": "Écrit avec soin.",
        "held_on": timezone.localdate().isoformat(),
        "places": 30,
        "frame": "quick",
    }
    response = nadia.post(at("session-new"), typed | fault)

    assert response.status_code == 422
    assert "Écrit avec soin." in read(response)
    assert said in read(response)
    assert not CreativitySession.objects.exists()


def test_frames_are_offered_with_their_steps_and_minutes(nadia: Client) -> None:
    page = read(nadia.get(at("session-new")))
    for frame in queries.frames():
        assert frame.title["fr"] in page
        assert f"{frame.minutes} minutes" in page


@pytest.mark.parametrize("who", [("adviser", "causse"), ("funder", "demeter")])
@pytest.mark.parametrize("page", ["session", "console", "board", "screen", "screen-part"])
def test_a_session_does_not_exist_for_others(
    room: Room, client_of: ClientOf, who: tuple[str, str], page: str
) -> None:
    assert client_of(*who).get(at(page, room.session.pk)).status_code == 404


def test_members_read_what_became_of_a_session_and_do_not_run_it(
    story: Story, client_of: ClientOf
) -> None:
    by = story.person(Role.DIRECTOR, "amandier")
    session = services.prepare_session(
        organisation_id=story.ids["amandier"],
        title=QUESTION,
        intent="On en parle lundi.",
        held_on=timezone.localdate(),
        steps=queries.frames()[0].steps,
        by=by,
    )
    for who in ("staff_member", "board_member"):
        client = client_of(who, "amandier")
        page = read(client.get(at("session", session.pk)))
        assert "On en parle lundi." in page
        assert "Ouvrir la console" not in page
        assert client.get(at("console", session.pk)).status_code == 404
    assert "Ouvrir la console" in read(
        client_of("director", "amandier").get(at("session", session.pk))
    )


def test_the_list_says_people_notes_and_state(room: Room, nadia: Client) -> None:
    who = room.seat()
    room.write("Une", who)
    room.write("Deux", who)
    room.write("Trois")

    page = read(nadia.get(at("sessions")))

    assert "en cours" in page
    assert re.search(r'data-l="Personnes">2</td> <td class="num" data-l="Notes">3</td>', page)


def test_an_empty_list_offers_the_first_session_to_who_may_hold_one(
    nadia: Client, client_of: ClientOf
) -> None:
    assert "Préparer une séance" in read(nadia.get(at("sessions")))
    assert "Préparer une séance" not in read(client_of("funder", "demeter").get(at("sessions")))


def test_the_words_of_an_act_are_asked_with_those_of_the_first_note(
    room: Room, nadia: Client
) -> None:
    notes = [room.write("Savoir qui passe."), room.write("Savoir quand.")]
    keys = [note.pk for note in notes]

    page = read(post(nadia, room, "notes-act", prepare="merge", notes=keys))

    assert "Réunir ces notes en une seule" in page
    assert re.search(r"<textarea[^>]*> ?Savoir qui passe\.</textarea>", page)
    assert page.count('name="notes"') == len(re.findall(r'name="notes"', page)) >= 4


@pytest.mark.parametrize("kind", ["merge", "split", "reword", "drop", "move"])
def test_an_act_without_its_notes_says_which_to_tick(room: Room, nadia: Client, kind: str) -> None:
    room.write("Une note")
    assert "Cochez" in read(post(nadia, room, "notes-act", prepare=kind))


def test_each_act_is_done_by_a_plain_form(room: Room, nadia: Client) -> None:
    one, two, three, four = (room.write(f"Note {n}") for n in range(4))

    post(nadia, room, "notes-act", kind="merge", notes=[one.pk, two.pk], text="Les deux")
    post(nadia, room, "notes-act", kind="split", notes=[three.pk], text="Ceci\nCela")
    post(nadia, room, "notes-act", kind="drop", notes=[four.pk], why="hors de notre portée")
    made = Note.objects.get(text="Les deux")
    post(nadia, room, "notes-act", kind="reword", notes=[made.pk], text="Une seule", why="court")

    states = dict(Note.objects.values_list("text", "state"))
    assert states["Note 0"] == states["Note 1"] == NoteState.MERGED
    assert states["Note 2"] == NoteState.SPLIT
    assert states["Note 3"] == NoteState.DROPPED
    assert states["Les deux"] == NoteState.REWORDED
    assert {states[text] for text in ("Ceci", "Cela", "Une seule")} == {NoteState.LIVE}
    page = read(nadia.get(at("session", room.session.pk)))
    assert "Raison : hors de notre portée" in page
    assert "a séparé une note en 2" in page


def test_a_group_takes_the_notes_chosen_and_gives_them_back(room: Room, nadia: Client) -> None:
    note = room.write("Savoir qui passe.")
    post(nadia, room, "idea-name", title="Le planning", notes=[note.pk])
    idea = Idea.objects.get(title="Le planning")
    note.refresh_from_db()
    assert note.idea_id == idea.pk

    post(nadia, room, "idea-name", title="Un planning qui tient", idea=idea.pk)
    post(nadia, room, "notes-group", idea="", notes=[note.pk])

    note.refresh_from_db()
    idea.refresh_from_db()
    assert note.idea is None
    assert idea.title == "Un planning qui tient"
    post(nadia, room, "notes-group", idea=idea.pk, notes=[note.pk])
    note.refresh_from_db()
    assert note.idea_id == idea.pk


def test_an_act_is_undone_from_the_console(room: Room, nadia: Client) -> None:
    notes = [room.write("Une chose"), room.write("Une autre")]
    act = room.act(NoteActKind.MERGE, *notes, texts=("Les deux",))
    assert "Annuler le dernier geste" in read(nadia.get(at("console", room.session.pk)))

    nadia.post(at("act-undo", act.pk))

    assert set(Note.objects.filter(state=NoteState.LIVE)) == set(notes)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_the_second_of_two_facilitators_sees_both_acts_and_keeps_own_words(
    room: Room, nadia: Client, headers: dict[str, str]
) -> None:
    notes = [room.write("Une chose"), room.write("Une autre")]
    keys = [note.pk for note in notes]
    room.act(NoteActKind.MERGE, *notes, texts=("Les deux ensemble",))

    url = at("notes-act", room.session.pk)
    typed = {"kind": "merge", "notes": keys, "text": "Autrement dit", "why": "plus court"}
    response = nadia.post(url, typed, headers=headers)

    page = read(response)
    assert response.status_code == 422
    assert CHANGED in page
    assert "Autrement dit</textarea>" in page
    assert 'value="plus court"' in page
    assert "Les deux ensemble" in page
    assert "a réuni 2 notes" in page
    assert Note.objects.filter(text="Autrement dit").count() == 0


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("notes-act", {"kind": "drop", "why": ""}, "Écarter une note demande une raison"),
        ("notes-act", {"kind": "reword", "text": "x" * 900}, "x" * 900),
        ("notes-act", {"kind": "split", "text": "Un seul morceau"}, "Un seul morceau</textarea>"),
        ("idea-name", {"title": "y" * 200}, "y" * 200),
        ("notes-group", {"idea": "abc"}, "Ce geste n’est pas fait"),
    ],
)
def test_a_refused_act_returns_what_was_typed(
    room: Room, nadia: Client, name: str, typed: dict[str, str], kept: str
) -> None:
    note = room.write("Une note")
    response = post(nadia, room, name, notes=[note.pk], **typed)

    assert response.status_code == 422
    assert kept in read(response)
    note.refresh_from_db()
    assert note.state == NoteState.LIVE


def test_a_tenth_group_is_refused_and_its_name_comes_back(room: Room, nadia: Client) -> None:
    for number in range(9):
        group(room, f"Groupe {number}")
    response = post(nadia, room, "idea-name", title="Le dixième")

    assert response.status_code == 422
    assert 'value="Le dixième"' in read(response)


def test_a_group_of_another_session_does_not_exist(room: Room, nadia: Client, story: Story) -> None:
    other = group(running(story))
    note = room.write("Ici")
    for name, fields in (("notes-group", {}), ("idea-name", {"title": "Mien"})):
        response = post(nadia, room, name, notes=[note.pk], idea=other.pk, **fields)
        assert response.status_code == 404


def deciding(room: Room) -> Idea:
    idea = group(room)
    services.go_to_step(session_id=room.session.pk, position=5, by=room.by)
    return idea


def test_a_decision_is_noted_once_with_its_owner_and_day(room: Room, nadia: Client) -> None:
    idea = deciding(room)
    due = timezone.localdate() + timedelta(days=30)
    typed = {"is_kept": "yes", "text": "On essaie en mars.", "owner": "Léa", "due_on": due}

    refused = nadia.post(at("idea-decide", idea.pk), typed | {"owner": ""})
    assert refused.status_code == 422
    assert "Une idée gardée a un nom et une date" in read(refused)
    assert 'value="On essaie en mars."' in read(refused)

    nadia.post(at("idea-decide", idea.pk), typed)
    assert Decision.objects.get().owner == "Léa"
    assert "On essaie en mars." in read(nadia.get(at("session", room.session.pk)))


def test_the_clock_goes_on_pauses_and_gets_two_minutes(room: Room, nadia: Client) -> None:
    post(nadia, room, "step-extend")
    assert "sur 7 minutes" in read(nadia.get(at("console", room.session.pk)))
    post(nadia, room, "session-pause")
    page = read(nadia.get(at("console", room.session.pk)))
    assert "Reprendre" in page
    assert "data-left" not in page


def test_a_closed_session_is_read_and_no_longer_run(room: Room, nadia: Client) -> None:
    room.write("Une note")
    response = post(nadia, room, "session-close")
    assert response["location"] == at("session", room.session.pk)
    assert room.fresh().state == SessionState.CLOSED

    page = read(nadia.get(at("console", room.session.pk)))
    assert "Lire ce qu’il en reste" in page
    assert 'type="checkbox"' not in page


def test_the_wall_shows_neither_names_nor_results_during_a_vote(room: Room, nadia: Client) -> None:
    idea, session = group(room), room.session
    who = services.join_session(session_id=session.pk, role=USER, pseudonym="Zoé la voisine")
    room.write("Savoir qui passe.", who.participant)
    services.go_to_step(session_id=session.pk, position=4, by=room.by)
    step = room.fresh().step
    assert step is not None
    services.cast_ballot(participant_id=who.participant.pk, step_id=step.pk, values={idea.pk: 3})

    page = read(nadia.get(at("screen", session.pk)))
    assert "vote reçu" in page
    assert "Zoé" not in page
    assert 'class="bar"' not in page
    assert "Visible de vous seul" in read(nadia.get(at("console", session.pk)))

    services.go_to_step(session_id=session.pk, position=5, by=room.by)
    assert 'class="bar"' in read(nadia.get(at("screen-part", session.pk)))


def test_the_wall_never_shows_the_secret_of_who_writes_nor_a_pseudonym_on_the_console(
    room: Room, nadia: Client
) -> None:
    who = services.join_session(session_id=room.session.pk, role=USER, pseudonym="Zoé la voisine")
    room.write("Savoir qui passe.", who.participant)
    for name in ("console", "session", "screen"):
        page = read(nadia.get(at(name, room.session.pk)))
        assert "Zoé" not in page
        assert who.token not in page


def test_the_code_is_drawn_for_phones(room: Room, nadia: Client) -> None:
    response = nadia.get(at("session-qr", room.session.pk))
    assert response["Content-Type"] == "image/svg+xml"
    assert b"<svg" in response.content


def test_a_name_with_markup_is_only_a_name(room: Room, nadia: Client) -> None:
    room.write("<script>alert(1)</script>")
    group(room, "<b>Gras</b>")
    for name in ("console", "session"):
        page = read(nadia.get(at(name, room.session.pk)))
        assert "<script>alert" not in page
        assert "<b>Gras" not in page


@pytest.mark.parametrize("name", ["console", "board", "screen", "session", "sessions"])
def test_pages_ask_as_many_questions_for_forty_notes_as_for_four(
    room: Room, nadia: Client, name: str
) -> None:
    url = at(name) if name == "sessions" else at(name, room.session.pk)

    def questions() -> int:
        nadia.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert nadia.get(url).status_code == 200
        return len(captured)

    def fill(count: int, tag: str) -> None:
        idea = group(room, f"Groupe {tag}")
        who = room.seat()
        notes = [room.write(f"Note {tag} {n}", who) for n in range(count)]
        keys = [note.pk for note in notes[: count // 2]]
        services.group_notes(session_id=room.session.pk, note_ids=keys, idea_id=idea.pk, by=room.by)
        room.act(NoteActKind.MERGE, *notes[:2], texts=(f"Réunies {tag}",))
        room.act(NoteActKind.DROP, notes[-1], why="hors sujet")

    fill(4, "a")
    before = questions()
    fill(40, "b")
    assert questions() == before
