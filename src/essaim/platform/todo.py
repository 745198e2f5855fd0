"""What waits for a person: each app says its part, the home shows the whole, soonest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from essaim.platform.domain.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: a verb first, then who and why, when, and where to do it."""

    title: str
    detail: str
    url: str
    tint: str
    when: date | None = None
    is_late: bool = False
    note: str = ""


Source = Callable[[Viewer], Iterable[Task]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Add what an app asks of people; called once, from ``AppConfig.ready``."""
    if source not in _sources:
        _sources.append(source)


def tasks(viewer: Viewer) -> list[Task]:
    """Return all that waits for *viewer*: late first, then by day, undated last."""
    found = [task for source in _sources for task in source(viewer)]
    return sorted(found, key=lambda each: (not each.is_late, each.when or date.max))
