"""A log that shows when somebody touched it: each line carries the digest of the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass

#: What the first line of a chain follows.
ROOT = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """What a line of the log says; ids only, no personal content."""

    chain: str
    number: int
    at: str
    author: str
    act: str
    subject: str


@dataclass(frozen=True, slots=True)
class Sealed:
    entry: Entry
    previous: str
    digest: str


def seal(entry: Entry, previous: str) -> str:
    """Return the digest of *entry* following *previous*, 64 hexadecimal characters.

    >>> len(seal(Entry("1", 1, "2026-01-01", "account:1", "sign", "plan:1"), ROOT))
    64
    """
    text = json.dumps([previous, *astuple(entry)], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def faults(lines: Iterable[Sealed]) -> list[str]:
    """Return the faults of a chain read in order: altered, missing or reordered lines.

    A chain cut at its end is whole to itself: only an anchor kept elsewhere shows it.
    """
    found: list[str] = []
    previous, expected = ROOT, 1
    for line in lines:
        if line.entry.number != expected or line.previous != previous:
            found.append(f"{line.entry.chain}:{line.entry.number} broken_order")
        elif seal(line.entry, previous) != line.digest:
            found.append(f"{line.entry.chain}:{line.entry.number} altered")
        previous, expected = line.digest, line.entry.number + 1
    return found
