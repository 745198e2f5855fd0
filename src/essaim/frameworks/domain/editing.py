"""The next version: a copy of the data with some places changed, and its own name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from copy import deepcopy
from typing import Any, Final

from essaim.kernel.errors import DomainError

_LAST_NUMBER: Final = re.compile(r"(\d{1,9})(\D*)$")
#: ("criteria", "c01", "weight") → 2: ids name the entries of lists.
Edits = Mapping[tuple[str, ...], Any]


def next_number(version: str, taken: Collection[str] = ()) -> str:
    """Return the version after *version* that nobody has *taken*.

    >>> next_number("2026.1", {"2026.2"}), next_number("v9"), next_number("pilot")
    ('2026.3', 'v10', 'pilot.2')
    """
    found = _LAST_NUMBER.search(version)
    head, number, tail = (
        (version[: found.start()], int(found[1]), found[2]) if found else (f"{version}.", 1, "")
    )
    while (following := f"{head}{(number := number + 1)}{tail}") in taken:
        pass
    return following


def next_version(
    data: Mapping[str, Any], edits: Edits, taken: Collection[str] = ()
) -> dict[str, Any]:
    """Return the data of the version that follows *data*, with *edits* made; *data* stays.

    Raises:
        DomainError: ``nothing_edited`` when no place changes, ``unknown_place``.
    """
    following = deepcopy(dict(data))
    for path, value in edits.items():
        _put(following, path, value)
    if following == data:
        raise DomainError("nothing_edited", framework=data["urn"])
    following["version"] = next_number(str(data["version"]), taken)
    following["urn"] = f"urn:essaim:framework:{data['id']}:{following['version']}"
    return following


def _put(data: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    place: Any = data
    for step in path[:-1]:
        place = _inside(place, step, path)
    if not isinstance(place, dict) or path[-1] not in place:
        raise DomainError("unknown_place", place=".".join(path))
    place[path[-1]] = value


def _inside(place: Any, step: str, path: tuple[str, ...]) -> Any:
    if isinstance(place, dict) and step in place:
        return place[step]
    if isinstance(place, list):
        for each in place:
            if isinstance(each, dict) and step in {each.get("id"), each.get("role")}:
                return each
    raise DomainError("unknown_place", place=".".join(path))
