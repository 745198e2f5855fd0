"""Amounts in euros, exact to the cent; shares are exact fractions, never floats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from essaim.kernel.errors import DomainError

#: Above this, an amount is a typing error: 10 000 000 000 000,00 €.
MOST_CENTS = 10**15
_EXACT = re.compile(r"-?\d{1,15}\.\d{2}", re.ASCII)
_TYPED = re.compile(r"(-?)(\d{1,15})(?:[.,](\d{1,2}))?", re.ASCII)
_BLANKS = str.maketrans("", "", " \u00a0\u202f€")


@dataclass(frozen=True, order=True, slots=True)
class Money:
    """An amount in euros, held in whole cents so that sums stay exact."""

    cents: int

    def __add__(self, other: Money) -> Money:
        return Money(self.cents + other.cents)

    def __sub__(self, other: Money) -> Money:
        return Money(self.cents - other.cents)

    @classmethod
    def exact(cls, text: object, *, name: str = "") -> Money:
        """Return the amount written "12000.00", as files carry it; a JSON number is refused.

        >>> Money.exact("12000.00")
        Money(cents=1200000)

        Raises:
            DomainError: ``not_an_exact_amount``, ``amount_too_large``.
        """
        if not isinstance(text, str) or not _EXACT.fullmatch(text):
            raise DomainError("not_an_exact_amount", name=name, value=str(text)[:40])
        return cls(_within(int(text.replace(".", "")), name))

    @classmethod
    def typed(cls, text: str, *, name: str = "") -> Money:
        """Return the amount a person typed: "1 234,56", "1234.5", "1 234 €".

        >>> Money.typed("1 234,56 €")
        Money(cents=123456)

        Raises:
            DomainError: ``not_an_amount``, ``amount_too_large``.
        """
        found = _TYPED.fullmatch(text.strip().replace("−", "-").translate(_BLANKS))
        if not found:
            raise DomainError("not_an_amount", name=name, value=text[:40])
        sign, euros, cents = found.groups()
        amount = int(euros) * 100 + int((cents or "0").ljust(2, "0"))
        return cls(_within(-amount if sign else amount, name))

    def share(self, share: Fraction) -> Money:
        """Return *share* (0 to 1) of this amount, rounded half up to the cent.

        >>> Money(5).share(Fraction(1, 2))
        Money(cents=3)
        """
        return Money(floor(self.cents * share + Fraction(1, 2)))

    def split(self, weights: Sequence[Fraction]) -> tuple[Money, ...]:
        """Return one part per weight (their sum is 1); the parts add up to this amount.

        Left-over cents go to the largest remainders, ties in the order of the list.

        >>> [part.cents for part in Money(100).split([Fraction(1, 3)] * 3)]
        [34, 33, 33]
        """
        exact = [self.cents * weight for weight in weights]
        cents = [floor(part) for part in exact]
        by_remainder = sorted(range(len(exact)), key=lambda i: cents[i] - exact[i])
        for index in by_remainder[: self.cents - sum(cents)]:
            cents[index] += 1
        return tuple(Money(part) for part in cents)

    def plain(self) -> str:
        """Return the amount as files carry it.

        >>> Money(-5).plain()
        '-0.05'
        """
        euros, cents = divmod(abs(self.cents), 100)
        return f"{'-' if self.cents < 0 else ''}{euros}.{cents:02}"

    def __str__(self) -> str:
        euros, cents = divmod(abs(self.cents), 100)
        sign = "−" if self.cents < 0 else ""
        return f"{sign}{euros:,}".replace(",", "\u202f") + f",{cents:02}\u00a0€"


def _within(cents: int, name: str) -> int:
    if abs(cents) > MOST_CENTS:
        raise DomainError("amount_too_large", name=name)
    return cents
