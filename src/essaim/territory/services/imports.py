"""Take a register in: everything or nothing, and each line says what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from essaim.kernel.errors import DomainError
from essaim.platform.domain.viewer import HOUSE, OrganisationKind, Viewer
from essaim.platform.queries import own_organisations
from essaim.platform.services import found_organisations, keep_audit_line
from essaim.territory import queries
from essaim.territory.domain.communes import department_of
from essaim.territory.domain.names import fold_name
from essaim.territory.domain.providers import ImportState
from essaim.territory.domain.register import (
    Action,
    Entry,
    ImportPlan,
    Rejection,
    Step,
    plan_import,
    read_entry,
    written_values,
)
from essaim.territory.importers import RegisterFile
from essaim.territory.models import REGISTER_FIELDS, Provider, RegisterImport

_BATCH = 200
Report = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a register did, or would do: counts, lines taken, lines refused."""

    plan: ImportPlan

    def as_dict(self) -> dict[str, Any]:
        return {
            **{str(action): self.plan.count(action) for action in Action},
            "rows": [_row(step) for step in self.plan.steps],
            "rejected": [_rejected(each) for each in self.plan.rejected],
        }


def _row(step: Step) -> dict[str, Any]:
    entry = step.entry
    return {
        "line": entry.line,
        "finess": entry.finess,
        "siret": entry.siret,
        "insee": entry.match.code,
        "commune": entry.commune_code,
        "match": str(entry.match.method),
        "action": str(step.action),
    }


def _rejected(each: Rejection) -> dict[str, Any]:
    facts = {
        name: fact if isinstance(fact, int) else str(fact) for name, fact in each.facts.items()
    }
    return {
        "line": each.line,
        "field": each.name,
        "value": each.value,
        "code": each.code,
        "facts": facts,
    }


