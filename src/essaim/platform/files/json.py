"""Read JSON exactly: numbers with a point become decimals, and nothing may be said twice."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any, NoReturn

from essaim.kernel.errors import DomainError
from essaim.platform.files.limits import MOST_BYTES, MOST_DEPTH, MOST_DIGITS
from essaim.platform.files.texts import check_characters

_MOST_EXPONENT = 400
# Possessive and without a compulsory end: one pass, even over a text that is never closed.
_STRINGS = re.compile(r'"(?:[^"\\]|\\.)*+"?', re.DOTALL)


def read_json(text: str) -> Any:
    """Return the data of a JSON text; a number with a point or an exponent is a ``Decimal``.

    >>> read_json('{"share": "0.6", "level": 3, "rate": 0.10}')
    {'share': '0.6', 'level': 3, 'rate': Decimal('0.10')}

    Raises:
        DomainError: ``json_syntax``, ``json_constant``, ``json_duplicate_key``, ``too_deep``,
            ``too_many_digits``, ``control_character``, ``half_character``, ``file_too_large``.
    """
    if len(text) > MOST_BYTES:
        raise DomainError("file_too_large", most=MOST_BYTES)
    check_characters(text)
    _check_depth(text)
    try:
        data = json.loads(
            text,
            object_pairs_hook=_once,
            parse_int=_whole,
            parse_float=_decimal,
            parse_constant=_constant,
        )
    except json.JSONDecodeError as error:
        raise DomainError("json_syntax", line=error.lineno, column=error.colno) from error
    _check_texts(data)
    return data


def _check_depth(text: str) -> None:
    depth = 0
    for line, bare in enumerate(_STRINGS.sub(_keep_lines, text).split("\n"), start=1):
        for character in bare:
            if character in "[{":
                depth += 1
            elif character in "]}":
                depth -= 1
            if depth > MOST_DEPTH:
                raise DomainError("too_deep", line=line, most=MOST_DEPTH)


def _keep_lines(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise DomainError("json_duplicate_key", key=key[:80])
        found[key] = value
    return found


def _whole(written: str) -> int:
    if len(written.lstrip("-")) > MOST_DIGITS:
        raise DomainError("too_many_digits", line="?", most=MOST_DIGITS)
    return int(written)


def _decimal(written: str) -> Decimal:
    mantissa, _, exponent = written.lower().partition("e")
    too_long = sum(map(str.isdigit, mantissa)) > MOST_DIGITS or len(exponent) > MOST_DIGITS
    if too_long or abs(int(exponent or "0")) > _MOST_EXPONENT:
        raise DomainError("too_many_digits", line="?", most=MOST_DIGITS)
    return Decimal(written)


def _constant(written: str) -> NoReturn:
    raise DomainError("json_constant", value=written)


def _check_texts(data: Any) -> None:
    r"""Look inside the texts: ``"\u0000"`` only becomes a character once read."""
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(value.keys())
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, str):
            check_characters(value)
