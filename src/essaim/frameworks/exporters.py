"""The reports that one answer fills, as tables for the one writer of exports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.frameworks import queries
from essaim.frameworks.domain.facts import Carried, Fact, Row
from essaim.frameworks.labels import CARRIED
from essaim.platform.domain.writing import write_typography


@dataclass(frozen=True, slots=True)
class Report:
    header: Sequence[str]
    rows: Sequence[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Count:
    """How far a report is: criteria reached, out of how many."""

    code: str
    reached: int
    total: int


def report(code: str, organisation_id: int, year: int) -> Report:
    """Return the table of a framework for one year: what reached each criterion, and from where."""
    framework, rows = queries.filled(code, organisation_id, year)
    header = [
        *(_("Référentiel"), _("Code"), _("Critère"), _("Indicateur"), _("Valeur"), _("Unité")),
        *(_("Année"), _("Non disponible parce que"), _("Date d’effet"), _("Pièce")),
        *(_("Repris de"), _("Comment"), _("Donnée normalisée")),
    ]
    return Report(header, [_line(framework.urn, row) for row in rows])


def report_counts(facts: Sequence[Fact]) -> list[Count]:
    """Return how far each report is with these *facts*."""
    return [
        Count(code, sum(_is_reached(rows)), len(rows))
        for code, rows in queries.filled_by_criterion(facts).items()
    ]


def _is_reached(rows: Sequence[Sequence[Row]]) -> list[bool]:
    return [any(row.carried is not Carried.NOTHING for row in each) for each in rows]


def _line(urn: str, row: Row) -> list[object]:
    language = get_language() or "fr"
    fact, how = row.fact, str(CARRIED[row.carried])
    is_value = fact is not None and row.carried is not Carried.EVIDENCE
    comment = f"{how} ({_('correspondance à confirmer')})" if row.to_confirm else how
    return [
        urn,
        row.criterion.id,
        write_typography(row.criterion.title.said(language)),
        write_typography(fact.indicator.title.said(language)) if fact else "",
        row.value,
        write_typography(fact.indicator.unit.said(language)) if fact and is_value else "",
        fact.year if fact else None,
        fact.unavailable if fact and is_value else "",
        fact.effective_on if fact else None,
        fact.evidence if fact else "",
        row.origin,
        comment,
        row.datapoint,
    ]
