from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.kernel.errors import DomainError
from essaim.plans.domain.evidence import check_evidence


@pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 12, 31)])
def test_both_ends_of_the_year_count(day: date) -> None:
    assert check_evidence(effective_on=day, year=2026) == day


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2027, 1, 1)])
def test_a_day_outside_is_refused_saying_which_period(day: date) -> None:
    with pytest.raises(DomainError) as refusal:
        check_evidence(effective_on=day, year=2026)

    assert refusal.value.code == "evidence_outside_period"
    assert refusal.value.facts == {
        "effective_on": day,
        "start": date(2026, 1, 1),
        "end": date(2026, 12, 31),
        "year": 2026,
    }


@given(day=st.dates(), year=st.integers(1900, 2200))
def test_evidence_counts_exactly_when_its_year_is_the_targets(day: date, year: int) -> None:
    if day.year == year:
        assert check_evidence(effective_on=day, year=year) == day
    else:
        with pytest.raises(DomainError):
            check_evidence(effective_on=day, year=year)


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_absurd_days_are_named(day: date) -> None:
    with pytest.raises(DomainError, match="date_out_of_range"):
        check_evidence(effective_on=day, year=2026)
