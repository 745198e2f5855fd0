"""Measured values: exact, finite, of a size that the database keeps without loss."""

from __future__ import annotations

import re
from decimal import Decimal

from essaim.kernel.errors import DomainError

#: Ten digits before the comma and four after are kept exactly by both database engines.
MOST, DECIMALS = Decimal(10) ** 10, 4
_TYPED = re.compile(r"[-−]?[0-9]{1,40}(?:[.,][0-9]{1,40})?")
_BLANKS = str.maketrans("", "", " \u00a0\u202f")


def check_number(value: Decimal, *, name: str = "") -> Decimal:
    """Return *value* unless it is no measure: not finite, absurdly large or too precise.

    >>> check_number(Decimal("2.51"))
    Decimal('2.51')

    Raises:
        DomainError: ``not_a_number``, ``number_out_of_range``, ``too_many_decimals``.
    """
    if not value.is_finite():
        raise DomainError("not_a_number", name=name, value=str(value))
    if abs(value) >= MOST:
        raise DomainError("number_out_of_range", name=name)
    exponent = value.normalize().as_tuple().exponent
    if isinstance(exponent, int) and exponent < -DECIMALS:
        raise DomainError("too_many_decimals", name=name)
    return value


def typed_number(text: str, *, name: str = "") -> Decimal:
    """Return the value a person typed: "1 234,56", "72.5", "−3".

    >>> typed_number("1 234,56"), typed_number("−3")
    (Decimal('1234.56'), Decimal('-3'))

    Raises:
        DomainError: ``not_a_number``, ``number_out_of_range``, ``too_many_decimals``.
    """
    bare = text.strip().translate(_BLANKS)
    if not _TYPED.fullmatch(bare):
        raise DomainError("not_a_number", name=name, value=text[:40])
    return check_number(Decimal(bare.replace("−", "-").replace(",", ".")), name=name)


def plain_number(value: Decimal) -> str:
    """Return the shortest writing of *value*, without exponent or useless zeros.

    >>> plain_number(Decimal("2.5100")), plain_number(Decimal("500.0000"))
    ('2.51', '500')
    """
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