@transaction.atomic
def import_register(
    *,
    register: RegisterFile,
    agency_id: int | None,
    by: Viewer,
    dry_run: bool = False,
    report: Report = lambda _done, _total, _message: None,
    import_id: int | None = None,
) -> Outcome:
    """Create and update the providers of a register; the new ones are given to the agency.

    A provider that another agency accompanies is not touched, and its line says so.

    Raises:
        DomainError: ``not_an_agency_member``.
    """
    _check_importer(agency_id, by)
    total = len(register.records)
    report(0, total, "")
    mine = _known(agency_id, by)
    plan = _without_others(plan_import(_lines(register), _records(mine)), mine, by)
    if dry_run:
        return Outcome(plan)
    _create(_steps(plan, Action.CREATED), register, agency_id, by)
    report(total // 2, total, "")
    _update(_steps(plan, Action.UPDATED), register)
    kept = _keep(register, agency_id, Outcome(plan), import_id, by)
    keep_audit_line(kept, act="import_register", by=by, organisation_id=agency_id)
    report(total, total, "")
    return Outcome(plan)


def _steps(plan: ImportPlan, action: Action) -> list[Step]:
    return [each for each in plan.steps if each.action is action]


def _check_importer(agency_id: int | None, by: Viewer) -> None:
    if by == HOUSE:
        return
    mine = own_organisations(by, *queries.IMPORTERS)
    if agency_id is None or not mine.filter(pk=agency_id).exists():
        raise DomainError("not_an_agency_member")


def _known(agency_id: int | None, by: Viewer) -> QuerySet[Provider]:
    """Return the providers the importer may write: its agency's, or all for the house."""
    if by == HOUSE or agency_id is None:
        return Provider.objects.all()
    return queries.accompanied_by(agency_id)


def _lines(register: RegisterFile) -> Iterable[Entry | Rejection]:
    """Return every line in the order of the file, those cut short among them."""
    gazetteer = queries.gazetteer()
    wanted = len(register.header) or 32
    found: list[Entry | Rejection] = [
        read_entry(line, cells, gazetteer) for line, cells in register.records
    ]
    for ragged in register.ragged:
        facts = {"cells": ragged.cells, "wanted": wanted}
        found.append(Rejection(ragged.line, "line", "", "ragged_line", facts))
    return sorted(found, key=lambda each: each.line)


def _records(providers: QuerySet[Provider]) -> Iterable[Any]:
    return (provider.to_record() for provider in providers.iterator(2000))


def _without_others(plan: ImportPlan, mine: QuerySet[Provider], by: Viewer) -> ImportPlan:
    """Refuse the lines to create whose keys belong to a provider out of the importer's reach."""
    if by == HOUSE:
        return plan
    others = Provider.objects.exclude(pk__in=mine.values("pk"))
    finess = set(others.exclude(finess="").values_list("finess", flat=True))
    siret = set(others.exclude(siret="").values_list("siret", flat=True))
    steps, rejected = [], list(plan.rejected)
    for step in plan.steps:
        entry = step.entry
        name = "finess" if entry.finess in finess else "siret" if entry.siret in siret else ""
        if not name:
            steps.append(step)
            continue
        value = entry.finess if name == "finess" else entry.siret
        rejected.append(Rejection(entry.line, name, value, "provider_elsewhere"))
    return ImportPlan(tuple(steps), tuple(sorted(rejected, key=lambda each: each.line)))


def _create(
    steps: Sequence[Step], register: RegisterFile, agency_id: int | None, by: Viewer
) -> None:
    founded = found_organisations(
        names=[step.entry.name for step in steps],
        kind=OrganisationKind.PROVIDER,
        holder_id=agency_id,
        by=by,
    )
    rows = []
    for step, organisation in zip(steps, founded, strict=True):
        provider = Provider(organisation=organisation)
        write_values(provider, written_values(step.entry, {}), origin(register))
        rows.append(provider)
    Provider.objects.bulk_create(rows, batch_size=_BATCH)


def _update(steps: Sequence[Step], register: RegisterFile) -> None:
    by_pk = {step.pk: step for step in steps if step.pk is not None}
    rows = list(Provider.objects.select_for_update().filter(pk__in=list(by_pk)))
    for provider in rows:
        values = written_values(by_pk[provider.pk].entry, provider.to_record().values)
        write_values(provider, values, origin(register))
        provider.version += 1
    fields = [*REGISTER_FIELDS, *DERIVED, "headcount", "origins", "version"]
    Provider.objects.bulk_update(rows, fields, batch_size=_BATCH)


#: What follows from the values, kept beside them to be sorted and looked for.
DERIVED = ("folded", "department", "vintage")


def origin(register: RegisterFile) -> dict[str, str]:
    """Return where the values of a register come from, for each of them to keep."""
    is_official = bool(register.day)
    return {
        "source": "FINESS" if is_official else register.name,
        "vintage": register.day,
        "retrieved_on": timezone.localdate().isoformat(),
    }


def write_values(provider: Provider, values: Mapping[str, str], source: Mapping[str, str]) -> None:
    """Put values on a record, each that changed with its origin, and what follows from them."""
    before = provider.to_record().values
    changed = {name for name, value in values.items() if value != before.get(name, "")}
    for name in REGISTER_FIELDS:
        setattr(provider, name, values[name])
    provider.headcount = int(values["headcount"]) if values["headcount"] else None
    provider.origins = provider.origins | {name: dict(source) for name in sorted(changed)}
    settle(provider)


def settle(provider: Provider) -> None:
    """Work out what a list sorts and filters by."""
    communes = queries.gazetteer().communes
    found = communes.get(provider.place_code)
    parent = communes.get(provider.commune_code)
    names = {found.name if found else "", parent.name if parent else "", provider.city}
    provider.folded = fold_name(" ".join((provider.name, *sorted(names))))[:300]
    fallback = department_of(provider.postcode or provider.finess)
    provider.department = found.department if found else fallback
    provider.vintage = str(queries.provenance()["vintage"]) if found else ""


def _keep(
    register: RegisterFile,
    agency_id: int | None,
    outcome: Outcome,
    import_id: int | None,
    by: Viewer,
) -> RegisterImport:
    """Keep what became of each line, on the row that brought the register if there is one."""
    facts = {"state": ImportState.IMPORTED, "report": outcome.as_dict()}
    if import_id is not None:
        RegisterImport.objects.filter(pk=import_id).update(**facts)
        return RegisterImport.objects.get(pk=import_id)
    return RegisterImport.objects.create(
        organisation_id=agency_id,
        name=register.name,
        layout=register.layout,
        mapping=dict(register.mapping),
        author=str(by),
        **facts,
    )
