"""The pages of a phone: a place, a note sent twice, a text given back, a vote, a secret page."""

from __future__ import annotations

import pytest
from codesign.rooms import QUESTION, USER, Room, prepared, running
from django.test import Client
from django.urls import reverse

from essaim.codesign import services
from essaim.codesign.domain.notes import NoteActKind
from essaim.codesign.models import Ballot, BallotMark, Note, Participant
from essaim.journeys.story import Story

pytestmark = pytest.mark.django_db
ALONE = {"accept": "application/json"}
KEY = "4f1c2a52-8d0b-4c4e-9d0e-1c7b1a2b3c4d"


def at(name: str, room: Room, *more: int) -> str:
    return reverse(f"codesign:{name}", args=[room.session.code, *more])


def joined(room: Room, phone: Client) -> Participant:
    phone.post(at("room-join", room), {"role": "care_worker"})
    return Participant.objects.latest("pk")


def sent(phone: Client, room: Room, text: str, key: str = KEY) -> tuple[int, str]:
    """Return the status and the reason that a phone gets when it sends by itself."""
    body = {"text": text, "key": key}
    answer = phone.post(at("room-note", room), body, headers=ALONE)
    return answer.status_code, answer.json()["reason"] if answer.content else ""


def test_a_code_typed_in_small_letters_and_spaces_opens_the_room(
    story: Story, client: Client
) -> None:
    room = running(story)
    typed = f"{room.session.code[:3]} {room.session.code[3:]}".lower()

    answer = client.get(reverse("codesign:room-code"), {"code": typed}, follow=True)

    assert QUESTION.rstrip(" ?") in answer.text


def test_a_place_is_taken_with_a_viewpoint_and_nothing_else(story: Story, client: Client) -> None:
    room = running(story)
    assert client.post(at("room-join", room), {"role": ""}).status_code == 422

    answer = client.post(at("room-join", room), {"role": "care_worker"}, follow=True)

    who = Participant.objects.get()
    assert (who.pseudonym, who.house) == ("", "")
    assert "Votre note" in answer.text
    client.post(at("room-join", room), {"role": "service_user"})
    assert Participant.objects.count() == 1


def test_a_note_sent_twice_in_the_background_arrives_once(story: Story, client: Client) -> None:
    room = running(story)
    joined(room, client)

    answers = [sent(client, room, "Savoir qui passe le dimanche") for _ in range(2)]

    assert answers == [(204, ""), (204, "")]
    assert Note.objects.count() == 1


def test_a_note_that_arrived_is_not_refused_for_coming_again_after_the_end(
    story: Story, client: Client
) -> None:
    room = running(story)
    joined(room, client)
    sent(client, room, "À temps")
    services.close_session(session_id=room.session.pk, by=room.by)

    assert sent(client, room, "À temps") == (204, "")
    status, reason = sent(client, room, "Trop tard", key=KEY[::-1])
    assert (status, "séance est close" in reason) == (410, True)
    assert Note.objects.count() == 1


def test_a_long_note_is_given_back_with_what_exceeds(story: Story, client: Client) -> None:
    room = running(story)
    joined(room, client)
    text = "a" * 5000

    page = client.post(at("room-note", room), {"text": text})
    status, reason = sent(client, room, text)

    assert (page.status_code, text in page.text, "5000 signes" in page.text) == (422, True, True)
    assert (status, "5000 signes" in reason) == (422, True)


@pytest.mark.parametrize("typed", ["", " \u200b\n", "\x00"])
def test_nothing_written_is_said_to_be_nothing(story: Story, client: Client, typed: str) -> None:
    room = running(story)
    joined(room, client)
    assert "Rien n’est écrit" in sent(client, room, typed)[1]


def test_a_note_is_shown_as_it_was_typed_and_runs_nothing(story: Story, client: Client) -> None:
    room = running(story)
    joined(room, client)
    for number, text in enumerate(("<script>alert(1)</script>", "שלום 👩‍👧", "Écouter")):
        sent(client, room, text, key=f"{KEY[:-1]}{number}")

    page = client.get(at("room", room)).text

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
    assert "שלום 👩‍👧" in page


def test_a_phone_without_its_place_keeps_its_text(story: Story, client: Client) -> None:
    room = running(story)

    page = client.post(at("room-note", room), {"text": "Mon idée"})

    assert (page.status_code, "Mon idée" in page.text) == (409, True)
    assert sent(client, room, "Mon idée")[0] == 409


