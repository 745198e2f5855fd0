"""Short lists used by several domains: stable codes, words in two languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from essaim.frameworks.domain.words import Provenance, Words

_OWN = frozenset({"id", "title", "provenance"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of a list; *more* holds what only that list says (authority, gate)."""

    id: str
    title: Words
    provenance: Provenance
    more: Mapping[str, str] = field(default_factory=dict)


Vocabularies = Mapping[str, tuple[Entry, ...]]


def build_vocabularies(data: Mapping[str, Any]) -> Vocabularies:
    """Return the lists of checked *data*, in the order of the file."""
    return {
        name: tuple(
            Entry(
                each["id"],
                Words(each["title"]["fr"], each["title"]["en"]),
                Provenance(each["provenance"]),
                {key: str(value) for key, value in each.items() if key not in _OWN},
            )
            for each in entries
        )
        for name, entries in data["lists"].items()
    }
