"""From one version to the next: what changes is named, what is old stays."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shipped_frameworks import data_of

from essaim.frameworks.domain.canonical import digest_of, read_kept, write_kept
from essaim.frameworks.domain.comparison import Change, ChangeKind, compare
from essaim.frameworks.domain.editing import next_number, next_version
from essaim.kernel.errors import DomainError


def test_an_edit_makes_the_next_version_and_leaves_the_old_data_alone() -> None:
    data, before = data_of("cedre21"), data_of("cedre21")

    following = next_version(data, {("criteria", "c01", "weight"): 2})

    assert (following["version"], following["urn"]) == (
        "2026.2",
        "urn:essaim:framework:cedre21:2026.2",
    )
    assert data == before
    assert compare(data, following) == (
        Change(ChangeKind.CHANGED, ("criteria", "c01", "weight"), 1, 2),
    )


def test_a_question_is_edited_by_its_role() -> None:
    data = data_of("cedre21")
    words = {"fr": "Vos heures sont-elles sûres ?", "en": "Are your hours safe?"}

    following = next_version(data, {("criteria", "c01", "asked", "care_worker", "question"): words})

    assert following["criteria"][0]["asked"][0]["question"] == words
    (change,) = compare(data, following)
    assert change.path == ("criteria", "c01", "asked", "care_worker", "question")


@pytest.mark.parametrize(
    ("edits", "code"),
    [
        ({}, "nothing_edited"),
        ({("criteria", "c01", "weight"): 1}, "nothing_edited"),
        ({("criteria", "c99", "weight"): 2}, "unknown_place"),
        ({("criteria", "c01", "colour"): 2}, "unknown_place"),
    ],
)
def test_an_edit_that_changes_nothing_or_nowhere_is_refused(
    edits: dict[tuple[str, ...], object], code: str
) -> None:
    with pytest.raises(DomainError, match=code):
        next_version(data_of("cedre21"), edits)


def test_a_version_already_taken_is_never_given_again() -> None:
    assert next_number("2026.1", {"2026.2", "2026.3"}) == "2026.4"


def test_added_removed_and_moved_criteria_are_told_apart() -> None:
    old, new = data_of("cedre21"), data_of("cedre21")
    extra = deepcopy(new["criteria"][0]) | {"id": "c22"}
    new["criteria"] = [*reversed(new["criteria"][1:]), extra]

    changes = compare(old, new)

    assert [(each.kind, each.path) for each in changes] == [
        (ChangeKind.REMOVED, ("criteria", "c01")),
        (ChangeKind.ADDED, ("criteria", "c22")),
        (ChangeKind.MOVED, ("criteria",)),
    ]


def test_a_level_of_the_scale_is_named_by_its_value() -> None:
    old, new = data_of("cedre21"), data_of("cedre21")
    new["scale"]["levels"][3]["label"] = {"fr": "Modèle", "en": "Model"}

    (change,) = compare(old, new)

    assert change.path == ("scale", "levels", "4", "label")


def test_the_digest_knows_content_not_the_order_of_keys() -> None:
    data = data_of("cedre21")
    shuffled = dict(reversed(list(data.items())))

    assert digest_of(data) == digest_of(shuffled)
    assert read_kept(write_kept(data)) == data


@given(weight=st.integers(2, 10**6), which=st.sampled_from(["c01", "c12", "c21"]))
def test_any_change_changes_the_digest_and_is_the_only_difference(weight: int, which: str) -> None:
    data = data_of("cedre21")
    following = next_version(data, {("criteria", which, "weight"): weight})

    assert digest_of(following) != digest_of(data)
    assert len(compare(data, following)) == 1
    assert compare(following, data)[0].after == 1
