"""The process that opens office files: little memory, little time, nothing to steal.

``python -m essaim.platform.files.child WHAT`` reads the file on its standard input and writes one
JSON object: ``{"done": …}`` or ``{"refused": code, "facts": {…}}``.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable

from essaim.kernel.errors import DomainError
from essaim.platform.files import limits


def _check(main_part: str) -> Callable[[bytes], None]:
    def check(data: bytes) -> None:
        from essaim.platform.files.sheets import check_office

        check_office(data, main_part)

    return check


def _read(data: bytes) -> object:
    from essaim.platform.files.sheets import read_sheets

    return read_sheets(data)


_WHAT: dict[str, Callable[[bytes], object]] = {
    "check-xlsx": _check("xl/workbook.xml"),
    "check-docx": _check("word/document.xml"),
    "read-xlsx": _read,
}


def _answer(act: Callable[[bytes], object], data: bytes) -> dict[str, object]:
    try:
        return {"done": act(data)}
    except DomainError as error:
        return {"refused": error.code, "facts": error.facts}
    except MemoryError:
        return {"refused": "file_too_heavy", "facts": {}}
    except Exception:  # whatever a library does with a hostile file stays in this process
        return {"refused": "archive_damaged", "facts": {}}


def main() -> None:
    """Limit this process, then do the one thing asked."""
    memory, seconds = limits.CHILD_MEMORY, limits.CHILD_SECONDS
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.MOST_BYTES * 20, limits.MOST_BYTES * 20))
    answer = _answer(_WHAT[sys.argv[1]], sys.stdin.buffer.read(limits.MOST_BYTES + 1))
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
