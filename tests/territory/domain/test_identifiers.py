from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.kernel.errors import DomainError
from essaim.territory.domain.identifiers import (
    has_siret_key,
    parse_finess,
    parse_siret,
    passes_luhn,
)

#: Published numbers of Corsican hospitals: their letter counts as its rank.
CORSICAN = ("2B0000020", "2B0005342", "2B0004246", "2A0000170", "2A0000386", "2A0002606")


def with_key(digits: str) -> str:
    return next(digits + str(key) for key in range(10) if passes_luhn(digits + str(key)))


@given(st.text("0123456789", min_size=8, max_size=13))
def test_one_key_in_ten_is_right(digits: str) -> None:
    assert sum(passes_luhn(digits + str(key)) for key in range(10)) == 1


@given(st.text("0123456789", min_size=9, max_size=14), st.integers(0, 13), st.integers(1, 9))
def test_a_digit_typed_wrong_is_seen(digits: str, place: int, change: int) -> None:
    whole = with_key(digits)
    place %= len(whole)
    wrong = whole[:place] + str((int(whole[place]) + change) % 10) + whole[place + 1 :]

    assert not passes_luhn(wrong)


@pytest.mark.parametrize("finess", CORSICAN)
def test_a_corsican_number_has_its_key(finess: str) -> None:
    assert parse_finess(finess.lower()) == finess


@pytest.mark.parametrize(
    "wrong",
    ["130048375", "2A0000171", "2C0000170", "13004837", "13 00 48", "-130048374", "x", "१३००४८३७४"],
)
def test_a_wrong_finess_is_refused_with_what_was_written(wrong: str) -> None:
    with pytest.raises(DomainError) as caught:
        parse_finess(wrong)

    assert (caught.value.code, caught.value.facts["value"]) == ("bad_finess", wrong)


@pytest.mark.parametrize(
    "siret", ["35600000000048", "35600000049837", "44239603200132", "442 396 032 00132"]
)
def test_head_offices_and_sites_of_la_poste_pass(siret: str) -> None:
    bare = siret.replace(" ", "")
    if bare.startswith("356000000") and not passes_luhn(bare):
        assert sum(map(int, bare)) % 5 == 0

    assert parse_siret(siret) == bare


@pytest.mark.parametrize(
    "wrong",
    [
        "44239603200133",
        "4423960320013",
        "1e308",
        "-44239603200132",
        "nan",
        "44239603200132\x00",
        "४४२३९६०३२००१३२",
    ],
)
def test_a_wrong_siret_is_refused(wrong: str) -> None:
    with pytest.raises(DomainError, match="bad_siret"):
        parse_siret(wrong)


def test_zeros_that_a_spreadsheet_dropped_come_back_only_when_the_key_agrees() -> None:
    assert parse_finess("10000529") == "010000529"
    with pytest.raises(DomainError):
        parse_finess("10000528")
    assert has_siret_key(parse_siret("5650014300039"))
