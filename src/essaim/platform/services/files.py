"""Files people gave: kept under a name of ours, gone again if the act that brought them fails."""

from __future__ import annotations

from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from essaim.platform.domain.viewer import Viewer
from essaim.platform.files import Intake, Kind
from essaim.platform.models import StoredFile
from essaim.platform.services.audit import keep_audit_line


@transaction.atomic
def store_file(*, organisation_id: int, intake: Intake, by: Viewer) -> StoredFile:
    """Keep a file that went through the guard; its row and its bytes come and go together."""
    stored_as = default_storage.save(f"{uuid4().hex}.bin", ContentFile(intake.data))
    try:
        row = StoredFile.objects.create(
            organisation_id=organisation_id,
            original_name=intake.name,
            stored_as=stored_as,
            kind=intake.kind,
            size=intake.size,
            sha256=intake.sha256,
            author=str(by),
        )
        keep_audit_line(row, act="store_file", by=by, organisation_id=organisation_id)
    except BaseException:
        default_storage.delete(stored_as)
        raise
    return row


def stored_intake(row: StoredFile) -> Intake:
    """Return a file kept earlier, as the guard had left it."""
    with default_storage.open(row.stored_as, "rb") as opened:
        data = opened.read()
    return Intake(row.original_name, Kind(row.kind), data, row.sha256)
