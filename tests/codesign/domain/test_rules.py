"""The rules of a session, by examples and by properties."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.codesign.domain.notes import NoteAct, NoteActKind, clean_note, heirs, origins
from essaim.codesign.domain.steps import Step, StepKind, VoteMethod, check_steps
from essaim.codesign.domain.votes import count_votes, majority_gauge
from essaim.codesign.queries.frames import frames
from essaim.kernel.errors import DomainError


def test_every_frame_of_the_library_can_be_run() -> None:
    assert [frame.id for frame in frames()] == ["creativity", "quick", "judgment"]
    assert [frame.minutes for frame in frames()] == [55, 30, 80]


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ([], "frame_empty"),
        ([Step(StepKind.GROUP, 5)], "frame_without_writing"),
        ([Step(StepKind.WRITE, 0)], "step_minutes"),
        ([Step(StepKind.WRITE, 5)] * 13, "frame_too_long"),
        ([Step(StepKind.WRITE, 5), Step(StepKind.VOTE, 5)], "vote_without_method"),
        ([Step(StepKind.WRITE, 5), Step(StepKind.VOTE, 5, VoteMethod.DOTS)], "vote_dots"),
        (
            [Step(StepKind.VOTE, 5, VoteMethod.SCORE), Step(StepKind.WRITE, 5)],
            "vote_before_writing",
        ),
    ],
)
def test_a_frame_that_cannot_be_run_is_refused(steps: list[Step], code: str) -> None:
    with pytest.raises(DomainError, match=code):
        check_steps(steps)


@given(st.text(max_size=400))
def test_a_cleaned_note_is_cleaned_once_for_all(text: str) -> None:
    try:
        once = clean_note(text)
    except DomainError:
        return
    assert clean_note(once) == once
    assert "\u202e" not in once


ACTS = st.lists(
    st.tuples(st.sampled_from(list(NoteActKind)), st.sets(st.integers(1, 6), min_size=1)),
    max_size=6,
)


@given(ACTS)
def test_what_a_note_became_comes_from_it(found: list[tuple[NoteActKind, set[int]]]) -> None:
    acts = [
        NoteAct(kind, tuple(sorted(sources)), (100 + place,))
        for place, (kind, sources) in enumerate(found)
    ]
    for note, became in heirs(range(1, 7), acts).items():
        assert all(note in origins(each, acts) for each in became)


def test_majority_judgment_prefers_the_better_median_then_what_is_left() -> None:
    ballots = [{1: 5, 2: 3}, {1: 2, 2: 3}, {1: 2, 2: 3}, {1: 5, 2: 2}]
    first, second = count_votes(VoteMethod.JUDGMENT, ballots, [1, 2])

    assert (first.idea, first.measure) == (2, Fraction(3))
    assert (second.idea, second.measure) == (1, Fraction(2))


def test_equal_ideas_share_a_rank() -> None:
    tallies = count_votes(VoteMethod.DOTS, [{1: 1, 2: 1}, {3: 3}], [1, 2, 3])

    assert [(tally.idea, tally.rank) for tally in tallies] == [(3, 1), (1, 2), (2, 2)]


@given(st.lists(st.integers(0, 5), min_size=1, max_size=30))
def test_the_gauge_holds_every_grade_and_starts_with_the_median(grades: list[int]) -> None:
    gauge = majority_gauge(grades)
    assert sorted(gauge) == sorted(grades)
    assert gauge[0] == sorted(grades)[(len(grades) - 1) // 2]


@given(
    st.lists(st.dictionaries(st.integers(1, 4), st.integers(0, 5), max_size=4), max_size=20),
    st.sampled_from(list(VoteMethod)),
)
def test_every_idea_is_counted_once_whatever_the_vote(
    ballots: list[dict[int, int]], method: VoteMethod
) -> None:
    tallies = count_votes(method, ballots, [1, 2, 3, 4])
    assert sorted(tally.idea for tally in tallies) == [1, 2, 3, 4]
    assert [tally.rank for tally in tallies] == sorted(tally.rank for tally in tallies)
