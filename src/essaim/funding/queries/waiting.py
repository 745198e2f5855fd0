"""What waits for each role: what to sign, to decide, to read, and what would come next."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from essaim.funding.domain.agreement import AgreementState
from essaim.funding.domain.statement import StatementState
from essaim.funding.models import Statement
from essaim.funding.queries.pages import PATIENCE, decisions_to_take, is_own_proposal
from essaim.funding.queries.scope import SIGNATORIES, visible_agreements, visible_statements
from essaim.kernel.money import Money
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.queries import roles_of
from essaim.platform.todo import Task

#: A first page shows no more of one kind; the lists show all.
MOST = 20


def tasks(viewer: Viewer) -> Iterator[Task]:
    """Yield what aid asks of *viewer*."""
    held = roles_of(viewer)
    if held & set(SIGNATORIES):
        yield from _to_sign(viewer)
        yield from _to_read(viewer)
    if Role.FUNDER in held:
        yield from _to_decide(viewer)


def _to_sign(viewer: Viewer) -> Iterator[Task]:
    rows = visible_agreements(viewer, *SIGNATORIES).filter(state=AgreementState.DRAFTED)
    for row in rows.order_by("pk")[:MOST]:
        facts = {"number": row.number, "funder": row.funder, "grant": row.grant}
        yield Task(
            gettext("Signer la convention %(number)s") % facts,
            gettext("%(funder)s, %(grant)s") % facts,
            reverse("funding:agreement", args=[row.pk]),
            "fund",
        )


def _to_decide(viewer: Viewer) -> Iterator[Task]:
    today = timezone.localdate()
    for row in decisions_to_take(viewer)[:MOST]:
        if is_own_proposal(row, viewer):
            continue  # who proposes does not decide
        verb = (
            gettext("Décider l’aide %(year)s de %(organisation)s")
            if row.state == StatementState.PROPOSED
            else gettext("Proposer l’aide %(year)s de %(organisation)s")
        )
        due_on = row.submitted_on + PATIENCE if row.submitted_on else None
        yield Task(
            verb % {"year": row.tranche.year, "organisation": row.agreement.organisation},
            gettext("%(due)s calculés") % {"due": row.due or Money(0)},
            reverse("funding:statement", args=[row.pk]),
            "fund",
            when=due_on,
            is_late=bool(due_on and due_on < today),
        )


def _to_read(viewer: Viewer) -> Iterator[Task]:
    """Tell those inside what the next payment would be, and what is proposed or decided."""
    year = timezone.localdate().year
    rows = visible_statements(viewer, Role.DIRECTOR, Role.BOARD_MEMBER).filter(
        tranche__year__range=(year - 1, year)
    )
    for row in rows.exclude(state=StatementState.DECIDED).prefetch_related("lines")[:MOST]:
        yield Task(
            _reading(row),
            gettext("Convention %(number)s") % {"number": row.agreement.number},
            reverse("funding:statement", args=[row.pk]),
            "fund",
        )


def _reading(row: Statement) -> str:
    known = Money(sum(line.paid_cents or 0 for line in row.lines.all()))
    left = max(known - row.prepaid, Money(0))
    facts = {"year": row.tranche.year, "left": left, "due": known}
    if row.state == StatementState.PROPOSED:
        return gettext("Lire les %(due)s proposés pour %(year)s") % facts
    return gettext("Voir le prochain versement de %(year)s : %(left)s à ce jour") % facts
