"""Providers within the scope of who looks, and the rows of their list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from essaim.kernel.errors import DomainError
from essaim.platform.domain.accompaniment import Step
from essaim.platform.domain.viewer import MandateKind, OrganisationKind, Role, Viewer
from essaim.platform.queries import (
    active_mandates,
    in_scope,
    organisations_of_kind,
    own_organisations,
    visible_accompaniments,
)
from essaim.territory.domain.communes import Method
from essaim.territory.domain.names import fold_name
from essaim.territory.domain.providers import ACTIVITIES, ImportState
from essaim.territory.models import Provider, RegisterImport
from essaim.territory.queries.vintage import departments, gazetteer

WRITERS = (Role.DIRECTOR, Role.ADVISER)
IMPORTERS = (Role.ADVISER,)


@dataclass(frozen=True, slots=True)
class ProviderFilter:
    """How a list is narrowed; what is not understood narrows nothing."""

    words: str = ""
    department: str = ""
    activity: str = ""
    step: str = ""
    commune: str = ""

    def query(self) -> Q:
        found = Q()
        for word in fold_name(self.words[:100]).split():
            found &= Q(folded__contains=word)
        if self.department in departments():
            found &= Q(department=self.department)
        if self.activity in ACTIVITIES:
            found &= Q(activity_marks__contains=f" {self.activity} ")
        if self.commune in gazetteer().communes:
            found &= Q(commune_code=self.commune) | Q(place_code=self.commune)
        return found


@dataclass(frozen=True, slots=True)
class ProviderRow:
    provider: Provider
    commune: str
    department: str
    step: str


def visible_providers(viewer: Viewer) -> QuerySet[Provider]:
    """Return the providers of the organisations *viewer* belongs to or serves."""
    return Provider.objects.filter(in_scope(viewer))


def editable_providers(viewer: Viewer) -> QuerySet[Provider]:
    """Return the providers whose record *viewer* may correct."""
    return Provider.objects.filter(in_scope(viewer, *WRITERS)).select_related("organisation")


def filtered_providers(viewer: Viewer, asked: ProviderFilter) -> QuerySet[Provider]:
    rows = visible_providers(viewer).filter(asked.query())
    if asked.step in set(Step):
        at_step = visible_accompaniments(viewer).filter(step=asked.step)
        rows = rows.filter(organisation__in=at_step.values("mandate__organisation"))
    return rows.order_by("folded", "pk")


def provider_rows(viewer: Viewer, providers: Sequence[Provider]) -> list[ProviderRow]:
    """Return the rows of one page of the list, with their commune and step: one more query."""
    organisations = [each.organisation_id for each in providers]
    steps = dict(
        visible_accompaniments(viewer)
        .filter(mandate__organisation__in=organisations)
        .values_list("mandate__organisation", "step")
    )
    return [
        ProviderRow(
            each, place_name(each), department_name(each), steps.get(each.organisation_id, "")
        )
        for each in providers
    ]


def place_name(provider: Provider) -> str:
    """Return the name of the place: as it was written where its code was given, not found."""
    found = gazetteer().communes.get(provider.place_code)
    is_given = provider.match in {Method.MANUAL, Method.CODE}
    return provider.city if found is None or (is_given and provider.city) else found.name


def department_name(provider: Provider) -> str:
    found = departments().get(provider.department)
    return found.name if found else ""


def department_choices() -> list[tuple[str, str]]:
    """Return every department of the vintage, by code."""
    return [(code, f"{code} {area.name}") for code, area in sorted(departments().items())]


def importing_agencies(viewer: Viewer) -> list[tuple[int, str]]:
    """Return the organisations for which *viewer* may bring a register."""
    return list(own_organisations(viewer, *IMPORTERS).values_list("pk", "name"))


def agency_named(name: str) -> int | None:
    """Return the agency of a name; without one, the first that the installation founded.

    Raises:
        DomainError: ``unknown_agency``.
    """
    agencies = organisations_of_kind(OrganisationKind.AGENCY, OrganisationKind.CLUSTER)
    if name:
        found = agencies.filter(name=name).first()
        if found is None:
            raise DomainError("unknown_agency", agency=name[:80])
        return found.pk
    return agencies.values_list("pk", flat=True).first()


def visible_imports(viewer: Viewer) -> QuerySet[RegisterImport]:
    """Return the registers brought for the agencies of *viewer*."""
    agencies = own_organisations(viewer, *IMPORTERS)
    return RegisterImport.objects.filter(organisation__in=agencies).select_related("file")


def registers_to_import(viewer: Viewer) -> QuerySet[RegisterImport]:
    """Return the registers that were checked and wait for somebody to import them."""
    return visible_imports(viewer).filter(state=ImportState.CHECKED).order_by("pk")


def searched_providers(viewer: Viewer, words: str) -> QuerySet[Provider]:
    """Return the providers whose name or place holds the words, or whose key is the text."""
    bare = words.replace(" ", "")[:20]
    asked = ProviderFilter(words=words)
    by_key = Q(finess=bare) | Q(siret=bare) if bare else Q()
    return visible_providers(viewer).filter(asked.query() | by_key).order_by("folded", "pk")


def accompanied_by(agency_id: int) -> QuerySet[Provider]:
    """Return the providers that an agency accompanies today."""
    mandates = active_mandates().filter(holder_id=agency_id, kind=MandateKind.ACCOMPANY)
    return Provider.objects.filter(organisation__in=mandates.values("organisation_id"))


def provider_of(organisation_id: int) -> Provider | None:
    """Return the record of an organisation, for a caller already allowed it."""
    return Provider.objects.filter(organisation_id=organisation_id).first()
