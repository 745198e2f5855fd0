"""A page asks the base as many questions for thirteen organisations as for one.

Pages come from the resolver, as in the access matrix: nothing here lists them by hand.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import ClientOf, finish
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from growth import grow, shrink
from test_access import DECLARED, FOUND

from essaim.journeys.story import Story
from essaim.platform.domain.access import PUBLIC
from essaim.platform.domain.viewer import Role

#: Pages whose queries may follow their rows, with the reason why.
EXCEPTIONS: dict[str, str] = {}
COPIES = (3, 12)


def questions(client_of: ClientOf, story: Story, who: str) -> dict[str, int]:
    """Return the number of queries of each page of HTML that this person may open."""
    return dict(_counted(client_of, story, who))


def _counted(client_of: ClientOf, story: Story, who: str) -> Iterator[tuple[str, int]]:
    client = client_of(who)
    for name, arguments in sorted(FOUND.items()):
        if who not in DECLARED[name].get:
            continue
        url = reverse(name, kwargs={key: story.known[key] for key in arguments})
        finish(client.get(url))  # what is read once and kept is read now
        with CaptureQueriesContext(connection) as captured:
            response = client.get(url)
        count = len(captured)
        if response.status_code == 200 and "text/html" in response.get("Content-Type", ""):
            yield name, count
        finish(response)


@pytest.mark.parametrize("who", [*Role, PUBLIC])
def test_the_queries_of_a_page_do_not_follow_its_rows(
    client_of: ClientOf, full_story: Story, who: str
) -> None:
    ours, seen = full_story.ids["amandier"], [questions(client_of, full_story, who)]

    for copies in COPIES:
        shrink(ours)
        grow(ours, copies)
        seen.append(questions(client_of, full_story, who))

    assert seen[0], "this person opens no page"
    differing = {name: [each.get(name) for each in seen] for name in seen[0]}
    assert {
        name: counts
        for name, counts in differing.items()
        if len(set(counts)) > 1 and name not in EXCEPTIONS
    } == {}
