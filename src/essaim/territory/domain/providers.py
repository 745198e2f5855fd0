"""Codes that describe a provider, and the states of a register on its way in."""

from __future__ import annotations

from enum import StrEnum

#: Personal-service activities of article D.7231-1: five for vulnerable people, twenty-one declared.
ACTIVITIES = (
    *(f"sap-I-{number}" for number in range(1, 6)),
    *(f"sap-II-{number}" for number in range(1, 22)),
)


class InterventionMode(StrEnum):
    """Who employs the worker: the organisation, the user it assists, or neither of the two."""

    PROVIDER = "prestataire"
    AGENCY = "mandataire"
    STAFFING = "mise_a_disposition"


class LegalForm(StrEnum):
    ASSOCIATION = "association"
    PUBLIC_BODY = "public"
    COOPERATIVE = "cooperative"
    COMMERCIAL = "commercial"
    MUTUAL = "mutual"
    SELF_EMPLOYED = "self_employed"


class ImportState(StrEnum):
    """A register is *read*, then *checked* without writing anything, then *imported*.

    The adviser who brought it acts in the first two; the worker ends the third.
    """

    READ = "read"
    CHECKED = "checked"
    RUNNING = "running"
    IMPORTED = "imported"


TRANSITIONS = {
    ImportState.READ: {ImportState.CHECKED},
    ImportState.CHECKED: {ImportState.CHECKED, ImportState.RUNNING},
    ImportState.RUNNING: {ImportState.CHECKED, ImportState.IMPORTED},
    ImportState.IMPORTED: set[ImportState](),
}
