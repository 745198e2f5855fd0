"""Characters that no imported text may hold, whatever the format."""

from __future__ import annotations

import re

from essaim.kernel.errors import DomainError

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def check_characters(text: str) -> None:
    r"""Refuse control characters and halves of characters, saying on which line.

    >>> check_characters("une ligne\nune autre\tet la fin")

    Raises:
        DomainError: ``control_character``, ``half_character``.
    """
    for code, pattern in (("control_character", _CONTROL), ("half_character", _SURROGATE)):
        if found := pattern.search(text):
            line = text.count("\n", 0, found.start()) + 1
            raise DomainError(code, line=line, character=f"U+{ord(found[0]):04X}")
