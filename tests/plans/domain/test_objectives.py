from hypothesis import given
from hypothesis import strategies as st

from essaim.plans.domain.objectives import CriterionReading, ProposalKind, propose_objectives

URN = "urn:essaim:framework:cedre21:2026.1"


def reading(code: str, rating: int | None, *, is_valued: bool = False) -> CriterionReading:
    return CriterionReading(URN, code, code, rating, is_valued=is_valued)


def test_weak_criteria_come_first_then_the_valued_ones() -> None:
    readings = [
        reading("c01", 2),
        reading("c02", 4),
        reading("c03", 3),
        reading("c04", 1),
        reading("c05", None),
        reading("c06", 3, is_valued=True),
    ]

    found = propose_objectives(readings, lowest=1, highest=4)

    assert [(each.reading.code, each.kind) for each in found] == [
        ("c04", ProposalKind.WEAK),
        ("c01", ProposalKind.WEAK),
        ("c02", ProposalKind.VALUED),
        ("c06", ProposalKind.VALUED),
    ]


def test_what_is_weak_and_valued_is_proposed_once_as_weak() -> None:
    found = propose_objectives([reading("c01", 1, is_valued=True)], lowest=1, highest=4)

    assert [each.kind for each in found] == [ProposalKind.WEAK]


@given(st.lists(st.one_of(st.none(), st.integers(1, 4)), max_size=21))
def test_nothing_undecided_is_proposed_and_nothing_twice(ratings: list[int | None]) -> None:
    readings = [reading(f"c{number:02}", rating) for number, rating in enumerate(ratings)]
    found = propose_objectives(readings, lowest=1, highest=4)

    codes = [each.reading.code for each in found]
    assert len(codes) == len(set(codes))
    assert all(each.reading.rating in {1, 2, 4} for each in found)
