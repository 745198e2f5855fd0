"""What a file must be: never less severe than the oracle, and every fault has its line."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Callable
from contextlib import redirect_stdout
from copy import deepcopy
from types import ModuleType
from typing import Any

import pytest
import yaml
from conftest import shared
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shipped_frameworks import LIBRARY, data_of, roles

from essaim.frameworks.domain.building import build
from essaim.frameworks.domain.checking import check_framework
from essaim.frameworks.domain.scoring import score
from essaim.platform.files.yaml import read_yaml

NAMES = [
    path.stem
    for path in sorted(LIBRARY.glob("*.yaml"))
    if "schema:framework:1" in path.read_text(encoding="utf-8")
]
#: Where we refuse what the oracle lets pass: what no screen or score could hold.
STRICTER = {
    *("bad_id", "bad_version", "bad_framework_id", "bad_date", "weight_too_large"),
    *("weight_not_a_number", "text_expected", "text_too_long", "not_a_list", "not_a_mapping"),
    *("missing_key", "missing_translation", "words_expected", "duplicate_id", "unknown_theme"),
    *("level_not_whole", "bad_decimals", "unknown_provenance", "asked_of_all_missing"),
    *("unknown_schema", "no_source", "unknown_axis", "cyclic", "unknown_parent", "notes_differ"),
}


@pytest.fixture(scope="session")
def oracle() -> ModuleType:
    """Return the checker that comes with the specifications."""
    spec = importlib.util.spec_from_file_location("oracle", shared("frameworks", "validate.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def codes(data: object) -> list[str]:
    return [fault.code for fault in check_framework(data, roles())]


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_framework_is_sound_and_scores_without_an_answer(name: str) -> None:
    data = data_of(name)

    assert codes(data) == []
    framework = build(data)
    assert framework.urn == data["urn"]
    if framework.scoring:
        score(framework, {})


def test_the_twenty_one_criteria_ask_each_role_what_the_design_says() -> None:
    cedre = build(data_of("cedre21"))
    asked = {
        role: " ".join(question.criterion.id for question in cedre.asked_of(role))
        for role in ("care_worker", "service_user", "family_carer", "board_member", "funder")
    }

    assert asked == {
        "care_worker": "c01 c03 c04 c06 c07 c16 c19 c20",
        "service_user": "c15 c16",
        "family_carer": "c15 c16",
        "board_member": "c08 c09 c10 c11",
        "funder": "",
    }
    assert len(cedre.asked_of("middle_manager")) == 21
    assert [anchor.value for anchor in cedre.asked_of("middle_manager")[0].anchors] == [1, 2, 3, 4]
    assert cedre.asked_roles()[:2] == ("senior_manager", "middle_manager")


Mutation = tuple[str, Callable[[Any], object], str]


def _set(*path: str | int, to: object) -> Callable[[Any], object]:
    def change(data: Any) -> None:
        for step in path[:-1]:
            data = data[step]
        data[path[-1]] = to

    return change


MUTATIONS: list[Mutation] = [
    ("duplicate criterion", _set("criteria", 1, "id", to="c01"), "duplicate_id"),
    ("weight zero", _set("criteria", 0, "weight", to=0), "weight_not_positive"),
    ("weight below zero", _set("criteria", 0, "weight", to=-2), "weight_not_positive"),
    ("weight not a number", _set("criteria", 0, "weight", to="NaN"), "weight_not_a_number"),
    ("weight absurd", _set("criteria", 0, "weight", to=10**30), "weight_too_large"),
    ("weight missing", _set("criteria", 0, "weight", to=None), "weight_not_a_number"),
    ("unknown axis", _set("criteria", 0, "axis", to="moral"), "unknown_axis"),
    ("unknown theme", _set("criteria", 0, "theme", to="moral"), "unknown_theme"),
    ("unknown objective", _set("criteria", 0, "objective", to="o9"), "unknown_objective"),
    ("theme of no axis", _set("themes", 0, "axis", to=["moral"]), "unknown_axis"),
    ("no English title", _set("criteria", 0, "title", to={"fr": "Seul"}), "missing_translation"),
    ("blank French", _set("title", "fr", to="  "), "missing_translation"),
    ("first year", _set("validity", "from", to="0001-01-01"), "bad_date"),
    ("last year", _set("validity", "until", to="9999-12-31"), "bad_date"),
    ("no date", _set("validity", "from", to="32/13/2026"), "bad_date"),
    ("ends first", _set("validity", to={"from": "2026-02-01", "until": "2026-01-01"}),
     "period_ends_before_start"),
    ("urn of another", _set("urn", to="urn:essaim:framework:autre:1"), "urn_mismatch"),
    ("version of another", _set("version", to="2026.2"), "urn_mismatch"),
    ("levels fall", _set("scale", "levels", 0, "value", to=9), "levels_not_rising"),
    ("level without descriptor", _set("scale", "levels", 0, "descriptor", to=None),
     "words_expected"),
    ("levels used differ", _set("scoring", "levels_used", "max", to=5), "levels_used_differ"),
    ("unknown family", _set("scoring", "family", to="magic"), "unknown_family"),
    ("profile with a total", _set("scoring", to={"family": "profile", "total": "mean"}),
     "profile_with_total"),
    ("unknown role", _set("criteria", 0, "asked", 0, "role", to="boss"), "unknown_role"),
    ("asked of all already", _set("criteria", 0, "asked", 0, "role", to="middle_manager"),
     "asked_twice"),
    ("anchor missing", _set("criteria", 0, "asked", 0, "anchors", to=[]), "anchors_differ"),
    ("long question",
     _set("criteria", 0, "asked", 0, "question", to={"fr": "un mot " * 8, "en": "Long?"}),
     "not_plain"),
    ("seed elsewhere", _set("criteria", 0, "source", to="ailleurs"), "seed_without_seminar"),
    ("public without source", _set("criteria", 2, "provenance", to="public"),
     "public_without_source"),
    ("notes differ", _set("notes", "en", to=["one"]), "notes_differ"),
    ("no source", _set("sources", to=[]), "no_source"),
    ("no criterion", _set("criteria", to=[]), "no_criterion"),
    ("unknown kind", _set("kind", to="list"), "unknown_kind"),
    ("a nomenclature scored", _set("kind", to="nomenclature"), "nomenclature_scored"),
    ("unknown status", _set("status", to="perhaps"), "unknown_status"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code"), [each[1:] for each in MUTATIONS], ids=[each[0] for each in MUTATIONS]
)
def test_each_fault_is_named(change: Callable[[Any], object], code: str) -> None:
    data = data_of("cedre21")
    change(data)

    assert code in codes(data)


def test_more_than_eight_questions_to_a_role_are_refused_once() -> None:
    data = data_of("cedre21")
    question = data["criteria"][0]["asked"][0]
    for criterion in data["criteria"]:
        criterion["asked"] = [deepcopy(question)]

    assert codes(data).count("too_many_questions") == 1


def test_weights_that_sum_to_nothing_are_said_as_such() -> None:
    data = data_of("cedre21")
    for criterion in data["criteria"]:
        criterion["weight"] = 0

    assert codes(data).count("weights_sum_to_zero") == 1


def test_nodes_that_turn_in_circles_are_refused_with_their_circle() -> None:
    data = data_of("example_hierarchical")
    first, second, third, _ = data["objectives"]
    first["parent"], second["parent"], third["parent"] = "A1.2", "A2.1", "A1.1"

    faults = [each for each in check_framework(data, roles()) if each.code == "cyclic"]
    assert len(faults) == 3
    assert faults[0].facts["chain"] == "A1.1 → A1.2 → A2.1 → A1.1"
    data["objectives"][0]["parent"] = "nowhere"
    assert "unknown_parent" in codes(data)


def test_a_node_without_a_code_turns_in_no_circle() -> None:
    data = data_of("example_hierarchical")
    data["objectives"][0] = {"parent": ""}

    assert "cyclic" not in codes(data)


def test_an_objective_of_no_theme_is_refused() -> None:
    data = data_of("example_hierarchical")
    data["objectives"][0]["theme"] = "A9"

    assert codes(data) == ["unknown_theme"]


def test_every_fault_is_given_with_its_line_not_only_the_first() -> None:
    text = (LIBRARY / "cedre21.yaml").read_text(encoding="utf-8")
    text = text.replace("- id: c02\n  axis: social", "- id: c01\n  axis: moral", 1)
    text = text.replace("  weight: 1\n- id: c06", "  weight: -1\n- id: c06", 1)
    data, line_of = read_yaml(text)

    found = [(each.line, each.place, each.code) for each in check_framework(data, roles(), line_of)]

    lines = text.splitlines()
    expected = [
        (lines.index("  axis: moral"), "criteria[1].id", "duplicate_id"),
        (lines.index("  axis: moral") + 1, "criteria[1].axis", "unknown_axis"),
        (lines.index("  weight: -1") + 1, "criteria[4].weight", "weight_not_positive"),
    ]
    assert found == expected


@pytest.mark.parametrize("data", [None, [], "texte", 3, {}, {"id": {}}, {"criteria": "x"}])
def test_what_is_no_framework_at_all_is_a_fault_not_a_crash(data: object) -> None:
    assert codes(data)


def accepts(oracle: ModuleType, data: Any) -> bool:
    """Ask the oracle; whatever breaks it is refused."""
    oracle.problems.clear()
    try:
        with redirect_stdout(io.StringIO()):
            oracle.check_framework("mutated", data, set(roles()))
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        return False
    return not oracle.problems


JUNK: st.SearchStrategy[object] = st.one_of(
    st.none(),
    st.integers(-3, 9),
    st.booleans(),
    st.sampled_from(["", "c01", "social", "x y", "0001-01-01", "2026-06-01", "NaN", "A1"]),
    st.sampled_from(["public", "seed", "forbidden", "profile", "additive", "draft"]),
    st.just([]),
    st.just({}),
    st.just({"fr": "Texte", "en": "Text"}),
)


def _places(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inside: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    return [path, *(place for key, each in inside for place in _places(each, (*path, key)))]


PLACES = {name: _places(data_of(name))[1:] for name in NAMES}


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    """Draw a shipped framework with one to three places changed, removed or given twice."""
    name = draw(st.sampled_from(NAMES))
    data = data_of(name)
    for _ in range(draw(st.integers(1, 3))):
        *above, last = draw(st.sampled_from(PLACES[name]))
        place = data
        for step in above:
            try:
                place = place[step]
            except (KeyError, IndexError, TypeError):
                break
        else:
            _mutate(draw, place, last)
    return data


def _mutate(draw: st.DrawFn, place: Any, last: str | int) -> None:
    act = draw(st.sampled_from(["set", "drop", "twice"]))
    is_there = (isinstance(place, dict) and last in place) or (
        isinstance(place, list) and isinstance(last, int) and last < len(place)
    )
    if not is_there:
        return
    if act == "drop":
        del place[last]
    elif act == "twice" and isinstance(place, list):
        place.append(deepcopy(place[int(last)]))
    else:
        place[last] = deepcopy(draw(JUNK))


class Plain(yaml.SafeDumper):
    def ignore_aliases(self, _data: object) -> bool:
        return True


@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=mutated())
def test_what_the_oracle_refuses_we_refuse_and_what_we_accept_can_be_used(
    oracle: ModuleType, data: Any
) -> None:
    text = yaml.dump(data, Dumper=Plain, allow_unicode=True)
    read, line_of = read_yaml(text)
    faults = check_framework(read, roles(), line_of)
    accepted = accepts(oracle, yaml.safe_load(text))

    if not accepted:
        assert faults, "the oracle refuses this"
    else:
        assert {fault.code for fault in faults} <= STRICTER
    assert all(1 <= fault.line <= text.count("\n") for fault in faults)
    if not faults:
        framework = build(read)
        if framework.scoring:
            score(framework, {})
