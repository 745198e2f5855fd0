"""The CASE file: the contract of ``essaim views decide``, word for word, and what it refuses."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.diagnosis.domain.case import decide_case
from essaim.kernel.errors import DomainError

JOBS: dict[str, Any] = {
    "senior_manager": [4],
    "middle_manager": [3, 3, 4, 2, 3],
    "care_worker": [1, 2, 1, 1, 2, 2, 1, 3, 1, 2, 1, 1],
    "service_user": [2, "DK", 3],
}


def decide(roles: Any, **frame: Any) -> Any:
    return decide_case(json.dumps({"criteria": {"c01": roles}} | frame))


def test_the_worked_example_comes_out_as_the_contract_says() -> None:
    answer = decide(JOBS, threshold=5, consent_alone=["senior_manager"])

    assert answer == {
        "criteria": {
            "c01": {
                "roles": {
                    "senior_manager": {"n": 1, "shown": True, "alone": True, "median": "4"},
                    "middle_manager": {"n": 5, "shown": True, "median": "3", "dispersion": "2/5"},
                    "care_worker": {"n": 12, "shown": True, "median": "1", "dispersion": "1/2"},
                    "service_user": {"shown": False},
                },
                "gap": "2",
                "level": "disagreement",
            }
        },
        "ranking": ["c01"],
        "masked": [["c01", "service_user"]],
    }


def test_a_collective_answer_is_shown_as_such() -> None:
    answer = decide(
        {
            "middle_manager": {"collective": {"n": 2, "level": 3}},
            "care_worker": JOBS["care_worker"],
            "service_user": {"collective": {"n": 4, "level": None}},
        }
    )["criteria"]["c01"]

    assert answer["roles"]["middle_manager"] == {
        "n": 2,
        "shown": True,
        "collective": True,
        "median": "3",
    }
    assert answer["roles"]["service_user"]["median"] is None
    assert (answer["gap"], answer["level"]) == ("2", "disagreement")


def test_a_half_median_is_a_fraction_and_a_role_without_respondent_is_masked() -> None:
    answer = decide({"middle_manager": [1, 1, 1, 2, 2, 2], "care_worker": []})

    assert answer["criteria"]["c01"]["roles"]["middle_manager"]["median"] == "3/2"
    assert answer["criteria"]["c01"] | {"roles": None} == {
        "roles": None,
        "gap": None,
        "level": "none",
    }
    assert answer["masked"] == [["c01", "care_worker"]]


def test_a_round_without_criteria_decides_nothing() -> None:
    assert decide_case('{"criteria": {}}') == {"criteria": {}, "ranking": [], "masked": []}


REFUSED = {
    "not JSON": ("{", "case_not_json"),
    "nothing": ("", "case_not_json"),
    "no criteria": ("{}", "case_shape"),
    "a list": ("[]", "case_shape"),
    "an unknown key": ('{"criteria": {}, "limit": 5}', "case_key"),
    "a float": ('{"criteria": {"c01": {"care_worker": [1.0]}}}', "case_mark"),
    "a huge float": ('{"criteria": {"c01": {"care_worker": [1e308]}}}', "case_mark"),
    "NaN": ('{"criteria": {"c01": {"care_worker": [NaN]}}}', "case_mark"),
    "Infinity": ('{"threshold": -Infinity, "criteria": {}}', "case_number"),
    "true": ('{"criteria": {"c01": {"care_worker": [true]}}}', "case_mark"),
    "words": ('{"criteria": {"c01": {"care_worker": ["3"]}}}', "case_mark"),
    "5000 digits": ('{"threshold": ' + "9" * 5000 + ', "criteria": {}}', "case_number"),
    "off the scale": ('{"criteria": {"c01": {"care_worker": [5]}}}', "level_off_scale"),
    "unknown role": ('{"criteria": {"c01": {"robot": [3]}}}', "unknown_respondent_role"),
    "threshold 0": ('{"threshold": 0, "criteria": {}}', "threshold_too_low"),
    "threshold null": ('{"threshold": null, "criteria": {}}', "case_number"),
    "scale upside down": ('{"scale": {"min": 4, "max": 1}, "criteria": {}}', "scale_reversed"),
    "half a scale": ('{"scale": {"min": 4}, "criteria": {}}', "case_number"),
    "subordinate alone": ('{"consent_alone": ["care_worker"], "criteria": {}}', "no_free_consent"),
    "consent in words": ('{"consent_alone": "senior_manager", "criteria": {}}', "case_shape"),
    "both kinds": (
        '{"criteria": {"c01": {"funder": {"collective": {"n": 3, "level": 1}, "marks": [1]}}}}',
        "individual_and_collective",
    ),
    "twice the same role": (
        '{"criteria": {"c01": {"care_worker": [1], "care_worker": {"collective": {}}}}}',
        "case_key_twice",
    ),
    "a group of one": (
        '{"criteria": {"c01": {"care_worker": {"collective": {"n": 1, "level": 1}}}}}',
        "collective_too_small",
    ),
    "no level said": (
        '{"criteria": {"c01": {"care_worker": {"collective": {"n": 3}}}}}',
        "case_shape",
    ),
    "half a group": (
        '{"criteria": {"c01": {"care_worker": {"collective": {"n": "3", "level": 1}}}}}',
        "case_number",
    ),
    "a lone surrogate": ('{"criteria": {"\\ud800": {}}}', "case_key"),
    "NUL": ('{"criteria": {"c\\u0000": {}}}', "case_key"),
    "depth": ('{"criteria": ' + "[" * 100_000 + "}", "case_too_large"),
    "size": (" " * 2_000_001, "case_too_large"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_input_is_refused_with_its_reason(name: str) -> None:
    text, code = REFUSED[name]

    with pytest.raises(DomainError) as refusal:
        decide_case(text)

    assert refusal.value.code == code


@given(
    st.text(max_size=60)
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["criteria", "c01", "care_worker", "collective", "n", "level", "scale"]
                ),
                inner,
                max_size=3,
            )
        ),
        max_leaves=8,
    ).map(json.dumps)
)
def test_any_text_is_decided_or_refused_never_a_fault(text: str) -> None:
    with suppress(DomainError):
        assert decide_case(text).keys() == {"criteria", "ranking", "masked"}
