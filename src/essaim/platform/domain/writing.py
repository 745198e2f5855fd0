"""How figures and sentences are written, in French first; pure, so files and pages agree."""

from __future__ import annotations

import re
from fractions import Fraction
from math import floor

#: A share with more decimals than this reads better as a fraction.
MOST_DECIMALS = 4
THIN, NO_BREAK = "\u202f", "\u00a0"
_SPACE = "[ \u00a0\u202f\u2009]"


def write_percent(share: Fraction, *, language: str = "fr") -> str:
    """Return a share as a whole percentage, half up.

    >>> write_percent(Fraction(5, 8)) == "63\u202f%", write_percent(Fraction(5, 8), language="en")
    (True, '63%')
    """
    whole = floor(share * 100 + Fraction(1, 2))
    gap = THIN if language == "fr" else ""
    return f"{write_number(Fraction(whole), language=language)}{gap}%"


def write_number(number: Fraction, *, decimals: int | None = None, language: str = "fr") -> str:
    """Return an exact number as people read it, half up (away from zero).

    Without *decimals*, at most two are written, and none that are zero at the end.

    >>> write_number(Fraction(3, 2)), write_number(Fraction(2, 5), decimals=2)
    ('1,5', '0,40')
    >>> write_number(Fraction(-12345, 10), language="en")
    '−1,234.5'
    """
    kept = 2 if decimals is None else decimals
    top, under = number.numerator, number.denominator  # integers: pictures write thousands
    scaled = (2 * abs(top) * 10**kept + under) // (2 * under)
    whole, rest = divmod(scaled, 10**kept)
    part = f"{rest:0{kept}}" if kept else ""
    if decimals is None:
        part = part.rstrip("0")
    comma, thousands = (",", THIN) if language == "fr" else (".", ",")
    sign = "−" if top < 0 and scaled else ""
    return f"{sign}{f'{whole:,}'.replace(',', thousands)}{comma if part else ''}{part}"


def write_share(share: Fraction, *, language: str = "fr") -> str:
    """Return an exact share with its decimals, or as a fraction when they go on; never rounded.

    >>> write_share(Fraction(3, 5)), write_share(Fraction(2, 3)), write_share(Fraction(1))
    ('0,6', '2/3', '1')
    """
    if (share * 10**MOST_DECIMALS).denominator != 1:
        return str(share)
    written = write_number(share, decimals=MOST_DECIMALS, language=language)
    return written.rstrip("0").rstrip(",.")


def write_typography(text: str) -> str:
    """Return *text* with the spaces and the apostrophe of French typography.

    Only spaces already typed are changed, so addresses and code keep their signs.

    >>> typed, thin, fixed = " ", THIN, NO_BREAK
    >>> write_typography(f"Dit{typed}: «{typed}c'est{typed}!{typed}»") == (
    ...     f"Dit{fixed}: «{thin}c’est{thin}!{thin}»"
    ... )
    True
    """
    thin = re.sub(rf"{_SPACE}+(?=[;!?»])|(?<=«){_SPACE}+", THIN, text)
    spaced = re.sub(rf"{_SPACE}+(?=[:€])", NO_BREAK, thin)
    return re.sub(r"(?<=\w)'(?=\w)", "’", spaced)
