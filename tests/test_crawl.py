"""Every page a person can reach by clicking opens, and tells nothing of other people's houses."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from conftest import ClientOf
from django.test import Client

from essaim.journeys.story import ORGANISATIONS, PEOPLE, Story
from essaim.platform.domain.viewer import Role

#: Words of one house that nobody of the other may read, whatever the page.
FOREIGN = {
    "amandier": {"La Traverse bleue", "Marc Olivet", "Agence du Causse", "Fondation Cérès"},
    "traverse": {"L’Amandier", "Solène Garrec", "Région Demeter", "Maryam Dridi"},
}
#: Pages past which a walk stops: lists of the whole country lead to thousands.
MOST_PAGES = 250
OUTSIDE = ("http://", "https://", "mailto:", "tel:", "data:")
#: Shown to everybody: nobody's.
SKIPPED = ("/static/", "/comptes/deconnexion", "/comptes/logout")


class Links(HTMLParser):
    """The addresses a page leads to: links, parts fetched by htmx, forms that only ask."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        for name in ("href", "hx-get"):
            if told.get(name):
                self.found.add(told[name] or "")


def crawl(client: Client, start: str = "/") -> Iterator[tuple[str, int, str]]:
    """Yield each address reached, its status and its text, nearest first."""
    waiting, seen, shapes = [start], {start}, dict[str, int]()
    while waiting and len(seen) < MOST_PAGES * 4:
        url = waiting.pop(0)
        response = client.get(url, follow=True)
        is_text = response.get("Content-Type", "").startswith(("text/", "application/json"))
        body = b"".join(response) if response.streaming else response.content
        text = body.decode() if is_text else ""
        yield url, response.status_code, text
        for link in sorted(Links(text).found) if "<" in text else ():
            target = urlsplit(urljoin(url, link))
            address = target.path + (f"?{target.query}" if target.query else "")
            shape = "".join("0" if sign.isdigit() else sign for sign in target.path)
            wanted = not link.startswith(OUTSIDE) and not address.startswith(SKIPPED)
            if wanted and address not in seen and shapes.get(shape, 0) < 6:
                shapes[shape] = shapes.get(shape, 0) + 1
                seen.add(address)
                waiting.append(address)


HOUSES = {
    "amandier": ("amandier", "garrigue", "demeter"),
    "traverse": ("traverse", "causse", "ceres"),
}
WALKERS = [
    (role, where, house)
    for house, places in HOUSES.items()
    for _name, _login, role, where in PEOPLE
    if where in places and role is not Role.OPERATOR
]


@pytest.mark.parametrize(("role", "where", "house"), WALKERS, ids=lambda value: str(value))
def test_every_link_opens_and_no_page_speaks_of_another_house(
    client_of: ClientOf, full_story: Story, role: Role, where: str, house: str
) -> None:
    broken, leaks, pages = [], [], 0
    for url, status, text in crawl(client_of(role, where)):
        pages += 1
        if status != 200:
            broken.append(f"{status} {url}")
        leaks += [f"{word} in {url}" for word in FOREIGN[house] if word in text]

    assert broken == []
    assert leaks == []
    assert pages > 10


def test_the_public_reaches_only_what_is_for_everybody(db: None) -> None:
    words = {name for name, _kind in ORGANISATIONS.values()} - {"Pôle Garrigue"}
    for url, status, text in crawl(Client()):
        assert status == 200, url
        assert not [word for word in words if word in text], url
