"""Places as registers write them, against the shipped vintage."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essaim.territory.domain.communes import Commune, Gazetteer, Match, Method, Movement, Place
from essaim.territory.domain.names import fold_name
from essaim.territory.queries import departments, gazetteer, groupings, provenance, regions


@pytest.mark.parametrize(
    ("city", "postcode", "code", "method"),
    [
        ("AIX EN PROVENCE CEDEX 3", "13858", "13001", "cedex"),
        ("ST REMY DE PROVENCE CEDEX", "13532", "13100", "cedex"),
        ("MARSEILLE CEDEX 03", "13331", "13055", "cedex"),
        ("PORT ST LOUIS DU RHONE CED", "13518", "13078", "truncated"),
        ("MARTIGUES CEDEX", "13692", "13056", "cedex"),
        ("AJACCIO CEDEX 9", "20181", "2A004", "cedex"),
        ("SALON DE PROVENCE", "13300", "13103", "name"),
        ("Saint-Chamas", "13250", "13092", "name"),
        ("ST CHAMAS", "13250", "13092", "name"),
        ("MARSEILLE", "13008", "13208", "postcode"),
        ("MARSEILLE 8EME", "13008", "13208", "postcode"),
        ("LYON", "69003", "69383", "postcode"),
        ("Paris", "75016", "75116", "postcode"),
        ("Paris 16e arrondissement", "75116", "75116", "postcode"),
        ("LES MILLES", "13290", "13001", "postcode"),
        ("Céreste", "04280", "04045", "name"),
        ("LA MONCELLE", "08140", "08053", "name"),
        ("Toulon", "", "83137", "none"),
        ("NULLEPART", "13600", "", "none"),
        ("NULLEPART", "99999", "", "none"),
        ("", "13080", "13001", "postcode"),
        ("SAINT GERMAIN EN COG", "91250", "91553", "none"),
    ],
)
def test_a_place_finds_its_commune_and_says_how(
    city: str, postcode: str, code: str, method: str
) -> None:
    found = gazetteer().find(Place(city, postcode))

    if method == "none":
        assert found == Match("", Method.NONE) or found.code == code
    else:
        assert found == Match(code, Method(method))


def test_a_code_wins_and_is_brought_to_the_vintage() -> None:
    assert gazetteer().find(Place("ARLES", "13200", "08294")) == Match("08053", Method.CODE)


def test_an_unknown_code_leaves_the_name_to_say() -> None:
    assert gazetteer().find(Place("ARLES", "13200", "99999")) == Match("13004", Method.NAME)


def test_an_arrondissement_belongs_to_its_commune() -> None:
    communes = gazetteer().communes
    inside = [each for each in communes.values() if each.parent]

    assert len(inside) == 20 + 16 + 9
    assert {each.parent for each in inside} == {"75056", "13055", "69123"}
    assert communes["13208"].commune_code == "13055"
    assert communes["13055"].commune_code == "13055"


def test_the_vintage_is_whole_and_its_areas_hold_together() -> None:
    communes = [each for each in gazetteer().communes.values() if not each.parent]

    assert len(communes) == 34_969
    assert {each.department for each in communes} <= set(departments())
    assert {each.epci for each in communes} - {""} <= set(groupings())
    assert {each.parent for each in departments().values()} <= set(regions())
    assert provenance()["vintage"] == "2026"
    assert all(each["source"] and each["vintage"] for each in provenance()["files"])


TOWNS = (
    Commune("01001", "Aval", "01", postcodes=("01000",)),
    Commune("01002", "Bourg", "01", postcodes=("01100",)),
    Commune("01003", "Bourg", "01", postcodes=("01900",)),
)
MOVES = (
    Movement(date(2016, 1, 1), "01009", "01001"),
    Movement(date(2016, 1, 1), "01001", "01001"),
    Movement(date(2019, 1, 1), "01008", "01009"),
    Movement(date(2020, 1, 1), "01007", "01001"),
    Movement(date(2020, 1, 1), "01007", "01002"),
)


@pytest.mark.parametrize(
    ("code", "on", "today"),
    [
        ("01001", None, "01001"),
        ("01001", date(2015, 1, 1), "01001"),
        ("01009", None, "01001"),
        ("01009", date(2015, 12, 31), "01001"),
        ("01009", date(2016, 1, 1), None),
        ("01008", None, None),
        ("01007", None, None),
        ("99999", None, None),
    ],
)
def test_a_code_of_a_day_leads_to_its_only_heir(
    code: str, on: date | None, today: str | None
) -> None:
    assert Gazetteer.of(TOWNS, MOVES).current_code(code, on) == today


def test_two_towns_of_one_name_are_told_apart_by_the_nearest_postcode_or_not_at_all() -> None:
    small = Gazetteer.of(TOWNS)

    assert small.find(Place("BOURG CEDEX", "01903")).code == "01003"
    assert small.find(Place("BOURG CEDEX", "01104")).code == "01002"
    assert small.find(Place("BOURG", department="01")) == Match("", Method.NONE)


@given(st.text(max_size=40), st.text("0123456789", max_size=6), st.text(max_size=6))
@settings(max_examples=500, deadline=None)
def test_any_writing_is_matched_to_a_known_code_or_to_none(
    city: str, postcode: str, code: str
) -> None:
    found = gazetteer().find(Place(city, postcode, code))

    assert (found.method is Method.NONE) == (not found.code)
    assert not found.code or found.code in gazetteer().communes


@given(st.sampled_from(sorted(gazetteer().communes)))
@settings(max_examples=500, deadline=None)
def test_a_commune_written_as_the_register_writes_it_is_found_again(code: str) -> None:
    commune = gazetteer().communes[code]
    for postcode in commune.postcodes:
        found = gazetteer().find(Place(fold_name(commune.name), postcode))
        assert gazetteer().communes[found.code].commune_code == commune.commune_code


@given(st.text(max_size=60))
@settings(max_examples=500)
def test_folding_a_folded_name_changes_nothing(text: str) -> None:
    assert fold_name(fold_name(text)) == fold_name(text)


def test_looking_for_a_commune_as_one_types_gives_the_largest_first() -> None:
    names = [each.name for each in gazetteer().starting("aix", 2)]

    assert names == ["Aix-en-Provence", "Aix-les-Bains"]
    assert gazetteer().starting("13208")[0].code == "13208"
    assert {each.code for each in gazetteer().starting("13600")} == {"13028", "13023"}
    assert gazetteer().starting("  ") == []
