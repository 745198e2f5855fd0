"""The crossed views as a table that leaves: the same rows and the same masks as the page."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from essaim.diagnosis.domain.crossed_views import RoleView, Standing
from essaim.diagnosis.domain.roles import RespondentRole
from essaim.diagnosis.labels import ROLES
from essaim.diagnosis.labels.results import level_words
from essaim.diagnosis.queries.crossed import CrossedPage, CrossedRow

Cell = object


def columns(page: CrossedPage) -> list[str]:
    """Return the header: three columns by role asked, masked ones included."""
    header = [_("Code"), _("Critère"), _("Provenance")]
    for role in _roles(page):
        name = str(ROLES[role])
        header += [
            _("%(name)s, médiane") % {"name": name},
            _("%(name)s, dispersion") % {"name": name},
            _("%(name)s, lecture") % {"name": name},
        ]
    return [*header, _("Écart"), _("Lecture de l’écart"), _("Paroles entendues, non citables")]


def lines(page: CrossedPage) -> Iterator[list[Cell]]:
    """Yield one line per criterion, widest gap first; what is masked is said, never counted."""
    roles = _roles(page)
    for row in page.rows:
        cells: list[Cell] = [row.code, row.title, row.criterion.provenance]
        shown = {side.role: side.view for side in row.sides}
        for role in roles:
            view = shown.get(role)
            if view is None:
                masked = role in row.masked
                cells += [None, None, _("masqué") if masked else _("non demandé")]
            else:
                cells += [view.median, view.dispersion, standing_words(view)]
        yield [*cells, row.gap, _reading(row), row.heard]


def standing_words(view: RoleView) -> str:
    """Say in what quality a role is shown, with its count where it may be printed."""
    if view.standing is Standing.COLLECTIVE:
        return _("réponse collective, n = %(n)s") % {"n": view.n}
    if view.standing is Standing.ALONE:
        return _("une personne, avec son accord, hors écart")
    return _("n = %(n)s") % {"n": view.n}


def _reading(row: CrossedRow) -> str:
    return level_words(row.level)


def _roles(page: CrossedPage) -> list[RespondentRole]:
    asked = {side.role for row in page.rows for side in row.sides}
    asked |= {role for row in page.rows for role in row.masked}
    return [role for role in RespondentRole if role in asked]
