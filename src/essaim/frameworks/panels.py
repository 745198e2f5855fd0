"""What frameworks ask of people, and what they give to the search."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.frameworks import queries
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.queries import own_organisations
from essaim.platform.search import Hit
from essaim.platform.todo import Task

#: The values of a year are expected by that day of the next one.
_DUE: Final = (3, 31)
#: A home lists what waits, not everything.
_MOST_TASKS: Final = 20


def tasks(viewer: Viewer) -> Iterator[Task]:
    """Yield the years a director has no value for, and the bridges that wait for a reader."""
    year = timezone.localdate().year - 1
    mine = list(own_organisations(viewer, Role.DIRECTOR)[:_MOST_TASKS])
    known = queries.years_with_facts([row.pk for row in mine]) if mine else {}
    due = date(year + 1, *_DUE)
    for row in mine:
        if year not in known.get(row.pk, set()):
            yield Task(
                _("Renseigner les indicateurs de %(year)s") % {"year": year},
                _("Une valeur saisie une fois remplit trois rapports."),
                reverse("frameworks:facts", args=[row.pk, year]),
                "observe",
                when=due,
                is_late=timezone.localdate() > due,
            )
    if queries.may_publish(viewer):
        waiting = queries.versions_to_confirm()
        if waiting:
            yield Task(
                _("Confirmer les correspondances d’une nouvelle version"),
                ", ".join(str(row) for row in waiting),
                reverse("frameworks:crosswalk"),
                "diagnose",
            )


def hits(viewer: Viewer, words: str, limit: int) -> Iterator[Hit]:
    """Yield the frameworks whose title or code holds the words."""
    for row in queries.versions_named(viewer, words)[:limit]:
        yield Hit(
            _("Référentiel"),
            row.title,
            reverse("frameworks:version", args=[row.pk]),
            "diagnose",
            row.version,
        )
