"""What other pages show of the territory: results of a search, registers that wait."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.platform.domain.viewer import Viewer
from essaim.platform.related import RelatedCard, RelatedLine
from essaim.platform.search import Hit
from essaim.platform.todo import Task
from essaim.territory import queries


def hits(viewer: Viewer, words: str, limit: int) -> Iterator[Hit]:
    """Find providers by their name, their place or one of their keys."""
    for each in queries.searched_providers(viewer, words)[:limit]:
        url = reverse("territory:provider", args=[each.pk])
        yield Hit(_("structure"), each.name, url, "observe", queries.place_name(each))


def related_provider(viewer: Viewer, organisation_id: int) -> RelatedCard:
    """Return the record of an organisation, where it stands and how to reach it."""
    rows = queries.visible_providers(viewer).filter(organisation=organisation_id)[:1]
    lines = [
        RelatedLine(
            reverse("territory:provider", args=[row.pk]),
            _("La fiche : %(place)s") % {"place": queries.place_name(row)},
        )
        for row in rows
    ]
    return RelatedCard(_("La structure"), lines)


def waiting(viewer: Viewer) -> Iterator[Task]:
    """Ask for the registers that were checked and never imported."""
    for row in queries.registers_to_import(viewer):
        yield Task(
            title=_("Importer le registre contrôlé"),
            detail=row.name,
            url=reverse("territory:register-import", args=[row.pk]),
            tint="observe",
            note=_("rien n’est encore écrit"),
        )
