"""Unique words planted in raw comments: nobody of the employer finds them anywhere."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
from conftest import ClientOf
from diagnosis.told import MANAGER, READ, USER, WORKER, answered
from django.test import Client
from django.urls import reverse
from docx import Document
from pypdf import PdfReader

from essaim.diagnosis.domain.answers import Typed
from essaim.diagnosis.domain.consolidation import Decision
from essaim.diagnosis.models import SharedDiagnosis
from essaim.diagnosis.queries.released import raw_words
from essaim.diagnosis.services.consolidation import MeetingNote, keep_meeting, keep_rating
from essaim.diagnosis.services.release import Audience, release_word, withhold_word
from essaim.diagnosis.services.reply import say_reply
from essaim.diagnosis.services.report import (
    sign_as_adviser,
    sign_as_director,
    submit_diagnosis,
    write_summary,
)
from essaim.journeys.story import Story
from essaim.platform.domain.viewer import Role
from essaim.platform.models import AuditLine, Link

pytestmark = pytest.mark.django_db

#: Words that are nowhere else; the last of each role is reworded away before its release.
CANARIES = {
    MANAGER: ("zibeline-un", "zibeline-deux"),
    WORKER: ("ocelot-un", "ocelot-deux", "ocelot-trois"),
    USER: ("lynx-un",),
}
CANARY = re.compile(r"zibeline|ocelot|lynx")
WATCHED = [
    (Role.DIRECTOR, "amandier"),
    (Role.BOARD_MEMBER, "amandier"),
    (Role.STAFF_MEMBER, "amandier"),
    (Role.FUNDER, "demeter"),
    (Role.OPERATOR, "garrigue"),
    (Role.RESEARCHER, "lisiere"),
    (Role.DIRECTOR, "traverse"),
]
#: Pages of method and of public data, the same for everybody.
COMMON = ("/static/", "/referentiels/", "/territoire/", "/motifs/", "/aide/")
LINK = re.compile(r'(?:href|hx-get)="(/[^"#]*)')


@pytest.fixture
def planted(story: Story) -> Story:
    """A whole diagnosis, signed and submitted, where some words were reworded or withheld."""
    made = answered(story, words=CANARIES)
    for _each in range(3):
        made.answer(USER, c15=Typed("2", comment="lynx-deux"))
    current = made.publish()
    for place, word in enumerate(raw_words(current)):
        if place % 2 and word.is_quotable:
            release_word(
                round_id=current.pk, source=word.source, word_id=word.pk, checklist=READ,
                text="Dit autrement.", audience=Audience(funders=True), by=made.by,
            )  # fmt: skip
        elif word.is_quotable:
            withhold_word(
                round_id=current.pk, source=word.source, word_id=word.pk, reason="Nomme.",
                by=made.by,
            )  # fmt: skip
    keep_meeting(round_id=current.pk, note=MeetingNote(current.closed_on), version=0, by=made.by)
    decision = Decision(2, reason="Les deux sont vrais.")
    keep_rating(round_id=current.pk, criterion="c01", decision=decision, version=0, by=made.by)
    say_reply(round_id=current.pk, heard="Vos horaires.", done="Le jeudi.", by=made.by)
    write_summary(round_id=current.pk, summary="Deux regards.", version=0, by=made.by)
    sign_as_adviser(round_id=current.pk, by=made.by)
    director = story.person(Role.DIRECTOR, "amandier")
    sign_as_director(round_id=current.pk, by=director)
    submit_diagnosis(round_id=current.pk, by=director)
    story.known["round_id"] = current.pk
    return story


def crawl(client: Client, start: set[str]) -> Iterator[tuple[str, str]]:
    """Yield each address reached from *start* with what it says, exports included."""
    waiting, seen = set(start), set[str]()
    while waiting:
        url = waiting.pop()
        seen.add(url)
        response = client.get(url)
        if response.status_code == 302:
            continue
        body = bytes(response.content)
        text = body.decode("utf-8", "replace")
        yield url, text
        if "text/html" in response["Content-Type"]:
            found = {each.replace("&amp;", "&") for each in LINK.findall(text)}
            waiting |= {each for each in found if not each.startswith(COMMON)} - seen


def addresses(story: Story) -> set[str]:
    turn = f"/diagnostic/tours/{story.known['round_id']}"
    pages = ("regards/", "paroles/", "consolidation/", "comparaison/", "reponse/", "diagnostic/")
    files = ("regards/tableau.csv", "regards/tableau.xlsx", "diagnostic.pdf", "diagnostic.docx")
    found = {f"{turn}/{each}" for each in (*pages, *files, "reponse/affiche/")}
    words = [canary for said in CANARIES.values() for canary in said]
    found |= {reverse("home"), reverse("tasks"), reverse("audit")}
    return found | {f"{reverse('search')}?q={each}" for each in words}


def test_no_raw_word_is_found_in_any_page_export_or_search(
    planted: Story, client_of: ClientOf
) -> None:
    typed = re.compile(r'value="[^"]*"|«\u202f[^»]*\u202f»')
    found = [
        f"{role}@{where}: {url}"
        for role, where in WATCHED
        for url, text in crawl(client_of(role, where), addresses(planted))
        if CANARY.search(typed.sub("", text) if "q=" in url else text)
    ]

    assert found == []


def test_the_adviser_alone_opens_the_page_of_raw_words(planted: Story, client_of: ClientOf) -> None:
    turn = f"/diagnostic/tours/{planted.known['round_id']}/paroles/"
    page = client_of(Role.ADVISER, "garrigue").get(turn)
    others = [client_of(role, where) for role, where in WATCHED]

    assert set(CANARY.findall(page.content.decode())) == {"zibeline", "ocelot", "lynx"}
    assert {client.get(turn).status_code for client in others} == {404}
    assert {client.post(f"{turn}diffuser/").status_code for client in others} == {404}


def test_no_raw_word_is_kept_in_the_log_the_thread_or_the_files(planted: Story) -> None:
    lines = " ".join(f"{each.act} {each.subject} {each.author}" for each in AuditLine.objects.all())
    links = " ".join(each.why for each in Link.objects.all())
    row = SharedDiagnosis.objects.get()
    pages = PdfReader(io.BytesIO(bytes(row.pdf or b""))).pages
    paper = " ".join(page.extract_text() for page in pages)
    written = Document(io.BytesIO(bytes(row.docx or b"")))
    text = " ".join(each.text for each in written.paragraphs)

    assert "Dit autrement." in paper
    assert "Dit autrement." in text
    assert CANARY.findall(lines + links + paper + text + str(row.content)) == []
