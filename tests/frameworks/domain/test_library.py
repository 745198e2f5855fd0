"""The other shipped files: dated values, crosswalk, lists, indicators, and e05."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from conftest import shared
from shipped_frameworks import LIBRARY, data_of, framework_of

from essaim.frameworks.domain import check_others as check
from essaim.frameworks.domain.crosswalk import Crosswalk, Strength, build_crosswalk
from essaim.frameworks.domain.emergence import ClosedAccount, read_surplus
from essaim.frameworks.domain.facts import Carried, Fact, build_indicators, fill
from essaim.frameworks.domain.marks import UNANSWERED
from essaim.frameworks.domain.parameters import Confidence, build_parameters, value_on
from essaim.frameworks.domain.vocabularies import build_vocabularies
from essaim.kernel.errors import DomainError
from essaim.kernel.money import Money
from essaim.platform.files.yaml import read_yaml


def places() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path in LIBRARY.glob("*.yaml"):
        data, _ = read_yaml(path.read_text(encoding="utf-8"))
        if data["schema"] == "urn:essaim:schema:framework:1":
            ends = [each["id"] for each in (*data["criteria"], *data["themes"])]
            found[data["urn"]] = {f"{data['id']}/{end}" for end in ends}
    return found


def bridges() -> dict[tuple[str, str], str]:
    return {(each["from"], each["to"]): each["strength"] for each in data_of("crosswalk")["links"]}


def crosswalk() -> Crosswalk:
    return build_crosswalk(data_of("crosswalk"))


def test_every_file_of_the_specifications_is_shipped_as_it_is() -> None:
    for path in shared("frameworks").glob("*.yaml"):
        if path.stem != "examples":
            assert (LIBRARY / path.name).read_bytes() == path.read_bytes(), path.name


def test_the_other_shipped_files_are_sound() -> None:
    assert check.check_parameters(data_of("reference_params")) == ()
    assert check.check_vocabularies(data_of("vocabularies")) == ()
    assert check.check_crosswalk(data_of("crosswalk"), places()) == ()
    assert check.check_indicators(data_of("indicators"), bridges()) == ()


@pytest.mark.parametrize(
    ("parameter", "day", "value"),
    [
        ("sad_unregulated_max_rise", date(2023, 6, 1), None),
        ("sad_floor_tariff", date(2025, 3, 1), Decimal("24.58")),
        ("sad_floor_tariff", date(2021, 12, 31), None),
        ("sad_floor_tariff", date(2022, 1, 1), Decimal("22.00")),
        ("sad_floor_tariff", date(2022, 12, 31), Decimal("22.00")),
        ("sad_floor_tariff", date(2090, 1, 1), Decimal("25.00")),
    ],
)
def test_a_day_outside_every_interval_is_unknown(
    parameter: str, day: date, value: Decimal | None
) -> None:
    found = value_on(build_parameters(data_of("reference_params")), parameter, day)

    assert (found.number() if found else None) == value


def test_a_value_says_its_parts_and_how_sure_it_is() -> None:
    parameters = build_parameters(data_of("reference_params"))

    found = value_on(parameters, "campaign_limits", date(2026, 5, 1))

    assert found is not None
    assert found.number("max_questions_care_worker_and_user") == 8
    assert found.confidence is Confidence.LOW
    with pytest.raises(DomainError, match="not_a_number"):
        found.number("colour")
    with pytest.raises(DomainError, match="unknown_parameter"):
        value_on(parameters, "nowhere", date(2026, 5, 1))


Change = Callable[[Any], object]


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("reference_params", lambda d: d["params"][0].update(id="bad_km_car"), "duplicate_id"),
        ("reference_params", lambda d: d["params"][0].update(sources=[]), "no_source"),
        (
            "reference_params",
            lambda d: d["params"][0]["values"][1].update({"from": "2022-06-01"}),
            "intervals_overlap",
        ),
        (
            "reference_params",
            lambda d: d["params"][0]["values"][0].update(until="2021-01-01"),
            "period_ends_before_start",
        ),
        (
            "reference_params",
            lambda d: d["params"][0]["values"][0].update(confidence="sure"),
            "unknown_confidence",
        ),
        (
            "reference_params",
            lambda d: d["params"][0]["values"][0].update(value=[]),
            "value_expected",
        ),
        ("crosswalk", lambda d: d["links"][0].update(to="vsme/B99"), "unknown_place_linked"),
        ("crosswalk", lambda d: d["links"].append(d["links"][0]), "linked_twice"),
        ("crosswalk", lambda d: d["links"][0].update(to="cedre21/c02"), "linked_inside"),
        ("crosswalk", lambda d: d["links"][0].update(strength="mark"), "unknown_strength"),
        ("crosswalk", lambda d: d["frameworks"].append("urn:x"), "unknown_version"),
        ("crosswalk", lambda d: d.update(to_confirm=["urn:x"]), "to_confirm_not_linked"),
        (
            "vocabularies",
            lambda d: d["lists"]["barriers"].append(d["lists"]["barriers"][0]),
            "duplicate_id",
        ),
        ("indicators", lambda d: d["indicators"][0]["serves"].append("vsme/B1"), "no_bridge"),
    ],
)
def test_each_fault_of_the_other_files_is_named(name: str, change: Change, code: str) -> None:
    data = data_of(name)
    change(data)
    found = {
        "reference_params": lambda: check.check_parameters(data),
        "crosswalk": lambda: check.check_crosswalk(data, places()),
        "vocabularies": lambda: check.check_vocabularies(data),
        "indicators": lambda: check.check_indicators(data, bridges()),
    }[name]()

    assert code in [fault.code for fault in found]


@pytest.mark.parametrize(
    "checked",
    [
        check.check_parameters,
        check.check_vocabularies,
        lambda data: check.check_crosswalk(data, {}),
        lambda data: check.check_indicators(data, {}),
    ],
)
@pytest.mark.parametrize("data", [None, [], "x", {"urn": 1}, {"params": [1], "lists": []}])
def test_what_is_no_such_file_is_a_fault_not_a_crash(
    checked: Callable[[object], object], data: object
) -> None:
    assert checked(data)


def test_an_accident_rate_fills_two_frameworks_and_offers_its_document_to_a_third() -> None:
    informed = {each.place: each for each in crosswalk().informs("cedre21/c04")}

    assert {place: each.strength for place, each in informed.items()} == {
        "sad_quality/q5": Strength.SAME_FACT,
        "has_essms/t9": Strength.EVIDENCE,
        "has_essms/t8": Strength.EVIDENCE,
        "vsme/B9": Strength.SAME_FACT,
    }
    assert informed["has_essms/t8"].to_confirm
    assert not informed["vsme/B9"].to_confirm


def test_only_the_same_fact_walks_a_bridge_backwards() -> None:
    backwards = {each.place for each in crosswalk().informs("vsme/B9")}

    assert backwards == {"cedre21/c04", "sad_quality/q5"}
    assert crosswalk().informs("vsme/C9") == ()


def test_a_new_version_keeps_the_bridges_until_somebody_confirms_them() -> None:
    newer = "urn:essaim:framework:cedre21:2026.2"

    carried = crosswalk().carried_over(newer)

    assert newer in carried.to_confirm
    assert all(each.to_confirm for each in carried.informs("cedre21/c04"))
    assert not carried.confirmed(newer).informs("cedre21/c01")[0].to_confirm
    assert crosswalk().carried_over("urn:essaim:framework:stranger:1") == crosswalk()


def accident_rate(**more: Any) -> Fact:
    indicator = build_indicators(data_of("indicators"))[0]
    told: dict[str, Any] = {"year": 2026, "value": Decimal("4.8"), "evidence": "DUERP.pdf"}
    return Fact(indicator, **(told | more))


@pytest.mark.parametrize(
    ("name", "criterion", "carried", "point"),
    [
        ("cedre21", "c04", Carried.ENTERED, ""),
        ("sad_quality", "q5", Carried.SAME_FACT, ""),
        (
            "vsme",
            "B9",
            Carried.SAME_FACT,
            "vsme:RateOfRecordableWorkRelatedAccidentsInTheReportingPeriod",
        ),
    ],
)
def test_one_answer_fills_three_frameworks(
    name: str, criterion: str, carried: Carried, point: str
) -> None:
    rows = fill(framework_of(name), crosswalk(), [accident_rate()])

    filled = [row for row in rows if row.carried is not Carried.NOTHING]
    assert [(row.criterion.id, row.carried, row.value, row.datapoint) for row in filled] == [
        (criterion, carried, Decimal("4.8"), point)
    ]
    assert len(rows) == len(framework_of(name).criteria)


def test_a_bridge_of_evidence_carries_the_document_and_never_the_value() -> None:
    by_id = {each.id: each for each in build_indicators(data_of("indicators"))}
    share = Fact(by_id["communes_served_share"], 2026, Decimal(90), evidence="carte.pdf")

    rows = {
        row.criterion.id: row for row in fill(framework_of("sad_quality"), crosswalk(), [share])
    }

    assert (rows["q3"].carried, rows["q3"].value) == (Carried.SAME_FACT, Decimal(90))
    assert (rows["q6"].carried, rows["q6"].value) == (Carried.EVIDENCE, None)
    bare = Fact(by_id["communes_served_share"], 2026, Decimal(90))
    found = fill(framework_of("sad_quality"), crosswalk(), [bare])
    assert {row.criterion.id: row.carried for row in found}["q6"] is Carried.NOTHING


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"value": None}, "value_or_reason"),
        ({"unavailable": "compteur perdu"}, "value_or_reason"),
        ({"value": Decimal("NaN")}, "value_out_of_range"),
        ({"value": Decimal("1e308")}, "value_out_of_range"),
        ({"value": Decimal("0.1234567")}, "too_many_decimals"),
        ({"year": 1}, "year_out_of_range"),
        ({"year": 9999}, "year_out_of_range"),
        ({"effective_on": date(1, 1, 1)}, "date_out_of_range"),
        ({"effective_on": date(2027, 1, 1)}, "fact_outside_year"),
    ],
)
def test_an_absurd_fact_is_refused(told: dict[str, Any], code: str) -> None:
    with pytest.raises(DomainError, match=code):
        accident_rate(**told)


def test_a_fact_not_available_says_why_and_brings_no_value() -> None:
    fact = accident_rate(value=None, unavailable="Registre en cours de reprise")

    assert fill(framework_of("vsme"), crosswalk(), [fact])[8].value is None


@pytest.mark.parametrize(
    ("results", "equity", "level"),
    [
        ([3200, -1, 4100], 12000, 2),
        ([3200, -1, 4100], -5000, 1),
        ([3200, -1, 4100], None, 1),
        ([3200], 12000, None),
        ([], None, None),
        ([-1, 0, -3], 12000, 0),
        ([-1, 5], 12000, 1),
        ([5, 5], 12000, 2),
        ([1, 1, 1], -1, 2),
        ([-9, 1, 1, 1], -1, 2),
    ],
)
def test_prior_surpluses_are_read_on_the_last_three_closed_accounts(
    results: list[int], equity: int | None, level: int | None
) -> None:
    accounts = [
        ClosedAccount(date(2020 + rank, 12, 31), Money(100 * result))
        for rank, result in enumerate(results)
    ]

    reading = read_surplus(accounts, None if equity is None else Money(100 * equity))

    assert reading.mark.level == level
    assert (reading.mark == UNANSWERED) == (level is None)
    assert len(reading.accounts) == min(len(results), 3)


def test_the_lists_keep_their_order_their_provenance_and_their_authorities() -> None:
    lists = build_vocabularies(data_of("vocabularies"))

    assert [entry.id for entry in lists["stakeholder_roles"]][:3] == [
        "senior_manager",
        "middle_manager",
        "care_worker",
    ]
    assert lists["barriers"][0].more == {"authority": "département"}


def test_every_short_note_kept_in_english_is_said_in_french() -> None:
    french = data_of("wordings")["french"]
    notes: set[str] = {each["why"] for each in data_of("crosswalk")["links"]}
    for parameter in data_of("reference_params")["params"]:
        notes |= {parameter["unit"], parameter.get("note", "")} - {""}
        for value in parameter["values"]:
            notes |= set(value["value"]) if isinstance(value["value"], dict) else set()
    for path in LIBRARY.glob("*.yaml"):
        data, _ = read_yaml(path.read_text(encoding="utf-8"))
        notes |= {source["covers"] for source in data.get("sources", ())}

    assert check.check_wordings(data_of("wordings")) == ()
    assert notes <= set(french)
