"""Scenario 13: the library, a weight changed by the Region, and one accident rate for three."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

from essaim.frameworks import queries, services
from essaim.journeys.story import Story
from essaim.platform.domain.viewer import HOUSE, Role
from essaim.platform.exports import to_csv_bytes
from essaim.platform.files import EVIDENCE, Intake, guard

CEDRE = "urn:essaim:framework:cedre21:2026.1"
YEAR = 2025
#: What L’Amandier entered for 2025: the indicator, its value, the document that proves it.
VALUES = (
    ("accident_rate", Decimal("9.6"), ("Registre des accidents 2025.csv", "Accidents", 2)),
    ("absence_rate", Decimal("8.4"), ("Relevé des absences 2025.csv", "Jours d’absence", 478)),
    ("turnover_rate", Decimal("22.5"), None),
    ("headcount", Decimal(24), ("Registre du personnel 2025.csv", "Salariés", 24)),
    ("open_ended_share", Decimal("62.5"), None),
    ("training_hours", Decimal("11.5"), None),
    ("km_per_visit", Decimal("4.2"), ("Carnets de route 2025.csv", "Kilomètres", 61908)),
)


def play(story: Story) -> None:
    """Install the library, publish the next version of the 21 criteria, enter 2025."""
    services.install_library(by=HOUSE)
    former = queries.version(CEDRE)
    if former is None:
        raise LookupError(CEDRE)
    following = services.publish_next_version(
        version_id=former.pk,
        edits={("criteria", "c01", "weight"): 2},
        by=story.person(Role.FUNDER, "demeter"),
    )
    services.confirm_bridges(version_id=following.pk, by=story.person(Role.ADVISER, "garrigue"))
    _enter_values(story)
    story.known["version_id"] = following.pk
    story.known["fact_year"] = YEAR
    story.known["indicator_code"] = "accident_rate"
    story.known["framework_code"] = "vsme"
    story.known["file_format"] = "csv"


def _enter_values(story: Story) -> None:
    director = story.person(Role.DIRECTOR, "amandier")
    for indicator, value, proof in VALUES:
        services.record_fact(
            organisation_id=story.ids["amandier"],
            indicator=indicator,
            year=YEAR,
            value=value,
            effective_on=date(YEAR, 12, 31),
            intake=_document(*proof) if proof else None,
            by=director,
        )
    services.record_fact(
        organisation_id=story.ids["amandier"],
        indicator="water",
        year=YEAR,
        unavailable="Les produits sont ceux des domiciles : aucun compteur à nous.",
        by=director,
    )


def _document(name: str, what: str, count: int) -> Intake:
    """Return an invented register, as a director would export it."""
    written = BytesIO(to_csv_bytes(["Année", what], [[YEAR, count]]))
    written.name = name
    return guard(written, EVIDENCE)
