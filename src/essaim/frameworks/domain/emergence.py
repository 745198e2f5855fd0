"""e05 of the emergence conditions: prior surpluses, read on the last closed accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from essaim.frameworks.domain.marks import UNANSWERED, Mark
from essaim.kernel.money import Money

#: The reading looks no further back.
ACCOUNTS_READ: Final = 3
_ACCOUNTS_NEEDED: Final = 2


@dataclass(frozen=True, slots=True)
class ClosedAccount:
    """The result of one closed financial year."""

    closed_on: date
    result: Money


@dataclass(frozen=True, slots=True)
class SurplusReading:
    """The level read, with the figures that stand beside it, the latest year first."""

    mark: Mark
    accounts: tuple[ClosedAccount, ...]
    equity: Money | None


def read_surplus(accounts: Sequence[ClosedAccount], equity: Money | None) -> SurplusReading:
    """Return the level of e05 read on the last three closed accounts.

    No positive result → 0; one or two → 1; three, or two with positive equity → 2; fewer than
    two accounts → unanswered, which is not 0. Equity not known is not positive.

    >>> years = [date(2023, 12, 31), date(2024, 12, 31), date(2025, 12, 31)]
    >>> results = [Money(320000), Money(-100), Money(410000)]
    >>> filed = [ClosedAccount(day, result) for day, result in zip(years, results)]
    >>> read_surplus(filed, Money(1200000)).mark.level, read_surplus(filed, Money(-1)).mark.level
    (2, 1)
    """
    latest = sorted(accounts, key=lambda account: account.closed_on, reverse=True)
    read = tuple(latest[:ACCOUNTS_READ])
    if len(read) < _ACCOUNTS_NEEDED:
        return SurplusReading(UNANSWERED, read, equity)
    positive = sum(account.result > Money(0) for account in read)
    has_equity = equity is not None and equity > Money(0)
    is_present = positive == ACCOUNTS_READ or (positive == ACCOUNTS_READ - 1 and has_equity)
    level = 2 if is_present else min(positive, 1)
    return SurplusReading(Mark(level=level), read, equity)
