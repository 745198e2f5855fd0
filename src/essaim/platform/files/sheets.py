"""Read the sheets of an XLSX workbook; run in the child process only."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, cast
from xml.parsers import expat

from openpyxl import load_workbook

from essaim.kernel.errors import DomainError
from essaim.platform.files import limits
from essaim.platform.files.archives import is_xml, open_archive, read_parts, scan_xml

#: One sheet as it travels between processes: its name, then [line, cells] per record.
Sheet = tuple[str, list[tuple[int, list[str]]]]
_NAMED = 5
# Some workbooks hold a million rows with nothing in them; each is numbered, so none is needed.
_EMPTY_ROW = re.compile(rb'<row\s[^<>]{0,300}?\br="\d{1,7}"[^<>]{0,300}/>')


def check_office(data: bytes, main_part: str) -> tuple[dict[str, bytes], dict[str, list[str]]]:
    """Check the container and every part; return the parts, and each worksheet's faulty cells.

    Raises:
        DomainError: those of ``archives``, and ``archive_without_part``.
    """
    archive = open_archive(data)
    if main_part not in archive.namelist():
        raise DomainError("archive_without_part", entry=main_part)
    parts: dict[str, bytes] = {}
    faults: dict[str, list[str]] = {}
    for name, inflated in read_parts(archive):
        part = _EMPTY_ROW.sub(b"", inflated) if name.startswith("xl/worksheets/") else inflated
        parts[name] = part
        if is_xml(name):
            scanner = _CellScanner() if name.startswith("xl/worksheets/") else None
            scan_xml(name, part, scanner.parser if scanner else expat.ParserCreate())
            if scanner and scanner.faults:
                faults[name] = scanner.faults
    return parts, faults


def _rebuilt(parts: dict[str, bytes]) -> io.BytesIO:
    """Return an archive of the very bytes that were checked: the library reads nothing else."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return written


class _CellScanner:
    """Find the cells whose value is an error, or a formula that was never computed."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._cell = self._kind = ""
        self._has_formula = self._has_value = self._in_value = False

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        local = tag.rpartition(" ")[2]
        if local == "c":
            self._cell, self._kind = attributes.get("r", "?")[:12], attributes.get("t", "n")
            self._has_formula = self._has_value = False
        elif local == "f":
            self._has_formula = True
        self._in_value = local == "v"

    def _text(self, text: str) -> None:
        self._has_value = self._has_value or (self._in_value and bool(text.strip()))

    def _end(self, tag: str) -> None:
        self._in_value = False
        if tag.rpartition(" ")[2] != "c":
            return
        is_empty_text = self._kind == "str"  # a formula whose result is an empty text
        if self._kind == "e" or (self._has_formula and not self._has_value and not is_empty_text):
            self.faults.append(self._cell)


def read_sheets(data: bytes) -> list[Sheet]:
    """Return the visible sheets, each with its records that hold something.

    Raises:
        DomainError: ``formula_or_error_cells``, ``too_many_sheets``, ``too_many_rows``,
            ``too_many_columns``, ``cell_too_long``, and those of :func:`check_office`.
    """
    parts, faults = check_office(data, "xl/workbook.xml")
    book = load_workbook(_rebuilt(parts), read_only=True, data_only=True, keep_links=False)
    if len(book.worksheets) > limits.MOST_SHEETS:
        raise DomainError("too_many_sheets", most=limits.MOST_SHEETS)
    found = []
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        bad = faults.get(str(getattr(sheet, "_worksheet_path", "")).lstrip("/"), [])
        if bad:
            cells = ", ".join(bad[:_NAMED]) + ("…" if len(bad) > _NAMED else "")
            raise DomainError("formula_or_error_cells", sheet=sheet.title[:40], cells=cells)
        cast(Any, sheet).reset_dimensions()
        found.append((sheet.title, _records(sheet)))
    return found


def _records(sheet: Any) -> list[tuple[int, list[str]]]:
    kept: list[tuple[int, list[str]]] = []
    for line, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        if line > limits.MOST_PHYSICAL_ROWS:
            raise DomainError("too_many_rows", most=limits.MOST_ROWS, sheet=sheet.title[:40])
        cells = [_text(value) for value in values]
        while cells and not cells[-1].strip():
            cells.pop()
        if not cells:
            continue
        if len(cells) > limits.MOST_COLUMNS:
            raise DomainError("too_many_columns", line=line, most=limits.MOST_COLUMNS)
        kept.append((line, cells))
        if len(kept) > limits.MOST_ROWS + 1:
            raise DomainError("too_many_rows", most=limits.MOST_ROWS, sheet=sheet.title[:40])
    return kept


def _text(value: object) -> str:
    """Write a typed cell as a person reads it, without the traces of a binary number."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int | float):
        return format(Decimal(repr(value)).normalize(), "f")
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    text = str(value)
    if len(text) > limits.MOST_CELL:
        raise DomainError("cell_too_long", line=None, most=limits.MOST_CELL)
    return text
