"""Pages that follow a thing while it changes: one reader a process, whatever the number of phones.

A thing that is followed has a version which moves with each act. Every half second, one query
reads the versions of all that this process follows; those who follow one that moved are told.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncGenerator, Callable, Collection, Mapping
from contextvars import Context

from asgiref.sync import SyncToAsync, sync_to_async
from django.db import DatabaseError, close_old_connections, connections

#: Seconds between two readings, and between two signs of life on a silent stream.
EVERY, ALIVE = 0.5, 15.0
Versions = Callable[[Collection[int]], Mapping[int, int]]
_log = logging.getLogger(__name__)


async def give_back_thread() -> None:
    """End the thread and the connection to the base that opened a stream: it needs neither.

    Django keeps a thread for each request until its last byte; a stream may last an hour.
    """
    await sync_to_async(connections.close_all)()
    context = SyncToAsync.thread_sensitive_context.get(None)
    executor = SyncToAsync.context_to_thread_executor.pop(context, None) if context else None
    if executor:
        executor.shutdown(wait=False)


class Hub:
    """Who follows what in this process."""

    def __init__(self, versions: Versions, *, every: float = EVERY, alive: float = ALIVE) -> None:
        self._versions, self._every, self._alive = versions, every, alive
        self._known: dict[int, int] = {}
        self._waiting: dict[int, set[asyncio.Event]] = defaultdict(set)
        self._reader: asyncio.Task[None] | None = None

    @property
    def followers(self) -> int:
        return sum(map(len, self._waiting.values()))

    async def follow(self, key: int) -> AsyncGenerator[int | None, None]:
        """Yield the version of a thing each time it moves, ``None`` as a sign of life."""
        bell = asyncio.Event()
        self._waiting[key].add(bell)
        self._start()
        try:
            told: int | None = None
            while True:
                bell.clear()
                known = self._known.get(key)
                if known is not None and known != told:
                    told = known
                    yield told
                    continue
                try:
                    await asyncio.wait_for(bell.wait(), self._alive)
                except TimeoutError:
                    yield None
        finally:
            self._leave(key, bell)

    def _start(self) -> None:
        """Start the reader in a context of its own: it outlives the request that came first."""
        if self._reader is None or self._reader.done():
            loop = asyncio.get_running_loop()
            self._reader = loop.create_task(self._read(), context=Context())

    async def _read(self) -> None:
        """Read versions as long as somebody follows something."""
        while self._waiting:
            for key, version in (await sync_to_async(self._now)(list(self._waiting))).items():
                if key in self._waiting and self._known.get(key) != version:
                    self._known[key] = version
                    for bell in self._waiting[key]:
                        bell.set()
            await asyncio.sleep(self._every)

    def _now(self, keys: list[int]) -> Mapping[int, int]:
        """Read the versions; a base that is busy or away is asked again at the next turn."""
        try:
            return self._versions(keys)
        except DatabaseError:
            _log.exception("versions not read")
            return {}
        finally:
            close_old_connections()

    def _leave(self, key: int, bell: asyncio.Event) -> None:
        self._waiting[key].discard(bell)
        if not self._waiting[key]:
            del self._waiting[key]
            self._known.pop(key, None)
