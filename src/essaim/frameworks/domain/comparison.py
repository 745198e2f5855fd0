"""What changed from one version to the next, every difference, at the grain people name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

#: What makes entries of a list recognisable from one version to the next.
_KEYS: Final = ("id", "role", "code", "value")
#: Every version has its own; their change says nothing.
_OWN: Final = frozenset({"urn", "version", "schema"})
_WORDS: Final = {"fr", "en"}
Path = tuple[str, ...]


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: *path* names it by ids (("criteria", "c01", "weight")), never by rank."""

    kind: ChangeKind
    path: Path
    before: Any = None
    after: Any = None


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return every difference between the data of two versions, in the order of the file.

    >>> before = {"criteria": [{"id": "c01", "weight": 1}]}
    >>> compare(before, {"criteria": [{"id": "c01", "weight": 2}]})[0].path
    ('criteria', 'c01', 'weight')
    """
    return tuple(
        change for key in _ordered(old, new) if key not in _OWN for change in _key(old, new, key)
    )


def _ordered(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old, *new)))


def _key(
    old: Mapping[str, Any], new: Mapping[str, Any], key: str, path: Path = ()
) -> Iterator[Change]:
    inside = (*path, key)
    if key not in old:
        yield Change(ChangeKind.ADDED, inside, after=new[key])
    elif key not in new:
        yield Change(ChangeKind.REMOVED, inside, before=old[key])
    else:
        yield from _values(old[key], new[key], inside)


def _values(old: Any, new: Any, path: Path) -> Iterator[Change]:
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict) and not _are_words(old, new):
        for key in _ordered(old, new):
            yield from _key(old, new, key, path)
    elif (before := _entries(old)) is not None and (after := _entries(new)) is not None:
        for key in _ordered(before, after):
            yield from _key(before, after, key, path)
        common = [key for key in before if key in after]
        if common != [key for key in after if key in before]:
            yield Change(ChangeKind.MOVED, path, before=list(before), after=list(after))
    else:
        yield Change(ChangeKind.CHANGED, path, before=old, after=new)


def _are_words(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    """Tell a text in two languages, which changes as one."""
    return set(old) == _WORDS == set(new) and isinstance(old["fr"], str)


def _entries(value: Any) -> dict[str, Any] | None:
    """Return the entries of a list by what names them, ``None`` when nothing does."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        return None
    for name in _KEYS:
        keys = [str(each[name]) for each in value if name in each]
        if len(keys) == len(value) == len(set(keys)):
            return dict(zip(keys, value, strict=True))
    return None
