"""Small cells: what may be published of a round, and the attack that checks it.

A *figure* says something about a set of cells (a role on a criterion): how many answered, or a
median of them. The reader may subtract any figure from any other; the attack does it for them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from essaim.diagnosis.domain.bounds import hold
from essaim.diagnosis.domain.roles import MAY_STAND_ALONE, CollectionMode, RespondentRole
from essaim.kernel.errors import DomainError

#: Outside an organisation one organisation may not weigh more than this in a total.
DEFAULT_DOMINANCE = Fraction(85, 100)
DEFAULT_ORGANISATIONS = 3


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """The smallest group a reader may hear of: nothing finer is ever published."""

    criterion: str
    role: RespondentRole


@dataclass(frozen=True, slots=True)
class Figure:
    """A number printed somewhere: *table* names the page or file, *cells* what it covers."""

    table: str
    cells: frozenset[Cell]
    n: int


@dataclass(frozen=True, slots=True)
class Leak:
    """What a reader learns of fewer people than may be shown, and from which tables."""

    tables: tuple[str, ...]
    cells: frozenset[Cell]
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Population:
    """The people behind a declared table: two tables must not part by a handful of them."""

    table: str
    respondents: frozenset[int]


#: One group told by mode of answer, only when each mode is large enough by itself.
MODE_TABLES: dict[CollectionMode, str] = {
    mode: f"mode_{mode}" for mode in CollectionMode if mode != CollectionMode.COLLECTIVE
}
#: The closed list of what may be published of one round of one organisation.
PUBLISHABLE = (
    *("crossed_views", "shown_total", "collective", "alone_by_consent"),
    *MODE_TABLES.values(),
)


def check_publishable(tables: Sequence[Population], *, threshold: int) -> None:
    """Refuse a table off the closed list, and two tables that differ by too few respondents.

    >>> everyone = frozenset(range(17))
    >>> check_publishable([Population("crossed_views", everyone)], threshold=5)

    Raises:
        DomainError: ``table_not_publishable``, ``tables_too_close``.
    """
    for table in tables:
        if table.table not in PUBLISHABLE:
            raise DomainError("table_not_publishable", table=table.table)
    for index, one in enumerate(tables):
        for other in tables[index + 1 :]:
            apart = len(one.respondents ^ other.respondents)
            if 0 < apart < threshold:
                raise DomainError("tables_too_close", one=one.table, other=other.table, n=apart)


def complement(
    counts: Mapping[RespondentRole, int], *, threshold: int, has_total: bool
) -> frozenset[RespondentRole]:
    """Return the roles to hide: the small ones and, under a total, a second one beside a lone one.

    >>> counts = {RespondentRole.CARE_WORKER: 12, RespondentRole.MIDDLE_MANAGER: 5,
    ...           RespondentRole.SERVICE_USER: 3}
    >>> [str(role) for role in sorted(complement(counts, threshold=5, has_total=True))]
    ['middle_manager', 'service_user']
    """
    hidden = {role for role, n in counts.items() if 0 < n < threshold}
    if has_total and hidden and sum(counts[role] for role in hidden) < threshold:
        others = [role for role in counts if role not in hidden and counts[role]]
        hidden |= set(sorted(others, key=lambda role: counts[role])[:1])
    return frozenset(hidden)


def allowed_total(counts: Mapping[RespondentRole, int], *, threshold: int) -> int:
    """Return the only total a page may print: that of the roles shown.

    >>> counts = {RespondentRole.CARE_WORKER: 12, RespondentRole.MIDDLE_MANAGER: 5,
    ...           RespondentRole.SERVICE_USER: 3, RespondentRole.SENIOR_MANAGER: 1}
    >>> allowed_total(counts, threshold=5)
    17
    """
    return sum(n for n in counts.values() if n >= threshold)


def is_dominated(parts: Collection[int], *, most: Fraction = DEFAULT_DOMINANCE) -> bool:
    """Return whether one organisation would be read through a public total.

    >>> is_dominated([860, 90, 50]), is_dominated([850, 90, 60]), is_dominated([500, 500])
    (True, False, True)
    """
    total = sum(parts)
    if len(parts) < DEFAULT_ORGANISATIONS or total <= 0:
        return True
    return Fraction(max(parts), total) > most


def leaks(figures: Iterable[Figure], hidden: Mapping[Cell, int], *, threshold: int) -> list[Leak]:
    """Return what the *figures* together tell about the *hidden* cells, given their true counts.

    The reader already knows that a masked group is smaller than *threshold*, and how many heads
    the organisation has. Two attacks: what is left of a figure once all that is known is taken
    away speaks of too few people; a hidden cell of n people is held within less than ± n.

    >>> masked = Cell("c01", RespondentRole.SERVICE_USER)
    >>> leaks([Figure("export", frozenset({masked}), 3)], {masked: 3}, threshold=5)[0].highest
    3
    """
    printed = list(dict.fromkeys(figures))
    known = {next(iter(each.cells)): each.n for each in printed if len(each.cells) == 1}
    for cell, n in hidden.items():
        if cell.role is MAY_STAND_ALONE:
            known.setdefault(cell, n)
    found = [*_named_outright(printed, hidden), *_remainders(printed, known, threshold)]
    found.extend(_differences(printed, hidden, threshold))
    found.extend(_tight_bounds(printed, known, hidden, threshold))
    return list(dict.fromkeys(found))


def _named_outright(printed: Sequence[Figure], hidden: Mapping[Cell, int]) -> Iterator[Leak]:
    for figure in printed:
        if len(figure.cells) == 1 and figure.cells <= hidden.keys():
            yield Leak((figure.table,), figure.cells, figure.n, figure.n)


def _remainders(
    printed: Sequence[Figure], known: Mapping[Cell, int], threshold: int
) -> Iterator[Leak]:
    for figure in printed:
        unseen = frozenset(cell for cell in figure.cells if cell not in known)
        rest = figure.n - sum(known[cell] for cell in figure.cells if cell in known)
        if unseen and 0 < rest < threshold:
            yield Leak((figure.table,), unseen, rest, rest)


def _differences(
    printed: Sequence[Figure], hidden: Mapping[Cell, int], threshold: int
) -> Iterator[Leak]:
    for large in printed:
        for small in printed:
            rest, apart = large.cells - small.cells, large.n - small.n
            if small.cells < large.cells and rest & hidden.keys() and 0 < apart < threshold:
                unseen = frozenset(rest & hidden.keys())
                yield Leak((large.table, small.table), unseen, apart, apart)


def _tight_bounds(
    printed: Sequence[Figure], known: Mapping[Cell, int], hidden: Mapping[Cell, int], threshold: int
) -> Iterator[Leak]:
    sums = [
        (unseen, figure.n - sum(known[cell] for cell in figure.cells - unseen))
        for figure in printed
        if (unseen := frozenset(cell for cell in figure.cells if cell not in known))
    ]
    cells = frozenset[Cell]().union(*(members for members, _total in sums))
    beforehand = {
        cell: (0, threshold - 1) if cell in hidden else (threshold, None) for cell in cells
    }
    tables = tuple(dict.fromkeys(figure.table for figure in printed if figure.cells & cells))
    for cell, (low, high) in hold(sums, beforehand).items():
        n = hidden.get(cell, 0)
        free_high = min(2 * n, threshold - 1)
        if n and high is not None and (low > 0 or high < free_high):
            yield Leak(tables, frozenset({cell}), ceil(low), floor(high))
