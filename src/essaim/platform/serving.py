"""Serving pages: static files made ready once, one worker watched over, one web process."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

import essaim


def prepare_static_files() -> bool:
    """Collect, hash and compress the static files unless these very ones are ready."""
    root = Path(settings.STATIC_ROOT)
    stamp, wanted = root / "ready.sha256", _static_digest()
    if stamp.exists() and stamp.read_text("ascii") == wanted:
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(wanted, "ascii")
    return True


def _static_digest() -> str:
    """Return a digest of what would be collected: names, sizes, times."""
    seen = hashlib.sha256(essaim.__version__.encode())
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda pair: str(pair[0])):
            facts = Path(storage.path(path)).stat()
            seen.update(f"{path}:{facts.st_size}:{facts.st_mtime_ns}\n".encode())
    return seen.hexdigest()


@contextmanager
def watched_worker() -> Iterator[None]:
    """Run the worker of long jobs beside the web process, and end it with it."""
    command = [sys.executable, "-c", "from essaim.config.cli import main; main()", "db_worker"]
    worker = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 (our own words)
    try:
        yield
    finally:
        worker.terminate()
        worker.wait(timeout=10)


#: Seconds an answer may still take once told to stop; a followed page would never end by itself.
LAST_ANSWERS = 5


def serve(port: int, host: str = "127.0.0.1") -> None:
    """Answer until told to stop."""
    with watched_worker():
        uvicorn.run(
            "essaim.config.asgi:application",
            host=host,
            port=port,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=LAST_ANSWERS,
        )
