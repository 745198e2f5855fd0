"""A register brought by the web: read, corrected, checked without writing, then imported."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext

from essaim.kernel.errors import DomainError
from essaim.platform import services as platform
from essaim.platform.domain.viewer import Viewer
from essaim.platform.files import Intake
from essaim.territory import queries
from essaim.territory.domain.providers import ImportState
from essaim.territory.importers import Choices, RegisterFile, read_register
from essaim.territory.models import RegisterImport
from essaim.territory.services.imports import Report, import_register


@transaction.atomic
def bring_register(*, intake: Intake, agency_id: int, by: Viewer) -> RegisterImport:
    """Keep a register as it was brought, with what was detected of it; nothing is imported yet.

    Raises:
        DomainError: ``not_an_agency_member``, and those of ``importers.read_register``.
    """
    if agency_id not in dict(queries.importing_agencies(by)):
        raise DomainError("not_an_agency_member")
    register = read_register(intake, Choices(), strict=False)
    file = platform.store_file(organisation_id=agency_id, intake=intake, by=by)
    row = RegisterImport(
        organisation_id=agency_id, file_id=file.pk, name=intake.name, author=str(by)
    )
    _describe(row, register)
    row.save()
    return row


def _describe(row: RegisterImport, register: RegisterFile) -> None:
    row.layout, row.mapping, row.sheet = register.layout, dict(register.mapping), register.sheet
    if register.reading:
        row.encoding, row.separator = register.reading.encoding, register.reading.separator


def reopened(row: RegisterImport, choices: Choices | None = None) -> RegisterFile:
    """Return the register of a row as it was last said to be read, or by other *choices*."""
    if row.file is None:
        raise DomainError("import_already_started")
    kept = Choices(row.layout, row.sheet, row.encoding, row.separator, row.mapping)
    return read_register(platform.stored_intake(row.file), choices or kept, strict=False)


@transaction.atomic
def check_register(*, register_import_id: int, choices: Choices, by: Viewer) -> RegisterImport:
    """Say what the register would do under *choices*; nothing but the report is written."""
    row = _open(register_import_id, by)
    if row.file is None:
        raise DomainError("import_already_started")
    register = read_register(platform.stored_intake(row.file), choices)
    outcome = import_register(register=register, agency_id=row.organisation_id, by=by, dry_run=True)
    _describe(row, register)
    row.report, row.state = outcome.as_dict(), ImportState.CHECKED
    row.save()
    return row


def _open(register_import_id: int, by: Viewer) -> RegisterImport:
    row = queries.visible_imports(by).select_for_update(of=("self",)).get(pk=register_import_id)
    if row.state in {ImportState.RUNNING, ImportState.IMPORTED}:
        raise DomainError("import_already_started")
    return row


@transaction.atomic
def import_checked(*, register_import_id: int, by: Viewer) -> RegisterImport:
    """Import at once a register that was checked.

    Raises:
        DomainError: ``import_not_checked``, ``import_already_started``.
    """
    _take(register_import_id, by)
    return finish_import(register_import_id=register_import_id, by=by, report=_unheard)


def _unheard(_done: int, _total: int, _message: str) -> None:
    """Report to nobody: the caller waits."""


def _take(register_import_id: int, by: Viewer) -> RegisterImport:
    """Say that a checked register is being imported, so that nobody else starts it."""
    row = _open(register_import_id, by)
    if row.state != ImportState.CHECKED:
        raise DomainError("import_not_checked")
    row.state = ImportState.RUNNING
    row.save(update_fields=["state"])
    return row


@transaction.atomic
def start_import(*, register_import_id: int, by: Viewer) -> int:
    """Queue the import of a register that was checked; return the job.

    Raises:
        DomainError: ``import_not_checked``, ``import_already_started``.
    """
    row = _take(register_import_id, by)
    job = platform.start_job(
        kind="import_register",
        title=gettext("Importer %(name)s") % {"name": row.name},
        arguments={"register_import_id": row.pk},
        organisation_id=row.organisation_id,
        by=by,
    )
    return job.pk


def finish_import(*, register_import_id: int, by: Viewer, report: Report) -> RegisterImport:
    """Import a register that was checked; stopped or refused, it can be checked again."""
    row = queries.visible_imports(by).get(pk=register_import_id, state=ImportState.RUNNING)
    try:
        import_register(
            register=reopened(row),
            agency_id=row.organisation_id,
            by=by,
            report=report,
            import_id=row.pk,
        )
    except BaseException:
        queries.visible_imports(by).filter(pk=row.pk).update(state=ImportState.CHECKED)
        raise
    return row
