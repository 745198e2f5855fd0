"""A statement is drafted as outcomes come, proposed by one person, decided by another."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from essaim.funding import queries
from essaim.funding.domain.aid import ForeseenLine
from essaim.funding.domain.statement import (
    StatementState,
    check_decider,
    digest,
    frozen_bytes,
    move_statement,
)
from essaim.funding.events import StatementDecided
from essaim.funding.exporters import frozen_content, statement_pdf
from essaim.funding.models import Agreement, Statement, StatementLine, Tranche
from essaim.kernel.errors import DomainError
from essaim.plans.domain.review import ReviewState
from essaim.plans.queries import year_review
from essaim.plans.services import close_year
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.events import announce
from essaim.platform.services import keep_audit_line, link, unlink


@transaction.atomic
def draft_statements(*, plan_id: int, year: int, by: Viewer) -> None:
    """Write anew what a year releases, or the lines still unknown; what is final stays."""
    for tranche in _locked_tranches(plan_id, year):
        statement = _open_statement(tranche)
        if statement is not None and statement.state != StatementState.PROPOSED:
            _follow_review(statement, by)
            _write(statement, by)
            _say(statement, "draft_statement", by)


def _follow_review(statement: Statement, by: Viewer) -> None:
    """Take in what was submitted, also before there was an agreement, on its own day."""
    review = year_review(statement.agreement.plan, statement.tranche.year, by).review
    is_waiting = review.state == ReviewState.SUBMITTED
    if is_waiting and statement.state == StatementState.DRAFTED:
        statement.state, statement.submitted_on = StatementState.SUBMITTED, review.submitted_on


@transaction.atomic
def submit_statements(*, plan_id: int, year: int, by: Viewer) -> None:
    """Hand the statements of a year over to their funders: the review is complete."""
    for tranche in _locked_tranches(plan_id, year):
        statement = _open_statement(tranche)
        if statement is not None and statement.state == StatementState.DRAFTED:
            _follow_review(statement, by)
            _write(statement, by)
            _say(statement, "submit_statement", by)


@transaction.atomic
def reopen_statements(*, plan_id: int, year: int, by: Viewer) -> None:
    """Take the statements of a year back to drafts: its review was sent back."""
    for tranche in _locked_tranches(plan_id, year):
        statement = _open_statement(tranche)
        if statement is not None and statement.state != StatementState.DRAFTED:
            statement.state = StatementState.DRAFTED
            statement.submitted_on = statement.proposed_at = statement.proposed_by = None
            _write(statement, by)
            _say(statement, "reopen_statement", by)


@transaction.atomic
def propose_statement(
    *,
    statement_id: int,
    by: Viewer,
    scheme_version_id: int | None = None,
    at: datetime | None = None,
) -> Statement:
    """Compute the year under the annexed rule and put the amount to another person.

    *at* is now unless a story of another time is told.

    Raises:
        DomainError: ``rule_not_in_agreement`` for any other version,
            ``statement_not_submitted``, ``year_already_final``, ``not_observed``.
    """
    statement = _locked(statement_id, by)
    _check_annexed(statement, scheme_version_id)
    year = statement.tranche.year
    state = StatementState(statement.state)
    statement.state = move_statement(state, StatementState.PROPOSED, year=year)
    statement.proposed_by_id, statement.proposed_at = by.account_id, at or timezone.now()
    statement.sent_back_reason = ""
    _write(statement, by, at)
    _say(statement, "propose_statement", by)
    return statement


def _check_annexed(statement: Statement, scheme_version_id: int | None) -> None:
    agreement = statement.agreement
    annexed = queries.annexed_version(agreement, statement.tranche.year)
    if scheme_version_id in {None, annexed.pk}:
        return
    asked = queries.published_schemes().get(pk=scheme_version_id)
    raise DomainError(
        "rule_not_in_agreement", urn=asked.urn, number=agreement.number, annexed=annexed.urn
    )


@transaction.atomic
def send_back_statement(*, statement_id: int, reason: str, by: Viewer) -> Statement:
    """Give a proposal back to its assessor, saying why.

    Raises:
        DomainError: ``reason_missing``, ``statement_not_proposed``, ``year_already_final``.
    """
    statement = _locked(statement_id, by)
    if not reason.strip():
        raise DomainError("reason_missing")
    if statement.state != StatementState.PROPOSED:
        raise DomainError("statement_not_proposed")
    statement.state, statement.sent_back_reason = StatementState.SUBMITTED, reason.strip()
    statement.proposed_by = statement.proposed_at = None
    statement.save()
    _say(statement, "send_back_statement", by)
    return statement


@transaction.atomic
def decide_statement(*, statement_id: int, key: str, by: Viewer) -> Statement:
    """Make a proposal final: another person, the same figures, the grant never exceeded.

    The bytes, the rule version, the explanation and the PDF are kept. The same *key* sent
    again has no further effect.

    Raises:
        DomainError: ``statement_not_proposed``, ``year_already_final``, ``same_person``,
            ``inputs_changed``, ``grant_exhausted``.
    """
    statement = _locked(statement_id, by)
    if statement.is_final and key and statement.decision_key == key:
        return statement
    year = statement.tranche.year
    state = StatementState(statement.state)
    statement.state = move_statement(state, StatementState.DECIDED, year=year)
    check_decider(assessor_id=statement.proposed_by_id, decider_id=by.account_id)
    _check_same_figures(statement)
    _commit(statement)
    statement.decided_by_id, statement.decided_at = by.account_id, timezone.now()
    statement.decision_key = key
    _freeze(statement)
    statement.save()
    _settle(statement, by)
    return statement


def _check_same_figures(statement: Statement) -> None:
    """Refuse to decide figures that the outcomes no longer give."""
    decision = queries.year_aid(statement.tranche).decision
    paid = [line.paid.cents for line in decision.lines] if decision else None
    stored = list(statement.lines.values_list("paid_cents", flat=True))
    prepaid = statement.tranche.prepaid
    if paid != stored or statement.prepaid != prepaid:
        raise DomainError("inputs_changed")


def _commit(statement: Statement) -> None:
    """Add the amount to what the grant has released, in one conditional statement."""
    due = statement.due_cents or 0
    within = Agreement.objects.filter(
        pk=statement.tranche.agreement_id, grant_cents__gte=F("committed_cents") + due
    )
    if not within.update(committed_cents=F("committed_cents") + due):
        agreement = statement.agreement
        raise DomainError("grant_exhausted", total=statement.due, grant=agreement.grant)


def _freeze(statement: Statement) -> None:
    content = frozen_content(statement, list(statement.lines.all()))
    statement.frozen, statement.pdf = frozen_bytes(content), statement_pdf(content)
    statement.sha256, statement.pdf_sha256 = digest(statement.frozen), digest(statement.pdf)


def _settle(statement: Statement, by: Viewer) -> None:
    plan_id, year = statement.agreement.plan_id, statement.tranche.year
    _say(statement, "decide_statement", by)
    of_year = Statement.objects.filter(
        tranche__agreement__plan=plan_id, tranche__year=year
    ).exclude(state=StatementState.DECIDED)
    if not of_year.exists():
        close_year(plan_id=plan_id, year=year, by=by)
    announce(StatementDecided(statement.pk, plan_id, year, by))


def _locked(statement_id: int, by: Viewer) -> Statement:
    """Return a statement of the funder, its agreement locked: two writers never cross."""
    mine = queries.visible_statements(by, Role.FUNDER)
    found = mine.get(pk=statement_id)
    Agreement.objects.select_for_update().get(pk=found.tranche.agreement_id)
    return mine.get(pk=statement_id)


def _locked_tranches(plan_id: int, year: int) -> list[Tranche]:
    """Return the tranches of a year of the signed agreements of a plan; there may be none."""
    signed = Agreement.objects.select_for_update().filter(plan=plan_id, signed_on__isnull=False)
    keys = list(signed.values_list("pk", flat=True))
    rows = Tranche.objects.filter(agreement__in=keys, year=year)
    return list(
        rows.select_related("agreement__organisation", "agreement__funder", "agreement__plan")
    )


def _open_statement(tranche: Tranche) -> Statement | None:
    """Return the statement that may still move, made if there is none; a final one stays."""
    latest = tranche.statements.order_by("-version").first()
    if latest is not None:
        return None if latest.is_final else latest
    version = queries.annexed_version(tranche.agreement, tranche.year)
    return Statement(tranche=tranche, scheme_version=version)


def _write(statement: Statement, by: Viewer, at: datetime | None = None) -> None:
    """Put the figures of today on a statement that is not final, and on its lines."""
    aid = queries.year_aid(statement.tranche)
    statement.scheme_version = aid.version
    statement.prepaid_cents = statement.tranche.prepaid_cents
    statement.due_cents = aid.decision.due.cents if aid.decision else None
    statement.computed_at = at or timezone.now()
    statement.save()
    kept = {line.target_id: line for line in statement.lines.all()}
    for rank, (target, foreseen) in enumerate(zip(aid.targets, aid.foreseen, strict=True), 1):
        pk = target.row.target.pk
        line = kept.get(pk) or StatementLine(statement=statement, target_id=pk)
        line.rank, line.name = rank, target.line.name
        line.weight, line.of_weights = target.weight, target.of_weights
        _write_line(line, foreseen, by)


def _write_line(line: StatementLine, foreseen: ForeseenLine, by: Viewer) -> None:
    """Keep the figures of a line, and its tie to the result when there is one."""
    decided = foreseen.decided
    line.ceiling_cents = foreseen.ceiling.cents
    line.achievement = str(decided.achievement) if decided else ""
    line.paid_cents = decided.paid.cents if decided else None
    line.save()
    source, target = ("result", line.target_id), ("aid_line", line.pk)
    if decided:
        link(kind="pays", source=source, target=target, by=by)
    else:
        unlink(kind="pays", source=source, target=target)
    link(kind="settled_by", source=target, target=("payment", line.statement_id), by=by)


def _say(statement: Statement, act: str, by: Viewer) -> None:
    keep_audit_line(statement, act=act, by=by, organisation_id=statement.agreement.organisation_id)
