"""Notes arrive once, and what is done to them keeps its trace: each author reads it."""

from datetime import timedelta

import pytest
from codesign.rooms import USER, prepared, running
from django.utils import timezone

from essaim.codesign import queries, services
from essaim.codesign.domain.notes import NoteActKind, NoteState
from essaim.codesign.domain.room import RoomRefusal
from essaim.codesign.models import CreativitySession, Note
from essaim.journeys.story import Story
from essaim.kernel.errors import DomainError
from essaim.platform import thread
from essaim.platform.domain.thread import NodeRef

pytestmark = pytest.mark.django_db


def test_a_note_sent_twice_arrives_once(story: Story) -> None:
    room = running(story)
    who = room.seat()

    first = room.write("Savoir qui passe.", who, key="a1b2c3d4")
    again = room.write("Savoir qui passe.", who, key="a1b2c3d4")
    same_words = room.write("  Savoir qui   passe. ", who, key="other-key")

    assert {again.pk, same_words.pk} == {first.pk}
    assert Note.objects.count() == 1


def test_a_note_written_before_the_close_still_arrives_at_a_later_step(story: Story) -> None:
    room = running(story)
    who = room.seat()
    services.go_to_step(session_id=room.session.pk, position=3, by=room.by)

    assert room.write("Écrite hors réseau.", who).state == NoteState.LIVE

    services.close_session(session_id=room.session.pk, by=room.by)
    with pytest.raises(DomainError, match="session_closed"):
        room.write("Trop tard.", who)


@pytest.mark.parametrize(
    ("text", "code"),
    [("x" * 5000, "note_too_long"), ("   ", "note_empty"), ("\u200b\u202e", "note_empty")],
)
def test_a_note_that_says_nothing_or_too_much_is_refused(
    story: Story, text: str, code: str
) -> None:
    room = running(story)
    with pytest.raises(DomainError, match=code):
        room.write(text)
    assert not Note.objects.exists()


@pytest.mark.parametrize(
    "text", ["👩🏽‍⚕️ passe à 8 h", "שלום שלום", "مرحبا بكم", "<script>x</script>"]
)
def test_any_script_and_any_sign_is_kept_as_written(story: Story, text: str) -> None:
    assert running(story).write(text).text == text


def test_a_merge_keeps_every_parent_and_each_author_reads_why(story: Story) -> None:
    room = running(story)
    one, two, three = (room.seat() for _ in range(3))
    notes = [room.write(f"Planning {n}", who) for n, who in enumerate((one, two, three))]

    act = room.act(NoteActKind.MERGE, *notes, texts=("Un planning quinze jours avant.",))

    made = act.made.get()
    for who in (one, two, three):
        (own,) = queries.own_notes(who)
        assert own.note.state == NoteState.MERGED
        assert [told.became for told in own.story] == [("Un planning quinze jours avant.",)]
        assert own.story[0].by == "Nadia Ferrand"
    edges = thread.edges_around(NodeRef("note", made.pk), backward=True)
    assert {edge.source.pk for edge in edges} == {note.pk for note in notes}


def test_an_undo_gives_back_the_notes_as_they_were(story: Story) -> None:
    room = running(story)
    notes = [room.write("Une chose"), room.write("Une autre")]
    act = room.act(NoteActKind.MERGE, *notes, texts=("Les deux",))

    services.undo_act(act_id=act.pk, by=room.by)

    assert set(Note.objects.filter(state=NoteState.LIVE)) == set(notes)
    assert thread.edges_around(NodeRef("note", notes[0].pk), backward=False) == []
    with pytest.raises(DomainError, match="act_undone_already"):
        services.undo_act(act_id=act.pk, by=room.by)


def test_an_act_built_upon_is_undone_after_the_later_one(story: Story) -> None:
    room = running(story)
    note = room.write("Trop long à dire")
    first = room.act(NoteActKind.REWORD, note, texts=("Court",))
    second = room.act(NoteActKind.DROP, first.made.get(), why="déjà fait")

    with pytest.raises(DomainError, match="act_built_upon"):
        services.undo_act(act_id=first.pk, by=room.by)
    services.undo_act(act_id=second.pk, by=room.by)
    services.undo_act(act_id=first.pk, by=room.by)

    note.refresh_from_db()
    assert note.state == NoteState.LIVE


def test_the_second_facilitator_to_merge_the_same_notes_is_told(story: Story) -> None:
    room = running(story)
    notes = [room.write("Une chose"), room.write("Une autre")]
    room.act(NoteActKind.MERGE, *notes, texts=("Les deux",))

    with pytest.raises(DomainError, match="notes_changed_meanwhile"):
        room.act(NoteActKind.MERGE, *notes, texts=("Autrement",))
    assert Note.objects.filter(text="Autrement").count() == 0


def test_a_dropped_note_says_why_to_its_author(story: Story) -> None:
    room = running(story)
    who = room.seat(USER)
    note = room.write("Changer tout", who)
    with pytest.raises(DomainError, match="drop_without_reason"):
        room.act(NoteActKind.DROP, note)

    room.act(NoteActKind.DROP, note, why="hors de notre portée")

    (own,) = queries.own_notes(who)
    assert own.is_dropped
    assert own.story[0].why == "hors de notre portée"


def test_a_note_of_another_session_is_never_acted_on(story: Story) -> None:
    room, other = running(story), running(story)
    note, foreign = room.write("Ici"), other.write("Là")
    with pytest.raises(DomainError, match="notes_changed_meanwhile"):
        room.act(NoteActKind.MERGE, note, foreign, texts=("Mêlées",))


def test_the_secret_of_another_session_opens_nothing_here(story: Story) -> None:
    room, other = running(story), running(story)
    seat = services.join_session(session_id=other.session.pk, role=USER)

    found = queries.entrance(room.session.code, seat.token)

    assert found.session is not None
    assert found.participant is None
    assert queries.entrance("ZZZZZZ", seat.token).refusal is RoomRefusal.UNKNOWN


def test_a_code_opens_on_its_day_only(story: Story) -> None:
    room = prepared(story)
    rows = CreativitySession.objects.filter(pk=room.session.pk)
    today = timezone.localdate()

    rows.update(held_on=today + timedelta(days=1))
    assert queries.entrance(room.session.code, None).refusal is RoomRefusal.TOO_SOON
    rows.update(held_on=today - timedelta(days=1))
    assert queries.entrance(room.session.code, None).refusal is RoomRefusal.EXPIRED


def test_a_full_room_keeps_those_who_have_a_place(story: Story) -> None:
    room = running(story)
    CreativitySession.objects.filter(pk=room.session.pk).update(places=1)
    seat = services.join_session(session_id=room.session.pk, role=USER)

    assert queries.entrance(room.session.code, seat.token).refusal is None
    assert queries.entrance(room.session.code, None).refusal is RoomRefusal.FULL
    with pytest.raises(DomainError, match="room_full"):
        room.seat()
