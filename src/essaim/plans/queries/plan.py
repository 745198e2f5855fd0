"""A plan on one page: its targets and actions by axis, its calendar, who has to sign."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from essaim.plans.domain.actions import Axis
from essaim.plans.domain.plan import BINDING, PlanState, awaited_signatures
from essaim.plans.domain.review import SETTLED, ReviewState
from essaim.plans.labels import AXES
from essaim.plans.labels.sayings import decimals_of, say_number
from essaim.plans.models import Action, ActionPlan, PlanSignature, PlanTarget, YearTarget
from essaim.plans.queries.diagnosis import Served, served_by
from essaim.plans.queries.pictures import bar_state, gantt_of, path_of, rubric_of
from essaim.plans.queries.scope import INSIDERS, SHOWN_REVIEWS, SIGNATORIES, WRITERS
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.labels import ROLES
from essaim.platform.pictures import Gantt, Path, Rubric
from essaim.platform.queries import roles_in


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target of the plan with its years, drawn."""

    plan_target: PlanTarget
    years: tuple[YearTarget, ...]
    path: Path | None
    rubric: Rubric | None
    is_collectable: bool
    asks: tuple[tuple[int, str], ...]
    served: tuple[Served, ...]


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action with what holds it back."""

    action: Action
    state: str
    waiting: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class AxisPart:
    """What the plan promises and does on one axis."""

    axis: Axis
    name: str
    targets: tuple[TargetLine, ...]
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year of the plan: what it asks, what waits, where its review stands."""

    year: int
    state: ReviewState
    asked: int
    waiting: int
    due_on: date | None
    has_number: bool
    has_rubric: bool
    is_shown: bool


@dataclass(frozen=True, slots=True)
class PlanRights:
    """What the viewer may do on the page of a plan."""

    may_write: bool = False
    may_act: bool = False
    may_sign: bool = False
    may_send_back: bool = False
    sees_objectives: bool = False


@dataclass(frozen=True, slots=True)
class PlanPage:
    """All that the page of a plan shows."""

    plan: ActionPlan
    axes: tuple[AxisPart, ...]
    years: tuple[YearLine, ...]
    chart: Gantt
    signatures: tuple[tuple[PlanSignature, str], ...]
    awaited: tuple[str, ...]
    rights: PlanRights
    lacking: tuple[TargetLine, ...]
    open_objectives: int

    @property
    def state(self) -> PlanState:
        return PlanState(self.plan.state)

    @property
    def has_targets(self) -> bool:
        return any(part.targets for part in self.axes)

    @property
    def next_year(self) -> int | None:
        """Return the first year whose review is open, once there are reviews."""
        if self.state not in BINDING:
            return None
        still = [each.year for each in self.years if each.state is ReviewState.OPEN and each.asked]
        return still[0] if still else self.years[-1].year


def plan_page(plan: ActionPlan, viewer: Viewer) -> PlanPage:
    """Return the page of a plan *viewer* was already allowed, in a fixed number of queries."""
    roles = roles_in(viewer, plan.organisation_id)
    states = plan.reviews.order_by().values_list("year", "state")
    reviews = {year: ReviewState(state) for year, state in states}
    is_inside = bool(roles & set(INSIDERS))
    shown = {year for year in plan.years if is_inside or reviews.get(year) in SHOWN_REVIEWS}
    targets, actions = _targets(plan, shown), _actions(plan)
    signatures = tuple(plan.signatures.select_related("account"))
    awaited = _awaited(plan, signatures)
    rights = _rights(plan, roles, awaited)
    return PlanPage(
        plan,
        tuple(_part(axis, targets, actions) for axis in Axis),
        tuple(_year(year, targets, reviews, shown) for year in plan.years),
        gantt_of(
            [each.action for each in actions],
            plan.years,
            timezone.localdate(),
            {each.action.pk: each.url for each in actions},
        ),
        tuple((each, str(ROLES[each.role])) for each in signatures),
        tuple(str(ROLES[role]) for role in awaited),
        rights,
        tuple(each for each in targets if not each.is_collectable),
        plan.objectives.filter(state="open").count() if rights.may_write else 0,
    )


