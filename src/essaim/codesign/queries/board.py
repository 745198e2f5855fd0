"""What the console and the room screen show of a session: a number of queries that never grows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from essaim.codesign.domain.notes import NoteState
from essaim.codesign.domain.steps import StepKind, VoteMethod
from essaim.codesign.domain.votes import Tally, count_votes
from essaim.codesign.labels import SPEAKERS
from essaim.codesign.models import (
    Ballot,
    CreativitySession,
    Decision,
    Idea,
    Note,
    NoteAct,
    SessionStep,
)

#: A phone that said nothing for so long is off the network, or put away.
SILENT = timedelta(minutes=1)
#: Notes of a group that are still read from four metres, when the wall shows nine groups.
ON_WALL = 3


@dataclass(frozen=True, slots=True)
class Card:
    """A note on the board, and how many notes stand behind it."""

    note: Note
    behind: int

    @property
    def who(self) -> str | Promise:
        """Return the viewpoint in words; none for notes of several viewpoints put together."""
        return SPEAKERS.get(self.note.role, "")


@dataclass(frozen=True, slots=True)
class Column:
    """An idea and its notes; ``None`` gathers those to arrange."""

    idea: Idea | None
    cards: tuple[Card, ...]
    votes: Tally | None = None
    decision: Decision | None = None

    @property
    def latest(self) -> tuple[Card, ...]:
        """Return what a wall has room for: the notes that came last."""
        return self.cards[-ON_WALL:]

    @property
    def more(self) -> int:
        return len(self.cards) - len(self.latest)


@dataclass(frozen=True, slots=True)
class Presence:
    """Who is in the room, by what their phone last did."""

    here: int
    silent: int
    not_yet: int

    @property
    def wrote(self) -> int:
        return self.here + self.silent

    @property
    def total(self) -> int:
        return self.here + self.silent + self.not_yet


@dataclass(frozen=True, slots=True)
class Board:
    """A session as its facilitator arranges it."""

    session: CreativitySession
    steps: tuple[SessionStep, ...]
    loose: Column
    columns: tuple[Column, ...]
    received: int
    presence: Presence
    last_act: NoteAct | None
    voters: int
    #: How the latest vote is counted; ``None`` before anybody voted.
    method: VoteMethod | None = None

    @property
    def next_step(self) -> SessionStep | None:
        here = self.session.step.position if self.session.step else 0
        return next((step for step in self.steps if step.position > here), None)

    @property
    def has_votes(self) -> bool:
        return self.voters > 0

    @property
    def by_rank(self) -> tuple[Column, ...]:
        """Return the ideas from the most to the least chosen; as they stand before a vote."""
        return tuple(sorted(self.columns, key=lambda each: each.votes.rank if each.votes else 0))


def board(session: CreativitySession) -> Board:
    """Return the board of a session, for a caller already allowed it."""
    cards = _cards(session)
    tallies, voters, method = _tallies(session)
    decisions = {each.idea_id: each for each in Decision.objects.filter(idea__session=session)}
    columns = tuple(
        Column(idea, tuple(cards[idea.pk]), tallies.get(idea.pk), decisions.get(idea.pk))
        for idea in session.ideas.all()
    )
    return Board(
        session=session,
        steps=tuple(session.steps.all()),
        loose=Column(None, tuple(cards[None])),
        columns=columns,
        received=session.notes.filter(participant__isnull=False).count(),
        presence=_presence(session),
        last_act=session.note_acts.filter(undone_at__isnull=True).order_by("-pk").first(),
        voters=voters,
        method=method,
    )


def _cards(session: CreativitySession) -> dict[int | None, list[Card]]:
    """Return the live notes under each idea, oldest first."""
    live = session.notes.filter(state=NoteState.LIVE).annotate(behind=Count("made_by__sources"))
    found: dict[int | None, list[Card]] = defaultdict(list)
    for note in live.order_by("pk"):
        found[note.idea_id].append(Card(note, note.behind))
    return found


def _tallies(session: CreativitySession) -> tuple[dict[int, Tally], int, VoteMethod | None]:
    """Return what the latest vote gave each idea, how many people voted, and how."""
    ballots = Ballot.objects.filter(step__session=session).prefetch_related("marks", "step")
    found = list(ballots.order_by("step__position"))
    if not found:
        return {}, 0, None
    step = found[-1].step
    cast = [
        {mark.idea_id: mark.value for mark in ballot.marks.all()}
        for ballot in found
        if ballot.step_id == step.pk
    ]
    ideas = list(session.ideas.values_list("pk", flat=True))
    method = VoteMethod(step.method)
    counted = count_votes(method, cast, ideas)
    return {tally.idea: tally for tally in counted}, len(cast), method


def _presence(session: CreativitySession) -> Presence:
    wrote = set(session.notes.values_list("participant", flat=True).distinct())
    since = timezone.now() - SILENT
    people = list(session.participants.values_list("pk", "seen_at"))
    not_yet = [pk for pk, _seen in people if pk not in wrote]
    silent = [pk for pk, seen in people if pk in wrote and seen < since]
    return Presence(len(people) - len(not_yet) - len(silent), len(silent), len(not_yet))


def acts_of(session: CreativitySession) -> QuerySet[NoteAct]:
    """Return the log of moderation, latest first: all that was done to notes, by whom, why."""
    return (
        session.note_acts.select_related("by").prefetch_related("sources", "made").order_by("-pk")
    )


def is_voting(session: CreativitySession) -> bool:
    return session.step is not None and session.step.kind == StepKind.VOTE


def note_keys(session_id: int) -> list[int]:
    """Return the keys of the notes of a session, for a caller already allowed it."""
    return list(Note.objects.filter(session=session_id).values_list("pk", flat=True))
