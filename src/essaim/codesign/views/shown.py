"""What the console and the wall show of a board: the clock, people, votes, decisions, a panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from essaim.codesign import queries
from essaim.codesign.domain.notes import NoteActKind, NoteState
from essaim.codesign.domain.steps import StepKind, VoteMethod
from essaim.codesign.domain.votes import GRADES as MOST_GRADES
from essaim.codesign.domain.votes import HIGHEST_SCORE, Tally
from essaim.codesign.forms.sessions import MOVE, NAME, DecisionForm, IdeaForm, NotesActForm
from essaim.codesign.labels import ASKS, GO_TO, GRADES, HINTS, METHODS, STEPS
from essaim.codesign.models import CreativitySession, Note
from essaim.codesign.queries.board import Column
from essaim.platform.templatetags.essaim import fraction

#: Acts of the log beside the board.
LATEST = 5
#: The steps at which the wall gives half of its room to those who still join.
JOINING = {"", StepKind.WARM_UP, StepKind.WRITE}
#: How many notes each panel asks for, at least and at most.
NEEDS = {
    NoteActKind.MERGE: (2, 99),
    NoteActKind.SPLIT: (1, 1),
    NoteActKind.REWORD: (1, 1),
    NoteActKind.DROP: (1, 1),
    MOVE: (1, 999),
    NAME: (0, 999),
}


@dataclass(frozen=True, slots=True)
class Panel:
    """What is asked of the facilitator before an act: on which notes, with which words."""

    kind: str
    notes: Sequence[Note] = ()
    form: forms.Form | None = None
    idea: int | None = None

    @property
    def is_ready(self) -> bool:
        """Return whether as many notes are chosen as the act asks; what was typed stays anyway."""
        least, most = NEEDS[self.kind]
        return least <= len(self.notes) <= most or bool(self.form and self.form.is_bound)

    @property
    def gone(self) -> list[Note]:
        return [note for note in self.notes if note.state != NoteState.LIVE]


@dataclass(frozen=True, slots=True)
class Time:
    """The time of the running step, right without script at the moment it is shown."""

    left: timedelta
    minutes: int
    is_paused: bool

    @property
    def seconds(self) -> int:
        return int(self.left.total_seconds())

    @property
    def share(self) -> int:
        return min(100, round(self.seconds * 100 / (self.minutes * 60)))


@dataclass(frozen=True, slots=True)
class Result:
    """What an idea received, in words, the length of its bar, and its decision to take."""

    column: Column
    worth: str = ""
    share: int = 0
    form: DecisionForm | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page of the console shows besides the board: a panel, a decision refused, a word."""

    panel: Panel | None = None
    decision: tuple[int, DecisionForm] | None = None
    picked: Sequence[int] = field(default=())
    done: str | Promise = ""
    #: The button pressed is gone with its panel: the word said takes the focus.
    takes_focus: bool = True


def panel_of(row: CreativitySession, kind: str, keys: Sequence[int], idea: int | None) -> Panel:
    """Return the panel of an act, its words prefilled with those of the notes chosen."""
    notes = list(row.notes.filter(pk__in=keys))
    if kind == MOVE:
        return Panel(kind, notes)
    if kind == NAME:
        known = row.ideas.filter(pk=idea).first() if idea else None
        return Panel(
            kind, notes, IdeaForm(row.pk, initial={"title": known.title if known else ""}), idea
        )
    text = notes[0].text if notes and kind != NoteActKind.DROP else ""
    return Panel(kind, notes, NotesActForm(row.pk, initial={"text": text}))


def context_of(row: CreativitySession, asked: Asked | None = None) -> dict[str, Any]:
    """Return what the console and the wall show of a session, for a caller already allowed it."""
    board = queries.board(row)
    kind = row.step.kind if row.step else ""
    upcoming = board.next_step
    known = asked or Asked()
    return {
        "session": row,
        "board": board,
        "time": time_of(row),
        "kind": kind,
        "hint": HINTS.get(kind, ""),
        "steps": [(step, STEPS[step.kind], METHODS.get(step.method, "")) for step in board.steps],
        "upcoming": upcoming,
        "go_to": GO_TO[upcoming.kind] if upcoming else "",
        "address": room_address(row),
        "door": f"{settings.ESSAIM_SITE}{reverse('codesign:room-code')}".split("://")[1],
        "acts": queries.acts_of(row)[:LATEST],
        "results": results_of(board, kind == StepKind.DECIDE, known.decision),
        "asked": known,
        "panel": known.panel,
        "step_name": STEPS.get(kind, ""),
        "ask": ASKS.get(kind, ""),
        "is_joining": kind in JOINING,
    }


def room_address(row: CreativitySession) -> str:
    """Return the address that a phone opens."""
    return f"{settings.ESSAIM_SITE}{reverse('codesign:room', args=[row.code])}"


def time_of(row: CreativitySession) -> Time | None:
    clock = row.clock()
    if clock is None:
        return None
    left = max(clock.left(timezone.now()), timedelta())
    return Time(left, clock.minutes, clock.paused_at is not None)


def results_of(
    board: queries.Board, is_deciding: bool, refused: tuple[int, DecisionForm] | None = None
) -> list[Result]:
    """Return the ideas by rank; with the form of their decision when it is time to decide."""
    best = max((column.votes.total for column in board.columns if column.votes), default=0)
    return [_result(column, board.method, best, is_deciding, refused) for column in board.by_rank]


def _result(
    column: Column,
    method: VoteMethod | None,
    best: int,
    is_deciding: bool,
    refused: tuple[int, DecisionForm] | None,
) -> Result:
    idea = column.idea.pk if column.idea else 0
    form = None
    if is_deciding and column.decision is None:
        form = refused[1] if refused and refused[0] == idea else decision_form(idea)
    if column.votes is None or method is None:
        return Result(column, form=form)
    highest = {VoteMethod.SCORE: HIGHEST_SCORE, VoteMethod.JUDGMENT: MOST_GRADES - 1}
    share = round(column.votes.measure * 100 / (highest.get(method, best) or 1))
    return Result(column, _worth(column.votes, method), share, form)


def decision_form(idea: int, data: Any = None) -> DecisionForm:
    """Return the form of one idea; several stand on a page, so each has its own names on screen."""
    return DecisionForm(data, auto_id=f"idea_{idea}_%s")


def _worth(tally: Tally, method: VoteMethod) -> str:
    if method is VoteMethod.JUDGMENT:
        return str(GRADES[int(tally.measure)])
    return str(tally.total) if method is VoteMethod.DOTS else fraction(tally.measure, 1)
