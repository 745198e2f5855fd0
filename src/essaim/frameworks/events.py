"""What frameworks announce."""

from dataclasses import dataclass

from essaim.platform.domain.viewer import Viewer


@dataclass(frozen=True, slots=True)
class VersionPublished:
    """A version now exists; *previous_id* is the one it was made from, if any."""

    version_id: int
    previous_id: int | None
    by: Viewer


@dataclass(frozen=True, slots=True)
class FactRecorded:
    """A value was entered, or corrected, for one year of an organisation."""

    organisation_id: int
    indicator: str
    year: int
    by: Viewer
