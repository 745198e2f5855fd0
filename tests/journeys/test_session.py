"""Scenario 10, first half: merge three notes, split one, reword one; each author reads it."""

import pytest
from codesign.rooms import running
from conftest import ClientOf
from django.test import Client
from django.urls import reverse

from essaim.codesign import services
from essaim.codesign.domain.notes import NoteActKind
from essaim.diagnosis.domain.roles import RespondentRole
from essaim.journeys.story import Story

pytestmark = pytest.mark.django_db
SAID = {
    "ana": "Connaître mon planning quinze jours avant.",
    "bea": "Le planning change le soir.",
    "cleo": "Un planning fixe.",
    "dora": "Réunions trop longues et sans suite.",
    "elsa": "On découvre les hospitalisations par la voisine.",
    "fanny": "Refaire toutes les routes du canton.",
}


def follow(token: str) -> str:
    return Client().get(reverse("codesign:own-notes", args=[token])).content.decode()


def test_each_author_sees_what_became_of_own_note(story: Story, client_of: ClientOf) -> None:
    room = running(story)
    seats = {
        name: services.join_session(
            session_id=room.session.pk, role=RespondentRole.CARE_WORKER, pseudonym=name
        )
        for name in SAID
    }
    notes = {name: room.write(text, seats[name].participant) for name, text in SAID.items()}
    room.act(
        NoteActKind.MERGE,
        *(notes[name] for name in ("ana", "bea", "cleo")),
        texts=("Un planning connu quinze jours avant.",),
    )
    room.act(
        NoteActKind.SPLIT, notes["dora"], texts=("Des réunions courtes.", "Dire la suite donnée.")
    )
    room.act(NoteActKind.REWORD, notes["elsa"], texts=("Être prévenus le jour même.",))
    room.act(NoteActKind.DROP, notes["fanny"], why="Les routes sont au département.")
    services.close_session(session_id=room.session.pk, by=room.by)

    pages = {name: follow(seat.token) for name, seat in seats.items()}

    for name in ("ana", "bea", "cleo"):
        assert SAID[name] in pages[name]
        assert "Un planning connu quinze jours avant." in pages[name]
        assert "Nadia Ferrand" in pages[name]
    assert "Des réunions courtes." in pages["dora"]
    assert "Dire la suite donnée." in pages["dora"]
    assert "Être prévenus le jour même." in pages["elsa"]
    assert "Les routes sont au département." in pages["fanny"]
    assert SAID["fanny"] not in pages["ana"]
    assert follow("un-secret-inventé") == follow("un-autre-secret")
