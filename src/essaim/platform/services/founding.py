"""Many tenants at once, as a register brings them: the rows of one by one, in few queries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db import transaction
from django.utils import timezone

from essaim.platform.domain.audit import ROOT, Entry, seal
from essaim.platform.domain.viewer import MandateKind, OrganisationKind, Viewer
from essaim.platform.models import AuditHead, AuditLine, Mandate, Organisation

_BATCH = 500


@transaction.atomic
def found_organisations(
    *, names: Sequence[str], kind: OrganisationKind, holder_id: int | None, by: Viewer
) -> list[Organisation]:
    """Create tenants that nobody belongs to yet, accompanied from today by *holder* if any."""
    founded = Organisation.objects.bulk_create(
        [Organisation(name=name, kind=kind) for name in names], batch_size=_BATCH
    )
    mandates = _accompany(founded, holder_id) if holder_id else [None] * len(founded)
    lines = [
        line
        for organisation, mandate in zip(founded, mandates, strict=True)
        for line in _first_lines(organisation, mandate, by)
    ]
    AuditLine.objects.bulk_create(lines, batch_size=_BATCH)
    last = {line.chain: line for line in lines}
    heads = [AuditHead(chain, line.number, line.digest) for chain, line in last.items()]
    AuditHead.objects.bulk_create(heads, batch_size=_BATCH)
    return founded


def _accompany(founded: Sequence[Organisation], holder_id: int) -> list[Mandate]:
    today = timezone.localdate()
    rows = [
        Mandate(holder_id=holder_id, organisation=each, kind=MandateKind.ACCOMPANY, since=today)
        for each in founded
    ]
    return Mandate.objects.bulk_create(rows, batch_size=_BATCH)


def _first_lines(
    organisation: Organisation, mandate: Mandate | None, by: Viewer
) -> list[AuditLine]:
    """Return the first lines of a new chain: founded, then given its mandate."""
    now, chain, previous = datetime.now(UTC), str(organisation.pk), ROOT
    acts = [("found_organisation", organisation._meta.label_lower, organisation.pk)]
    if mandate:
        acts.append(("give_mandate", mandate._meta.label_lower, mandate.pk))
    lines: list[AuditLine] = []
    for number, (act, label, pk) in enumerate(acts, start=1):
        entry = Entry(chain, number, now.isoformat(), str(by), act, f"{label}:{pk}")
        digest = seal(entry, previous)
        lines.append(
            AuditLine(
                chain=chain,
                number=number,
                at=now,
                author=entry.author,
                act=act,
                subject=entry.subject,
                organisation=organisation,
                previous=previous,
                digest=digest,
            )
        )
        previous = digest
    return lines
