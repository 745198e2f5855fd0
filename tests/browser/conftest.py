"""Pages opened in Debian's chromium, logged in as the people of the story."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from conftest import ClientOf
from django.conf import settings
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OpenPage = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if {"open_page", "browser"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Open the browser for one module: its loop must not live on under the tests that follow."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.fail("chromium is missing: apt-get install chromium")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright's loop lives in this thread
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer, client_of: ClientOf) -> Iterator[OpenPage]:
    """Return what opens a page as somebody of the story; whatever it complains of is a failure.

    ``open_page("/motifs/", "director", "traverse", viewport={…})``; relative addresses then
    work with ``page.goto``.
    """
    contexts, complaints = [], []

    def opened(path: str, who: str = "public", where: str | None = None, **options: Any) -> Page:
        context = browser.new_context(base_url=live_server.url, locale="fr-FR", **options)
        contexts.append(context)
        if who != "public":
            cookie = client_of(who, where).cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies(
                [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
            )
        page = context.new_page()
        page.on("console", lambda said: complaints.append(_complaint(said)))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [each for each in complaints if each] == []


def _complaint(said: ConsoleMessage) -> str:
    """Return what the browser says against a page; a refused form (422) is no fault."""
    is_refusal = "status of 4" in said.text
    return said.text if said.type in {"error", "warning"} and not is_refusal else ""
