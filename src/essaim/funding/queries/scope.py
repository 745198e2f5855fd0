"""Which rows of aid exist for a viewer: the scope of every page and every act."""

from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet

from essaim.funding.domain.statement import StatementState
from essaim.funding.models import Agreement, SchemeVersion, Statement, StatementLine, Tranche
from essaim.kernel.errors import DomainError
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.queries import in_own, in_scope, roles_of

#: Who reads the amounts of the organisation; a staff member reads its plan only.
INSIDERS: Final = (Role.DIRECTOR, Role.BOARD_MEMBER, Role.ADVISER)
READERS: Final = (*INSIDERS, Role.FUNDER)
#: Who proposes and decides amounts; the two are never one person.
DECIDERS: Final = (Role.FUNDER,)
#: Who signs for the organisation.
SIGNATORIES: Final = (Role.DIRECTOR, Role.BOARD_MEMBER)


def _agreement_scope(viewer: Viewer, *roles: Role, agreement: str = "") -> Q:
    """Return which agreements *viewer* may read; *agreement* is the path to them.

    Another funder's do not exist for a funder. A role held nowhere opens nothing, and the
    base is not asked about it.
    """
    asked, scope = set(roles or READERS) & roles_of(viewer), Q()
    if inside := asked & set(INSIDERS):
        scope |= in_scope(viewer, *inside, organisation=f"{agreement}organisation_id")
    if Role.FUNDER in asked:
        scope |= in_own(viewer, Role.FUNDER, organisation=f"{agreement}funder_id")
    return scope or Q(pk__in=[])


def _statement_scope(viewer: Viewer, *roles: Role, statement: str = "") -> Q:
    """Return which statements *viewer* may read: a funder's own, once it is submitted."""
    agreement, scope = f"{statement}tranche__agreement__", Q()
    asked = set(roles or READERS) & roles_of(viewer)
    if inside := asked & set(INSIDERS):
        scope |= _agreement_scope(viewer, *inside, agreement=agreement)
    if Role.FUNDER in asked:
        drafted = Q(**{f"{statement}state": StatementState.DRAFTED})
        scope |= _agreement_scope(viewer, Role.FUNDER, agreement=agreement) & ~drafted
    return scope or Q(pk__in=[])


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
        "tranche__agreement__organisation", "tranche__agreement__funder", "scheme_version"
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
