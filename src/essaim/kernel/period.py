"""Stretches of days, both ends included: the year of a target, the validity of a value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from essaim.kernel.errors import DomainError

#: Years in which anything of ours may happen; dates outside are typing errors.
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True, slots=True)
class Period:
    """From *start* to *end*, both included; ``None`` is open on that side."""

    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise DomainError("period_reversed", start=self.start, end=self.end)

    @classmethod
    def year(cls, year: int) -> Period:
        """Return a calendar year.

        >>> date(2026, 12, 31) in Period.year(2026), date(2027, 1, 1) in Period.year(2026)
        (True, False)
        """
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise DomainError("year_out_of_range", year=year)
        return cls(date(year, 1, 1), date(year, 12, 31))

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def overlaps(self, other: Period) -> bool:
        """Return whether the two stretches share at least one day."""
        starts = [each for each in (self.start, other.start) if each]
        ends = [each for each in (self.end, other.end) if each]
        return not starts or not ends or max(starts) <= min(ends)


def check_day(day: date, *, name: str = "") -> date:
    """Return *day* unless it is absurd (before 1900, after 2200).

    Raises:
        DomainError: ``date_out_of_range``.
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DomainError("date_out_of_range", name=name, value=day.isoformat())
    return day
