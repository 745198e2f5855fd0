"""Shares are exact fractions from 0 to 1, written as people write them, never floats."""

from __future__ import annotations

import re
from fractions import Fraction

from essaim.kernel.errors import DomainError

_WRITTEN = re.compile(r"-?\d{1,40}(\.\d{1,40}|/\d{1,40})?", re.ASCII)


def parse_fraction(text: object, *, name: str = "") -> Fraction:
    """Return the exact number written as a decimal ("0.6") or a fraction ("2/3").

    A JSON number is refused: it may already have been through a float.

    >>> parse_fraction("2/3")
    Fraction(2, 3)

    Raises:
        DomainError: ``not_an_exact_number``.
    """
    if not isinstance(text, str) or not _WRITTEN.fullmatch(text) or re.search(r"/0+$", text):
        raise DomainError("not_an_exact_number", name=name, value=str(text)[:40])
    return Fraction(text)


def parse_share(text: object, *, name: str = "") -> Fraction:
    """Return a share from 0 to 1 written as a decimal or a fraction.

    >>> parse_share("0.6")
    Fraction(3, 5)

    Raises:
        DomainError: ``not_an_exact_number``, ``share_out_of_range``.
    """
    share = parse_fraction(text, name=name)
    if not 0 <= share <= 1:
        raise DomainError("share_out_of_range", name=name, value=str(text)[:40])
    return share