def _targets(plan: ActionPlan, shown: set[int]) -> tuple[TargetLine, ...]:
    years: dict[int, list[YearTarget]] = defaultdict(list)
    rows = YearTarget.objects.filter(plan_target__plan=plan).select_related("plan_target")
    for each in rows.order_by("plan_target", "year"):
        years[each.plan_target_id].append(each)
    prefetch_related_objects([own[0].plan_target for own in years.values()], "criteria")
    served = served_by([own[0].plan_target for own in years.values()])
    lines = []
    for own in map(tuple, years.values()):
        row = own[0].plan_target
        visible = [each for each in own if each.year in shown]
        last = visible[-1] if visible else own[0]
        lines.append(
            TargetLine(
                row,
                own,
                path_of(row, own, None, is_shown=bool(shown)),
                rubric_of(row, _last_seen(visible) or last) if row.is_rubric else None,
                all(each.to_promise().is_collectable for each in own),
                tuple((each.year, _ask(each, own)) for each in own),
                served.get(row.pk, ()),
            )
        )
    return tuple(lines)


def _ask(target: YearTarget, years: Sequence[YearTarget]) -> str:
    line = target.plan_target
    if line.is_rubric:
        return gettext("niveau %(highest)s visé") % {"highest": line.highest}
    goals = [each.goal for each in years]
    return say_number(target.goal, line.unit, decimals=decimals_of(line.baseline, *goals))


def _last_seen(years: Sequence[YearTarget]) -> YearTarget | None:
    seen = [each for each in years if each.observed is not None]
    return seen[-1] if seen else None


def _actions(plan: ActionPlan) -> tuple[ActionLine, ...]:
    rows = Action.objects.filter(plan=plan).prefetch_related("conditions")
    return tuple(
        ActionLine(
            row,
            bar_state(row),
            tuple(each.blocked_by for each in row.conditions.all() if not each.met_on),
            reverse("plans:action", args=[row.pk]),
        )
        for row in rows
    )


def _part(axis: Axis, targets: Sequence[TargetLine], actions: Sequence[ActionLine]) -> AxisPart:
    return AxisPart(
        axis,
        str(AXES[axis]),
        tuple(each for each in targets if each.plan_target.axis == axis),
        tuple(each for each in actions if each.action.axis == axis),
    )


def _year(
    year: int, targets: Sequence[TargetLine], reviews: dict[int, ReviewState], shown: set[int]
) -> YearLine:
    own = [each for line in targets for each in line.years if each.year == year]
    waiting = [each for each in own if each.outcome.standing not in SETTLED]
    due = [each.due_on for each in waiting if each.due_on]
    return YearLine(
        year,
        reviews.get(year, ReviewState.OPEN),
        len(own),
        len(waiting),
        min(due, default=None),
        any(not each.plan_target.is_rubric for each in own),
        any(each.plan_target.is_rubric for each in own),
        year in shown,
    )


def _awaited(plan: ActionPlan, signatures: Sequence[PlanSignature]) -> tuple[Role, ...]:
    if plan.state != PlanState.PROPOSED:
        return ()
    has_board = plan.organisation.memberships.filter(role=Role.BOARD_MEMBER).exists()
    return awaited_signatures({Role(each.role) for each in signatures}, has_board=has_board)


def _rights(plan: ActionPlan, roles: set[Role], awaited: Sequence[Role]) -> PlanRights:
    writes = bool(roles & set(WRITERS))
    is_proposed = plan.state == PlanState.PROPOSED
    return PlanRights(
        may_write=writes and plan.state == PlanState.DRAFT,
        may_act=writes and plan.state != PlanState.CLOSED,
        may_sign=bool(roles & set(awaited)),
        may_send_back=is_proposed and bool(roles & {*WRITERS, *SIGNATORIES}),
        sees_objectives=bool(roles & set(INSIDERS)),
    )
