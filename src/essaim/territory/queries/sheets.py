"""The record of a provider as a page shows it: each value with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from essaim.territory import labels
from essaim.territory.models import Provider
from essaim.territory.queries.providers import place_name
from essaim.territory.queries.vintage import departments, gazetteer, groupings, regions


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a value comes from: its source, that source's vintage, the day it was taken."""

    source: str
    vintage: date | None
    retrieved_on: date | None


@dataclass(frozen=True, slots=True)
class Value:
    label: str | Promise
    text: str | Promise
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class ProviderSheet:
    identity: tuple[Value, ...]
    place: tuple[Value, ...]
    contacts: tuple[Value, ...]
    activities: tuple[str | Promise, ...]
    modes: tuple[str | Promise, ...]
    area: tuple[str, ...]
    place_name: str


def provider_sheet(provider: Provider) -> ProviderSheet:
    """Return what the page of a provider says; what is not known is said to be so."""
    return ProviderSheet(
        identity=_identity(provider),
        place=_place(provider),
        contacts=tuple(_value(provider, name) for name in ("phone", "email", "website")),
        activities=tuple(labels.ACTIVITIES[code] for code in provider.activities),
        modes=tuple(labels.MODES[code] for code in provider.modes if code in labels.MODES),
        area=tuple(map(area_name, provider.service_area)),
        place_name=place_name(provider),
    )


def _identity(provider: Provider) -> tuple[Value, ...]:
    form = labels.LEGAL_FORMS.get(provider.legal_form, provider.legal_form)
    category = labels.CATEGORIES.get(provider.category, provider.category)
    return (
        _value(provider, "name"),
        _value(provider, "finess"),
        _value(provider, "siret", _spaced(provider.siret)),
        _value(provider, "legal_form", form),
        _value(provider, "category", category),
        _value(provider, "headcount"),
    )


def _place(provider: Provider) -> tuple[Value, ...]:
    found = gazetteer().communes.get(provider.place_code)
    commune = f"{found.name} ({found.code})" if found else ""
    parent = gazetteer().communes.get(provider.commune_code)
    department = departments().get(provider.department)
    region = regions().get(department.parent) if department else None
    grouping = groupings().get(parent.epci) if parent else None
    return (
        _value(provider, "address"),
        _value(provider, "postcode"),
        _value(provider, "city"),
        Value(labels.AREAS["commune"], commune, _origin(provider, "place_code")),
        Value(labels.AREAS["method"], labels.METHODS[provider.match], None),
        Value(labels.AREAS["grouping"], grouping.name if grouping else "", None),
        Value(labels.AREAS["department"], department.name if department else "", None),
        Value(labels.AREAS["region"], region.name if region else "", None),
    )


def area_name(code: str) -> str:
    """Return the name of a commune or of a whole department."""
    known = departments()
    if code in known:
        return f"{known[code].name} ({code})"
    found = gazetteer().communes.get(code)
    return found.name if found else code


def _value(provider: Provider, name: str, text: str | Promise | None = None) -> Value:
    held = getattr(provider, name)
    written = ("" if held is None else str(held)) if text is None else text
    return Value(labels.FIELDS[name], written, _origin(provider, name) if written else None)


def _origin(provider: Provider, name: str) -> Origin | None:
    kept = provider.origins.get(name)
    if not kept:
        return None
    return Origin(kept["source"], _day(kept["vintage"]), _day(kept["retrieved_on"]))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _spaced(siret: str) -> str:
    r"""Write a SIRET as people read it: three, three, three, five.

    >>> _spaced("44239603200132").replace("\u202f", " ")
    '442 396 032 00132'
    """
    return "\u202f".join(filter(None, (siret[:3], siret[3:6], siret[6:9], siret[9:])))
