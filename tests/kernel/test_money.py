"""Amounts are exact to the cent, however they are written."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.kernel.errors import DomainError
from essaim.kernel.money import Money
from essaim.kernel.share import parse_share

CENTS = st.integers(-(10**12), 10**12)


@given(CENTS)
def test_an_amount_reads_back_from_each_of_its_writings(cents: int) -> None:
    amount = Money(cents)

    assert Money.exact(amount.plain()) == Money.typed(str(amount)) == amount


@pytest.mark.parametrize(
    "written", ["nan", "inf", "1e308", "1.234", "", "12,345", "٣", "1" * 16, "0x10", "\x00", "--1"]
)
def test_what_is_not_an_amount_is_refused(written: str) -> None:
    with pytest.raises(DomainError):
        Money.typed(written)


@pytest.mark.parametrize("written", [12000, 12000.0, None, "12000", "12 000.00", "1e3", True])
def test_files_carry_amounts_as_strings_of_two_decimals(written: object) -> None:
    with pytest.raises(DomainError, match="not_an_exact_amount"):
        Money.exact(written)


@given(st.integers(0, 10**9), st.lists(st.integers(1, 100), min_size=1, max_size=9))
def test_a_split_adds_up_and_no_part_is_a_cent_from_its_share(cents: int, parts: list[int]) -> None:
    weights = [Fraction(part, sum(parts)) for part in parts]
    split = Money(cents).split(weights)

    assert sum(part.cents for part in split) == cents
    assert all(
        abs(part.cents - cents * weight) < 1 for part, weight in zip(split, weights, strict=True)
    )


@pytest.mark.parametrize("written", [0.6, 1, "1.1", "-0.1", "1/0", "nan", "6e-1", " 0.6"])
def test_a_share_is_a_string_from_0_to_1(written: object) -> None:
    with pytest.raises(DomainError):
        parse_share(written)
