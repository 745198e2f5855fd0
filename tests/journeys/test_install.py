"""Scenario 14: one command makes a base, plays the demonstration in it and answers with a page."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest

from essaim.journeys import services
from essaim.journeys.story import DOMAIN

ESSAIM = [sys.executable, "-c", "from essaim.config.cli import main; main()"]
#: What a visit writes is no part of the demonstration.
VISITS = {"django_session", "account_emailaddress"}
PATIENCE = 60  # seconds


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("installation")


@pytest.fixture(scope="module")
def said(data: Path) -> str:
    """Return what the first `essaim demo --no-serve` prints, on a machine that has no base."""
    done = subprocess.run(
        [*ESSAIM, "demo", "--no-serve"],
        env=environment(data),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def environment(data: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**kept, "ESSAIM_DATA": str(data), "ESSAIM_DEMO": "1", "PYTHONUTF8": "1"}


def rows(data: Path) -> dict[str, int]:
    """Return how many rows each table of the base holds."""
    with closing(sqlite3.connect(data / "essaim.sqlite3")) as base:
        tables = base.execute("select name from sqlite_master where type = 'table'").fetchall()
        counts = {
            name: base.execute(f'select count(*) from "{name}"').fetchone()[0] for (name,) in tables
        }
    return {name: count for name, count in counts.items() if name not in VISITS}


@contextmanager
def served(data: Path) -> Iterator[tuple[str, Path]]:
    """Run `essaim demo` on a free port until the test has read its pages."""
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        port = probe.getsockname()[1]
    printed = data / "printed.txt"
    with printed.open("w", encoding="utf-8") as out:
        server = subprocess.Popen(
            [*ESSAIM, "demo", "--port", str(port)],
            env=environment(data),
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield f"http://127.0.0.1:{port}", printed
        finally:
            os.killpg(server.pid, signal.SIGINT)
            server.wait(timeout=PATIENCE)


def read(visitor: OpenerDirector, url: str, form: dict[str, str] | None = None) -> str:
    sent = urlencode(form).encode() if form else None
    with visitor.open(url, sent, timeout=PATIENCE) as answer:
        assert answer.status == 200
        body: bytes = answer.read()
    return body.decode("utf-8")


def first_page(visitor: OpenerDirector, url: str) -> str:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return read(visitor, url)
        except URLError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def test_scenario_14_one_command_makes_the_base_and_prints_one_account_per_role(said: str) -> None:
    for name, login, _role in services.accounts():
        assert name in said
        assert f"{login}@{DOMAIN}" in said
    assert services.PASSWORD in said
    assert "Tout est inventé" in said
    assert "La démonstration est prête" in said
    assert re.search(r"http://127\.0\.0\.1:\d+/", said)


def test_scenario_14_the_second_run_remakes_nothing_and_a_printed_account_opens_its_page(
    data: Path, said: str
) -> None:
    before = rows(data)
    assert before["platform_user"] > len(services.accounts())
    visitor = build_opener(HTTPCookieProcessor(CookieJar()))

    with served(data) as (site, printed):
        page = first_page(visitor, f"{site}/comptes/login/?next=/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None
        form = {
            "csrfmiddlewaretoken": token[1],
            "login": f"solene.garrec@{DOMAIN}",
            "password": services.PASSWORD,
        }
        home = read(visitor, f"{site}/comptes/login/?next=/", form)

    assert "Solène" in home
    assert "L’Amandier à domicile" in home
    assert rows(data) == before
    again = printed.read_text("utf-8")
    assert "⬢" not in again
    assert services.PASSWORD in again
    assert "⬢" in said
