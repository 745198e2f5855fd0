"""A clumsy or hostile hand on every form: refused in a sentence, and nothing kept by halves.

The forms are those the demonstration shows to each person, found by reading its pages; a
route whose form no page shows now gets every field name of its app at once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from itertools import cycle
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from conftest import ClientOf, finish
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.forms import BaseForm
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from test_access import DECLARED, FOUND, expected

from essaim.journeys.story import Story
from essaim.platform.domain.viewer import Role

NASTY = (
    "\x00",
    "mot\x00coupé",
    "x" * 1_000_000,
    "NaN",
    "Infinity",
    "-1",
    "1e308",
    "-99999999999999999999999999",
    "99999999999999999999999999",
    "9223372036854775808",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "٣",
    "²",
    "1/0",
    "=1+1",
    "[[1",
    "[" * 5000,
    '{"a": NaN}',
    "\u202e\u2028\ufeff",
    "",
    "\ud7ff𝔸👩‍🦽",
)
FILES = (
    ("photo.exe", b"MZ\x90\x00" + b"\x00" * 64),
    ("vide.csv", b""),
    ("tableau.csv", b"siret;nom\n\x00;\xff\xfe\n"),
    ("tableau.xlsx", b"PK\x03\x04 tronqu\xc3\xa9"),
    ("cadre.yaml", b"a: &a [*a]\n"),
    ("cadre.yaml", b"urn: !!python/object/apply:os.system [ls]\n"),
    ("../../\x00.pdf", b"%PDF-1.4"),
    ("note.pdf", b"<html><script>1</script>"),
)
#: What no reader of a French page should ever meet.
FOREIGN = re.compile(
    r"Traceback|This field|Enter a |Select a valid|Ensure this|Null characters|Server Error"
    r"|Bad Request|Forbidden|Unprocessable"
)
#: Who meets nearly every form: the accompanying, the directed, the paying side.
HUNTERS = ((Role.ADVISER, "garrigue"), (Role.DIRECTOR, "amandier"), (Role.FUNDER, "demeter"))
PAGES_OF_A_ROUTE = 2
FIELDS_OF_A_FORM = 8
MOST_POSTS = 900
Sent = dict[str, Any]
Shape = tuple[str, frozenset[str]]
#: Lists that filter by what the address says, and the words they read there.
LISTS = (
    *("search", "portfolio", "audit", "territory:providers", "territory:map-clusters"),
    *("territory:commune-lookup", "diagnosis:campaigns", "funding:agreements", "plans:plans"),
)
ASKED = ("page", "q", "sort", "step", "department", "region", "bbox", "zoom", "kind", "criterion")


@dataclass
class Found:
    """A form as a page shows it: where it goes, and what it would send untouched."""

    url: str
    values: dict[str, list[str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)

    @property
    def shape(self) -> Shape:
        """Return what makes two forms the same for this hunt."""
        match = resolve(urlsplit(self.url).path)
        return match.view_name, frozenset(self.values) | self.files


class Reader(HTMLParser):
    """Reads the forms that post, and the links a person may follow."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.forms, self.links = page, [], []
        self._form: Found | None = None
        self._select = self._area = ""

    forms: list[Found]
    links: list[str]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "hx-post" in given and tag != "form":
            self.forms.append(Found(urljoin(self.page, given["hx-post"])))
        if tag == "a" and given.get("href", "").startswith("/"):
            self.links.append(given["href"].partition("#")[0])
        elif tag == "form" and ("hx-post" in given or given.get("method") == "post"):
            self._form = Found(urljoin(self.page, given.get("hx-post") or given.get("action", "")))
            self.forms.append(self._form)
        elif self._form:
            self._control(tag, given, self._form)

    def _control(self, tag: str, given: Mapping[str, str], form: Found) -> None:
        name, kind = given.get("name", ""), given.get("type", "")
        if tag == "select" and name:
            self._select = name
            form.values.setdefault(name, [])
        elif tag == "option" and self._select:
            values = form.values[self._select]
            if "selected" in given or not values:
                form.values[self._select] = [given.get("value", "")]
        elif tag == "textarea" and name:
            self._area = name
            form.values[name] = [""]
        elif kind == "file":
            form.files.add(name)
        elif name and tag in {"input", "button"}:
            values = form.values.setdefault(name, [])
            if kind not in {"radio", "checkbox"} or "checked" in given or not values:
                values.append(given.get("value", ""))

    def handle_data(self, data: str) -> None:
        if self._form and self._area:
            self._form.values[self._area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""


def route_of(url: str) -> str:
    """Return the route of ours an address leads to, or nothing."""
    try:
        name = resolve(urlsplit(url).path).view_name
    except Resolver404:
        return ""
    return name if name in DECLARED else ""


def forms_shown(client: Client, story: Story, met: set[Shape]) -> Iterator[Found]:
    """Yield each form a person meets, opening the pages of the story and those they lead to."""
    pages = [
        reverse(name, kwargs={key: story.known[key] for key in keys})
        for name, keys in sorted(FOUND.items())
        if DECLARED[name].allowed("GET")
    ]
    opened = Counter[str]()
    while pages:
        page = pages.pop(0)
        route = route_of(page)
        if not route or opened[route] >= PAGES_OF_A_ROUTE:
            continue
        opened[route] += 1
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"  # where pages are less often read
        response = client.get(page)
        assert response.status_code < 500, page
        if response.status_code != 200 or "html" not in response["content-type"]:
            finish(response)
            continue
        reader = Reader(page)
        reader.feed(response.content.decode())
        pages += reader.links
        for form in reader.forms:
            if route_of(form.url) and form.shape not in met:
                met.add(form.shape)
                form.values.pop("csrfmiddlewaretoken", None)
                yield form


@cache
def field_names(app: str) -> tuple[str, ...]:
    """Return the name of each field of each form class of an app."""
    names, pending = set[str](), [BaseForm]
    while pending:
        kind = pending.pop()
        pending += kind.__subclasses__()
        if kind.__module__.startswith(f"essaim.{app}.forms"):
            names |= set(getattr(kind, "base_fields", {}))
    return tuple(sorted(names))


def spoiled(
    form: Found, values: Iterator[str], files: Iterator[tuple[str, bytes]]
) -> Iterator[Sent]:
    """Yield what the form would send with one field spoiled, then with all of them."""
    for name in sorted(form.values):
        yield {**form.values, name: next(values)}
    for name in sorted(form.files):
        for _ in FILES:
            yield {**form.values, name: SimpleUploadedFile(*next(files))}
    yield dict.fromkeys(form.values, next(values))
    yield {}


def attempts(
    client: Client, story: Story, who: tuple[Role, str], met: set[Shape]
) -> Iterator[tuple[str, Sent]]:
    """Yield where to post and what: forms first, then the routes whose form no page shows."""
    values, files = cycle(NASTY), cycle(FILES)
    shown = list(forms_shown(client, story, met))
    for form in shown:
        for sent in spoiled(form, values, files):
            yield form.url, sent
    for name in sorted({*FOUND} - {route for route, _names in met}):
        if expected(DECLARED[name], *who, "POST"):
            url = reverse(name, kwargs={key: story.known[key] for key in FOUND[name]})
            names = field_names(name.partition(":")[0])
            for _ in range(2):
                yield url, dict.fromkeys(names, next(values))


def rows() -> dict[str, int]:
    """Return how many rows of each kind are kept."""
    kept = (model for model in apps.get_models() if model.__module__.startswith("essaim."))
    return {model.__name__: model._default_manager.count() for model in kept}


def fault(client: Client, url: str, sent: Sent, before: Mapping[str, int]) -> str:
    """Return what is wrong with the answer, or nothing; what it kept is undone."""
    client.cookies.pop(settings.LANGUAGE_COOKIE_NAME, None)  # one form of the page chooses it
    with transaction.atomic():
        response = client.post(url, sent)
        told = response.getvalue().decode(errors="replace")
        after = rows() if response.status_code >= 400 else before
        transaction.set_rollback(True)
    if response.status_code >= 500:
        return f"{response.status_code}"
    if after != before:
        return f"refused with {response.status_code}, yet kept rows"
    if response.status_code == 422 and "callout" not in told and "error" not in told:
        return "refused without a sentence"
    english = FOREIGN.search(told)
    return f"{response.status_code}, said in English: {english[0]}" if english else ""


def test_nothing_typed_or_sent_breaks_a_page_or_is_kept_by_halves(
    client_of: ClientOf, full_story: Story
) -> None:
    before, faults, posts, met = rows(), list[str](), 0, set[Shape]()

    for role, where in HUNTERS:
        client = client_of(role, where)
        client.raise_request_exception = False
        for url, sent in attempts(client, full_story, (role, where), met):
            posts += 1
            if wrong := fault(client, url, sent, before):
                faults.append(f"{role} {url} {wrong}: {str(sent)[:300]}")

    assert faults == []
    assert 200 < posts <= MOST_POSTS


def test_a_form_without_its_token_or_sent_by_another_method_keeps_nothing(
    client_of: ClientOf, full_story: Story
) -> None:
    before, client = rows(), Client(enforce_csrf_checks=True)
    client.cookies = client_of(Role.DIRECTOR, "amandier").cookies
    url = reverse("plans:plan-title", kwargs={"plan_id": full_story.known["plan_id"]})

    refused = client.post(url, {"title": "Autre titre"})

    assert refused.status_code == 403
    assert "rien n’a été enregistré" in refused.content.decode()
    assert {client.put(url).status_code, client.delete(url).status_code} <= {403, 405}
    assert rows() == before


@pytest.mark.parametrize("asked", ["\x00", "9" * 30, "-1", "²", "NaN", "x" * 5000])
def test_an_address_that_asks_for_anything_opens_a_page(
    client_of: ClientOf, full_story: Story, asked: str
) -> None:
    client = client_of(Role.ADVISER, "garrigue")
    for route in LISTS:
        response = client.get(reverse(route), dict.fromkeys(ASKED, asked))
        assert response.status_code < 500, route
        finish(response)


def test_a_number_no_base_can_hold_is_a_page_that_does_not_exist(
    client_of: ClientOf, full_story: Story
) -> None:
    client, huge = client_of(Role.ADVISER, "garrigue"), 10**25
    asked: dict[str, dict[str, object]] = {
        "diagnosis:report-file": {"round_id": huge, "report_format": "pdf"},
        "funding:aid-panel": {"plan_id": huge, "year": 2026},
    }
    for name, keys in asked.items():
        assert client.get(reverse(name, kwargs=keys)).status_code == 404, name
