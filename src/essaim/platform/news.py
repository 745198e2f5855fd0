"""What changed for a person since they last looked: each app says its part, newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from essaim.platform.domain.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to what a person follows."""

    title: str
    detail: str
    url: str
    at: datetime


Source = Callable[[Viewer, int], Iterable[Change]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Add what an app has to tell; called once, from ``AppConfig.ready``."""
    if source not in _sources:
        _sources.append(source)


def changes(viewer: Viewer, limit: int = 5) -> list[Change]:
    """Return the latest changes *viewer* may see."""
    found = [change for source in _sources for change in source(viewer, limit)]
    return sorted(found, key=lambda change: change.at, reverse=True)[:limit]
