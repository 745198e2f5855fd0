"""The workbook of answers comes back: every line read, every fault listed, nothing by halves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from essaim.diagnosis.domain.answers import DONT_KNOW, MOST_REASON, NOT_APPLICABLE, Typed
from essaim.diagnosis.models import AskedQuestion
from essaim.kernel.errors import DomainError
from essaim.platform.files import Kind, Row, fold_header, guard, read_xlsx
from essaim.platform.files.guard import Upload

_CODE, _COMMENT = "code", "mot"
_MARKS = {"nsp": DONT_KNOW, "nc": NOT_APPLICABLE, "dk": DONT_KNOW, "na": NOT_APPLICABLE}


@dataclass(frozen=True, slots=True)
class Line:
    """One person's answers: the physical line, the code of the sheet if any, what was typed."""

    number: int
    code: str
    typed: Mapping[str, Typed]


def read_workbook(upload: Upload, questions: Sequence[AskedQuestion]) -> list[Line]:
    """Return the lines of a filled workbook, in order; empty lines are passed over.

    Raises:
        DomainError: those of the guard, ``column_missing``, ``workbook_empty``.
    """
    intake = guard(upload, {Kind.XLSX})
    table = read_xlsx(intake.data)
    places = _places(table.header, [each.criterion for each in questions])
    width = len(table.header)
    rows = [*table.rows]
    lines = [_line(row, places, width) for row in rows]
    kept = [
        line for line in lines if any(each.mark or each.comment for each in line.typed.values())
    ]
    if not kept:
        raise DomainError("workbook_empty")
    return kept


def _places(header: Sequence[str], criteria: Sequence[str]) -> dict[str, tuple[int, int | None]]:
    """Return the columns of each criterion: its mark, and its word where there is one."""
    folded = [fold_header(name) for name in header]
    if _CODE not in folded:
        raise DomainError("column_missing", column=_CODE)
    places: dict[str, tuple[int, int | None]] = {_CODE: (folded.index(_CODE), None)}
    for criterion in criteria:
        word = f"{criterion} {_COMMENT}"
        marks = [
            place
            for place, name in enumerate(folded)
            if name.split(" ")[0] == criterion and name != word
        ]
        if not marks:
            raise DomainError("column_missing", column=criterion)
        places[criterion] = marks[0], folded.index(word) if word in folded else None
    return places


def _line(row: Row, places: Mapping[str, tuple[int, int | None]], width: int) -> Line:
    cells = [*row.cells, *[""] * (width - len(row.cells))]
    typed = {}
    for criterion, (mark, word) in places.items():
        if criterion != _CODE:
            said = cells[word].strip() if word is not None else ""
            typed[criterion] = _typed(cells[mark].strip(), said)
    return Line(row.line, cells[places[_CODE][0]].strip(), typed)


def _typed(mark: str, word: str) -> Typed:
    known = _MARKS.get(mark.casefold(), mark)
    if known == NOT_APPLICABLE:
        return Typed(known, word[:MOST_REASON], "")
    return Typed(known, "", word)
