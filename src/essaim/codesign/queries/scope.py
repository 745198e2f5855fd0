"""Which sessions, notes and ideas exist for a viewer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from essaim.codesign.models import CreativitySession, Idea, Note, NoteAct, Participant
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.queries import in_scope, visible_organisations

#: Who runs a session: a director in own house, an adviser in own agency or where it accompanies.
FACILITATORS: Final = (Role.ADVISER, Role.DIRECTOR)
#: Who reads a session: members of the house that holds it, never a funder.
READERS: Final = (Role.ADVISER, Role.DIRECTOR, Role.BOARD_MEMBER, Role.STAFF_MEMBER)


def facilitating_organisations(viewer: Viewer) -> QuerySet[Any]:
    """Return the organisations in whose name *viewer* may hold a session."""
    return visible_organisations(viewer, *FACILITATORS)


def visible_sessions(viewer: Viewer) -> QuerySet[CreativitySession]:
    """Return the sessions of the houses of *viewer*, or of those it accompanies."""
    rows = CreativitySession.objects.filter(in_scope(viewer, *READERS))
    return rows.select_related("organisation", "step")


def listed_sessions(viewer: Viewer) -> QuerySet[CreativitySession]:
    """Return the sessions of a list, with the people and the notes each received."""
    people = Participant.objects.filter(session=OuterRef("pk")).order_by()
    notes = Note.objects.filter(session=OuterRef("pk"), participant__isnull=False).order_by()
    return visible_sessions(viewer).annotate(people=_number(people), written=_number(notes))


def _number(rows: QuerySet[Any]) -> Coalesce:
    counted = rows.values("session").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def facilitated_sessions(viewer: Viewer) -> QuerySet[CreativitySession]:
    rows = CreativitySession.objects.filter(in_scope(viewer, *FACILITATORS))
    return rows.select_related("organisation", "step")


def facilitated_acts(viewer: Viewer) -> QuerySet[NoteAct]:
    path = "session__organisation_id"
    rows = NoteAct.objects.filter(in_scope(viewer, *FACILITATORS, organisation=path))
    return rows.select_related("session")


def facilitated_ideas(viewer: Viewer) -> QuerySet[Idea]:
    path = "session__organisation_id"
    rows = Idea.objects.filter(in_scope(viewer, *FACILITATORS, organisation=path))
    return rows.select_related("session")


def versions(keys: Collection[int]) -> Mapping[int, int]:
    """Return the version of some sessions: it moves with each act."""
    rows = CreativitySession.objects.filter(pk__in=keys)
    return dict(rows.values_list("pk", "version"))
