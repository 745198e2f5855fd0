"""What the pages of aid show: plain read models, with a number of queries that never grows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Any

from django.db.models import Exists, Max, Min, OrderBy, OuterRef, Q, QuerySet

from essaim.funding.domain.aid import AidDecision, AidRule, DecidedLine
from essaim.funding.domain.scheme import Scheme
from essaim.funding.domain.statement import StatementState
from essaim.funding.models import (
    OVERPAID,
    Agreement,
    Annex,
    SchemeVersion,
    Statement,
    StatementLine,
    Tranche,
)
from essaim.funding.queries.aid import decided_line, stored_decision
from essaim.funding.queries.scope import (
    SIGNATORIES,
    published_schemes,
    visible_agreements,
    visible_statements,
    visible_tranches,
)
from essaim.kernel.money import Money
from essaim.plans import queries as plans
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.queries import held_by, own_organisations, roles_in

#: A submitted review that waits longer is late.
PATIENCE = timedelta(days=30)


class Risk(StrEnum):
    """Why a decision comes before another on the funder's desk."""

    OVERPAID = "overpaid"
    LATE = "late"
    ORDINARY = "ordinary"


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line as its page shows it: what was written down, and the target it comes from."""

    line: StatementLine
    row: plans.ReviewRow
    decided: DecidedLine | None


@dataclass(frozen=True, slots=True)
class StatementRights:
    """What the viewer may do with a statement."""

    may_propose: bool = False
    may_send_back: bool = False
    may_decide: bool = False
    is_assessor: bool = False
    is_funder: bool = False


@dataclass(frozen=True, slots=True)
class StatementPage:
    """All that the page of a statement shows."""

    statement: Statement
    scheme: Scheme
    lines: tuple[ShownLine, ...]
    decision: AidDecision | None
    rights: StatementRights

    @property
    def rule(self) -> AidRule:
        return self.scheme.terms.rule

    @property
    def state(self) -> StatementState:
        return StatementState(self.statement.state)

    @property
    def most(self) -> Money:
        """Return what the year may pay at most: its tranche, capped by the rule."""
        return self.rule.bounded(self.statement.tranche.most)

    @property
    def paying(self) -> int:
        return sum(bool(each.line.paid_cents) for each in self.lines)

    @property
    def foreseen(self) -> Money:
        """Return what the lines known so far would pay."""
        return Money(sum(each.line.paid_cents or 0 for each in self.lines))

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(each.line.name for each in self.lines if each.line.paid is None)


def statement_page(statement: Statement, viewer: Viewer) -> StatementPage:
    """Return the page of a statement *viewer* was already allowed."""
    scheme = statement.scheme_version.to_domain()
    stored = list(statement.lines.all())
    rows = {
        row.target.pk: row
        for row in plans.year_rows(statement.agreement.plan_id, statement.tranche.year)
    }
    return StatementPage(
        statement,
        scheme,
        tuple(
            ShownLine(line, rows[line.target_id], decided_line(line, scheme.terms.rule))
            for line in stored
        ),
        stored_decision(statement, stored, scheme.terms.rule),
        _rights(statement, viewer),
    )


def _funds(viewer: Viewer, agreement: Agreement) -> bool:
    return (agreement.funder_id, Role.FUNDER) in held_by(viewer)


def _rights(statement: Statement, viewer: Viewer) -> StatementRights:
    if not _funds(viewer, statement.agreement):
        return StatementRights()
    state = StatementState(statement.state)
    is_assessor = statement.proposed_by_id == viewer.account_id
    is_proposed = state is StatementState.PROPOSED
    return StatementRights(
        may_propose=state is StatementState.SUBMITTED,
        may_send_back=is_proposed,
        may_decide=is_proposed and not is_assessor,
        is_assessor=is_assessor,
        is_funder=True,
    )


@dataclass(frozen=True, slots=True)
class TrancheRow:
    """A year of an agreement with its latest statement the viewer may read."""

    tranche: Tranche
    statement: Statement | None


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """All that the page of an agreement shows."""

    agreement: Agreement
    annexes: tuple[Annex, ...]
    tranches: tuple[TrancheRow, ...]
    may_sign: bool
    may_fund: bool

    @property
    def left(self) -> Money:
        return self.agreement.grant - Money(self.agreement.committed_cents)


def agreement_page(agreement: Agreement, viewer: Viewer) -> AgreementPage:
    """Return the page of an agreement *viewer* was already allowed."""
    mine = visible_statements(viewer).order_by("tranche", "version")
    latest = {each.tranche_id: each for each in mine.filter(tranche__agreement=agreement)}
    roles = roles_in(viewer, agreement.organisation_id)
    return AgreementPage(
        agreement,
        tuple(agreement.annexes.select_related("scheme_version")),
        tuple(TrancheRow(each, latest.get(each.pk)) for each in agreement.tranches.all()),
        may_sign=not agreement.is_signed and bool(roles & set(SIGNATORIES)),
        may_fund=_funds(viewer, agreement),
    )


def agreement_list(viewer: Viewer) -> QuerySet[Agreement]:
    """Return the agreements of a list, with what each row says."""
    rows = visible_agreements(viewer).select_related(None).select_related("organisation", "funder")
    return rows.order_by("-signed_on", "-pk")


def years_by_agreement(rows: Sequence[Agreement]) -> dict[int, str]:
    """Return the first and the last year of each agreement, as a list writes them."""
    found = Tranche.objects.filter(agreement__in=rows).order_by().values("agreement")
    ends = found.annotate(first=Min("year"), last=Max("year"))
    return {
        key: f"{first}" if first == last else f"{first}–{last}"
        for key, first, last in ends.values_list("agreement", "first", "last")
    }


def decisions_to_take(viewer: Viewer) -> QuerySet[Statement]:
    """Return what waits for the funder: what may have to be claimed back first, then by age.

    Both conditions on days are those of the index that keeps this order: the first rows are
    read without sorting what every funder waits for.
    """
    own = visible_tranches(viewer, Role.FUNDER).filter(pk=OuterRef("tranche"))
    waiting = Statement.objects.filter(
        Exists(own),
        state__in=[StatementState.SUBMITTED, StatementState.PROPOSED],
        submitted_on__isnull=False,
        decided_at__isnull=True,
    )
    rows = waiting.defer("pdf", "frozen").select_related("tranche__agreement__organisation")
    return rows.order_by(OrderBy(OVERPAID, descending=True), "submitted_on", "pk")


@dataclass(frozen=True, slots=True)
class Desk:
    """How many decisions *viewer* may take or propose, and how many wait for somebody else."""

    to_take: int
    own: int


def desk_of(viewer: Viewer, waiting: int) -> Desk:
    """Count apart, of all that is *waiting*, what *viewer* proposed: another person decides it."""
    own = decisions_to_take(viewer).filter(
        state=StatementState.PROPOSED, proposed_by=viewer.account_id
    )
    proposed = own.count()
    return Desk(waiting - proposed, proposed)


def is_own_proposal(statement: Statement, viewer: Viewer) -> bool:
    """Return whether *viewer* proposed what now waits for another person."""
    is_proposed = statement.state == StatementState.PROPOSED
    return is_proposed and statement.proposed_by_id == viewer.account_id


def risk_of(statement: Statement, today: date) -> Risk:
    """Return why a statement waits before others."""
    if statement.due is not None and statement.due < statement.prepaid:
        return Risk.OVERPAID
    is_late = statement.submitted_on is not None and statement.submitted_on < today - PATIENCE
    return Risk.LATE if is_late else Risk.ORDINARY


def _statements_of(viewer: Viewer, plan_id: int, year: int) -> QuerySet[Statement]:
    return visible_statements(viewer).filter(
        tranche__agreement__plan__pk=plan_id, tranche__year=year
    )


def has_statement(viewer: Viewer, plan_id: int, year: int) -> bool:
    """Return whether *viewer* reads what a year of a plan releases."""
    return _statements_of(viewer, plan_id, year).exists()


def latest_statements(viewer: Viewer, plan_id: int, year: int) -> Sequence[Statement]:
    """Return the statements of a year of a plan, the latest of each agreement."""
    rows = _statements_of(viewer, plan_id, year).select_related("tranche__agreement__plan")
    latest = {each.tranche_id: each for each in rows.order_by("tranche", "version")}
    return tuple(latest.values())


def schemes_in_force(day: date) -> QuerySet[SchemeVersion]:
    """Return the versions that may be annexed on a day."""
    ends = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    return published_schemes().filter(ends, valid_from__lte=day)


def years_of(agreement: Agreement) -> list[int]:
    return list(agreement.tranches.values_list("year", flat=True))


def weights_of(agreement: Agreement) -> list[tuple[str, dict[int, Fraction]]]:
    """Return what each target weighs, year by year, as shares of the year."""
    rows = agreement.weights.select_related("target__plan_target").order_by(
        "target__plan_target__position", "target__year"
    )
    kept = list(rows)
    totals: dict[int, int] = {}
    for each in kept:
        totals[each.target.year] = totals.get(each.target.year, 0) + each.weight
    shown: dict[str, dict[int, Fraction]] = {}
    for each in kept:
        share = Fraction(each.weight, totals[each.target.year] or 1)
        shown.setdefault(each.target.name, {})[each.target.year] = share
    return list(shown.items())


def plans_to_fund(viewer: Viewer) -> QuerySet[Any]:
    """Return the signed plans that a funder has not yet an agreement for."""
    mine = Agreement.objects.filter(funder__in=own_organisations(viewer, Role.FUNDER))
    return plans.visible_plans(viewer, Role.FUNDER).exclude(pk__in=mine.values("plan"))
