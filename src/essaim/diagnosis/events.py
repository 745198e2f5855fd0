"""What the diagnosis announces; higher apps listen."""

from dataclasses import dataclass

from essaim.platform.domain.viewer import Viewer


@dataclass(frozen=True, slots=True)
class RoundPublished:
    """The crossed views of a round may be read by the organisation."""

    campaign_id: int
    round_id: int
    organisation_id: int
    by: Viewer


@dataclass(frozen=True, slots=True)
class DiagnosisShared:
    """Adviser and organisation have both signed: weak and valued criteria may be planned from."""

    campaign_id: int
    round_id: int
    organisation_id: int
    by: Viewer
