"""Registers as people bring them: what was detected, then one record per line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from essaim.kernel.errors import DomainError
from essaim.platform.files import (
    Intake,
    Kind,
    Ragged,
    Reading,
    Row,
    Table,
    read_rows,
    read_workbook,
    with_header,
    without_header,
)
from essaim.territory.domain.layouts import (
    FINESS_FIELDS,
    Layout,
    check_mapping,
    detect_layout,
    match_columns,
    metadata_day,
    read_finess,
)
from essaim.territory.queries import header_synonyms

#: Records of the official extract that are not about an establishment.
_OTHER_RECORDS = {"geolocalisation", "equipementsocial", "autresactivites"}


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person says of a file; empty, it is detected."""

    layout: str = ""
    sheet: str = ""
    encoding: str = ""
    separator: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A register once read: how, and its records with our fields."""

    name: str
    layout: Layout
    header: tuple[str, ...]
    mapping: Mapping[str, str]
    records: tuple[tuple[int, Mapping[str, str]], ...]
    ragged: tuple[Ragged, ...]
    reading: Reading | None
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    day: str = ""


def read_register(intake: Intake, choices: Choices, *, strict: bool = True) -> RegisterFile:
    """Return the records of a register; *strict* wants its key columns to be known.

    Raises:
        DomainError: those of ``platform.files``, ``not_finess_layout``, ``unknown_layout``, and
            those of ``layouts.match_columns`` and ``layouts.check_mapping``.
    """
    rows, reading, sheets = _rows(intake, choices)
    sheet = choices.sheet or next(iter(sheets), "")
    layout = _layout(rows, choices.layout)
    if layout is Layout.FINESS:
        table, day = _official(rows, reading)
        records = tuple((row.line, read_finess(row.cells)) for row in table.rows)
        mapping = dict[str, str]()
    else:
        table, day = with_header(rows, reading, sheet), ""
        mapping = _columns(table.header, choices, strict=strict)
        records = _by_field(table, mapping)
    return RegisterFile(
        name=intake.name,
        layout=layout,
        header=() if layout is Layout.FINESS else table.header,
        mapping=mapping,
        records=records,
        ragged=table.ragged,
        reading=reading,
        sheet=sheet,
        sheets=tuple(sheets),
        day=day,
    )


def _columns(header: Sequence[str], choices: Choices, *, strict: bool) -> dict[str, str]:
    mapping = match_columns(header, header_synonyms(), choices.columns)
    if strict:
        check_mapping(mapping)
    return mapping


def _rows(
    intake: Intake, choices: Choices
) -> tuple[tuple[Row, ...], Reading | None, Sequence[str]]:
    if intake.kind is Kind.CSV:
        rows, reading = read_rows(
            intake.data, encoding=choices.encoding, separator=choices.separator
        )
        return rows, reading, ()
    sheets = read_workbook(intake.data)
    chosen = choices.sheet or next(iter(sheets))
    if chosen not in sheets:
        raise DomainError("unknown_sheet", sheet=chosen[:40], known=", ".join(sheets)[:200])
    found = sheets[chosen]
    width = max(len(row.cells) for row in found)
    padded = tuple(Row(row.line, row.cells + ("",) * (width - len(row.cells))) for row in found)
    return padded, None, list(sheets)


def _layout(rows: Sequence[Row], asked: str) -> Layout:
    if asked and asked not in set(Layout):
        raise DomainError("unknown_layout", layout=asked[:40], known=", ".join(Layout))
    second = rows[1].cells if len(rows) > 1 else ()
    return Layout(asked) if asked else detect_layout(rows[0].cells, second)


def _official(rows: Sequence[Row], reading: Reading | None) -> tuple[Table, str]:
    """Return the table of the official layout, told apart from its metadata line."""
    day = metadata_day(rows[0].cells)
    body = [row for row in (rows[1:] if day else rows) if row.cells[0] not in _OTHER_RECORDS]
    table = without_header(body, FINESS_FIELDS, reading)
    if not table.rows:
        raise DomainError("not_finess_layout", fields=len(FINESS_FIELDS))
    return table, day


def _by_field(table: Table, mapping: Mapping[str, str]) -> tuple[tuple[int, dict[str, str]], ...]:
    places = {name: table.header.index(column) for name, column in mapping.items()}
    return tuple(
        (row.line, {name: row.cells[place] for name, place in places.items()}) for row in table.rows
    )
