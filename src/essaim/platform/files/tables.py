"""What a table read from a file is, whichever format it came from."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from essaim.kernel.errors import DomainError
from essaim.platform.files.limits import MOST_COLUMNS


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the physical line where it starts, and its cells, as text."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ragged:
    """A record that has not as many cells as the header: it is listed, never guessed."""

    line: int
    cells: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How a text file was understood; a person may correct it before anything is stored."""

    encoding: str
    is_encoding_sure: bool
    separator: str


@dataclass(frozen=True, slots=True)
class Table:
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    ragged: tuple[Ragged, ...] = ()
    reading: Reading | None = None
    sheet: str = ""


def fold_header(text: str) -> str:
    """Return what makes two headers the same: composed, trimmed, without case.

    >>> fold_header("  Raison  SOCIALE ")
    'raison sociale'
    """
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def check_header(header: Sequence[str], line: int) -> tuple[str, ...]:
    """Return the names of the columns, trimmed.

    Raises:
        DomainError: ``empty_header``, ``duplicate_header``, ``too_many_columns``.
    """
    if len(header) > MOST_COLUMNS:
        raise DomainError("too_many_columns", line=line, most=MOST_COLUMNS)
    seen: dict[str, int] = {}
    for number, name in enumerate(header, start=1):
        folded = fold_header(name)
        if not folded:
            raise DomainError("empty_header", line=line, column=number)
        if folded in seen:
            raise DomainError(
                "duplicate_header", line=line, name=name.strip()[:80], first=seen[folded],
                second=number,
            )  # fmt: skip
        seen[folded] = number
    return tuple(" ".join(unicodedata.normalize("NFC", name).split()) for name in header)


def with_header(rows: Iterable[Row], reading: Reading | None = None, sheet: str = "") -> Table:
    """Return the table whose first record names the columns.

    >>> with_header([Row(1, ("a", "b")), Row(2, ("1", "2")), Row(3, ("x",))]).ragged
    (Ragged(line=3, cells=1),)

    Raises:
        DomainError: ``empty_table``, and those of :func:`check_header`.
    """
    waiting = iter(rows)
    first = next(waiting, None)
    if first is None:
        raise DomainError("empty_table", sheet=sheet)
    header = check_header(_trimmed(first.cells), first.line)
    return _sorted(header, waiting, reading, sheet)


def without_header(
    rows: Iterable[Row], header: Sequence[str], reading: Reading | None = None
) -> Table:
    """Return the table of a layout whose columns are known and not written in the file."""
    return _sorted(tuple(header), iter(rows), reading, "")


def _sorted(
    header: tuple[str, ...], rows: Iterable[Row], reading: Reading | None, sheet: str
) -> Table:
    kept: list[Row] = []
    ragged: list[Ragged] = []
    width = len(header)
    for row in rows:
        cells = row.cells
        if len(cells) > width:
            cells = cells[:width] + _trimmed(cells[width:])
        if len(cells) == width:
            kept.append(Row(row.line, cells))
        else:
            ragged.append(Ragged(row.line, len(row.cells)))
    return Table(header, tuple(kept), tuple(ragged), reading, sheet)


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Drop the empty cells at the end: spreadsheets write separators to their widest row."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]
