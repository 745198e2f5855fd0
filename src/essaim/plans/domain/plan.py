"""The life of a plan: who may move it, and what a signature requires."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from essaim.kernel.errors import DomainError
from essaim.kernel.period import Period, check_day
from essaim.platform.domain.viewer import Role

#: A plan covers three years: the progressive plan of the seminar (S5).
PLAN_YEARS = 3


class PlanState(StrEnum):
    """Draft: director and adviser write. Proposed: director and board sign, or send back.

    Signed: nothing is written any more but actions. Running, from the first outcome or the
    first action started: director and adviser record. Closed, with its third year: nobody acts.
    """

    DRAFT = "draft"
    PROPOSED = "proposed"
    SIGNED = "signed"
    RUNNING = "running"
    CLOSED = "closed"


TRANSITIONS: dict[PlanState, frozenset[PlanState]] = {
    PlanState.DRAFT: frozenset({PlanState.PROPOSED}),
    PlanState.PROPOSED: frozenset({PlanState.DRAFT, PlanState.SIGNED}),
    PlanState.SIGNED: frozenset({PlanState.RUNNING}),
    PlanState.RUNNING: frozenset({PlanState.CLOSED}),
    PlanState.CLOSED: frozenset(),
}
#: The refusal says which state the act needed.
_REFUSALS = {
    PlanState.DRAFT: "plan_not_proposed",
    PlanState.PROPOSED: "plan_not_draft",
    PlanState.SIGNED: "plan_not_proposed",
    PlanState.RUNNING: "plan_not_signed",
    PlanState.CLOSED: "plan_not_running",
}
#: What others may read and rely on: an agreement is tied to a plan in one of these states.
BINDING = frozenset({PlanState.SIGNED, PlanState.RUNNING, PlanState.CLOSED})


def move_plan(state: PlanState, to: PlanState) -> PlanState:
    """Return *to* when a plan may go there from *state*.

    >>> move_plan(PlanState.DRAFT, PlanState.PROPOSED)
    <PlanState.PROPOSED: 'proposed'>

    Raises:
        DomainError: ``plan_not_draft``, ``plan_not_proposed``, ``plan_not_signed``…
    """
    if to not in TRANSITIONS[state]:
        raise DomainError(_REFUSALS[to])
    return to


def plan_years(start_year: int) -> tuple[int, ...]:
    """Return the three calendar years of a plan.

    >>> plan_years(2026)
    (2026, 2027, 2028)

    Raises:
        DomainError: ``year_out_of_range``.
    """
    years = tuple(range(start_year, start_year + PLAN_YEARS))
    for year in years:
        Period.year(year)
    return years


def check_plan_year(start_year: int, year: int) -> int:
    """Return *year* when it is one of the plan's.

    Raises:
        DomainError: ``year_not_in_plan``.
    """
    years = plan_years(start_year)
    if year not in years:
        raise DomainError("year_not_in_plan", year=year, start=years[0], end=years[-1])
    return year


@dataclass(frozen=True, slots=True)
class Promise:
    """What a signature looks at in a target of a year: who collects it, when, from where."""

    name: str
    year: int
    collector: str
    source: str
    due_on: date | None

    @property
    def is_collectable(self) -> bool:
        return bool(self.collector.strip() and self.source.strip() and self.due_on)


def check_due_day(due_on: date, *, year: int, name: str) -> date:
    """Return *due_on*: a value of *year* cannot be asked for before that year.

    Raises:
        DomainError: ``date_out_of_range``, ``due_before_year``.
    """
    if check_day(due_on, name=name) < date(year, 1, 1):
        raise DomainError("due_before_year", target=name, year=year)
    return due_on


def check_signable(promises: Iterable[Promise]) -> None:
    """Refuse to sign promises that nobody could observe.

    Raises:
        DomainError: ``plan_without_target``; ``indicator_without_collector``, naming the
            targets that lack a collector, a source or a due date.
    """
    known = tuple(promises)
    if not known:
        raise DomainError("plan_without_target")
    lacking = [f"{each.name} ({each.year})" for each in known if not each.is_collectable]
    if lacking:
        raise DomainError("indicator_without_collector", targets=", ".join(lacking))


def awaited_signatures(signed: Collection[Role], *, has_board: bool) -> tuple[Role, ...]:
    """Return the roles that have still to sign: the director, and the board where there is one.

    >>> awaited_signatures({Role.DIRECTOR}, has_board=True)
    (<Role.BOARD_MEMBER: 'board_member'>,)
    """
    asked = (Role.DIRECTOR, Role.BOARD_MEMBER) if has_board else (Role.DIRECTOR,)
    return tuple(role for role in asked if role not in signed)
