"""Acts on notes: merge, split, reword, drop, with their trace; each can be undone."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from essaim.codesign import queries
from essaim.codesign.domain.notes import (
    LEAVES,
    LONGEST_REASON,
    NoteActKind,
    NoteState,
    check_act,
    check_undo,
    clean_note,
)
from essaim.codesign.models import CreativitySession, Idea, Note, NoteAct
from essaim.codesign.services.sessions import moved
from essaim.kernel.errors import DomainError
from essaim.platform.domain.viewer import Viewer
from essaim.platform.services import keep_audit_line, link, unlink

#: Kind of the link from a note to what an act made of it.
BECAME = "became"
GROUPED = "grouped"


@transaction.atomic
def act_on_notes(
    *,
    session_id: int,
    kind: NoteActKind,
    note_ids: Sequence[int],
    by: Viewer,
    texts: Sequence[str] = (),
    why: str = "",
) -> NoteAct:
    """Merge, split, reword or drop notes; who wrote them sees old, new, who and why.

    Raises:
        DomainError: ``session_closed`` and what :func:`check_act` refuses; two facilitators
            who act on the same note: the second reads ``notes_changed_meanwhile``.
    """
    session = _open_session(session_id, by)
    notes = _locked_notes(session, note_ids)
    written = [clean_note(text) for text in texts]
    reason = clean_note(why, most=LONGEST_REASON) if why.strip() else ""
    check_act(kind, [NoteState(note.state) for note in notes], written, reason)
    act = NoteAct.objects.create(session=session, kind=kind, why=reason, by_id=by.account_id)
    act.sources.set(notes)
    Note.objects.filter(pk__in=[note.pk for note in notes]).update(state=LEAVES[kind])
    for text in written:
        _make(act, notes, text, by)
    _log(act, kind, by)
    moved(session)
    return act


@transaction.atomic
def undo_act(*, act_id: int, by: Viewer) -> NoteAct:
    """Take an act back: its notes live again, what it made goes.

    Raises:
        DomainError: ``session_closed``, ``act_undone_already``, ``act_built_upon``.
    """
    act = queries.facilitated_acts(by).select_for_update(of=("self",)).get(pk=act_id)
    session = _open_session(act.session_id, by)
    if act.undone_at:
        raise DomainError("act_undone_already")
    made = list(act.made.select_for_update())
    check_undo(act.to_domain(), {note.pk: NoteState(note.state) for note in made})
    sources = list(act.sources.all())
    for note in made:
        for source in sources:
            unlink(kind=BECAME, source=("note", source.pk), target=("note", note.pk))
        _ungroup(note)
    act.made.update(state=NoteState.DROPPED)
    Note.objects.filter(pk__in=[note.pk for note in sources]).update(state=NoteState.LIVE)
    act.undone_at = timezone.now()
    act.save(update_fields=["undone_at"])
    _log(act, "undo", by)
    moved(session)
    return act


@transaction.atomic
def group_notes(
    *, session_id: int, note_ids: Sequence[int], idea_id: int | None, by: Viewer
) -> None:
    """Put notes under an idea, or back among those to arrange (``None``).

    Raises:
        DomainError: ``session_closed``, ``notes_changed_meanwhile``.
    """
    session = _open_session(session_id, by)
    idea = session.ideas.get(pk=idea_id) if idea_id else None
    notes = _locked_notes(session, note_ids)
    if any(note.state != NoteState.LIVE for note in notes):
        raise DomainError("notes_changed_meanwhile")
    for note in notes:
        _ungroup(note)
        note.idea = idea
        note.save(update_fields=["idea"])
        if idea:
            link(kind=GROUPED, source=("note", note.pk), target=("idea", idea.pk), by=by)
    moved(session)


@transaction.atomic
def name_idea(*, session_id: int, title: str, by: Viewer, idea_id: int | None = None) -> Idea:
    """Name a new group, or name one anew before anybody voted on it.

    Raises:
        DomainError: ``session_closed``, ``note_empty``, ``note_too_long``, ``idea_voted``,
            ``too_many_ideas``.
    """
    session = _open_session(session_id, by)
    title = clean_note(title, most=120)
    if idea_id is None:
        place = session.ideas.count() + 1
        if place > MOST_IDEAS:
            raise DomainError("too_many_ideas", most=MOST_IDEAS)
        idea = Idea.objects.create(session=session, position=place, title=title)
    else:
        idea = session.ideas.select_for_update().get(pk=idea_id)
        if idea.marks.exists():
            raise DomainError("idea_voted")
        idea.title = title
        idea.save(update_fields=["title"])
    keep_audit_line(idea, act="name_idea", by=by, organisation_id=session.organisation_id)
    moved(session)
    return idea


#: Nine groups are told apart on a wall, and by the keys 1 to 9.
MOST_IDEAS = 9


def _open_session(session_id: int, by: Viewer) -> CreativitySession:
    rows = queries.facilitated_sessions(by).select_for_update(of=("self",))
    session = rows.get(pk=session_id)
    if session.closed_on:
        raise DomainError("session_closed")
    return session


def _locked_notes(session: CreativitySession, note_ids: Sequence[int]) -> list[Note]:
    """Return the notes asked for, all of this session, kept from another hand meanwhile."""
    found = session.notes.select_for_update().filter(pk__in=set(note_ids)).order_by("pk")
    notes = list(found)
    if len(notes) != len(set(note_ids)):
        raise DomainError("notes_changed_meanwhile")
    return notes


def _make(act: NoteAct, sources: Sequence[Note], text: str, by: Viewer) -> None:
    """Write what an act makes, where its sources stood, tied to each of them."""
    homes = {note.idea_id for note in sources}
    roles = {note.role for note in sources}
    note = Note.objects.create(
        session_id=act.session_id,
        text=text,
        made_by=act,
        idea_id=homes.pop() if len(homes) == 1 else None,
        role=roles.pop() if len(roles) == 1 else "",
    )
    for source in sources:
        link(kind=BECAME, source=("note", source.pk), target=("note", note.pk), by=by)
    if note.idea_id:
        link(kind=GROUPED, source=("note", note.pk), target=("idea", note.idea_id), by=by)


def _ungroup(note: Note) -> None:
    if note.idea_id:
        unlink(kind=GROUPED, source=("note", note.pk), target=("idea", note.idea_id))


def _log(act: NoteAct, name: str, by: Viewer) -> None:
    organisation_id = act.session.organisation_id
    keep_audit_line(act, act=f"{name}_notes", by=by, organisation_id=organisation_id)
