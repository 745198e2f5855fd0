"""Thirty phones in a room: how long a note takes to arrive, and whether any is lost or doubled.

Each phone takes a place, follows the stream, fetches what moves as the page does, and writes ten
notes at random moments of BENCH_SECONDS (60; 300 for a real session). Five of them lose the
network for two fifths of that time, then send all they hold twice. One uvicorn process serves,
on SQLite or on the empty base of DATABASE_URL. Aim: p95 < 500 ms, none lost, none doubled.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

from start import free_port

PHONES = int(os.environ.get("BENCH_PHONES", "30"))
NOTES, HELD_BACK = 10, 5
SECONDS = float(os.environ.get("BENCH_SECONDS", "60"))
#: Share of the session without network: two minutes out of five; seconds between two fetches.
AWAY, REST = (0.2, 0.6), 4.0
PATIENCE = 60
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True, slots=True)
class Served:
    """A server on a base of its own, with a session that runs."""

    port: int
    code: str
    pid: int
    env: dict[str, str]

    @property
    def path(self) -> str:
        return f"/concevoir/salle/{self.code}/"

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)


@contextmanager
def served(folder: str) -> Iterator[Served]:
    """Serve a running session from *folder*, as ``essaim serve`` does, until the block ends."""
    port = free_port()
    env = os.environ | {"ESSAIM_DATA": folder, "ESSAIM_SITE": f"http://127.0.0.1:{port}"}
    env["DJANGO_SETTINGS_MODULE"] = "essaim.config.settings"
    code = asked("prepare", env)["code"]
    command = [sys.executable, "-c", "from essaim.config.cli import main; main()", "serve"]
    process = subprocess.Popen([*command, "--port", str(port)], env=env, start_new_session=True)
    room = Served(port, str(code), process.pid, env)
    try:
        wait_for(room)
        yield room
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=PATIENCE)


def wait_for(room: Served) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if Phone(0, room).ask("GET", "")[0] == http.client.OK:
                return
        except OSError:
            time.sleep(0.1)
    sys.exit("no page came")


def asked(what: str, env: dict[str, str]) -> dict[str, object]:
    """Ask a process of its own, which alone knows the base."""
    command = [sys.executable, __file__, what]
    said = subprocess.run(command, env=env, check=True, capture_output=True, text=True).stdout
    return dict(json.loads(said.splitlines()[-1]))


def prepare() -> dict[str, object]:
    """Make the base, its people and a session that runs."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.utils import timezone

    from essaim.codesign import queries, services
    from essaim.journeys import story as stories
    from essaim.platform.domain.viewer import Role

    call_command("migrate", verbosity=0)
    story = stories.prepare()
    by = story.person(Role.ADVISER, "garrigue")
    session = services.prepare_session(
        organisation_id=story.ids["garrigue"],
        title="Que faudrait-il changer entre deux visites ?",
        intent="Mesurer.",
        held_on=timezone.localdate(),
        places=PHONES,
        steps=queries.frames()[0].steps,
        by=by,
    )
    services.start_session(session_id=session.pk, by=by)
    return {"code": session.code}


def count() -> dict[str, object]:
    """Return the notes that the base holds."""
    import django

    django.setup()
    from essaim.codesign.models import Note

    return {"texts": list(Note.objects.values_list("text", flat=True))}


@dataclass
class Phone:
    """One phone: its place, what it sent, how long each note took."""

    number: int
    room: Served
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    waits: list[float] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    heard: int = 0
    fetched: int = 0

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers |= {"Cookie": cookies} | (FORM if body else {})
        with closing(self.room.connect()) as connection:  # new: idle ones are closed over there
            connection.request(method, self.room.path + path, body, headers)
            answer = connection.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie", []):
                name, value = cookie.split(";")[0].split("=", 1)
                self.cookies[name] = value
            return answer.status, answer.read().decode()

    def enter(self) -> None:
        self.read_token()
        self.ask("POST", "entrer/", f"csrfmiddlewaretoken={self.token}&role=care_worker")
        self.read_token()

    def read_token(self) -> None:
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.ask("GET", "")[1])
        self.token = found[1] if found else ""

    def send(self, note: tuple[str, str]) -> None:
        key, text = note
        start = time.perf_counter()
        body = f"csrfmiddlewaretoken={self.token}&key={key}&text={text}"
        status, said = self.ask("POST", "notes/", body, Accept="application/json")
        self.waits.append(time.perf_counter() - start)
        if status != http.client.NO_CONTENT:
            print(f"phone {self.number}: {status} {said[:80]}", file=sys.stderr)

    def write(self, start: float) -> None:
        """Write all notes at their moments; those written without network go later, twice."""
        held: list[tuple[str, str]] = []
        is_away = self.number < HELD_BACK
        for share in sorted(random.random() for _ in range(NOTES)):
            sleep_until(start + share * SECONDS)
            note = (str(uuid.uuid4()), f"{self.number}-{len(self.sent)}")
            self.sent.append(note[1])
            if is_away and AWAY[0] <= share <= AWAY[1]:
                held.append(note)
            else:
                self.send(note)
        if held:
            sleep_until(start + AWAY[1] * SECONDS)
            for note in [*held, *held]:
                self.send(note)

    def follow(self, stop: threading.Event) -> None:
        """Listen, and fetch what moved as the page does: at once, then every few seconds."""
        other = Phone(self.number, self.room, self.cookies)
        stream = self.room.connect()
        stream.request("GET", f"{self.room.path}flux/")
        answer, free_at = stream.getresponse(), 0.0
        while not stop.is_set():
            if not answer.readline().startswith(b"data:"):
                continue
            self.heard += 1
            if time.monotonic() >= free_at:
                free_at = time.monotonic() + REST
                other.ask("GET", "etat/")
                self.fetched += 1


def sleep_until(moment: float) -> None:
    time.sleep(max(moment - time.monotonic(), 0))


def play(room: Served) -> list[Phone]:
    """Let everybody in, then write; return the phones as they ended."""
    phones = [Phone(number, room) for number in range(PHONES)]
    for phone in phones:
        phone.enter()
    stop = threading.Event()
    for phone in phones:
        threading.Thread(target=phone.follow, args=[stop], daemon=True).start()
    start = time.monotonic()
    writers = [threading.Thread(target=phone.write, args=[start]) for phone in phones]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    stop.set()
    return phones


def report(phones: list[Phone], kept: list[str]) -> None:
    sent = [text for phone in phones for text in phone.sent]
    waits = sorted(wait * 1000 for phone in phones for wait in phone.waits)
    cuts = statistics.quantiles(waits, n=20)
    heard, fetched = sum(p.heard for p in phones), sum(p.fetched for p in phones)
    print(f"phones {len(phones)}, {SECONDS:.0f} s, moves heard {heard}, parts fetched {fetched}")
    print(
        f"notes  {len(sent)} written, {len(waits)} posted, {len(set(kept))} kept,"
        f" {len(set(sent) - set(kept))} lost, {len(kept) - len(set(kept))} doubled"
    )
    print(f"post   p50 {cuts[9]:.0f} ms, p95 {cuts[18]:.0f} ms, max {waits[-1]:.0f} ms (aim 500)")


def main() -> None:
    if sys.argv[1:]:
        print(json.dumps({"prepare": prepare, "count": count}[sys.argv[1]]()))
        return
    with tempfile.TemporaryDirectory(prefix="essaim-bench-") as folder, served(folder) as room:
        phones = play(room)
        texts = asked("count", room.env)["texts"]
        report(phones, [str(text) for text in texts] if isinstance(texts, list) else [])


if __name__ == "__main__":
    main()
