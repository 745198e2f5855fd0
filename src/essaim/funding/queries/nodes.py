"""Lines and payments as the thread shows them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext

from essaim.funding.domain.statement import StatementState
from essaim.funding.models import Statement, StatementLine
from essaim.funding.queries.scope import visible_lines, visible_statements
from essaim.kernel.money import Money
from essaim.platform.domain.thread import Shown, Standing
from essaim.platform.domain.viewer import Viewer


def visible_line_nodes(viewer: Viewer, ids: Collection[int]) -> Mapping[int, Shown]:
    rows = visible_lines(viewer).filter(pk__in=ids).order_by()
    page = cache(_url)
    return {
        pk: Shown(
            gettext("%(name)s, %(year)s, %(paid)s")
            % {"name": name, "year": year, "paid": "—" if paid is None else Money(paid)},
            f"{page(statement)}#l{rank}",
        )
        for pk, name, rank, paid, statement, year in rows.values_list(
            "pk", "name", "rank", "paid_cents", "statement", "statement__tranche__year"
        )
    }


def _url(statement_id: int) -> str:
    return reverse("funding:statement", args=[statement_id])


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
    rows = visible_statements(viewer).filter(pk__in=ids).order_by()
    return {
        pk: Shown(_payment_title(year, due, prepaid), _url(pk))
        for pk, year, due, prepaid in rows.values_list(
            "pk", "tranche__year", "due_cents", "prepaid_cents"
        )
    }


def _payment_title(year: int, due: int | None, prepaid: int) -> str:
    if due is None:
        return gettext("Aide %(year)s") % {"year": year}
    left = max(Money(due) - Money(prepaid), Money(0))
    return gettext("Aide %(year)s, %(left)s à verser") % {"year": year, "left": left}


def payment_standings(ids: Collection[int]) -> Mapping[int, Standing]:
    rows = Statement.objects.filter(pk__in=ids).values_list("pk", "state")
    return {
        pk: Standing.DELIVERED if state == StatementState.DECIDED else Standing.OPEN
        for pk, state in rows
    }


def existing_payments(ids: Collection[int]) -> set[int]:
    return set(Statement.objects.filter(pk__in=ids).values_list("pk", flat=True))
