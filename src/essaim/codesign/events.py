"""What a session announces; higher apps listen."""

from dataclasses import dataclass
from datetime import date

from essaim.platform.domain.viewer import Viewer


@dataclass(frozen=True, slots=True)
class IdeaAdopted:
    """A room kept an idea, with an owner and a date: it may become a draft action."""

    decision_id: int
    idea_id: int
    organisation_id: int
    text: str
    owner: str
    due_on: date
    by: Viewer
