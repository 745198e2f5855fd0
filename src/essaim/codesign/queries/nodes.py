"""Notes and ideas as the thread shows them, and what became of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.codesign.domain.notes import NoteState
from essaim.codesign.models import Decision, Idea, Note
from essaim.codesign.queries.scope import READERS
from essaim.platform.domain.thread import NodeKind, Shown, Stage, Standing
from essaim.platform.domain.viewer import Viewer
from essaim.platform.queries import in_scope

_SESSION = "session__organisation_id"


def _notes(viewer: Viewer, ids: Collection[int]) -> Mapping[int, Shown]:
    rows = Note.objects.filter(in_scope(viewer, *READERS, organisation=_SESSION), pk__in=ids)
    return {
        pk: Shown(_("« %(text)s »") % {"text": text}, f"{_console(session)}#note-{pk}")
        for pk, text, session in rows.values_list("pk", "text", "session")
    }


def _ideas(viewer: Viewer, ids: Collection[int]) -> Mapping[int, Shown]:
    rows = Idea.objects.filter(in_scope(viewer, *READERS, organisation=_SESSION), pk__in=ids)
    return {
        pk: Shown(title, f"{_console(session)}#idea-{pk}")
        for pk, title, session in rows.values_list("pk", "title", "session")
    }


def _console(session_id: int) -> str:
    return reverse("codesign:session", args=[session_id])


def _standing_of_notes(ids: Collection[int]) -> Mapping[int, Standing]:
    """Return what the room did of notes; what was made of them stands on its own."""
    gone = Note.objects.filter(pk__in=ids, state=NoteState.DROPPED)
    dropped = set(gone.values_list("pk", flat=True))
    return {pk: Standing.DROPPED if pk in dropped else Standing.OPEN for pk in ids}


def _standing_of_ideas(ids: Collection[int]) -> Mapping[int, Standing]:
    decided = dict(Decision.objects.filter(idea__in=ids).values_list("idea", "is_kept"))
    kept = {True: Standing.COMMITTED, False: Standing.DROPPED}
    return {pk: kept[decided[pk]] if pk in decided else Standing.OPEN for pk in ids}


def _existing_notes(ids: Collection[int]) -> set[int]:
    return set(Note.objects.filter(pk__in=ids).values_list("pk", flat=True))


def _existing_ideas(ids: Collection[int]) -> set[int]:
    return set(Idea.objects.filter(pk__in=ids).values_list("pk", flat=True))


NODE_KINDS = (
    NodeKind("note", Stage.VOICE, _notes, _standing_of_notes, _existing_notes),
    NodeKind("idea", Stage.IDEA, _ideas, _standing_of_ideas, _existing_ideas),
)
