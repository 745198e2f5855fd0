"""Have an office file opened by the child process, and bring back its answer."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from essaim.kernel.errors import DomainError
from essaim.platform.files.limits import CHILD_SECONDS
from essaim.platform.files.tables import Row, Table, with_header


def ask_child(what: str, data: bytes) -> Any:
    """Return what the child found.

    Raises:
        DomainError: whatever the child refused, or ``file_too_heavy`` when it was stopped.
    """
    command = [sys.executable, "-P", "-m", "essaim.platform.files.child", what]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command, input=data, capture_output=True, timeout=2 * CHILD_SECONDS, check=False
        )
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError) as error:
        raise DomainError("file_too_heavy") from error
    if "refused" in answer:
        raise DomainError(answer["refused"], **answer["facts"])
    return answer["done"]


def read_workbook(data: bytes) -> dict[str, tuple[Row, ...]]:
    """Return the records of each visible sheet that holds some, in the order of the workbook.

    Raises:
        DomainError: those of ``sheets.read_sheets``, and ``empty_table``.
    """
    sheets = ask_child("read-xlsx", data)
    found = {
        str(name): tuple(Row(line, tuple(cells)) for line, cells in rows)
        for name, rows in sheets
        if rows
    }
    if not found:
        raise DomainError("empty_table", sheet="")
    return found


def read_xlsx(data: bytes, sheet: str = "") -> Table:
    """Return one sheet (the first by default), whose first record names the columns.

    Raises:
        DomainError: ``unknown_sheet``, those of :func:`read_workbook` and ``tables.with_header``.
    """
    sheets = read_workbook(data)
    chosen = sheet or next(iter(sheets))
    if chosen not in sheets:
        raise DomainError("unknown_sheet", sheet=chosen[:40], known=", ".join(sheets)[:200])
    rows = sheets[chosen]
    width = max(len(row.cells) for row in rows)
    padded = (Row(row.line, row.cells + ("",) * (width - len(row.cells))) for row in rows)
    return with_header(padded, sheet=chosen)
