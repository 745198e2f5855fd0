"""Shares as people read them: « 0,6 », « 40 % », « 2/3 », never a rounded one."""

from datetime import date
from fractions import Fraction

from django.utils.formats import date_format
from django.utils.translation import get_language

from essaim.platform.domain.writing import write_share


def number_text(share: Fraction) -> str:
    """Return an exact share in the language of the reader."""
    return write_share(share, language=(get_language() or "fr")[:2])


def weight_text(share: Fraction) -> str:
    """Return a part of a whole as a percentage when it is an exact one.

    >>> weight_text(Fraction(2, 5)), weight_text(Fraction(1, 3))
    ('40 %', '1/3')
    """
    written = number_text(share * 100)
    return str(share) if "/" in written else f"{written}\u202f%"


def long_day(day: date | None) -> str:
    """Write a day in full, the first of a month as people say it: « 1er janvier 2027 »."""
    if day is None:
        return "—"
    is_first = day.day == 1 and (get_language() or "fr").startswith("fr")
    return f"1er {date_format(day, 'F Y')}" if is_first else date_format(day, "j F Y")
