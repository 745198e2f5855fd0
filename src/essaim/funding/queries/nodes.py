"""Lines and payments as the thread shows them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext

from essaim.funding.domain.statement import StatementState
from essaim.funding.models import Statement, StatementLine
from essaim.funding.queries.scope import visible_lines, visible_statements
from essaim.kernel.money import Money
from essaim.platform.domain.thread import Shown, Standing
from essaim.platform.domain.viewer import Viewer


def visible_line_nodes(viewer: Viewer, ids: Collection[int]) -> Mapping[int, Shown]:
    rows = visible_lines(viewer).filter(pk__in=ids)
    return {row.pk: Shown(_line_title(row), _line_url(row)) for row in rows}


def _line_title(row: StatementLine) -> str:
    facts = {"name": row.name, "year": row.statement.tranche.year, "paid": row.paid or "—"}
    return gettext("%(name)s, %(year)s, %(paid)s") % facts


def _line_url(row: StatementLine) -> str:
    return f"{reverse('funding:statement', args=[row.statement_id])}#l{row.rank}"


def line_standings(ids: Collection[int]) -> Mapping[int, Standing]:
    """Return what became of lines: decided with an amount, decided without, still open."""
    rows = StatementLine.objects.filter(pk__in=ids)
    found = {}
    for pk, state, paid in rows.values_list("pk", "statement__state", "paid_cents"):
        is_final = state == StatementState.DECIDED
        settled = Standing.DELIVERED if paid else Standing.DROPPED
        found[pk] = settled if is_final else Standing.COMMITTED
    return found


def existing_lines(ids: Collection[int]) -> set[int]:
    return set(StatementLine.objects.filter(pk__in=ids).values_list("pk", flat=True))


def visible_payment_nodes(viewer: Viewer, ids: Collection[int]) -> Mapping[int, Shown]:
    """Return what is to be paid; the register of movements will add what was."""
    rows = visible_statements(viewer).filter(pk__in=ids)
    return {
        row.pk: Shown(_payment_title(row), reverse("funding:statement", args=[row.pk]))
        for row in rows
    }


def _payment_title(row: Statement) -> str:
    if row.due is None:
        return gettext("Aide %(year)s") % {"year": row.tranche.year}
    left = max(row.due - row.prepaid, Money(0))
    return gettext("Aide %(year)s, %(left)s à verser") % {"year": row.tranche.year, "left": left}


def payment_standings(ids: Collection[int]) -> Mapping[int, Standing]:
    rows = Statement.objects.filter(pk__in=ids).values_list("pk", "state")
    return {
        pk: Standing.DELIVERED if state == StatementState.DECIDED else Standing.OPEN
        for pk, state in rows
    }


def existing_payments(ids: Collection[int]) -> set[int]:
    return set(Statement.objects.filter(pk__in=ids).values_list("pk", flat=True))
