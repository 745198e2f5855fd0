"""Playing the demonstration: once, whole or not at all, by the acts that people would do."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from essaim.journeys.acts import ACTS, play
from essaim.journeys.story import PEOPLE, prepare
from essaim.platform.queries import is_empty

#: Said aloud at the end of `essaim demo`; a demonstration has no secret.
PASSWORD = "une ruche bien tenue"  # noqa: S105


def play_demonstration(*, password: str = PASSWORD) -> Iterator[str]:
    """Play every act, saying the name of each before it starts; all is kept or nothing is."""
    with transaction.atomic():
        yield "people"
        story = prepare(password)
        for act in ACTS:
            yield act
            play(story, act)


def needs_playing() -> bool:
    """Return whether the base holds nobody yet; a lived-in base is never touched."""
    return is_empty()


def accounts() -> list[tuple[str, str, str]]:
    """Return the name, e-mail address and role of one person per role."""
    first = {role: (name, login) for name, login, role, _ in reversed(PEOPLE)}
    return [(name, login, role) for role, (name, login) in first.items()]
