"""What aid announces; higher apps listen."""

from dataclasses import dataclass

from essaim.platform.domain.viewer import Viewer


@dataclass(frozen=True, slots=True)
class StatementDecided:
    """The aid of a year is final: its bytes are kept."""

    statement_id: int
    plan_id: int
    year: int
    by: Viewer
