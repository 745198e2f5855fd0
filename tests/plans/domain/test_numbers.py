from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.kernel.errors import DomainError
from essaim.plans.domain.numbers import check_number, plain_number, typed_number


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("72,5", "72.5"),
        ("72.5", "72.5"),
        (" 1 234,56 ", "1234.56"),
        ("1\u202f234", "1234"),
        ("−3", "-3"),
        ("0", "0"),
    ],
)
def test_a_number_is_read_as_people_type_it(typed: str, value: str) -> None:
    assert typed_number(typed) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("bof", "not_a_number"),
        ("NaN", "not_a_number"),
        ("1e308", "not_a_number"),
        ("", "not_a_number"),
        ("\x00", "not_a_number"),
        ("٣", "not_a_number"),
        ("1,2,3", "not_a_number"),
        ("9" * 5000, "not_a_number"),
        ("9" * 40, "number_out_of_range"),
        ("0,12345", "too_many_decimals"),
    ],
)
def test_what_is_no_measure_is_refused(typed: str, code: str) -> None:
    with pytest.raises(DomainError) as refusal:
        typed_number(typed, name="x")

    assert refusal.value.code == code
    assert len(str(refusal.value.facts.get("value", ""))) <= 40


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_never_a_fault(typed: str) -> None:
    try:
        value = typed_number(typed)
    except DomainError:
        return
    assert check_number(value).is_finite()


@given(st.decimals(-(10**9), 10**9, places=4))
def test_the_plain_writing_reads_back_the_same(value: Decimal) -> None:
    assert typed_number(plain_number(value)) == value
