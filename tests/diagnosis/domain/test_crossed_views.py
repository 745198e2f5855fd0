"""Crossed views: the worked figures of the rule, and what holds whatever the answers."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.diagnosis.domain.crossed_views import (
    Collective,
    CrossedViews,
    GapLevel,
    Mark,
    RoleAnswers,
    Scale,
    Standing,
    cross_views,
    dispersion,
    median,
)
from essaim.diagnosis.domain.roles import Absence, RespondentRole
from essaim.kernel.errors import DomainError

HEAD, MANAGER = RespondentRole.SENIOR_MANAGER, RespondentRole.MIDDLE_MANAGER
WORKER, USER = RespondentRole.CARE_WORKER, RespondentRole.SERVICE_USER
WORKERS = [1, 2, 1, 1, 2, 2, 1, 3, 1, 2, 1, 1]
JOBS: dict[RespondentRole, RoleAnswers] = {
    HEAD: [4],
    MANAGER: [3, 3, 4, 2, 3],
    WORKER: WORKERS,
    USER: [2, 3, 2],
}
MARKS: st.SearchStrategy[Mark] = st.one_of(st.integers(1, 4), st.sampled_from(Absence))
GROUPS: st.SearchStrategy[RoleAnswers] = st.one_of(
    st.lists(MARKS, max_size=12),
    st.builds(Collective, st.integers(2, 9), st.none() | st.integers(1, 4)),
)
ROUNDS = st.dictionaries(
    st.sampled_from([f"c{number:02}" for number in range(1, 22)]),
    st.dictionaries(st.sampled_from(RespondentRole), GROUPS, max_size=5),
    max_size=6,
)


def crossed(roles: dict[RespondentRole, RoleAnswers], *consent: RespondentRole) -> CrossedViews:
    return cross_views(
        {"c02": {MANAGER: [2] * 5, WORKER: [2] * 5}, "c01": roles}, consent_alone=consent
    )


def test_the_worked_example_shows_two_groups_masks_the_users_and_puts_the_criterion_first() -> None:
    views = crossed(JOBS, HEAD)
    jobs = views.criteria["c01"]

    managers, workers = jobs.roles[MANAGER], jobs.roles[WORKER]
    assert (managers.n, managers.median, managers.dispersion) == (5, Fraction(3), Fraction(2, 5))
    assert (workers.n, workers.median, workers.dispersion) == (12, Fraction(1), Fraction(1, 2))
    assert (jobs.gap, jobs.level) == (Fraction(2), GapLevel.DISAGREEMENT)
    assert views.ranking == ("c01", "c02")
    assert views.masked == (("c01", USER),)


def test_the_head_is_shown_alone_only_by_own_consent_and_stays_outside_the_gap() -> None:
    with_consent = crossed(JOBS, HEAD).criteria["c01"].roles[HEAD]

    assert (with_consent.standing, with_consent.n, with_consent.median) == (
        Standing.ALONE,
        1,
        Fraction(4),
    )
    assert not with_consent.is_in_gap
    assert crossed(JOBS).criteria["c01"].roles[HEAD].standing is Standing.HIDDEN
    assert crossed(JOBS).criteria["c01"].gap == 2


def test_two_managers_are_masked_and_their_collective_answer_restores_the_gap() -> None:
    alone = crossed({MANAGER: [3, 3], WORKER: WORKERS}).criteria["c01"]
    together = crossed({MANAGER: Collective(2, 3), WORKER: WORKERS}).criteria["c01"]

    assert (alone.gap, alone.level) == (None, None)
    assert (together.gap, together.level) == (Fraction(2), GapLevel.DISAGREEMENT)
    assert together.roles[MANAGER].dispersion is None


def test_a_group_that_does_not_agree_is_shown_without_level_and_without_gap() -> None:
    view = crossed({MANAGER: Collective(3, None), WORKER: WORKERS}).criteria["c01"]

    assert (view.roles[MANAGER].n, view.roles[MANAGER].median, view.gap) == (3, None, None)


def test_no_absence_counts_as_a_level_or_enlarges_a_group() -> None:
    marks: list[Mark] = [1, 1, 1, 1, Absence.DONT_KNOW, Absence.NOT_APPLICABLE, Absence.UNANSWERED]

    assert not crossed({WORKER: marks}).criteria["c01"].roles[WORKER].is_shown
    assert crossed({WORKER: [*marks, 3]}).criteria["c01"].roles[WORKER].n == 5


def test_nobody_else_of_the_role_was_there_when_the_head_is_shown_alone() -> None:
    view = crossed({HEAD: [4, Absence.DONT_KNOW]}, HEAD).criteria["c01"].roles[HEAD]

    assert view.standing is Standing.HIDDEN


@pytest.mark.parametrize("role", [role for role in RespondentRole if role is not HEAD])
def test_consent_alone_is_never_asked_of_a_subordinate(role: RespondentRole) -> None:
    with pytest.raises(DomainError, match="no_free_consent"):
        crossed(JOBS, role)


@pytest.mark.parametrize("answers", [[0], [5], Collective(2, 5)])
def test_a_level_off_the_scale_is_refused(answers: RoleAnswers) -> None:
    with pytest.raises(DomainError, match="level_off_scale"):
        crossed({MANAGER: answers})


def test_a_group_of_one_is_no_group_and_a_scale_goes_up() -> None:
    with pytest.raises(DomainError, match="collective_too_small"):
        Collective(1, 3)
    with pytest.raises(DomainError, match="scale_reversed"):
        Scale(4, 4)


def test_on_three_levels_the_widest_gap_is_to_discuss() -> None:
    views = cross_views({"e01": {MANAGER: [0] * 5, WORKER: [2] * 5}}, scale=Scale(0, 2))

    assert views.criteria["e01"].level is GapLevel.TO_DISCUSS


def test_ties_of_gap_go_to_the_highest_dispersion_then_to_the_given_order() -> None:
    calm, torn = [2] * 5, [1, 1, 2, 3, 3]
    views = cross_views(
        {
            "c01": {USER: [1]},
            "c02": {MANAGER: calm, WORKER: calm},
            "c03": {MANAGER: calm, WORKER: torn},
            "c04": {MANAGER: calm, WORKER: calm},
        }
    )

    assert views.ranking == ("c03", "c02", "c04", "c01")


@given(ROUNDS, st.integers(2, 8), st.booleans())
def test_whatever_the_answers_small_groups_stay_hidden_and_the_order_holds(
    criteria: dict[str, dict[RespondentRole, RoleAnswers]], threshold: int, has_consent: bool
) -> None:
    consent = (HEAD,) if has_consent else ()
    views = cross_views(criteria, threshold=threshold, consent_alone=consent)

    for code, roles in criteria.items():
        for role, answers in roles.items():
            view = views.criteria[code].roles[role]
            assert view.is_shown == ((code, role) not in views.masked)
            if view.standing is Standing.SHOWN:
                assert not isinstance(answers, Collective)
                assert threshold <= (view.n or 0) <= len(answers)
            if view.standing is Standing.HIDDEN:
                assert (view.n, view.median, view.dispersion) == (None, None, None)
            if view.standing is Standing.ALONE:
                assert role is HEAD
                assert has_consent
    gaps = [views.criteria[code].gap for code in views.ranking]
    known = [each for each in gaps if each is not None]
    assert known == sorted(known, reverse=True)
    assert gaps[len(known) :] == [None] * (len(gaps) - len(known))
    assert sorted(views.ranking) == sorted(criteria)


@given(st.lists(st.integers(1, 4), min_size=1, max_size=30))
def test_order_of_arrival_changes_neither_median_nor_dispersion(levels: list[int]) -> None:
    mixed = sorted(levels, reverse=True)

    assert median(mixed) == median(levels)
    assert dispersion(mixed) == dispersion(levels)
    assert min(levels) <= median(levels) <= max(levels)
    assert 0 <= dispersion(levels) <= Fraction(3, 2)
