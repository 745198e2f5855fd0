"""The audit lines that every service writes, chained so that a touched one shows."""

from datetime import UTC, datetime

from django.db import models

from essaim.platform.domain.audit import ROOT, Entry, seal
from essaim.platform.domain.viewer import Viewer
from essaim.platform.models import AuditHead, AuditLine

#: The chain of acts that belong to no organisation.
HOUSE_CHAIN = "house"


def keep_audit_line(
    subject: models.Model, *, act: str, by: Viewer, organisation_id: int | None = None
) -> None:
    """Say who did what; each service calls it inside its own transaction.

    The head row is locked, so that two writers never follow the same line.
    """
    chain = HOUSE_CHAIN if organisation_id is None else str(organisation_id)
    AuditHead.objects.get_or_create(chain=chain, defaults={"digest": ROOT})
    head = AuditHead.objects.select_for_update().get(pk=chain)
    now = datetime.now(UTC)
    target = f"{subject._meta.label_lower}:{subject.pk}"
    entry = Entry(chain, head.number + 1, now.isoformat(), str(by), act, target)
    line = AuditLine(
        chain=chain,
        number=entry.number,
        at=now,
        author=entry.author,
        act=act,
        subject=target,
        organisation_id=organisation_id,
        previous=head.digest,
        digest=seal(entry, head.digest),
    )
    line.save(force_insert=True)
    head.number, head.digest = line.number, line.digest
    head.save(update_fields=["number", "digest"])
