"""Read YAML as plain data, keeping the line of every value.

No document is ever "constructed": the parser's events become dictionaries, lists, texts, whole
numbers and booleans. Anything else written without quotes (``NO``, ``1.10``, ``2016-01-01``,
``1e308``) stays the text that was written, and a key is always a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from essaim.kernel.errors import DomainError
from essaim.platform.files.limits import MOST_BYTES, MOST_DEPTH, MOST_DIGITS
from essaim.platform.files.texts import check_characters

Path = tuple[str | int, ...]

_WHOLE = re.compile(r"-?(0|[1-9]\d*)")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys(("null", "Null", "NULL", "~", ""), None),
}
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Lines:
    """Where each value of a document starts: ``lines(("criteria", 3, "title"))`` is a line number.

    A path that is not in the document gives the line of its nearest known ancestor.
    """

    def __init__(self) -> None:
        self._starts: dict[Path, int] = {(): 1}

    def keep(self, path: Path, line: int) -> None:
        self._starts[path] = line

    def __call__(self, path: Path = ()) -> int:
        while path not in self._starts:
            path = path[:-1]
        return self._starts[path]


def read_yaml(text: str) -> tuple[Any, Lines]:
    r"""Return the data of one YAML document and the line of each of its values.

    >>> data, line_of = read_yaml("country: NO\nweights: [1.10, 2]\n")
    >>> data, line_of(("weights", 1))
    ({'country': 'NO', 'weights': ['1.10', 2]}, 2)

    Raises:
        DomainError: ``yaml_syntax``, ``yaml_several_documents``, ``yaml_alias``, ``yaml_tag``,
            ``duplicate_key``, ``key_not_text``, ``too_deep``, ``too_many_digits``,
            ``control_character``, ``half_character``, ``file_too_large``.
    """
    if len(text) > MOST_BYTES:
        raise DomainError("file_too_large", most=MOST_BYTES)
    check_characters(text)
    builder = _Builder(text)
    return builder.document(), builder.lines


class _Builder:
    def __init__(self, text: str) -> None:
        self.lines = Lines()
        self._events = _events(text)

    def document(self) -> Any:
        first = next(self._events)
        if isinstance(first, yaml.StreamEndEvent):
            return None
        data = self._value(next(self._events), ())
        next(self._events)  # the end of the document
        after = next(self._events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise DomainError("yaml_several_documents", line=_line(after))
        return data

    def _value(self, event: Any, path: Path) -> Any:
        self.lines.keep(path, _line(event))
        if len(path) > MOST_DEPTH:
            raise DomainError("too_deep", line=_line(event), most=MOST_DEPTH)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        return _scalar(event)

    def _mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise DomainError("key_not_text", line=_line(event))
            if event.value in found:
                raise DomainError("duplicate_key", line=_line(event), key=event.value[:80])
            inside = (*path, event.value)
            found[event.value] = self._value(next(self._events), inside)
            self.lines.keep(inside, _line(event))
        return found

    def _sequence(self, path: Path) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            found.append(self._value(event, (*path, len(found))))
        return found


def _events(text: str) -> Iterator[Any]:
    """Yield the parser's events, refusing what could make a document mean more than it shows."""
    try:
        for event in yaml.parse(text, Loader=_PARSER):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise DomainError("yaml_alias", line=_line(event))
            if getattr(event, "tag", None) is not None:
                raise DomainError("yaml_tag", line=_line(event))
            if not isinstance(event, yaml.StreamStartEvent):
                yield event
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise DomainError("yaml_syntax", line=mark.line + 1 if mark else 1) from error
    except RecursionError as error:
        raise DomainError("too_deep", line=1, most=MOST_DEPTH) from error


def _scalar(event: Any) -> str | int | bool | None:
    written: str = event.value
    if not event.implicit[0]:  # it was quoted
        return written
    if written in _WORDS:
        return _WORDS[written]
    if not _WHOLE.fullmatch(written):
        return written
    if len(written.lstrip("-")) > MOST_DIGITS:
        raise DomainError("too_many_digits", line=_line(event), most=MOST_DIGITS)
    return int(written)


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
