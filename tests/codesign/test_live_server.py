"""The stream under a real uvicorn: no thread a listener, none left when the phone goes."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from session import Phone, Served, served

LISTENERS = 40
#: A server at work has a few threads; one a listener would be forty more.
MOST_THREADS = 20
PATIENCE = 30


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(str(tmp_path_factory.mktemp("served"))) as ready:
        yield ready


def listen(room: Served) -> tuple[http.client.HTTPConnection, http.client.HTTPResponse]:
    connection = room.connect()
    connection.request("GET", f"{room.path}flux/")
    return connection, connection.getresponse()


def version(answer: http.client.HTTPResponse) -> int:
    """Return the next version a stream tells."""
    while True:
        line = answer.readline()
        if line.startswith(b"data:"):
            return int(line.removeprefix(b"data:"))


def threads(room: Served) -> int:
    told = Path(f"/proc/{room.pid}/status").read_text("ascii")
    return int(told.split("Threads:")[1].split()[0])


def sockets(room: Served) -> int:
    return sum(map(_is_socket, Path(f"/proc/{room.pid}/fd").iterdir()))


def _is_socket(held: Path) -> bool:
    try:
        return "socket:" in str(held.readlink())
    except FileNotFoundError:  # closed while it was looked at
        return False


def comes_true(fact: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if fact():
            return True
        time.sleep(0.1)
    return False


def test_forty_phones_hear_a_note_and_cost_no_thread_each(room: Served) -> None:
    before = sockets(room)
    streams = [listen(room) for _ in range(LISTENERS)]
    told = {version(answer) for _, answer in streams}
    assert len(told) == 1
    assert comes_true(lambda: threads(room) < MOST_THREADS)

    phone = Phone(1, room)
    phone.enter()
    phone.send(("4f1c2a52-8d0b-4c4e", "Une note"))
    assert all(version(answer) > max(told) for _, answer in streams)

    for connection, answer in streams:
        answer.close()
        connection.close()
    assert comes_true(lambda: sockets(room) <= before)


def test_a_stream_of_no_session_is_not_found(room: Served) -> None:
    assert Phone(1, replace(room, code="ZZZZZZ")).ask("GET", "flux/")[0] == http.client.NOT_FOUND
