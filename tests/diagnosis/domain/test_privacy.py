"""Small cells: the closed list of tables, and the attack on what they print together."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essaim.diagnosis.domain.bounds import hold
from essaim.diagnosis.domain.privacy import (
    Cell,
    Figure,
    Population,
    allowed_total,
    check_publishable,
    complement,
    is_dominated,
    leaks,
)
from essaim.diagnosis.domain.roles import RespondentRole
from essaim.kernel.errors import DomainError

COUNTS = {
    RespondentRole.SENIOR_MANAGER: 1,
    RespondentRole.MIDDLE_MANAGER: 5,
    RespondentRole.CARE_WORKER: 12,
    RespondentRole.SERVICE_USER: 3,
}


def cell(role: RespondentRole, criterion: str = "c01") -> Cell:
    return Cell(criterion, role)


def printed(*roles: RespondentRole, table: str = "crossed_views") -> Figure:
    return Figure(table, frozenset(map(cell, roles)), sum(COUNTS[role] for role in roles))


SHOWN = [printed(RespondentRole.MIDDLE_MANAGER), printed(RespondentRole.CARE_WORKER)]
MASKED = {
    cell(role): COUNTS[role]
    for role in (RespondentRole.SENIOR_MANAGER, RespondentRole.SERVICE_USER)
}


def test_the_groups_shown_and_their_own_total_tell_nothing_of_the_others() -> None:
    total = printed(RespondentRole.MIDDLE_MANAGER, RespondentRole.CARE_WORKER, table="shown_total")

    assert total.n == allowed_total(COUNTS, threshold=5) == 17
    assert leaks([*SHOWN, total], MASKED, threshold=5) == []


def test_the_total_of_twenty_one_answers_gives_the_users_away() -> None:
    found = leaks([*SHOWN, printed(*COUNTS, table="export")], MASKED, threshold=5)

    assert any(leak.cells == {cell(RespondentRole.SERVICE_USER)} for leak in found)
    assert {leak.highest for leak in found} == {3}


def test_two_totals_that_differ_by_three_people_give_them_away() -> None:
    wide = printed(RespondentRole.CARE_WORKER, RespondentRole.SERVICE_USER, table="filtered")

    assert leaks([wide, SHOWN[1]], MASKED, threshold=5)


def test_three_sums_by_pairs_give_each_hidden_cell_away() -> None:
    roles = (RespondentRole.SERVICE_USER, RespondentRole.FAMILY_CARER, RespondentRole.FUNDER)
    hidden = dict.fromkeys(map(cell, roles), 3)
    pairs = [Figure("pairs", frozenset(hidden) - {each}, 6) for each in hidden]

    found = leaks(pairs, hidden, threshold=5)

    assert {next(iter(leak.cells)) for leak in found if leak.lowest == leak.highest == 3} == set(
        hidden
    )


def test_a_total_that_must_include_a_small_role_hides_a_second_one() -> None:
    counts = dict(COUNTS)
    del counts[RespondentRole.SENIOR_MANAGER]

    assert complement(counts, threshold=5, has_total=True) == {
        RespondentRole.SERVICE_USER,
        RespondentRole.MIDDLE_MANAGER,
    }
    assert complement(counts, threshold=5, has_total=False) == {RespondentRole.SERVICE_USER}


@given(
    st.dictionaries(
        st.sampled_from([role for role in RespondentRole if role != "senior_manager"]),
        st.integers(0, 15),
        min_size=2,
        max_size=6,
    )
)
def test_tables_made_by_the_rule_never_leak(counts: dict[RespondentRole, int]) -> None:
    shown = {role: n for role, n in counts.items() if n >= 5}
    figures = [Figure("crossed_views", frozenset({cell(role)}), n) for role, n in shown.items()]
    if shown:
        cells = frozenset(map(cell, shown))
        figures.append(Figure("shown_total", cells, allowed_total(counts, threshold=5)))

    hidden = {cell(role): n for role, n in counts.items() if role not in shown}
    assert leaks(figures, hidden, threshold=5) == []


def test_two_tables_that_differ_by_a_handful_are_refused_when_declared() -> None:
    everyone = Population("crossed_views", frozenset(range(17)))

    check_publishable([everyone, Population("shown_total", frozenset(range(17)))], threshold=5)
    check_publishable([everyone, Population("shown_total", frozenset(range(12)))], threshold=5)
    for fewer in (13, 14, 15, 16):
        with pytest.raises(DomainError, match="tables_too_close"):
            check_publishable(
                [everyone, Population("shown_total", frozenset(range(fewer)))], threshold=5
            )


def test_no_table_off_the_closed_list_is_declared() -> None:
    with pytest.raises(DomainError, match="table_not_publishable"):
        check_publishable([Population("by_team", frozenset())], threshold=5)


def test_one_organisation_does_not_dominate_a_public_total() -> None:
    assert is_dominated([860, 90, 50])
    assert not is_dominated([850, 90, 60])
    assert is_dominated([10, 10])


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 9), min_size=2, max_size=5), st.data())
def test_bounds_hold_the_truth_and_match_what_counting_finds(
    truth: list[int], data: st.DataObject
) -> None:
    names = list(range(len(truth)))
    subsets = st.lists(st.sets(st.sampled_from(names), min_size=1), min_size=1, max_size=4)
    sums = [
        (frozenset(members), sum(truth[name] for name in members)) for members in data.draw(subsets)
    ]

    held = hold(sums, dict.fromkeys(names, (0, 9)))

    for name, (low, high) in held.items():
        assert high is not None
        assert 0 <= low <= truth[name] <= high <= 9


def test_an_unbounded_unknown_has_no_highest_value() -> None:
    assert hold([], {"x": (5, None)}) == {"x": (Fraction(5), None)}
    assert hold([(frozenset("xy"), 12)], {"x": (5, None), "y": (5, None)})["x"] == (
        Fraction(5),
        Fraction(7),
    )
