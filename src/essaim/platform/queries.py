"""The scope of every app starts here: which organisations does this viewer serve?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Any, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.utils import timezone

from essaim.platform.domain.audit import faults
from essaim.platform.domain.viewer import ACTING_ROLE, MandateKind, OrganisationKind, Role, Viewer
from essaim.platform.models import (
    Accompaniment,
    AuditHead,
    AuditLine,
    Job,
    Mandate,
    Membership,
    Organisation,
    StoredFile,
    User,
)

Answer = TypeVar("Answer")
Row = TypeVar("Row", bound=Model)


def memberships_of(viewer: Viewer, *roles: Role) -> QuerySet[Membership]:
    """Return the memberships of *viewer* under one of *roles* (any role by default)."""
    if viewer.account_id is None:
        return Membership.objects.none()  # ``user_id=None`` would not mean nobody in SQL
    held = Membership.objects.filter(user_id=viewer.account_id, user__is_active=True)
    return held.filter(role__in=roles) if roles else held


def active_mandates(on: date | None = None) -> QuerySet[Mandate]:
    """Return the mandates that run on a day (today by default)."""
    day = on or timezone.localdate()
    return Mandate.objects.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


#: What one request that only reads was told of its viewer: never kept from one to the next.
_told: ContextVar[dict[object, Any] | None] = ContextVar("told", default=None)
Held = tuple[tuple[int, Role], ...]


@contextmanager
def told_once() -> Iterator[None]:
    """Read the memberships of a viewer once in a request that writes nothing."""
    token = _told.set({})
    try:
        yield
    finally:
        _told.reset(token)


def _once(key: object, read: Callable[[], Answer]) -> Answer:
    told = _told.get()
    if told is None:
        return read()
    if key not in told:
        told[key] = read()
    found: Answer = told[key]
    return found


def held_by(viewer: Viewer) -> Held:
    """Return where *viewer* belongs, and under which role."""
    return _once(("held", viewer), lambda: _held_by(viewer))


def _held_by(viewer: Viewer) -> Held:
    rows = memberships_of(viewer).values_list("organisation_id", "role")
    return tuple((where, Role(role)) for where, role in rows)


def own_organisations(viewer: Viewer, *roles: Role) -> QuerySet[Organisation]:
    """Return the organisations *viewer* belongs to under one of *roles*."""
    wanted = set(roles or Role)
    return Organisation.objects.filter(
        pk__in={where for where, role in held_by(viewer) if role in wanted}
    )


def visible_organisations(viewer: Viewer, *roles: Role) -> QuerySet[Organisation]:
    """Return where *viewer* holds one of *roles*, there or by an active mandate."""
    return Organisation.objects.filter(in_scope(viewer, *roles, organisation="pk"))


def in_own(viewer: Viewer, *roles: Role, organisation: str = "organisation_id") -> Q:
    """Return the same scope as :func:`own_organisations`, row by row of another table."""
    wanted = set(roles or Role)
    own = sorted({where for where, role in held_by(viewer) if role in wanted})
    return Q(**{f"{organisation}__in": own})


def in_scope(viewer: Viewer, *roles: Role, organisation: str = "organisation_id") -> Q:
    """Return the same scope as :func:`visible_organisations`, row by row of another table.

    A page of fifty rows, or one row, then costs the same whatever the number of organisations;
    *organisation* is the path from the row to its organisation.
    """
    wanted = frozenset(roles or Role)
    key = ("scope", viewer, wanted, organisation)
    return _once(key, lambda: _scope(viewer, wanted, organisation))


def _scope(viewer: Viewer, wanted: frozenset[Role], organisation: str) -> Q:
    own = in_own(viewer, *wanted, organisation=organisation)
    mandates = _once(("served", viewer, wanted), lambda: _mandates_of(viewer, wanted))
    if mandates is None:
        return own
    return own | Q(Exists(mandates.filter(organisation=OuterRef(organisation))))


def _mandates_of(viewer: Viewer, wanted: Collection[Role]) -> QuerySet[Mandate] | None:
    """Return the active mandates by which *viewer* acts, none without a role that could."""
    served = Q()
    for kind, role in ACTING_ROLE.items():
        holders = sorted({where for where, acting in held_by(viewer) if acting is role})
        if role in wanted and holders:
            served |= Q(kind=kind, holder__in=holders)
    return active_mandates().filter(served) if served else None


def first_rows(rows: QuerySet[Row], count: int, *, start: int = 0) -> list[Row]:
    """Return *count* rows from *start*, in two questions: which keys, then what they say.

    The base then sorts keys alone, and joins, counts and subqueries touch these rows only.
    """
    lean = rows.select_related(None).prefetch_related(None)
    keys = list(lean.values_list("pk", flat=True)[start : start + count])
    return list(rows.filter(pk__in=keys))


def organisations_of_kind(*kinds: OrganisationKind) -> QuerySet[Organisation]:
    """Return every tenant of some kinds, first founded first; for the house's own acts."""
    return Organisation.objects.filter(kind__in=kinds).order_by("pk")


