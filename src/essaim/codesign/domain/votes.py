"""How votes are counted: dots, scores, majority judgment; exact, ties said as ties."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from essaim.codesign.domain.steps import VoteMethod
from essaim.kernel.errors import DomainError

#: Highest score, and the grades of majority judgment from « à rejeter » to « excellent ».
HIGHEST_SCORE = 5
GRADES = 6


@dataclass(frozen=True, slots=True)
class Tally:
    """What one idea received: how many people voted for it, its total, its measure."""

    idea: int
    voters: int
    total: int
    measure: Fraction
    rank: int


def check_ballot(
    method: VoteMethod, values: Mapping[int, int], *, dots: int, ideas: Sequence[int]
) -> None:
    """Refuse a ballot the rule of the vote does not know.

    >>> check_ballot(VoteMethod.DOTS, {1: 2, 2: 1}, dots=3, ideas=[1, 2])

    Raises:
        DomainError: ``vote_unknown_idea``, ``vote_value``, ``vote_too_many_dots``.
    """
    if set(values) - set(ideas):
        raise DomainError("vote_unknown_idea")
    if method is VoteMethod.DOTS:
        if any(value < 0 for value in values.values()):
            raise DomainError("vote_value")
        if sum(values.values()) > dots:
            raise DomainError("vote_too_many_dots", dots=dots)
        return
    highest = HIGHEST_SCORE if method is VoteMethod.SCORE else GRADES - 1
    if any(not 0 <= value <= highest for value in values.values()):
        raise DomainError("vote_value")


def count_votes(
    method: VoteMethod, ballots: Sequence[Mapping[int, int]], ideas: Sequence[int]
) -> tuple[Tally, ...]:
    """Return the ideas from the most to the least chosen; equals share a rank.

    *measure* is the number of dots, the mean score, or the majority grade (0 to 5).
    """
    if method is VoteMethod.JUDGMENT:
        return _judged(ballots, ideas)
    given = {idea: [b[idea] for b in ballots if idea in b] for idea in ideas}
    measures = {
        idea: Fraction(sum(values))
        if method is VoteMethod.DOTS
        else Fraction(sum(values), len(values) or 1)
        for idea, values in given.items()
    }
    return _ranked({idea: (measures[idea],) for idea in ideas}, given, measures)


def majority_gauge(grades: Sequence[int]) -> tuple[int, ...]:
    """Return the key that orders ideas in majority judgment, the greater the better.

    The median grade (the lower one when even), then the medians left as each is taken away
    (M. Balinski and R. Laraki, *Majority Judgment*, 2011).

    >>> majority_gauge([5, 3, 2]) > majority_gauge([4, 3, 3])
    False
    """
    left, key = sorted(grades), list[int]()
    while left:
        key.append(left.pop((len(left) - 1) // 2))
    return tuple(key)


def _judged(ballots: Sequence[Mapping[int, int]], ideas: Sequence[int]) -> tuple[Tally, ...]:
    """Count every voter for every idea: a grade not given is the lowest, as the method has it."""
    given = {idea: [ballot.get(idea, 0) for ballot in ballots] for idea in ideas}
    keys = {idea: majority_gauge(grades) for idea, grades in given.items()}
    medians = {idea: Fraction(key[0] if key else 0) for idea, key in keys.items()}
    return _ranked(keys, given, medians)


def _ranked(
    keys: Mapping[int, tuple[Fraction | int, ...]],
    given: Mapping[int, Sequence[int]],
    measures: Mapping[int, Fraction],
) -> tuple[Tally, ...]:
    places = list(keys)
    order = sorted(places, key=lambda idea: places.index(idea))
    order.sort(key=lambda idea: keys[idea], reverse=True)
    better = Counter({idea: sum(keys[other] > keys[idea] for other in places) for idea in places})
    return tuple(
        Tally(
            idea,
            voters=sum(value > 0 for value in given[idea]),
            total=sum(given[idea]),
            measure=measures[idea],
            rank=better[idea] + 1,
        )
        for idea in order
    )
