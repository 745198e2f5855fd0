"""Walk data nobody vouches for, and write down every fault with its place instead of stopping."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from essaim.kernel.errors import DomainError
from essaim.kernel.period import check_day

Path = tuple[str | int, ...]
LineOf = Callable[[Path], int]
MISSING: Final = object()
LANGUAGES: Final = ("fr", "en")
#: A text longer than this is no title nor description.
MOST_CHARACTERS: Final = 4000
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,59}")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: where (*line*, *place*) and why (*code*, *facts*)."""

    line: int
    place: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


class Faults:
    """The list that grows while a file is read; in the order of the lines at the end."""

    def __init__(self, line_of: LineOf = lambda path: 1) -> None:
        self.line_of = line_of
        self._found: list[Fault] = []

    def add(self, path: Path, code: str, **facts: object) -> None:
        self._found.append(Fault(self.line_of(path), write_place(path), code, facts))

    def all(self) -> tuple[Fault, ...]:
        return tuple(sorted(self._found, key=lambda fault: fault.line))


def write_place(path: Path) -> str:
    """Return a path as people write it.

    >>> write_place(("criteria", 3, "title", "en"))
    'criteria[3].title.en'
    """
    written = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return written.removeprefix(".")


class Node:
    """A value of the file and its place; asking it for something wrong writes a fault down."""

    def __init__(self, faults: Faults, value: object, path: Path = ()) -> None:
        self.faults, self.value, self.path = faults, value, path

    def __getitem__(self, key: str) -> Node:
        value = self.value.get(key, MISSING) if isinstance(self.value, dict) else MISSING
        return Node(self.faults, value, (*self.path, key))

    @property
    def exists(self) -> bool:
        return self.value is not MISSING

    @property
    def line(self) -> int:
        return self.faults.line_of(self.path)

    def fault(self, code: str, **facts: object) -> None:
        self.faults.add(self.path, code, **facts)

    @property
    def names(self) -> Collection[str]:
        """The keys of a mapping; nothing of anything else."""
        return self.value if isinstance(self.value, dict) else ()

    def need_keys(self, names: Iterable[str]) -> bool:
        """Write down each missing key; answer whether this is a mapping at all."""
        if not isinstance(self.value, dict):
            self.fault("not_a_mapping")
            return False
        for name in names:
            if name not in self.value:
                self.fault("missing_key", key=name)
        return True

    def items(self, *, optional: bool = False) -> Iterator[Node]:
        """Yield the entries of a list; anything else is a fault, absence only unless *optional*."""
        if not isinstance(self.value, list):
            if self.exists or not optional:
                self.fault("not_a_list")
            return
        for index, value in enumerate(self.value):
            yield Node(self.faults, value, (*self.path, index))

    def text(self, *, optional: bool = False) -> str | None:
        """Return a text that is not blank, else write a fault and return ``None``."""
        if not isinstance(self.value, str) or not self.value.strip():
            if self.exists or not optional:
                self.fault("text_expected")
            return None
        if len(self.value) > MOST_CHARACTERS:
            self.fault("text_too_long", most=MOST_CHARACTERS)
        return self.value

    def words(self, *, optional: bool = False) -> None:
        """Need a text in French and in English."""
        if not self.exists and optional:
            return
        if not isinstance(self.value, dict):
            self.fault("words_expected")
            return
        for language in LANGUAGES:
            text = self[language]
            if not isinstance(text.value, str) or not text.value.strip():
                text.fault("missing_translation", language=language)
            else:
                text.text()

    def one_of(self, known: Collection[Any], code: str) -> Any:
        """Return the value when it is among *known*, else write *code* and return ``None``."""
        if isinstance(self.value, str) and self.value in known:
            return self.value
        self.fault(code, value=self.shown, known=", ".join(sorted(map(str, known))))
        return None

    def day(self) -> date | None:
        """Return a day written 2026-12-31, or ``None`` for an open side."""
        if self.value is None:
            return None
        try:
            return check_day(date.fromisoformat(str(self.value)))
        except (ValueError, DomainError):
            self.fault("bad_date", value=self.shown)
            return None

    def period(self) -> None:
        """Need a start and an end in order, either open."""
        if not self.need_keys(("from", "until")):
            return
        start, end = self["from"].day(), self["until"].day()
        if start and end and end < start:
            self.fault("period_ends_before_start", start=start, end=end)

    @property
    def shown(self) -> str:
        return "" if self.value is MISSING else str(self.value)[:60]


def unique_ids(nodes: Iterable[Node], what: str, key: str = "id") -> list[Node]:
    """Return the nodes that are mappings; ids missing, ill-formed or given twice are faults."""
    sound = [node for node in nodes if node.need_keys(())]
    found: dict[str, Node] = {}
    for node in sound:
        value = node[key].value
        if not isinstance(value, str) or not _ID.fullmatch(value):
            node[key].fault("bad_id", what=what, value=node[key].shown)
        elif value in found:
            node[key].fault("duplicate_id", what=what, id=value, first=found[value].line)
        else:
            found[value] = node
    return sound


def ids_of(nodes: Iterable[Node]) -> list[str]:
    """Return the ids of nodes, those that are texts."""
    return [node["id"].value for node in nodes if isinstance(node["id"].value, str)]
