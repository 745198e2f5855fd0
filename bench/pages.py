"""What each ordinary page costs, and whether the cost grows with the number of organisations.

For every GET page of HTML: milliseconds of server time (median of 50), queries, bytes, the
ratio of its cost at 5,800 organisations to its cost at 58, and to the page « shell only »
(same layout and user, empty content) in the same run. Aim: same queries, ≤ 1.3 × plus 2 ms,
≤ 5 × the shell, ≤ 50 ms.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "bench")]
os.environ.setdefault("ESSAIM_DATA", tempfile.mkdtemp(prefix="essaim-bench-"))
os.environ["DJANGO_SETTINGS_MODULE"] = "settings_for_tests"
os.environ["ESSAIM_LOG"] = "ERROR"

import django  # noqa: E402

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import get_resolver, include, path, reverse  # noqa: E402
from growth import grow, shrink  # noqa: E402
from test_access import declared, routes  # noqa: E402

from essaim.journeys import acts  # noqa: E402
from essaim.journeys import story as stories  # noqa: E402
from essaim.platform.domain.viewer import Role  # noqa: E402

SIZES = tuple(int(size) for size in os.environ.get("BENCH_SIZES", "58,580,5800").split(","))
RUNS = int(os.environ.get("BENCH_RUNS", "50"))
ORDER = (Role.ADVISER, Role.DIRECTOR, Role.FUNDER, Role.RESEARCHER, Role.OPERATOR)


def shell_only(request):  # type: ignore[no-untyped-def]
    """Answer the layout alone: what every page pays before its own content."""
    from django.shortcuts import render

    return render(request, "base.html")


urlpatterns = [path("coquille/", shell_only), path("", include("essaim.config.urls"))]
handler404 = "essaim.platform.views.not_found"


@dataclass
class Cost:
    milliseconds: float
    queries: int
    size: int


def clients(story: stories.Story) -> dict[str, Client]:
    found = {}
    for role in ORDER:
        client = Client()
        account_id = story.person(role).account_id
        client.force_login(get_user_model().objects.get(pk=account_id or 0))
        found[role] = client
    found["public"] = Client()
    return found


def cost(client: Client, url: str) -> Cost | None:
    """Return the cost of a page of HTML; none for files, parts and other answers."""
    client.get(url).close()  # what is read once and kept is read now
    with CaptureQueriesContext(connection) as captured:
        first = client.get(url)
    queries = len(captured)  # counted now: the log empties with the next request
    if first.status_code != 200 or "text/html" not in first.get("Content-Type", ""):
        return None
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        client.get(url)
        taken.append((time.process_time() - start) * 1000)
    return Cost(statistics.median(taken), queries, len(first.content))


def pages(story: stories.Story) -> Iterator[tuple[str, str, str]]:
    """Yield the name, the address and the first role that may read each page."""
    expected = declared()
    for name, arguments in sorted(
        dict(routes(get_resolver("essaim.config.urls").url_patterns)).items()
    ):
        if name not in expected:
            continue
        who = next((role for role in (*ORDER, "public") if role in expected[name].get), None)
        if who and all(key in story.known for key in arguments):
            yield name, reverse(name, kwargs={key: story.known[key] for key in arguments}), who


def measure(story: stories.Story) -> dict[str, Cost]:
    hands = clients(story)
    found = {"shell only": cost(hands[Role.ADVISER], "/coquille/")}
    for name, url, who in pages(story):
        found[name] = cost(hands[who], url)
    return {name: each for name, each in found.items() if each}


def main() -> None:
    call_command("migrate", verbosity=0)
    story = stories.prepare()
    for act in acts.ACTS:
        acts.play(story, act)
    results = {}
    with override_settings(ROOT_URLCONF="pages"):
        sys.modules["pages"] = sys.modules["__main__"]
        for size in SIZES:
            start = time.perf_counter()
            shrink(story.ids["amandier"])
            made = grow(story.ids["amandier"], size - len(stories.ORGANISATIONS))
            print(f"{size} organisations: {made} rows made in {time.perf_counter() - start:.1f} s")
            results[size] = measure(story)
    report(results)


def verdict(name: str, small: Cost, large: Cost, shell: float) -> str:
    """Return what the page misses of its aims, or « ok »."""
    faults = [
        *(["queries"] if small.queries != large.queries else []),
        *(["size"] if large.milliseconds > 1.3 * small.milliseconds + 2 else []),
        *(["shell"] if large.milliseconds > 5 * shell else []),
        *(["50 ms"] if large.milliseconds > 50 else []),
    ]
    return ", ".join(faults) or "ok"


def report(results: dict[int, dict[str, Cost]]) -> None:
    least, most = results[SIZES[0]], results[SIZES[-1]]
    shell = most["shell only"].milliseconds
    heads = ("ms 58", "ms 580", "ms 5800", "queries", "kB", "×size", "×shell")
    print(f"{'page':<42}" + "".join(f"{head:>9}" for head in heads) + "  verdict")
    for name, large in most.items():
        small, middle = least[name], results[SIZES[1]][name]
        times = [each.milliseconds for each in (small, middle, large)]
        cells = [
            *(f"{each:.1f}" for each in times),
            f"{small.queries}/{large.queries}",
            f"{large.size / 1000:.0f}",
            f"{times[2] / times[0]:.2f}",
            f"{times[2] / shell:.2f}",
        ]
        row = "".join(f"{cell:>9}" for cell in cells)
        print(f"{name:<42}{row}  {verdict(name, small, large, shell)}")


if __name__ == "__main__":
    main()
