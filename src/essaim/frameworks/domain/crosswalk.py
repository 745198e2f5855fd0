"""Which criterion informs which: bridges carry facts and documents, never a mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class Strength(StrEnum):
    """What a bridge carries: the fact and its document, a part to complete, a document only."""

    SAME_FACT = "same_fact"
    PARTIAL = "partial"
    EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Bridge:
    """*source* informs *target*; both are written ``framework/criterion or theme``."""

    source: str
    target: str
    strength: Strength
    why: str


@dataclass(frozen=True, slots=True)
class Informed:
    """What one criterion informs; *to_confirm* when a version kept the bridge of the former."""

    place: str
    strength: Strength
    why: str
    to_confirm: bool


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """The bridges between exact framework versions (*urns*)."""

    urn: str
    urns: tuple[str, ...]
    to_confirm: frozenset[str]
    bridges: tuple[Bridge, ...]

    def informs(self, place: str) -> tuple[Informed, ...]:
        """Return what *place* (``cedre21/c04``) informs, in the order of the file.

        A bridge is walked backwards only when both ends hold the same fact.
        """
        ends = [
            (bridge, bridge.target if bridge.source == place else bridge.source)
            for bridge in self.bridges
            if bridge.source == place
            or (bridge.target == place and bridge.strength is Strength.SAME_FACT)
        ]
        return tuple(
            Informed(end, each.strength, each.why, self._awaits(place) or self._awaits(end))
            for each, end in ends
        )

    def carried_over(self, urn: str) -> Crosswalk:
        """Return the crosswalk with a new version: it keeps the bridges of its framework.

        They are to be confirmed, until somebody does.
        """
        if urn in self.urns or family_of(urn) not in {family_of(each) for each in self.urns}:
            return self
        return replace(self, urns=(*self.urns, urn), to_confirm=self.to_confirm | {urn})

    def confirmed(self, urn: str) -> Crosswalk:
        """Return the crosswalk once somebody confirmed the bridges of that version."""
        return replace(self, to_confirm=self.to_confirm - {urn})

    def _awaits(self, place: str) -> bool:
        """Tell whether the latest version of that framework still waits to be confirmed."""
        family = place.partition("/")[0]
        versions = [urn for urn in self.urns if family_of(urn) == family]
        return bool(versions) and versions[-1] in self.to_confirm


def family_of(urn: str) -> str:
    """Return the framework's id inside its urn.

    >>> family_of("urn:essaim:framework:cedre21:2026.1")
    'cedre21'
    """
    return urn.split(":")[3]


def build_crosswalk(data: Mapping[str, Any]) -> Crosswalk:
    """Return the crosswalk that checked *data* describes."""
    return Crosswalk(
        data["urn"],
        tuple(data["frameworks"]),
        frozenset(data.get("to_confirm", ())),
        tuple(
            Bridge(each["from"], each["to"], Strength(each["strength"]), each["why"])
            for each in data["links"]
        ),
    )
