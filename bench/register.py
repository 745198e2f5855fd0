"""Ten thousand providers: milliseconds of the list, of the map, and of the import itself.

``python run.py bench register`` or ``python bench/register.py`` with the project installed. The
base is a throw-away one; figures are medians of 20 requests by the adviser who carries them all.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

COUNT = 10_000
LIST_MS, MAP_MS = 50, 1_000
TIMES = 20

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))


def timed(act: Callable[[], object], times: int = TIMES) -> float:
    """Return the median of milliseconds of server time, once warm, whatever else runs here."""
    act()
    spent = []
    for _ in range(times):
        start = time.process_time()
        act()
        spent.append((time.process_time() - start) * 1000)
    return statistics.median(spent)


def lines(count: int) -> list[str]:
    """Return invented providers spread over the real communes of the vintage."""
    from essaim.territory.domain.identifiers import passes_luhn
    from essaim.territory.queries import gazetteer

    def keyed(digits: str) -> str:
        return next(digits + str(key) for key in range(10) if passes_luhn(digits + str(key)))

    towns = sorted(each.code for each in gazetteer().communes.values() if each.centre)
    found = []
    for number in range(count):
        siret = keyed(keyed(f"9{number:07}") + "0001")
        code = towns[number * 7 % len(towns)]
        found.append(f"{keyed(f'99{number:06}')};STRUCTURE {number:05};{code};{siret}")
    return found


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["ESSAIM_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "settings_for_tests"
        os.environ["DATABASE_URL"] = f"sqlite:///{folder}/bench.sqlite3"
        import django

        django.setup()
        return measure()


def measure() -> int:
    from io import BytesIO

    from django.core.management import call_command
    from django.test import Client

    from essaim.journeys import story as stories
    from essaim.platform.domain.viewer import Role
    from essaim.platform.files import TABLES, guard
    from essaim.territory import services
    from essaim.territory.importers import Choices, read_register

    call_command("migrate", verbosity=0)
    story = stories.prepare()
    nadia = story.person(Role.ADVISER)
    header = "finess_et;raison_sociale;code_insee;siret"
    brought = BytesIO("\n".join([header, *lines(COUNT)]).encode())
    brought.name = "registre.csv"
    start = time.perf_counter()
    register = read_register(guard(brought, TABLES), Choices())
    agency = story.ids["garrigue"]
    services.import_register(register=register, agency_id=agency, by=nadia)
    print(f"import of {COUNT} lines: {time.perf_counter() - start:.1f} s")
    client = Client()
    client.force_login(stories_account(nadia.account_id))
    return pages(client)


def stories_account(account_id: int | None) -> Any:
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get(pk=account_id or 0)


def pages(client: Any) -> int:
    asked = {
        "list": "/territoire/",
        "list, last page": f"/territoire/?page={COUNT // 50}",
        "list, by name": "/territoire/?words=structure+00042",
        "list, by department": "/territoire/?department=13",
        "map page": "/territoire/carte/",
        "map marks, whole": "/territoire/carte/groupes.json?zoom=5",
        "map marks, near": "/territoire/carte/groupes.json?zoom=9&box=4,43,7,45",
        "provider": "/territoire/structures/1/",
    }
    worst = 0
    for name, url in asked.items():
        spent = timed(lambda url=url: client.get(url))  # type: ignore[misc]
        limit = MAP_MS if "map" in name else LIST_MS
        worst |= spent > limit
        print(f"{name}: {spent:.1f} ms (at most {limit})")
    return int(worst)


if __name__ == "__main__":
    sys.exit(main())
