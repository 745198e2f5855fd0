"""Read the values of an organisation, and the reports they fill."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.db.models import QuerySet

from essaim.frameworks.domain.facts import Fact, Indicator, Row, fill
from essaim.frameworks.domain.framework import Framework
from essaim.frameworks.domain.words import Words
from essaim.frameworks.models import IndicatorValue
from essaim.frameworks.queries.library import current_crosswalk, indicators
from essaim.frameworks.queries.versions import (
    current_frameworks,
    current_version,
    framework_of,
    place_names,
)
from essaim.kernel.errors import DomainError
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.queries import visible_organisations

#: Who reads and who enters the values of an organisation.
FACT_READERS: Final = (Role.DIRECTOR, Role.ADVISER, Role.BOARD_MEMBER)
FACT_WRITERS: Final = (Role.DIRECTOR, Role.ADVISER)
#: The frameworks whose reports one answer fills.
EXPORTED: Final = ("cedre21", "sad_quality", "vsme")


def fact_organisations(viewer: Viewer) -> QuerySet[Any]:
    """Return the organisations whose values *viewer* reads."""
    return visible_organisations(viewer, *FACT_READERS)


def writable_fact_organisations(viewer: Viewer) -> QuerySet[Any]:
    """Return the organisations whose values *viewer* enters."""
    return visible_organisations(viewer, *FACT_WRITERS)


def current_values(organisation_id: int, year: int) -> QuerySet[IndicatorValue]:
    """Return the values that hold, for a caller already allowed the organisation."""
    rows = IndicatorValue.objects.filter(organisation=organisation_id, year=year)
    return rows.filter(replaced_at__isnull=True).select_related("evidence")


def facts_of(organisation_id: int, year: int) -> tuple[Fact, ...]:
    """Return the facts of a year, in the order of the indicators."""
    by_id = {row.indicator: row for row in current_values(organisation_id, year)}
    return tuple(by_id[each.id].to_domain(each) for each in indicators() if each.id in by_id)


def filled(code: str, organisation_id: int, year: int) -> tuple[Framework, tuple[Row, ...]]:
    """Return the current version of a framework and the rows one organisation's facts fill.

    Raises:
        DomainError: ``unknown_framework``.
    """
    row, crosswalk = current_version(code), current_crosswalk()
    if row is None or crosswalk is None:
        raise DomainError("unknown_framework", urn=code[:60])
    found = framework_of(row.pk)
    return found, fill(found, crosswalk, facts_of(organisation_id, year))


def filled_by_criterion(facts: Sequence[Fact]) -> dict[str, list[list[Row]]]:
    """Return, for each report, the rows of each criterion that *facts* fill."""
    crosswalk = current_crosswalk()
    reports: dict[str, list[list[Row]]] = {}
    if crosswalk is None:
        return reports
    for framework in current_frameworks(EXPORTED):
        by_criterion: dict[str, list[Row]] = {}
        for each in fill(framework, crosswalk, facts):
            by_criterion.setdefault(each.criterion.id, []).append(each)
        reports[framework.id] = list(by_criterion.values())
    return reports


def place_names_of(indicators: Iterable[Indicator]) -> dict[str, list[tuple[str, Words]]]:
    """Return, for each indicator, the criteria where its value goes, by their titles."""
    names = place_names(current_frameworks(EXPORTED))
    return {
        each.id: [names[place] for place in (each.home, *each.serves) if place in names]
        for each in indicators
    }


def evidence_files(organisation_id: int, year: int) -> dict[str, int]:
    """Return the document of each indicator that has one, by its file."""
    rows = current_values(organisation_id, year).filter(evidence__isnull=False)
    return {name: pk for name, pk in rows.values_list("indicator", "evidence_id") if pk is not None}


def years_with_facts(organisation_ids: Iterable[int]) -> Mapping[int, set[int]]:
    """Return the years for which each organisation has at least one value."""
    rows = IndicatorValue.objects.filter(
        organisation__in=organisation_ids, replaced_at__isnull=True
    ).order_by()
    found: dict[int, set[int]] = {}
    for organisation, year in rows.values_list("organisation", "year").distinct():
        found.setdefault(organisation, set()).add(year)
    return found
