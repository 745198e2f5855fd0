"""Which rows of aid exist for a viewer: the scope of every page and every act."""

from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet

from essaim.funding.domain.statement import StatementState
from essaim.funding.models import Agreement, SchemeVersion, Statement, StatementLine, Tranche
from essaim.kernel.errors import DomainError
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.queries import in_own, in_scope

#: Who reads the amounts of the organisation; a staff member reads its plan only.
INSIDERS: Final = (Role.DIRECTOR, Role.BOARD_MEMBER, Role.ADVISER)
READERS: Final = (*INSIDERS, Role.FUNDER)
#: Who proposes and decides amounts; the two are never one person.
DECIDERS: Final = (Role.FUNDER,)
#: Who signs for the organisation.
SIGNATORIES: Final = (Role.DIRECTOR, Role.BOARD_MEMBER)


def _inside(viewer: Viewer, roles: set[Role], agreement: str = "") -> Q:
    inside = roles & set(INSIDERS)
    if not inside:
        return Q(pk__in=[])
    return in_scope(viewer, *inside, organisation=f"{agreement}organisation_id")


def _funded_by(viewer: Viewer, roles: set[Role], agreement: str = "") -> Q:
    """Say which agreements a funder signed: another funder's do not exist for it."""
    if Role.FUNDER not in roles:
        return Q(pk__in=[])
    return in_own(viewer, Role.FUNDER, organisation=f"{agreement}funder_id")


def _agreement_scope(viewer: Viewer, *roles: Role, agreement: str = "") -> Q:
    asked = set(roles or READERS)
    return _inside(viewer, asked, agreement) | _funded_by(viewer, asked, agreement)


def _statement_scope(viewer: Viewer, *roles: Role, statement: str = "") -> Q:
    asked, agreement = set(roles or READERS), f"{statement}tranche__agreement__"
    drafted = Q(**{f"{statement}state": StatementState.DRAFTED})
    return _inside(viewer, asked, agreement) | _funded_by(viewer, asked, agreement) & ~drafted


def visible_agreements(viewer: Viewer, *roles: Role) -> QuerySet[Agreement]:
    """Return the agreements *viewer* may read under one of *roles*; others do not exist."""
    rows = Agreement.objects.filter(_agreement_scope(viewer, *roles))
    return rows.select_related("organisation", "funder", "plan")


def visible_tranches(viewer: Viewer, *roles: Role) -> QuerySet[Tranche]:
    rows = Tranche.objects.filter(_agreement_scope(viewer, *roles, agreement="agreement__"))
    return rows.select_related("agreement__organisation", "agreement__funder", "agreement__plan")


def visible_statements(viewer: Viewer, *roles: Role) -> QuerySet[Statement]:
    """Return the statements *viewer* may read: a funder's, once the review is submitted."""
    rows = Statement.objects.filter(_statement_scope(viewer, *roles))
    return rows.defer("pdf", "frozen").select_related(
        "tranche__agreement__organisation",
        "tranche__agreement__funder",
        "tranche__agreement__plan",
        "scheme_version",
    )


def visible_lines(viewer: Viewer) -> QuerySet[StatementLine]:
    rows = StatementLine.objects.filter(_statement_scope(viewer, statement="statement__"))
    return rows.select_related("statement__tranche")


def published_schemes() -> QuerySet[SchemeVersion]:
    """Return every published version: a rule of public aid is public."""
    return SchemeVersion.objects.all()


def kept_statement(statement_id: int) -> Statement:
    """Return a statement for who holds the installation: the command line asks, nobody else.

    Raises:
        DomainError: ``no_such_statement``.
    """
    rows = Statement.objects.select_related(
        "tranche__agreement__organisation", "tranche__agreement__funder", "scheme_version"
    )
    row = rows.filter(pk=statement_id).first()
    if row is None:
        raise DomainError("no_such_statement", statement=statement_id)
    return row
