"""Following a thing that changes: told when it moved, once, by one reader for all."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import DatabaseError

from essaim.platform.live import Hub

MOST_SECONDS = 20


class Things:
    """What the base says of things, and how often it was asked."""

    def __init__(self) -> None:
        self.now: dict[int, int] = {1: 1, 2: 1}
        self.asked: list[list[int]] = []
        self.fails = 0

    def __call__(self, keys: Collection[int]) -> Mapping[int, int]:
        self.asked.append(sorted(keys))
        if self.fails:
            self.fails -= 1
            raise DatabaseError
        return {key: self.now[key] for key in keys if key in self.now}


def run(story: Coroutine[Any, Any, None]) -> None:
    """Play a story in a thread of its own: a browser's tests keep a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, asyncio.wait_for(story, MOST_SECONDS)).result()


def hub_of(things: Things, alive: float = MOST_SECONDS) -> Hub:
    return Hub(things, every=0, alive=alive)


def test_each_follower_is_told_the_version_then_each_move() -> None:
    things = Things()
    hub = hub_of(things)

    async def story() -> None:
        one, other = hub.follow(1), hub.follow(1)
        assert [await anext(one), await anext(other)] == [1, 1]
        things.now[1] = 2
        assert [await anext(one), await anext(other)] == [2, 2]
        await one.aclose()
        await other.aclose()

    run(story())


def test_one_query_reads_all_that_is_followed() -> None:
    things = Things()
    hub = hub_of(things)

    async def story() -> None:
        followed = [hub.follow(key) for key in (1, 2) for _ in range(20)]
        for each in followed:
            await anext(each)
        assert hub.followers == 40
        assert [1, 2] in things.asked
        for each in followed:
            await each.aclose()

    run(story())


def test_nothing_is_read_once_the_last_follower_left() -> None:
    things = Things()
    hub = hub_of(things)

    async def story() -> None:
        one = hub.follow(1)
        await anext(one)
        await one.aclose()
        assert hub.followers == 0
        reader = hub._reader
        assert reader is not None
        await reader
        asked = len(things.asked)
        again = hub.follow(2)
        assert await anext(again) == 1
        assert things.asked[asked] == [2]
        await again.aclose()

    run(story())


def test_a_silent_thing_gives_a_sign_of_life() -> None:
    hub = hub_of(Things(), alive=0)

    async def story() -> None:
        unknown = hub.follow(99)
        assert await anext(unknown) is None
        await unknown.aclose()

    run(story())


def test_a_base_away_for_a_moment_stops_nobody(caplog: pytest.LogCaptureFixture) -> None:
    things = Things()
    things.fails = 2
    hub = hub_of(things)

    async def story() -> None:
        one = hub.follow(1)
        assert await anext(one) == 1
        await one.aclose()

    run(story())
    assert "versions not read" in caplog.text
