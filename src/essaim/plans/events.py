"""What the plans announce; higher apps listen."""

from dataclasses import dataclass

from essaim.platform.domain.viewer import Viewer


@dataclass(frozen=True, slots=True)
class PlanSigned:
    """The last awaited signature is there."""

    plan_id: int
    by: Viewer


@dataclass(frozen=True, slots=True)
class OutcomeRecorded:
    """What is known of a target of a year changed."""

    plan_id: int
    year: int
    target_id: int
    by: Viewer


@dataclass(frozen=True, slots=True)
class EvidenceChanged:
    """A piece of evidence of a target came or was withdrawn."""

    plan_id: int
    year: int
    target_id: int
    by: Viewer


@dataclass(frozen=True, slots=True)
class ReviewSubmitted:
    """All outcomes of a year are known: the funder may read and decide."""

    plan_id: int
    year: int
    by: Viewer


@dataclass(frozen=True, slots=True)
class ReviewReturned:
    """The funder or the adviser asks for something before deciding."""

    plan_id: int
    year: int
    by: Viewer


@dataclass(frozen=True, slots=True)
class YearClosed:
    """The aid of a year is final: its outcomes and evidence no longer move."""

    plan_id: int
    year: int
    by: Viewer
