"""The lines of a statement as a table for spreadsheets."""

from collections.abc import Iterator
from fractions import Fraction

from django.utils.translation import gettext

from essaim.funding.labels import explain_line
from essaim.funding.queries import StatementPage
from essaim.kernel.money import Money


def lines_header() -> list[str]:
    return [
        gettext("Année"),
        gettext("Ligne"),
        gettext("Poids"),
        gettext("Plafond (€)"),
        gettext("Atteinte"),
        gettext("Payé (€)"),
        gettext("Calcul"),
    ]


def lines_table(page: StatementPage) -> Iterator[list[int | str | Fraction | Money | None]]:
    """Yield one row a line, then the sum."""
    year, rule = page.statement.tranche.year, page.rule
    for each in page.lines:
        line = each.line
        why = explain_line(each.decided, page.most, rule) if each.decided else ""
        yield [year, line.name, line.share_of_year, line.ceiling, line.progress, line.paid, why]
    yield [year, gettext("Somme des lignes"), None, None, None, page.statement.due, ""]
