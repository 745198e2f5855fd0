"""Read the other files of the library: lists, dated values, indicators, bridges, notes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language

from essaim.frameworks.domain.canonical import digest_of, read_kept
from essaim.frameworks.domain.crosswalk import Crosswalk, build_crosswalk, family_of
from essaim.frameworks.domain.documents import DocumentKind
from essaim.frameworks.domain.facts import Indicator, build_indicators
from essaim.frameworks.domain.parameters import (
    Parameter,
    ParameterValue,
    build_parameters,
    value_on,
)
from essaim.frameworks.domain.vocabularies import Entry, Vocabularies, build_vocabularies
from essaim.frameworks.models import BridgeConfirmation, FrameworkVersion, ReferenceDocument
from essaim.kernel.errors import DomainError


def vocabularies() -> Vocabularies:
    """Return the shared lists by name; none before the library is installed."""
    found = _current(DocumentKind.VOCABULARIES)
    return _vocabularies(found) if found else {}


def vocabulary(name: str) -> tuple[Entry, ...]:
    """Return one shared list.

    Raises:
        DomainError: ``unknown_vocabulary``.
    """
    lists = vocabularies()
    if name not in lists:
        raise DomainError("unknown_vocabulary", name=name[:60])
    return lists[name]


def stakeholder_roles() -> frozenset[str]:
    """Return the roles that a framework may ask."""
    return frozenset(each.id for each in vocabularies().get("stakeholder_roles", ()))


def parameters() -> tuple[Parameter, ...]:
    found = _current(DocumentKind.PARAMETERS)
    return _parameters(found) if found else ()


def parameter_on(parameter_id: str, day: date) -> ParameterValue | None:
    """Return the value of a parameter on *day*; ``None`` is unknown, as all are before the library.

    Raises:
        DomainError: ``unknown_parameter``.
    """
    known = parameters()
    return value_on(known, parameter_id, day) if known else None


def indicators() -> tuple[Indicator, ...]:
    found = _current(DocumentKind.INDICATORS)
    return _indicators(found) if found else ()


def indicator(indicator_id: str) -> Indicator:
    """Return one indicator.

    Raises:
        DomainError: ``unknown_indicator``.
    """
    found = next((each for each in indicators() if each.id == indicator_id), None)
    if found is None:
        raise DomainError("unknown_indicator", indicator=indicator_id[:60])
    return found


def current_crosswalk() -> Crosswalk | None:
    """Return the bridges, with the versions made since and what somebody confirmed."""
    found = _current(DocumentKind.CROSSWALK)
    if not found:
        return None
    crosswalk = _crosswalk(found)
    families = {family_of(urn) for urn in crosswalk.urns}
    rows = FrameworkVersion.objects.filter(code__in=families).order_by("pk")
    for urn, confirmed in rows.values_list("urn", "bridge_confirmation"):
        crosswalk = crosswalk.carried_over(urn)
        crosswalk = crosswalk.confirmed(urn) if confirmed else crosswalk
    return crosswalk


def versions_to_confirm(crosswalk: Crosswalk | None = None) -> list[FrameworkVersion]:
    """Return the versions whose bridges wait for somebody to read them."""
    crosswalk = crosswalk or current_crosswalk()
    waiting = crosswalk.to_confirm if crosswalk else frozenset()
    return list(FrameworkVersion.objects.filter(urn__in=waiting).defer("content"))


def is_confirmed(version_id: int) -> bool:
    return BridgeConfirmation.objects.filter(version=version_id).exists()


def french_notes() -> Mapping[str, str]:
    """Return what French pages say for the short notes kept in English; nothing in English."""
    if (get_language() or "fr").startswith("en"):
        return {}
    found = _current(DocumentKind.WORDINGS)
    return _wordings(found) if found else {}


def digest_faults() -> list[str]:
    """Return one line per version or file whose content is no longer what its digest says."""
    found: list[str] = []
    for model in (FrameworkVersion, ReferenceDocument):
        rows = model._default_manager.order_by("pk").values_list("urn", "content", "digest")
        found += [
            f"{urn}: digest" for urn, text, digest in rows if digest_of(read_kept(text)) != digest
        ]
    return found


def _current(kind: DocumentKind) -> str:
    """Return the digest of the file that rules for *kind*: the last loaded."""
    rows = ReferenceDocument.objects.filter(kind=kind).order_by("-pk")
    return rows.values_list("digest", flat=True).first() or ""


def _document(digest: str) -> Any:
    rows = ReferenceDocument.objects.filter(digest=digest)
    return read_kept(rows.values_list("content", flat=True)[0])


@lru_cache(maxsize=8)
def _vocabularies(digest: str) -> Vocabularies:
    return build_vocabularies(_document(digest))


@lru_cache(maxsize=8)
def _parameters(digest: str) -> tuple[Parameter, ...]:
    return build_parameters(_document(digest))


@lru_cache(maxsize=8)
def _indicators(digest: str) -> tuple[Indicator, ...]:
    return build_indicators(_document(digest))


@lru_cache(maxsize=8)
def _crosswalk(digest: str) -> Crosswalk:
    return build_crosswalk(_document(digest))


@lru_cache(maxsize=8)
def _wordings(digest: str) -> Mapping[str, str]:
    french: Mapping[str, str] = _document(digest)["french"]
    return french
