"""What a consolidated diagnosis invites to plan: mend what is weak, build on what is valued."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

#: Our choice: weak is the lower half of the scale; valued is its top level, or said so.
WEAK_BELOW, VALUED_FROM = Fraction(1, 2), Fraction(1)


class ProposalKind(StrEnum):
    WEAK = "weak"
    VALUED = "valued"


class ProposalState(StrEnum):
    """Open: director and adviser decide. Kept: a target or an action carries it. Set aside: why."""

    OPEN = "open"
    KEPT = "kept"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True)
class CriterionReading:
    """A criterion as the consolidation meeting decided it; *rating* ``None`` is no decision.

    *node_id* is its node on the thread, where the diagnosis has one.
    """

    framework_urn: str
    code: str
    title: str
    rating: int | None
    why: str = ""
    is_valued: bool = False
    node_id: int | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A criterion that deserves a place in the plan, and for which of the two reasons."""

    reading: CriterionReading
    kind: ProposalKind


def propose_objectives(
    readings: Iterable[CriterionReading], *, lowest: int, highest: int
) -> tuple[Proposal, ...]:
    """Return the weak criteria, weakest first, then the valued ones; others stay out.

    A criterion both weak and valued is proposed once, as weak. Ties keep the framework's order.

    >>> weak = CriterionReading("urn:essaim:framework:cedre21:2026.1", "c01", "Emplois", 1)
    >>> [each.kind.value for each in propose_objectives([weak], lowest=1, highest=4)]
    ['weak']
    """
    proposals = []
    for reading in readings:
        if reading.rating is None:
            continue
        place = Fraction(reading.rating - lowest, highest - lowest)
        if place < WEAK_BELOW:
            proposals.append((0, place, Proposal(reading, ProposalKind.WEAK)))
        elif reading.is_valued or place >= VALUED_FROM:
            proposals.append((1, -place, Proposal(reading, ProposalKind.VALUED)))
    return tuple(each for _, _, each in sorted(proposals, key=lambda found: found[:2]))
