"""What each app holds about an organisation: the links its accompaniment page gathers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from essaim.platform.domain.viewer import Viewer

#: Lines of a card; the list of the app itself shows the others.
MOST = 5


@dataclass(frozen=True, slots=True)
class RelatedLine:
    """One object: where it is read, its name, the state it is in."""

    url: str
    text: str
    state: str = ""
    tone: str = ""


@dataclass(frozen=True, slots=True)
class RelatedCard:
    """What one app holds about an organisation, latest first, and what may be begun."""

    title: str
    lines: Sequence[RelatedLine] = field(default_factory=tuple)
    empty: str = ""
    act: RelatedLine | None = None


Source = Callable[[Viewer, int], RelatedCard]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Add what an app holds of an organisation; called once, from ``AppConfig.ready``."""
    if source not in _sources:
        _sources.append(source)


def cards(viewer: Viewer, organisation_id: int) -> list[RelatedCard]:
    """Return what *viewer* may open about an organisation, in the order of the apps."""
    found = [source(viewer, organisation_id) for source in _sources]
    return [card for card in found if card.lines or card.empty]
