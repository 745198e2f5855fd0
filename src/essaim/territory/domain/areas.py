"""The area a provider serves, as people write it: one commune or department per line."""

from __future__ import annotations

import re
from collections.abc import Container

from essaim.kernel.errors import DomainError
from essaim.territory.domain.communes import Gazetteer, Place
from essaim.territory.domain.names import fold_name

MOST_LINES = 2_000
_CODE = re.compile(r"(?P<code>\d{5}|2[AB]\d{3})\b\s*(?P<name>.*)", re.IGNORECASE)


def read_area(text: str, gazetteer: Gazetteer, departments: Container[str]) -> tuple[str, ...]:
    """Return the codes of the communes and departments named, each once, in the order written.

    >>> read_area("84 Vaucluse", Gazetteer.of([]), {"84"})
    ('84',)

    Raises:
        DomainError: ``area_line_unknown``, ``area_too_long``.
    """
    lines = [line.strip() for line in text.splitlines()]
    if len(lines) > MOST_LINES:
        raise DomainError("area_too_long", most=MOST_LINES)
    codes: dict[str, None] = {}
    for number, line in enumerate(lines, start=1):
        if line:
            codes[_code(line, number, gazetteer, departments)] = None
    return tuple(codes)


def _code(line: str, number: int, gazetteer: Gazetteer, departments: Container[str]) -> str:
    first = line.split()[0].upper()
    if first in departments:
        return first
    found = _CODE.match(line)
    if not found:
        code = gazetteer.find(Place(city=line)).code
    else:
        written, name = found["code"].upper(), found["name"]
        commune = gazetteer.communes.get(written)
        if commune and (not name or fold_name(name) == fold_name(commune.name)):
            return written
        code = gazetteer.find(Place(city=name, postcode=written)).code
    if not code:
        raise DomainError("area_line_unknown", line=number, value=line[:60])
    return code