def test_a_text_typed_in_a_session_closed_meanwhile_stays_on_the_page(
    story: Story, client: Client
) -> None:
    room = running(story)
    joined(room, client)
    services.close_session(session_id=room.session.pk, by=room.by)

    page = client.post(at("room-note", room), {"text": "Mon idée"})

    assert (page.status_code, "Mon idée" in page.text) == (410, True)
    assert "rien ne s’y écrit plus" in page.text
    assert "Voici ce que" not in page.text
    assert "La séance est close" in client.get(at("room-part", room)).text


def test_a_note_is_taken_back_until_the_room_arranges_it(story: Story, client: Client) -> None:
    room = running(story)
    who = joined(room, client)
    note, other = room.write("Une chose", who), room.write("Une autre", who)
    room.act(NoteActKind.DROP, other, why="déjà fait")

    client.post(at("room-take-back", room, note.pk))
    refused = client.post(at("room-take-back", room, other.pk))

    assert list(Note.objects.values_list("text", flat=True)) == ["Une autre"]
    assert (refused.status_code, "déjà rangée" in refused.text) == (422, True)
    foreign = room.write("À quelqu’un d’autre")
    assert client.post(at("room-take-back", room, foreign.pk)).status_code == 404


def voting(story: Story, client: Client) -> tuple[Room, dict[str, str]]:
    room = running(story)
    idea = services.name_idea(session_id=room.session.pk, title="Moins de route", by=room.by)
    services.go_to_step(session_id=room.session.pk, position=4, by=room.by)
    joined(room, client)
    step = room.fresh().step
    assert step is not None
    return room, {"step": str(step.pk), f"idea-{idea.pk}": "2"}


def test_a_vote_is_kept_and_shown_to_who_cast_it(story: Story, client: Client) -> None:
    room, ballot = voting(story, client)
    assert "Moins de route" in client.get(at("room", room)).text

    page = client.post(at("room-vote", room), ballot, follow=True)

    assert "Votre vote est enregistré" in page.text
    assert BallotMark.objects.get().value == 2


@pytest.mark.parametrize("wrong", ["4", "-1", "100", "deux", "9" * 30])
def test_half_a_ballot_is_never_kept(story: Story, client: Client, wrong: str) -> None:
    room, ballot = voting(story, client)
    key = next(key for key in ballot if key.startswith("idea-"))

    page = client.post(at("room-vote", room), {**ballot, key: wrong})

    assert page.status_code == 422
    assert not Ballot.objects.exists()


def test_a_vote_after_its_step_says_it_is_over(story: Story, client: Client) -> None:
    room, ballot = voting(story, client)
    services.go_to_step(session_id=room.session.pk, position=5, by=room.by)

    answer = client.post(at("room-vote", room), ballot, headers=ALONE)

    assert (answer.status_code, "vote est clos" in answer.json()["reason"]) == (422, True)


def test_the_page_of_follow_up_tells_old_new_who_and_why(story: Story, client: Client) -> None:
    room = running(story)
    seat = services.join_session(session_id=room.session.pk, role=USER)
    note = room.write("Changer tout", seat.participant)
    room.act(NoteActKind.REWORD, note, texts=("Changer le planning",), why="plus précis")

    page = client.get(reverse("codesign:own-notes", args=[seat.token])).text

    for told in ("Changer tout", "Changer le planning", "Nadia Ferrand", "plus précis"):
        assert told in page
    assert client.get(reverse("codesign:own-notes", args=["x" * 32])).status_code == 404


def test_the_secret_of_another_session_shows_no_place_here(story: Story, client: Client) -> None:
    room, other = running(story), running(story)
    joined(other, client)
    client.cookies["essaim_place"]["path"] = "/"

    page = client.get(at("room", room)).text

    assert "Entrer dans la salle" in page
    assert client.cookies["essaim_place"].value not in page


def test_who_waits_before_the_start_is_told_so(story: Story, client: Client) -> None:
    room = prepared(story)
    joined(room, client)
    assert "va commencer" in client.get(at("room", room)).text
    assert sent(client, room, "Trop tôt")[0] == 422


def test_a_server_of_threads_never_holds_one_for_a_stream(story: Story, client: Client) -> None:
    assert client.get(at("room-stream", running(story))).status_code == 204
