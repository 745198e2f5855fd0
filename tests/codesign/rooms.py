"""A session of the Pôle Garrigue with people in the room, for the tests."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from essaim.codesign import queries, services
from essaim.codesign.domain.notes import NoteActKind
from essaim.codesign.models import CreativitySession, Note, NoteAct, Participant
from essaim.diagnosis.domain.roles import RespondentRole
from essaim.journeys.story import Story
from essaim.platform.domain.viewer import Role, Viewer

WORKER, USER = RespondentRole.CARE_WORKER, RespondentRole.SERVICE_USER
QUESTION = "Que faudrait-il changer entre deux visites ?"


@dataclass(frozen=True, slots=True)
class Room:
    """A session and its facilitator."""

    session: CreativitySession
    by: Viewer

    def fresh(self) -> CreativitySession:
        return CreativitySession.objects.get(pk=self.session.pk)

    def seat(self, role: RespondentRole = WORKER) -> Participant:
        return services.join_session(session_id=self.session.pk, role=role).participant

    def write(self, text: str, who: Participant | None = None, key: str = "") -> Note:
        seat = who or self.seat()
        return services.write_note(participant_id=seat.pk, key=key, text=text)

    def act(
        self, kind: NoteActKind, *notes: Note, texts: tuple[str, ...] = (), why: str = ""
    ) -> NoteAct:
        return services.act_on_notes(
            session_id=self.session.pk,
            kind=kind,
            note_ids=[note.pk for note in notes],
            texts=texts,
            why=why,
            by=self.by,
        )


def prepared(story: Story, frame: str = "creativity") -> Room:
    by = story.person(Role.ADVISER, "garrigue")
    chosen = next(each for each in queries.frames() if each.id == frame)
    session = services.prepare_session(
        organisation_id=story.ids["garrigue"],
        title=QUESTION,
        intent="Le compte rendu part aux membres sous huit jours.",
        held_on=timezone.localdate(),
        steps=chosen.steps,
        by=by,
    )
    return Room(session, by)


def running(story: Story, frame: str = "creativity") -> Room:
    room = prepared(story, frame)
    services.start_session(session_id=room.session.pk, by=room.by)
    return room
