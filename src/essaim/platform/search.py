"""Search over all I may see: each app searches its own rows within the viewer's scope."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from essaim.platform.domain.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Hit:
    """A row found: what it is, its title, where it opens."""

    kind: str
    title: str
    url: str
    tint: str
    detail: str = ""


Source = Callable[[Viewer, str, int], Iterable[Hit]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Add the rows of an app to the search; called once, from ``AppConfig.ready``."""
    if source not in _sources:
        _sources.append(source)


def hits(viewer: Viewer, words: str, limit: int = 20) -> list[Hit]:
    """Return at most *limit* rows per app that *viewer* may see."""
    return [hit for source in _sources for hit in source(viewer, words, limit)]
