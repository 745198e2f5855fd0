"""The eight rubrics of the life cycle, and the first page each app gives to its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from essaim.platform.domain.viewer import Role

#: Code of the tint and the icon → word of the rail, in the order of the life cycle.
RUBRICS: Final[dict[str, Promise]] = {
    "listen": _("Écouter"),
    "diagnose": _("Diagnostiquer"),
    "design": _("Concevoir"),
    "plan": _("Planifier"),
    "fund": _("Financer"),
    "cooperate": _("Coopérer"),
    "spread": _("Essaimer"),
    "observe": _("Observer"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the rail: its rubric, its words and its address."""

    rubric: str
    title: str | Promise
    url: str
    icon: str


@dataclass(frozen=True, slots=True)
class _Door:
    rubric: str
    route: str
    title: str | Promise
    icon: str
    roles: frozenset[str]
    is_first: bool


_doors: dict[str, _Door] = {}


def register(
    rubric: str,
    route: str,
    *,
    title: str | Promise = "",
    icon: str = "",
    roles: Iterable[Role] = tuple(Role),
) -> None:
    """Put the first page of an app under its *rubric*; said once, from ``AppConfig.ready``.

    Several doors may share a rubric when each has its own *title* and *icon*; the one that
    bears the name of the rubric comes first. Only people who hold one of *roles* somewhere
    see the door.
    """
    words, drawn = title or RUBRICS[rubric], icon or rubric
    _doors[route] = _Door(rubric, route, words, drawn, frozenset(roles), is_first=not title)


def entries(held: Collection[str]) -> tuple[Entry, ...]:
    """Return the rail of who holds the roles *held*, in the order of the life cycle."""
    order = list(RUBRICS)
    doors = sorted(_doors.values(), key=lambda door: (order.index(door.rubric), not door.is_first))
    return tuple(
        Entry(door.rubric, door.title, reverse(door.route), door.icon)
        for door in doors
        if door.roles & set(held)
    )
