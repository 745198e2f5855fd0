"""A session of the Pôle Garrigue run to its decisions; one of L’Amandier open to who tries it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from essaim.codesign import queries, services
from essaim.codesign.domain.notes import NoteActKind
from essaim.journeys.acts import codesign_content as told
from essaim.journeys.story import Story
from essaim.platform.domain.viewer import Role, Viewer


def play(story: Story) -> None:
    """Play a session from its first note to its decisions, then open another."""
    adviser = story.person(Role.ADVISER, "garrigue")
    done = _session(story.ids["garrigue"], adviser, told.QUESTION, told.INTENT)
    seats = _seats(done)
    notes = _write(seats, told.NOTES)
    ideas = _arrange(done, notes, adviser)
    _vote(done, seats, ideas, adviser)
    _decide(done, ideas, adviser)
    services.close_session(session_id=done, by=adviser)
    _open(story, adviser)


def _session(organisation_id: int, by: Viewer, question: str, intent: str) -> int:
    frame = next(each for each in queries.frames() if each.id == "creativity")
    session = services.prepare_session(
        organisation_id=organisation_id,
        title=question,
        intent=intent,
        held_on=timezone.localdate(),
        steps=frame.steps,
        by=by,
    )
    return services.start_session(session_id=session.pk, by=by).pk


def _seats(session_id: int) -> list[services.Seat]:
    return [services.join_session(session_id=session_id, role=role) for role in told.SEATS]


def _write(seats: Sequence[services.Seat], said: Sequence[told.Said]) -> list[int]:
    """Write the notes of a room; return their keys, in the order they were said."""
    return [
        services.write_note(
            participant_id=seats[each.seat].participant.pk, key=f"demo-note-{place}", text=each.text
        ).pk
        for place, each in enumerate(said)
    ]


def _arrange(session_id: int, notes: Sequence[int], by: Viewer) -> list[int]:
    """Group, merge, split, reword, drop; return the ideas."""
    services.go_to_step(session_id=session_id, position=3, by=by)
    ideas = [
        services.name_idea(session_id=session_id, title=title, by=by).pk for title in told.GROUPS
    ]
    for group, idea in enumerate(ideas):
        chosen = [note for note, each in zip(notes, told.NOTES, strict=True) if each.group == group]
        services.group_notes(session_id=session_id, note_ids=chosen, idea_id=idea, by=by)
    acts: list[tuple[NoteActKind, Sequence[int], Sequence[str], str]] = [
        (NoteActKind.MERGE, notes[:3], (told.MERGED,), ""),
        (NoteActKind.SPLIT, notes[9:10], told.SPLIT, ""),
        (NoteActKind.REWORD, notes[11:], (told.REWORDED,), ""),
        (NoteActKind.DROP, notes[10:11], (), told.DROPPED),
    ]
    for kind, sources, texts, why in acts:
        services.act_on_notes(
            session_id=session_id, kind=kind, note_ids=sources, texts=texts, why=why, by=by
        )
    return ideas


def _vote(
    session_id: int, seats: Sequence[services.Seat], ideas: Sequence[int], by: Viewer
) -> None:
    session = services.go_to_step(session_id=session_id, position=4, by=by)
    for seat, dots in zip(seats, told.DOTS, strict=True):
        values = {idea: given for idea, given in zip(ideas, dots, strict=True) if given}
        services.cast_ballot(
            participant_id=seat.participant.pk, step_id=session.step_id or 0, values=values
        )


def _decide(session_id: int, ideas: Sequence[int], by: Viewer) -> None:
    services.go_to_step(session_id=session_id, position=5, by=by)
    services.decide_idea(
        idea_id=ideas[0],
        is_kept=True,
        text=told.KEPT,
        owner="Léa Marchetti",
        due_on=timezone.localdate() + timedelta(days=60),
        by=by,
    )
    services.decide_idea(idea_id=ideas[1], is_kept=False, text=told.LEFT, by=by)


def _open(story: Story, by: Viewer) -> None:
    """Open a session that any visitor of the demonstration may join with a phone."""
    session_id = _session(story.ids["amandier"], by, told.OPEN_QUESTION, told.OPEN_INTENT)
    seats = _seats(session_id)
    notes = _write(seats, told.OPEN_NOTES)
    idea = services.name_idea(session_id=session_id, title="Se prévenir", by=by)
    act = services.act_on_notes(
        session_id=session_id,
        kind=NoteActKind.REWORD,
        note_ids=notes[-1:],
        texts=("Quinze minutes par mois au téléphone avec chaque famille.",),
        by=by,
    )
    session = queries.facilitated_sessions(by).get(pk=session_id)
    known = {"session_id": session_id, "idea_id": idea.pk, "act_id": act.pk, "note_id": notes[0]}
    story.known |= known | {"code": session.code, "token": seats[0].token}