def roles_in(viewer: Viewer, organisation_id: int) -> set[Role]:
    """Return the roles *viewer* has towards an organisation, own and mandated."""
    held = set(held_by(viewer))
    roles = {role for where, role in held if where == organisation_id}
    mandates = active_mandates().filter(organisation_id=organisation_id)
    for holder, kind in mandates.values_list("holder_id", "kind"):
        role = ACTING_ROLE[MandateKind(kind)]
        if (holder, role) in held:
            roles.add(role)
    return roles


def roles_of(viewer: Viewer) -> set[Role]:
    """Return every role *viewer* holds anywhere."""
    return {role for _where, role in held_by(viewer)}


def holds(viewer: Viewer, *roles: Role) -> bool:
    held = roles_of(viewer)
    return bool(held & set(roles)) if roles else bool(held)


def visible_accompaniments(viewer: Viewer) -> QuerySet[Accompaniment]:
    """Return the accompaniments carried by the agencies where *viewer* is an adviser."""
    mine = active_mandates().filter(
        in_own(viewer, Role.ADVISER, organisation="holder_id"), pk=OuterRef("mandate_id")
    )
    rows = Accompaniment.objects.filter(Exists(mine))  # not a join: read in the order of days
    return rows.select_related("mandate__organisation", "adviser")


def visible_memberships(viewer: Viewer) -> QuerySet[Membership]:
    """Return who belongs to the organisations of *viewer*."""
    rows = Membership.objects.filter(in_own(viewer))
    return rows.select_related("user", "organisation")


def visible_jobs(viewer: Viewer) -> QuerySet[Job]:
    """Return the long works *viewer* asked for."""
    if viewer.account_id is None:
        return Job.objects.none()
    return Job.objects.filter(account_id=viewer.account_id)


def visible_files(viewer: Viewer) -> QuerySet[StoredFile]:
    """Return the files of the organisations *viewer* belongs to or accompanies.

    Others read a file through the object that shows it, which says who may.
    """
    roles = (Role.DIRECTOR, Role.BOARD_MEMBER, Role.STAFF_MEMBER, Role.ADVISER)
    return StoredFile.objects.filter(in_scope(viewer, *roles))


def visible_audit_lines(viewer: Viewer) -> QuerySet[AuditLine]:
    """Return the log a director reads of the organisation, an operator of the whole house."""
    lines = AuditLine.objects.all()
    if holds(viewer, Role.OPERATOR):
        return lines
    return lines.filter(in_own(viewer, Role.DIRECTOR))


def author_names(viewer: Viewer, authors: Iterable[str]) -> dict[str, str]:
    """Return who the accounts among *authors* are; an operator reads ids and no name."""
    if holds(viewer, Role.OPERATOR):
        return {}
    keys = {each.removeprefix("account:") for each in authors if each.startswith("account:")}
    names = User.objects.filter(pk__in=keys).values_list("pk", "name")
    return {str(Viewer(account_id=key)): name for key, name in names}


def account(viewer: Viewer) -> User | None:
    return User.objects.filter(pk=viewer.account_id or 0).first()


def audit_faults() -> list[str]:
    """Return one line per fault of the log, in all its chains; read in constant memory."""
    found: list[str] = []
    for chain in AuditLine.objects.order_by().values_list("chain", flat=True).distinct():
        lines = AuditLine.objects.filter(chain=chain).order_by("number").iterator(2000)
        found += faults(line.to_domain() for line in lines)
        head = AuditHead.objects.filter(pk=chain).first()
        last = AuditLine.objects.filter(chain=chain).order_by("-number").first()
        if not found and (not head or not last or head.digest != last.digest):
            found.append(f"{chain} truncated")
    return found


def is_empty() -> bool:
    """Return whether nobody has used this base yet."""
    return not (User.objects.exists() or Organisation.objects.exists())
