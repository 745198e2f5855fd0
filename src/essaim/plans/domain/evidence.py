"""Evidence has two dates: when the fact held, and when the file came."""

from __future__ import annotations

from datetime import date

from essaim.kernel.errors import DomainError
from essaim.kernel.period import Period, check_day


def check_evidence(*, effective_on: date, year: int) -> date:
    """Return *effective_on* when it lies in the calendar *year* of the target, ends included.

    The day of upload is not looked at: the file may come later, until the review closes.

    >>> check_evidence(effective_on=date(2026, 12, 31), year=2026)
    datetime.date(2026, 12, 31)

    Raises:
        DomainError: ``evidence_outside_period``, saying which period; ``date_out_of_range``.
    """
    period = Period.year(year)
    if check_day(effective_on, name="effective_on") not in period:
        raise DomainError(
            "evidence_outside_period",
            effective_on=effective_on,
            start=period.start,
            end=period.end,
            year=year,
        )
    return effective_on
