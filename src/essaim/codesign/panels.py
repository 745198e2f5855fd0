"""What sessions show on lower pages: what waits for a facilitator, what a search finds."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.codesign import queries
from essaim.codesign.domain.steps import SessionState
from essaim.codesign.labels import STATE_TONES, STATES
from essaim.platform.domain.viewer import Viewer
from essaim.platform.related import MOST as MOST_RELATED
from essaim.platform.related import RelatedCard, RelatedLine
from essaim.platform.search import Hit
from essaim.platform.todo import Task

MOST = 20


def waiting(viewer: Viewer) -> Iterator[Task]:
    """Ask for the sessions that are prepared, or left open."""
    rows = queries.facilitated_sessions(viewer).exclude(state=SessionState.CLOSED)
    today = timezone.localdate()
    for row in rows.order_by("held_on", "pk")[:MOST]:
        is_running = row.state == SessionState.RUNNING
        yield Task(
            title=_("Clore la séance") if is_running else _("Animer la séance"),
            detail=row.title,
            url=reverse("codesign:console", args=[row.pk]),
            tint="design",
            when=row.held_on,
            is_late=row.held_on < today,
        )


def related_sessions(viewer: Viewer, organisation_id: int) -> RelatedCard:
    """Return the sessions held for an organisation, latest first, and how to prepare one."""
    rows = queries.visible_sessions(viewer).filter(organisation=organisation_id)
    lines = [
        RelatedLine(
            reverse("codesign:session", args=[row.pk]),
            row.title,
            str(STATES[row.state]),
            STATE_TONES[row.state],
        )
        for row in rows[:MOST_RELATED]
    ]
    new = f"{reverse('codesign:session-new')}?structure={organisation_id}"
    act = RelatedLine(new, _("Préparer une séance"))
    return RelatedCard(_("Séances"), lines, _("Aucune séance pour l’instant."), act)


def found(viewer: Viewer, words: str, limit: int) -> Iterator[Hit]:
    """Find sessions by their question or one of their ideas."""
    asked = Q(title__icontains=words) | Q(ideas__title__icontains=words)
    for row in queries.visible_sessions(viewer).filter(asked).distinct()[:limit]:
        url = reverse("codesign:session", args=[row.pk])
        yield Hit(_("séance"), row.title, url, "design", str(row.organisation))
