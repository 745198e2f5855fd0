"""Answers brought in a workbook: all its lines enter, or none."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.db import transaction

from essaim.diagnosis.domain.roles import CollectionMode, RespondentRole
from essaim.diagnosis.importers import Line
from essaim.diagnosis.services.answers import record_sheet
from essaim.kernel.errors import DomainError
from essaim.platform import labels
from essaim.platform.domain.viewer import Viewer

#: Refused lines told at once; the others wait for the next try.
_TOLD = 5


@transaction.atomic
def import_lines(
    *, round_id: int, role: RespondentRole, mode: CollectionMode, lines: Sequence[Line], by: Viewer
) -> int:
    """Record each line as a sheet; one refused line refuses them all, each with its reason.

    Raises:
        DomainError: ``sheet_lines_refused``.
    """
    faults = []
    for line in lines:
        try:
            with transaction.atomic():
                record_sheet(
                    round_id=round_id,
                    role=role,
                    code=line.code,
                    typed=line.typed,
                    mode=mode,
                    key=_key(line),
                    by=by,
                )
        except DomainError as error:
            faults.append((line.number, labels.explain(error)))
    if faults:
        told = " ".join(f"Ligne {number} : {why}" for number, why in faults[:_TOLD])
        raise DomainError("sheet_lines_refused", lines=told, n=len(faults))
    return len(lines)


def _key(line: Line) -> str:
    """Return the same key for the same line, so that a file sent twice enters once."""
    return hashlib.sha256(
        repr((line.number, line.code, sorted(line.typed.items()))).encode()
    ).hexdigest()[:32]
