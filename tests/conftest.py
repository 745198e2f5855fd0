"""The demonstration's own people, seen by each of them; the shared specifications."""

from __future__ import annotations

import copy
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.utils import translation
from pytest_django import DjangoDbBlocker

from essaim.journeys import acts
from essaim.journeys import story as stories
from essaim.platform.domain.viewer import Role

ClientOf = Callable[..., Client]
ROOT = Path(__file__).resolve().parents[1]


def shared(*parts: str) -> Path:
    """Return a file of the specifications that lie beside the checkout; loud where missing."""
    path = Path(os.environ.get("ESSAIM_SHARED", ROOT.parent / "shared"), *parts)
    if not path.exists():
        pytest.fail(f"{path} is missing: the specifications lie beside the checkout")
    return path


def finish(response: HttpResponseBase) -> None:
    """Close the file of a response without closing the base of the test with it."""
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)


@pytest.fixture(autouse=True)
def _in_french() -> None:
    """Speak French again: a request in English leaves its language to the next test."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def story(request: pytest.FixtureRequest) -> stories.Story:
    """People, organisations and mandates; no act played yet."""
    if "full_story" in request.fixturenames:
        return request.getfixturevalue("full_story")  # type: ignore[no-any-return]
    return stories.prepare()


@pytest.fixture(scope="module")
def played(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[stories.Story]:
    """Play the whole demonstration once for the tests of a module, and undo it after them.

    A module asks for the whole demonstration or for its people alone, never for both.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        whole = stories.prepare()
        for act in acts.ACTS:
            acts.play(whole, act)
        yield whole
        transaction.set_rollback(True)


@pytest.fixture
def full_story(played: stories.Story) -> stories.Story:
    """Return the whole demonstration, every act played; what a test changes is undone."""
    return copy.deepcopy(played)


@pytest.fixture
def client_of(story: stories.Story) -> ClientOf:
    """Return a client logged in as a role of an organisation, a stranger, or nobody."""

    def logged_in(who: str, organisation: str | None = None) -> Client:
        client, accounts = Client(), get_user_model().objects
        if who == "stranger":
            stranger, _ = accounts.get_or_create(email="voisin@ailleurs.example", name="Voisin")
            client.force_login(stranger)
        elif who != "public":
            viewer = story.person(Role(who), organisation)
            client.force_login(accounts.get(pk=viewer.account_id or 0))
        return client

    return logged_in


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give a base to what plays a story, and mark what touches one for the other engine."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if fixtures & {"story", "full_story"} and not item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.django_db)
        touches = fixtures & {"db", "transactional_db", "live_server"}
        if touches or item.get_closest_marker("django_db"):
            item.add_marker(pytest.mark.base)
