"""Files of aid coming in: a case to decide, a scheme to check or to publish."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path as FilePath

from essaim.funding.domain.case import Case, read_case
from essaim.funding.domain.scheme import Scheme, check_scheme
from essaim.kernel.errors import DomainError
from essaim.platform.files import Kind, guard, read_json, read_yaml
from essaim.platform.files.csv import decode
from essaim.platform.files.yaml import Path

_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class LocatedFault:
    """A fault of a scheme with the line where its key is written."""

    line: int
    error: DomainError


def file_text(path: FilePath, kind: Kind) -> str:
    """Return the text of a file once it went through the guard; UTF-8, with its mark or not."""
    return decode(guard(path, {kind}).data, "utf-8")[0]


def case_file(path: FilePath) -> Case:
    return case_from(file_text(path, Kind.JSON))


def case_from(text: str) -> Case:
    """Return the case written in JSON, whatever door it came in by."""
    return read_case(read_json(text))


def checked_scheme(text: str) -> tuple[Scheme | None, Sequence[LocatedFault]]:
    """Return the scheme written in YAML, or its faults with their lines."""
    try:
        data, line_of = read_yaml(text)
    except DomainError as error:
        line = error.facts.get("line")
        return None, [LocatedFault(line if isinstance(line, int) else 1, error)]
    scheme, faults = check_scheme(data)
    return scheme, [
        LocatedFault(line_of(_path(each.place)), DomainError(each.code, **each.facts))
        for each in faults
    ]


def scheme_from(text: str) -> Scheme:
    """Return the scheme written in YAML; the first fault is raised."""
    scheme, faults = checked_scheme(text)
    if scheme is None:
        raise faults[0].error
    return scheme


def shipped_schemes() -> Iterator[str]:
    """Yield the text of each scheme of the library, in the order of their names."""
    library = files("essaim.funding") / "library"
    for each in sorted(library.iterdir(), key=lambda entry: entry.name):
        if each.name.endswith(".yaml"):
            yield each.read_text(encoding="utf-8")


def _path(place: str) -> Path:
    """Return where "rule.steps[0]" is in the data."""
    return tuple(key or int(index) for key, index in _STEP.findall(place))
