"""Acts on frameworks: load a file, make the next version, freeze it by use, enter a value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from essaim.frameworks import queries
from essaim.frameworks.domain.canonical import digest_of, write_kept
from essaim.frameworks.domain.checking import check_framework
from essaim.frameworks.domain.documents import DocumentKind
from essaim.frameworks.domain.editing import Edits, next_version
from essaim.frameworks.domain.facts import Fact
from essaim.frameworks.domain.framework import Status
from essaim.frameworks.domain.words import Provenance
from essaim.frameworks.events import FactRecorded, VersionPublished
from essaim.frameworks.importers import Document, read_document, shipped_files
from essaim.frameworks.models import (
    BridgeConfirmation,
    FrameworkVersion,
    IndicatorValue,
    ReferenceDocument,
)
from essaim.kernel.errors import DomainError
from essaim.platform.domain.viewer import Viewer
from essaim.platform.events import announce
from essaim.platform.files import Intake, guard
from essaim.platform.queries import visible_files
from essaim.platform.services import keep_audit_line, store_file

Row = FrameworkVersion | ReferenceDocument


class Outcome(StrEnum):
    """What loading a file did; *kept*: the version in use stays as it was."""

    CREATED = "created"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Loaded:
    name: str
    urn: str
    outcome: Outcome
    row: Row


@transaction.atomic
def load_document(*, document: Document, by: Viewer) -> Loaded:
    """Keep a checked file; the same content again changes nothing.

    Raises:
        DomainError: ``not_allowed``, ``framework_refused`` when it has faults,
            ``version_in_use`` when its urn is used with another content.
    """
    if not queries.may_publish(by):
        raise DomainError("not_allowed")
    if document.faults:
        raise refusal_of(document)
    if document.kind is DocumentKind.FRAMEWORK:
        return _load_version(document, by)
    return _load_reference(document, by)


@transaction.atomic
def load_documents(*, documents: Sequence[Document], by: Viewer) -> tuple[Loaded, ...]:
    """Keep several checked files, all or none.

    Raises:
        DomainError: as ``load_document``.
    """
    return tuple(load_document(document=document, by=by) for document in documents)


@transaction.atomic
def install_library(*, by: Viewer) -> tuple[Loaded, ...]:
    """Keep the shipped files that are not kept yet; files seen before are not read again.

    A version in use whose shipped file has changed stays as it is (*kept*).
    """
    known = {
        row.source_digest: row
        for model in (FrameworkVersion, ReferenceDocument)
        for row in model._default_manager.defer("content")
    }
    found: list[Loaded] = []
    for path in shipped_files():
        row = known.get(sha256(path.read_bytes()).hexdigest())
        if row is not None:
            found.append(Loaded(path.name, row.urn, Outcome.UNCHANGED, row))
            continue
        document = read_document(guard(path, {"yaml"}), None)
        used = FrameworkVersion.objects.filter(urn=document.urn, used_at__isnull=False).first()
        if used is not None and used.digest != document.digest:
            found.append(Loaded(path.name, used.urn, Outcome.KEPT, used))
        else:
            found.append(load_document(document=document, by=by))
    return tuple(found)


@transaction.atomic
def publish_next_version(*, version_id: int, edits: Edits, by: Viewer) -> FrameworkVersion:
    """Make the version that follows; the old one stays readable, and its assessments with it.

    Raises:
        DomainError: ``nothing_edited``, ``unknown_place``, ``edit_refused`` when the result is
            not sound.
    """
    previous = queries.editable_versions(by).select_for_update(of=("self",)).get(pk=version_id)
    taken = set(
        FrameworkVersion.objects.filter(code=previous.code).values_list("version", flat=True)
    )
    data = next_version(queries.data_of(version_id), edits, taken)
    faults = check_framework(data, queries.stakeholder_roles())
    if faults:
        raise DomainError("edit_refused", place=faults[0].place, count=len(faults))
    row = _insert(data, by, previous=previous)
    keep_audit_line(row, act="publish_next_version", by=by)
    announce(VersionPublished(row.pk, previous.pk, by))
    return row


@transaction.atomic
def use_version(*, version_id: int, by: Viewer) -> FrameworkVersion:
    """Freeze a version: something now reads it, so it never changes again.

    Raises:
        DomainError: ``unknown_framework``.
    """
    rows = FrameworkVersion.objects.select_for_update(of=("self",)).defer("content")
    row = rows.filter(pk=version_id).first()
    if row is None:
        raise DomainError("unknown_framework", urn=str(version_id))
    if row.used_at is None:
        row.used_at = timezone.now()
        row.save(update_fields=["used_at"])
        keep_audit_line(row, act="use_version", by=by)
    return row


@transaction.atomic
def confirm_bridges(*, version_id: int, by: Viewer) -> BridgeConfirmation:
    """Say that the bridges a version kept of the former were read and still hold.

    Raises:
        DomainError: ``nothing_to_confirm``.
    """
    row = queries.editable_versions(by).get(pk=version_id)
    if row.urn not in {each.urn for each in queries.versions_to_confirm()}:
        raise DomainError("nothing_to_confirm", framework=row.urn)
    confirmation = BridgeConfirmation.objects.create(version=row, author=str(by))
    keep_audit_line(row, act="confirm_bridges", by=by)
    return confirmation


@transaction.atomic
def record_fact(
    *,
    organisation_id: int,
    indicator: str,
    year: int,
    by: Viewer,
    value: Decimal | None = None,
    unavailable: str = "",
    evidence_id: int | None = None,
    intake: Intake | None = None,
    effective_on: date | None = None,
) -> IndicatorValue:
    """Enter a value once, with its document; a correction keeps the former value.

    The document is a file kept already (*evidence_id*), or the one just brought (*intake*).

    Raises:
        DomainError: ``unknown_indicator``, ``evidence_of_another`` and those of ``Fact``.
    """
    organisation = queries.writable_fact_organisations(by).get(pk=organisation_id)
    _check_evidence(organisation.pk, evidence_id, by)
    measured = queries.indicator(indicator)
    fact = Fact(measured, year, value, unavailable.strip(), effective_on=effective_on)
    if intake is not None:
        evidence_id = store_file(organisation_id=organisation.pk, intake=intake, by=by).pk
    row = _write_fact(organisation.pk, fact, evidence_id, by)
    keep_audit_line(row, act="record_fact", by=by, organisation_id=organisation.pk)
    announce(FactRecorded(organisation.pk, indicator, year, by))
    return row


def _check_evidence(organisation_id: int, evidence_id: int | None, by: Viewer) -> None:
    mine = visible_files(by).filter(organisation=organisation_id)
    if evidence_id is not None and not mine.filter(pk=evidence_id).exists():
        raise DomainError("evidence_of_another")


def _write_fact(
    organisation_id: int, fact: Fact, evidence_id: int | None, by: Viewer
) -> IndicatorValue:
    """Add the value; the one it replaces stays, dated."""
    former = queries.current_values(organisation_id, fact.year).order_by()
    former.filter(indicator=fact.indicator.id).update(replaced_at=timezone.now())
    return IndicatorValue.objects.create(
        organisation_id=organisation_id,
        indicator=fact.indicator.id,
        year=fact.year,
        value=fact.value,
        unavailable=fact.unavailable,
        evidence_id=evidence_id,
        effective_on=fact.effective_on,
        author=str(by),
    )


def refusal_of(document: Document) -> DomainError:
    """Return why a faulty file is refused: how many faults, and the line of the first."""
    return DomainError(
        "framework_refused",
        file=document.name,
        count=len(document.faults),
        line=document.faults[0].line,
    )


def _load_version(document: Document, by: Viewer) -> Loaded:
    rows = FrameworkVersion.objects.select_for_update(of=("self",))
    former = rows.filter(urn=document.urn).first()
    if former is None:
        row = _insert(document.data, by, source_digest=document.source_digest)
        outcome = Outcome.CREATED
    elif former.digest == document.digest:
        return Loaded(document.name, former.urn, Outcome.UNCHANGED, former)
    elif former.used_at is not None:
        raise DomainError("version_in_use", urn=document.urn)
    else:
        row, outcome = _replace(former, document), Outcome.REPLACED
    keep_audit_line(row, act="load_framework", by=by)
    announce(VersionPublished(row.pk, row.previous_id, by))
    return Loaded(document.name, row.urn, outcome, row)


def _load_reference(document: Document, by: Viewer) -> Loaded:
    former = ReferenceDocument.objects.filter(urn=document.urn).first()
    if former and former.digest == document.digest:
        return Loaded(document.name, former.urn, Outcome.UNCHANGED, former)
    values = {
        "kind": document.kind,
        "content": document.content,
        "digest": document.digest,
        "source_digest": document.source_digest,
        "author": str(by),
    }
    row, is_new = ReferenceDocument.objects.update_or_create(urn=document.urn, defaults=values)
    keep_audit_line(row, act="load_document", by=by)
    outcome = Outcome.CREATED if is_new else Outcome.REPLACED
    return Loaded(document.name, row.urn, outcome, row)


def _insert(
    data: Mapping[str, Any],
    by: Viewer,
    *,
    previous: FrameworkVersion | None = None,
    source_digest: str = "",
) -> FrameworkVersion:
    """Add a version; the versions of the same framework it follows are superseded."""
    fields = _fields(data)
    if fields["status"] != Status.SUPERSEDED:
        older = FrameworkVersion.objects.filter(code=fields["code"])
        older.update(status=Status.SUPERSEDED)
    return FrameworkVersion.objects.create(
        **fields, previous=previous, author=str(by), source_digest=source_digest
    )


def _replace(row: FrameworkVersion, document: Document) -> FrameworkVersion:
    for name, value in _fields(document.data).items():
        setattr(row, name, value)
    row.source_digest = document.source_digest
    row.save()
    return row


def _fields(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return what lists show of a version, beside its canonical content."""
    origins = Counter(each["provenance"] for each in data["criteria"])
    return {
        "urn": data["urn"],
        "code": data["id"],
        "version": str(data["version"]),
        "kind": data["kind"],
        "family": data["scoring"]["family"] if data["scoring"] else "",
        "status": data["status"],
        "title_fr": data["title"]["fr"][:300],
        "title_en": data["title"]["en"][:300],
        "criteria_count": len(data["criteria"]),
        "seed_count": origins[Provenance.SEED],
        "public_count": origins[Provenance.PUBLIC],
        "content": write_kept(data),
        "digest": digest_of(data),
    }
