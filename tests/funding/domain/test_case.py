"""A case is read exactly, or refused with the place of its fault."""

from contextlib import suppress
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essaim.funding.domain.case import read_case
from essaim.kernel.errors import DomainError
from essaim.kernel.money import Money


def test_the_three_ways_of_a_line_give_the_worked_example(worked: dict[str, Any]) -> None:
    decision = read_case(worked).decide()

    assert [str(line.achievement) for line in decision.lines] == ["1", "3/5", "3/4", "49/100"]
    assert (decision.due, decision.balance) == (Money(876_000), Money(376_000))


def test_what_is_not_said_takes_the_default_of_the_rules(worked: dict[str, Any]) -> None:
    del worked["rule"], worked["prepaid"]

    case = read_case(worked)

    assert (case.rule.floor, case.rule.full) == (Fraction(1, 2), Fraction(1))
    assert case.prepaid == Money(0)


def test_a_value_beyond_the_goal_or_behind_the_baseline_is_cut() -> None:
    def achieved(observed: str) -> Fraction | None:
        line = {"name": "a", "weight": "1", "baseline": "12", "goal": "6", "observed": observed}
        return read_case({"tranche_max": "1.00", "lines": [line]}).lines[0].achievement

    assert [achieved(o) for o in ("3", "8", "14")] == [1, Fraction(2, 3), 0]


BROKEN: list[tuple[str, object, str]] = [
    ("tranche_max", 12000, "not_an_exact_amount"),
    ("tranche_max", "12000", "not_an_exact_amount"),
    ("tranche_max", "12.000,50", "not_an_exact_amount"),
    ("tranche_max", "1e308", "not_an_exact_amount"),
    ("tranche_max", "NaN", "not_an_exact_amount"),
    ("tranche_max", "12000.001", "not_an_exact_amount"),
    ("tranche_max", "-12000.00", "negative_amount"),
    ("tranche_max", "999999999999999.00", "amount_too_large"),
    ("tranche_max", None, "missing_key"),
    ("prepaid", "-0.01", "negative_amount"),
    ("prepaid", True, "not_an_exact_amount"),
    ("lines", {}, "not_a_list"),
    ("lines", [], "weights_not_one"),
    ("lines", ["a"], "not_an_object"),
    ("lines", [{"name": "a", "weight": "1"}] * 201, "too_many_lines"),
    ("rule", [], "not_an_object"),
    ("rule", {"shape": "bell"}, "unknown_shape"),
    ("rule", {"shape": ["ratio"]}, "unknown_shape"),
    ("rule", {"family": "unit_rate"}, "unknown_family"),
    ("rule", {"floor": 0.5}, "not_an_exact_number"),
    ("rule", {"floor": "1/0"}, "not_an_exact_number"),
    ("rule", {"floor": "0.9", "full": "0.8"}, "rule_disordered"),
    ("rule", {"cap": "-1.00"}, "negative_amount"),
    ("rule", {"cap": 10}, "not_an_exact_amount"),
    ("rule", {"shape": "steps"}, "steps_missing"),
    ("rule", {"shape": "steps", "steps": [["0.5"]]}, "step_not_a_pair"),
    ("rule", {"shape": "steps", "steps": [["0.5", 1]]}, "not_an_exact_number"),
    ("rule", {"floors": "0.5"}, "unknown_key"),
    ("note", "bonjour", "unknown_key"),
]


@pytest.mark.parametrize(("key", "value", "code"), BROKEN)
def test_a_broken_case_is_refused(
    worked: dict[str, Any], key: str, value: object, code: str
) -> None:
    worked[key] = value
    if isinstance(value, list) and value and value[0] != "a":
        worked["lines"] = value

    with pytest.raises(DomainError) as refusal:
        read_case(worked).decide()

    assert refusal.value.code == code


LINES: list[tuple[dict[str, Any], str]] = [
    ({"achievement": "1", "rubric": {"lowest": 0, "highest": 4, "level": 3}}, "line_given_twice"),
    ({"achievement": "1", "observed": "3"}, "line_given_twice"),
    ({"baseline": "1", "observed": "3"}, "line_incomplete"),
    ({"baseline": "1", "goal": "3"}, "not_observed"),
    ({}, "not_observed"),
    ({"baseline": "1", "goal": "1", "observed": "3"}, "flat_target"),
    ({"baseline": 1, "goal": "2", "observed": "3"}, "not_an_exact_number"),
    ({"baseline": "1", "goal": "2", "observed": "1e308"}, "not_an_exact_number"),
    ({"achievement": 1}, "not_an_exact_number"),
    ({"achievement": 0.5}, "not_an_exact_number"),
    ({"achievement": "1.01"}, "share_out_of_range"),
    ({"achievement": "-0.1"}, "share_out_of_range"),
    ({"weight": 1, "achievement": "1"}, "not_an_exact_number"),
    ({"weight": "2", "achievement": "1"}, "share_out_of_range"),
    ({"weight": None, "achievement": "1"}, "missing_key"),
    ({"name": "", "achievement": "1"}, "text_missing"),
    ({"name": 3, "achievement": "1"}, "text_missing"),
    ({"name": "a\x00b", "achievement": "1"}, "text_missing"),
    ({"name": "a" * 5000, "achievement": "1"}, "text_missing"),
    ({"rubric": {"lowest": 0, "highest": 4}}, "missing_key"),
    ({"rubric": {"lowest": 0, "highest": 4, "level": 5}}, "level_outside_rubric"),
    ({"rubric": {"lowest": 4, "highest": 4, "level": 4}}, "level_outside_rubric"),
    ({"rubric": {"lowest": 0, "highest": 9, "level": 4}}, "rubric_size"),
    ({"rubric": {"lowest": 0, "highest": 4, "level": True}}, "not_a_whole_number"),
    ({"rubric": {"lowest": 0, "highest": 4, "level": "3"}}, "not_a_whole_number"),
    ({"colour": "red", "achievement": "1"}, "unknown_key"),
]


@pytest.mark.parametrize(("line", "code"), LINES)
def test_a_broken_line_is_refused(line: dict[str, Any], code: str) -> None:
    case = {"tranche_max": "100.00", "lines": [{"name": "a", "weight": "1", **line}]}

    with pytest.raises(DomainError) as refusal:
        read_case(case).decide()

    assert refusal.value.code == code


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.decimals(allow_nan=True),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([
                "tranche_max", "prepaid", "rule", "lines", "name", "weight", "rubric", "steps",
                "achievement", "baseline", "goal", "observed", "shape", "floor", "level",
            ]),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(JSON)
def test_whatever_is_read_is_decided_or_refused(data: object) -> None:
    with suppress(DomainError):
        decision = read_case(data).decide()
        assert Money(0) <= decision.due <= decision.most
