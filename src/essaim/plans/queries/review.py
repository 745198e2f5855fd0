"""The review of a year: its rows, where it stands, and what the viewer may do there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

from django.db.models import Prefetch, prefetch_related_objects

from essaim.plans.domain.achievement import Outcome, OutcomeStanding, achievement, weight_shares
from essaim.plans.domain.plan import PlanState
from essaim.plans.domain.review import LookedAt, ReviewState, looked_at
from essaim.plans.models import ActionPlan, Evidence, PlanTarget, YearReview, YearTarget
from essaim.plans.queries.scope import INSIDERS, PROVERS, REVIEWERS, SHOWN_REVIEWS, WRITERS
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.queries import roles_in

#: States of a plan in which outcomes are recorded.
RECORDING = frozenset({PlanState.SIGNED, PlanState.RUNNING})


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A target of the year; an achievement of ``None`` is shown as « à renseigner »."""

    target: YearTarget
    achievement: Fraction | None
    weight: Fraction
    evidence: tuple[Evidence, ...]
    years: tuple[YearTarget, ...]

    @property
    def name(self) -> str:
        return self.target.plan_target.name

    @property
    def outcome(self) -> Outcome:
        return self.target.outcome

    @property
    def is_waiting(self) -> bool:
        return self.achievement is None


def year_rows(plan_id: int, year: int) -> tuple[ReviewRow, ...]:
    """Return the targets of a year, for a caller already allowed the plan.

    Two queries, whatever the number of targets: all the years of the plan, for each target is
    drawn with its own, then the pieces of this one. Weights are shares of
    the year; they are all 0 while nobody gave one.
    """
    years: dict[int, list[YearTarget]] = defaultdict(list)
    for each in YearTarget.objects.filter(plan_target__plan=plan_id).select_related("plan_target"):
        years[each.plan_target_id].append(each)
    targets = [each for own in years.values() for each in own if each.year == year]
    targets.sort(key=lambda each: (each.plan_target.position, each.pk))
    pieces = Prefetch("evidence", Evidence.objects.select_related("file"))
    prefetch_related_objects(targets, pieces)
    weights = [each.weight for each in targets]
    shares = weight_shares(weights) if sum(weights) else (Fraction(0),) * len(weights)
    return tuple(
        ReviewRow(
            each,
            achievement(each.to_domain(), each.outcome),
            share,
            tuple(each.evidence.all()),
            tuple(years[each.plan_target_id]),
        )
        for each, share in zip(targets, shares, strict=True)
    )


def review_state(plan_id: int, year: int) -> ReviewState:
    """Return where the review of a year stands, for a caller already allowed the plan."""
    row = YearReview.objects.filter(plan=plan_id, year=year).first()
    return ReviewState(row.state) if row else ReviewState.OPEN


@dataclass(frozen=True, slots=True)
class ReviewRights:
    """What the viewer may do on the page of a year."""

    may_record: bool = False
    may_prove: bool = False
    may_submit: bool = False
    may_return: bool = False


@dataclass(frozen=True, slots=True)
class YearReviewPage:
    """All that the page of a year shows; a funder sees no outcome before it is submitted."""

    plan: ActionPlan
    year: int
    review: YearReview
    rows: tuple[ReviewRow, ...]
    rights: ReviewRights
    is_shown: bool
    looked_at: LookedAt
    waiting: tuple[ReviewRow, ...] = field(default=())

    @property
    def state(self) -> ReviewState:
        return ReviewState(self.review.state)

    @property
    def reached(self) -> int:
        """Return how many targets are fully achieved."""
        return sum(row.achievement == 1 for row in self.rows)


def year_review(plan: ActionPlan, year: int, viewer: Viewer) -> YearReviewPage:
    """Return the page of a year of a plan *viewer* was already allowed."""
    review = YearReview.objects.filter(plan=plan, year=year).first() or YearReview(
        plan=plan, year=year
    )
    roles = roles_in(viewer, plan.organisation_id)
    is_shown = bool(roles & set(INSIDERS)) or review.state in SHOWN_REVIEWS
    rows = year_rows(plan.pk, year)
    return YearReviewPage(
        plan,
        year,
        review,
        rows,
        _rights(plan, review, roles),
        is_shown,
        looked_at([row.outcome for row in rows]),
        tuple(row for row in rows if row.is_waiting),
    )


def _rights(plan: ActionPlan, review: YearReview, roles: set[Role]) -> ReviewRights:
    is_running = PlanState(plan.state) in RECORDING
    writes = is_running and bool(roles & set(WRITERS)) and review.state == ReviewState.OPEN
    return ReviewRights(
        may_record=writes,
        may_prove=is_running and bool(roles & set(PROVERS)) and review.state != ReviewState.CLOSED,
        may_submit=writes,
        may_return=bool(roles & set(REVIEWERS)) and review.state == ReviewState.SUBMITTED,
    )


def waiting_names(rows: tuple[ReviewRow, ...]) -> tuple[str, ...]:
    """Return the targets that keep a statement from being issued."""
    return tuple(
        row.name
        for row in rows
        if row.outcome.standing in {OutcomeStanding.MISSING, OutcomeStanding.UNAVAILABLE}
    )


def plan_targets_of(plan_id: int) -> tuple[PlanTarget, ...]:
    """Return the targets of a plan with their years, for a caller already allowed the plan."""
    rows = PlanTarget.objects.filter(plan=plan_id).prefetch_related(
        Prefetch("years", YearTarget.objects.order_by("year")), "criteria"
    )
    return tuple(rows)
