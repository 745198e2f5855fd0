"""The access matrix: each route of the resolver × each method × each person, own to foreign.

A route declares its expectation in the ``access.py`` of its app; nothing here lists routes
by hand, so a route nobody declared fails.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from conftest import ClientOf, finish
from django.apps import apps
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from essaim.journeys.story import PEOPLE, Story
from essaim.platform.domain.access import PUBLIC, STRANGER, Route
from essaim.platform.domain.viewer import Role

Patterns = list[URLPattern | URLResolver]
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
#: Who serves L’Amandier by mandate, and the role that acts there; everybody else is foreign.
PARTNERS = {("garrigue", Role.ADVISER), ("demeter", Role.FUNDER), ("lisiere", Role.RESEARCHER)}
#: Routes of libraries, which guard themselves: proved open or shut by tests of their own.
LIBRARIES = ("account_", "mfa_")


def routes(patterns: Patterns, space: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the name and arguments of each route, whoever declared it."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from routes(pattern.url_patterns, inner)
        else:
            yield f"{space}{pattern.name}", tuple(pattern.pattern.converters)


def declared() -> dict[str, Route]:
    found: dict[str, Route] = {}
    for config in apps.get_app_configs():
        if config.name.startswith("essaim.") and Path(config.path, "access.py").exists():
            found |= import_module(f"{config.name}.access").ROUTES
    return found


DECLARED = declared()
FOUND = {
    name: arguments
    for name, arguments in routes(get_resolver().url_patterns)
    if not name.startswith(LIBRARIES)
}
WHO: list[tuple[str, str | None]] = [(PUBLIC, None), (STRANGER, None)]
WHO += [(role, where) for _name, _login, role, where in PEOPLE]


def test_each_route_declares_who_may_call_it() -> None:
    assert set(DECLARED) == set(FOUND)


def expected(route: Route, who: str, where: str | None, method: str) -> bool:
    """Return whether this person may: the role, held where it counts."""
    if who not in route.allowed(method):
        return False
    return not route.scoped or who in {PUBLIC, STRANGER} or is_near(who, where)


def is_near(who: str, where: str | None) -> bool:
    """Return whether a role held there counts at L’Amandier: its own, or its partner's."""
    return where == "amandier" or (where, who) in PARTNERS


def unexpected(client: Client, story: Story, who: str, where: str | None) -> Iterator[str]:
    """Yield the cells where the answer is not what the route declares."""
    missing = client.get("/personne-n-habite-ici/").content
    for name, arguments in sorted(FOUND.items()):
        route = DECLARED[name]
        url = reverse(name, kwargs={key: story.known[key] for key in arguments})
        for method in METHODS:
            response = client.generic(method, url)
            finish(response)
            cell = f"{method} {name} {who}@{where}: {response.status_code}"
            if expected(route, who, where, method):
                if response.status_code not in {200, 204, 302, 409, 422}:
                    yield cell
            elif not route.allowed(method):
                if response.status_code not in {404, 405, 302}:
                    yield cell
            elif who == PUBLIC:
                if response.status_code != 302 or "/comptes/" not in response["location"]:
                    yield cell
            elif response.status_code != 404 or response.getvalue() != missing:
                yield cell


@pytest.mark.parametrize(("who", "where"), WHO, ids=lambda value: str(value))
def test_no_cell_of_the_matrix_is_unexpected(
    client_of: ClientOf, full_story: Story, who: str, where: str | None
) -> None:
    unknown = {key for keys in FOUND.values() for key in keys} - set(full_story.known)
    assert unknown == set(), "the story knows no row for these"

    assert list(unexpected(client_of(who, where), full_story, who, where)) == []


def test_every_role_is_played_at_home_and_abroad() -> None:
    places = {
        role: {is_near(role, where) for _n, _l, held, where in PEOPLE if held is role}
        for role in Role
    }

    assert {role for role, seen in places.items() if seen != {True, False}} <= {Role.OPERATOR}
