"""The three families, on the worked examples and on their properties."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from conftest import shared
from hypothesis import given
from hypothesis import strategies as st
from shipped_frameworks import data_of, framework_of

from essaim.frameworks.domain.additive import Additive, additive
from essaim.frameworks.domain.building import build
from essaim.frameworks.domain.editing import next_version
from essaim.frameworks.domain.hierarchical import hierarchical
from essaim.frameworks.domain.marks import Mark, check_mark, read_mark
from essaim.frameworks.domain.profile import profile
from essaim.frameworks.domain.scoring import reread, score, total
from essaim.kernel.errors import DomainError
from essaim.platform.domain.writing import write_number
from essaim.platform.files.yaml import read_yaml

Means = Mapping[str, Fraction | None]


def example(name: str) -> Any:
    data, _ = read_yaml(shared("frameworks", "examples.yaml").read_text(encoding="utf-8"))
    return next(each for each in data["examples"] if each["id"] == name)


def marks_of(name: str) -> dict[str, Mark]:
    told = example(name)
    proven = told.get("evidenced", ())
    return {
        key: read_mark(value, has_evidence=key in proven) for key, value in told["marks"].items()
    }


def fractions(told: Mapping[str, str]) -> dict[str, Fraction]:
    return {key: Fraction(value) for key, value in told.items()}


def test_the_profile_example_has_its_exact_figures() -> None:
    expected = example("profile_csess_need")["expected"]

    need = profile(framework_of("csess"), marks_of("profile_csess_need")).axis("besoin")

    assert need.distribution == tuple(
        (int(level), count) for level, count in expected["distribution"].items()
    )
    assert (need.not_applicable, need.unanswered) == (1, 1)
    assert need.median == Fraction(expected["median"])
    assert need.coverage == Fraction(expected["coverage"])
    assert need.evidenced_share == Fraction(expected["evidenced_share"])


def test_the_additive_example_has_its_exact_figures() -> None:
    expected = example("additive_cedre21")["expected"]

    found = additive(framework_of("cedre21"), marks_of("additive_cedre21"))

    assert {key: part.share for key, part in found.themes} == fractions(expected["themes"])
    assert {key: part.share for key, part in found.axes} == fractions(expected["axes"])
    assert found.total.share == Fraction(expected["total"])
    assert [found.total.low, found.total.high] == [Fraction(each) for each in expected["range"]]
    assert found.total.share is not None
    assert write_number(found.total.share * 100, decimals=1) + " %" == expected["display"]


def test_the_hierarchical_example_has_its_exact_figures() -> None:
    told = example("hierarchical_example")
    expected = told["expected"]

    found = hierarchical(framework_of("example_hierarchical"), marks_of("hierarchical_example"))

    for grain, means in (
        ("criteria", found.criteria),
        ("objectives", found.objectives),
        ("themes", found.themes),
        ("chapters", found.chapters),
    ):
        assert dict(means) == fractions(expected[grain]), grain
    shown = {
        key: write_number(value, decimals=2)
        for key, value in found.chapters.items()
        if value is not None
    }
    assert shown == expected["display"]
    assert list(found.action_plan_required) == expected["action_plan_required"]
    assert list(found.mastered) == expected["mastered"]
    assert dict(found.reported) == expected["reported"]


def test_not_applicable_on_an_imperative_criterion_is_refused_whatever_the_reason() -> None:
    refused = example("hierarchical_example")["refused"]
    framework = framework_of("example_hierarchical")

    for value in (refused["value"], "NA"):
        with pytest.raises(DomainError, match=refused["code"]):
            check_mark(framework, refused["mark"], read_mark(value, reason="trop petit"))
    with pytest.raises(DomainError, match=refused["code"]):
        hierarchical(framework, {refused["mark"]: read_mark("NC")})


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("csess", "total_of_profile"),
        ("example_hierarchical", "total_of_hierarchy"),
        ("sap_activities", "nothing_to_score"),
    ],
)
def test_asking_a_total_of_what_has_none_is_refused(name: str, code: str) -> None:
    with pytest.raises(DomainError, match=code):
        total(framework_of(name), {})


@pytest.mark.parametrize(
    ("name", "criterion", "mark", "code"),
    [
        ("csess", "cs02", Mark(level=3), "level_needs_evidence"),
        ("cedre21", "c17", read_mark("NA"), "reason_required"),
        ("cedre21", "c17", read_mark("NA", reason="  "), "reason_required"),
        ("cedre_ambition", "a1", read_mark("NA", reason="trop jeune"), "not_applicable_forbidden"),
        ("cedre21", "c01", Mark(level=5), "unknown_level"),
        ("cedre21", "c99", Mark(level=1), "unknown_criterion"),
        ("cedre21", "c01", Mark(special="STAR"), "unknown_special_mark"),
        ("example_hierarchical", "x4.b", Mark(special="NC"), "reason_required"),
    ],
)
def test_a_mark_that_the_framework_does_not_know_is_refused(
    name: str, criterion: str, mark: Mark, code: str
) -> None:
    with pytest.raises(DomainError, match=code):
        check_mark(framework_of(name), criterion, mark)


def test_a_mark_that_the_framework_knows_comes_back_as_it_is() -> None:
    proven = Mark(level=3, has_evidence=True)
    skipped = read_mark("NA", reason="aucun déchet")

    assert check_mark(framework_of("csess"), "cs02", proven) is proven
    assert check_mark(framework_of("cedre21"), "c17", skipped) is skipped
    assert check_mark(framework_of("csess"), "cs03", read_mark("NA")).reason == ""


@pytest.mark.parametrize("value", [True, 1.5, ["NA"], "x" * 21])
def test_a_mark_that_is_no_mark_is_refused(value: object) -> None:
    with pytest.raises(DomainError, match="mark_unreadable"):
        read_mark(value)


def test_one_answer_is_never_two() -> None:
    with pytest.raises(DomainError, match="mark_not_one_answer"):
        Mark(level=1, special="STAR")


def test_an_unsuited_answer_or_a_silence_is_not_mastery() -> None:
    framework = framework_of("example_hierarchical")

    found = hierarchical(framework, {"x5.a": Mark(level=4), "x5.b": Mark(special="RI")})

    assert found.criteria["x5"] == 4
    assert found.mastered == ()
    assert hierarchical(framework, {"x5.a": Mark(level=4)}).mastered == ()


def test_old_marks_read_under_a_changed_weight_stay_as_they_were() -> None:
    told, marks = example("additive_cedre21"), marks_of("additive_cedre21")
    data = data_of("cedre21")
    edits: dict[tuple[str, ...], object] = {
        ("criteria", key, "weight"): weight for key, weight in told["with_weights"].items()
    }
    old, new = build(data), build(next_version(data, edits))

    found = reread(marks, old, new)

    assert isinstance(found.under_old, Additive)
    assert isinstance(found.under_new, Additive)
    assert found.under_old.total.share == Fraction(told["expected"]["total"])
    assert found.under_new.total.share == Fraction(told["expected_with_weights"]["total"])
    assert (found.dropped, found.added, found.unreadable) == ((), (), ())
    assert marks == marks_of("additive_cedre21")
    assert new.urn == "urn:essaim:framework:cedre21:2026.2"


def test_what_the_new_version_cannot_read_is_said_and_counts_as_unanswered() -> None:
    data = data_of("cedre21")
    old, shorter = build(data), data_of("cedre21")
    shorter["criteria"][0]["id"] = "c22"
    shorter["scale"]["levels"].pop()
    new = build(next_version(shorter, {("title", "fr"): "Autre"}))

    found = reread({"c01": Mark(level=2), "c02": Mark(level=4)}, old, new)

    assert (found.dropped, found.added, found.unreadable) == (("c01",), ("c22",), ("c02",))
    assert isinstance(found.under_new, Additive)
    assert found.under_new.total.share is None


def test_another_framework_reads_nothing() -> None:
    with pytest.raises(DomainError, match="other_framework"):
        reread({}, framework_of("cedre21"), framework_of("csess"))


def test_a_condition_of_another_legal_status_does_not_apply() -> None:
    framework = framework_of("esia_emergence")

    assert framework.outside("association") == {"e05"}
    assert framework.outside("commercial_company") == {"e04"}


CEDRE_MARKS = st.dictionaries(
    st.sampled_from([each.id for each in framework_of("cedre21").criteria]),
    st.sampled_from([1, 2, 3, 4, "NA", "DK", None]).map(read_mark),
)


@given(marks=CEDRE_MARKS)
def test_the_share_lies_in_its_range_and_the_range_in_zero_to_one(marks: dict[str, Mark]) -> None:
    found = additive(framework_of("cedre21"), marks).total

    if found.low is not None and found.high is not None:
        assert 0 <= found.low <= found.high <= 1
        assert found.share is None or found.low <= found.share <= found.high


@given(marks=CEDRE_MARKS, which=st.sampled_from(["c01", "c09", "c21"]))
def test_a_better_mark_never_lowers_the_total(marks: dict[str, Mark], which: str) -> None:
    cedre = framework_of("cedre21")
    low = additive(cedre, {**marks, which: Mark(level=2)}).total.share
    high = additive(cedre, {**marks, which: Mark(level=3)}).total.share

    assert low is not None
    assert high is not None
    assert high > low


@given(name=st.sampled_from(["csess", "cedre21", "example_hierarchical", "vsme"]))
def test_nothing_answered_is_not_zero(name: str) -> None:
    found = score(framework_of(name), {})

    if isinstance(found, Additive):
        assert found.total.share is None
        assert [found.total.low, found.total.high] == [0, 1]
