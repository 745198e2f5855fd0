"""Correct the record of a provider by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from essaim.kernel.errors import DomainError
from essaim.platform.domain.viewer import HOUSE, Viewer
from essaim.platform.queries import visible_organisations
from essaim.platform.services import keep_audit_line
from essaim.territory import queries
from essaim.territory.domain.communes import Method
from essaim.territory.domain.identifiers import parse_finess, parse_siret
from essaim.territory.domain.providers import ACTIVITIES
from essaim.territory.models import Provider
from essaim.territory.services.imports import write_values

#: How the origin of a value that a person typed is kept; screens say it in words.
TYPED = "typed"


@dataclass(frozen=True, slots=True)
class ProviderFacts:
    """What a person may say of a provider; contacts are the organisation's own."""

    values: Mapping[str, str]
    activities: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    service_area: tuple[str, ...] = ()
    email: str = ""
    version: int | None = field(default=None)


@transaction.atomic
def record_provider(*, organisation_id: int, facts: ProviderFacts, by: Viewer) -> Provider:
    """Write down who a provider is; each value that changes keeps that a person said it.

    Raises:
        DomainError: ``provider_changed_meanwhile``, ``bad_finess``, ``bad_siret``,
            ``key_already_taken``, ``unknown_commune_code``.
    """
    organisation = _organisation(organisation_id, by)
    provider = Provider.objects.select_for_update().filter(organisation=organisation).first()
    provider = provider or Provider(organisation_id=organisation, version=0)
    if facts.version is not None and facts.version != provider.version:
        raise DomainError("provider_changed_meanwhile")
    values = _checked(provider, facts.values)
    today = timezone.localdate().isoformat()
    source = {"source": TYPED, "vintage": "", "retrieved_on": today}
    write_values(provider, values, source)
    _write_lists(provider, facts, source)
    provider.version += 1
    provider.save()
    keep_audit_line(provider, act="record_provider", by=by, organisation_id=organisation_id)
    return provider


def _organisation(organisation_id: int, by: Viewer) -> int:
    if by == HOUSE:
        return organisation_id
    return visible_organisations(by, *queries.WRITERS).get(pk=organisation_id).pk


def _checked(provider: Provider, said: Mapping[str, str]) -> dict[str, str]:
    """Return the values to keep: keys verified, the commune found or chosen."""
    values = {**provider.to_record().values, **said}
    values["finess"], values["siret"] = parse_finess(values["finess"]), parse_siret(values["siret"])
    others = Provider.objects.exclude(pk=provider.pk or 0)
    for name, word in (("finess", "FINESS"), ("siret", "SIRET")):
        if values[name] and others.filter(**{name: values[name]}).exists():
            raise DomainError("key_already_taken", name=word, value=values[name])
    if values["place_code"] != provider.place_code:
        values |= _chosen(values["place_code"])
    return values


def _chosen(code: str) -> dict[str, str]:
    """Return what choosing a commune by hand says."""
    if not code:
        return {"commune_code": "", "match": Method.NONE}
    found = queries.gazetteer().communes.get(code)
    if found is None:
        raise DomainError("unknown_commune_code", value=code[:40])
    return {"commune_code": found.commune_code, "match": Method.MANUAL}


def _write_lists(provider: Provider, facts: ProviderFacts, source: Mapping[str, str]) -> None:
    known = queries.gazetteer().communes.keys() | queries.departments().keys()
    strangers = [code for code in facts.service_area if code not in known]
    if strangers:
        raise DomainError("unknown_commune_code", value=", ".join(strangers)[:80])
    kept = [code for code in ACTIVITIES if code in facts.activities]
    marks = f" {' '.join(kept)} " if kept else ""
    said: dict[str, object] = {
        "activity_marks": marks,
        "modes": list(facts.modes),
        "service_area": list(facts.service_area),
        "email": facts.email,
    }
    for name, value in said.items():
        if getattr(provider, name) != value:
            setattr(provider, name, value)
            provider.origins = provider.origins | {name: dict(source)}
