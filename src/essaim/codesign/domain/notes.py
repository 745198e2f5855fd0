"""What people wrote, and what became of it: merged, split, reworded, dropped, never erased."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from essaim.kernel.errors import DomainError

#: Signs of a note: what is read in one breath from the back of a room.
LONGEST_NOTE = 500
LONGEST_REASON = 300
MOST_PARTS = 10


class NoteState(StrEnum):
    """What became of a note; only a live one is arranged, voted, decided."""

    LIVE = "live"
    MERGED = "merged"
    SPLIT = "split"
    REWORDED = "reworded"
    DROPPED = "dropped"


class NoteActKind(StrEnum):
    """What a facilitator does to notes, before everybody; each can be undone."""

    MERGE = "merge"
    SPLIT = "split"
    REWORD = "reword"
    DROP = "drop"


#: The state an act leaves its notes in.
LEAVES = {
    NoteActKind.MERGE: NoteState.MERGED,
    NoteActKind.SPLIT: NoteState.SPLIT,
    NoteActKind.REWORD: NoteState.REWORDED,
    NoteActKind.DROP: NoteState.DROPPED,
}
#: Signs that show nothing and can hide or turn what is read; joined emoji keep their joiner.
_KEPT_FORMAT = {"\u200c", "\u200d"}


def clean_note(text: str, *, most: int = LONGEST_NOTE) -> str:
    r"""Return what is kept of a typed note: composed, on one paragraph, without hidden signs.

    Letters written from right to left stay; the signs that force a direction go.

    >>> clean_note("  Savoir\n qui passe\u200b le\u202e dimanche ")
    'Savoir qui passe le dimanche'

    Raises:
        DomainError: ``note_empty``, ``note_too_long``.
    """
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(sign for sign in composed if _is_kept(sign))
    written = " ".join(visible.split())
    if not written.strip("\u200c\u200d\ufe0e\ufe0f "):
        raise DomainError("note_empty")
    if len(written) > most:
        raise DomainError("note_too_long", signs=len(written), most=most)
    return written


def _is_kept(sign: str) -> bool:
    if sign.isspace() or sign in _KEPT_FORMAT:
        return True
    return unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


@dataclass(frozen=True, slots=True)
class NoteAct:
    """One act on notes: from which, into which, and why."""

    kind: NoteActKind
    sources: tuple[int, ...]
    made: tuple[int, ...] = ()
    why: str = ""
    pk: int = 0


def check_act(
    kind: NoteActKind, states: Sequence[NoteState], texts: Sequence[str], why: str = ""
) -> None:
    """Refuse an act on notes that would lose something or say nothing.

    *states* are those of the notes acted on, *texts* what the act writes.

    Raises:
        DomainError: ``notes_changed_meanwhile``, ``merge_needs_two``, ``split_needs_two``,
            ``split_too_many``, ``one_note_one_text``, ``drop_without_reason``.
    """
    if any(state is not NoteState.LIVE for state in states):
        raise DomainError("notes_changed_meanwhile")
    if kind is NoteActKind.MERGE and (len(states) < 2 or len(texts) != 1):
        raise DomainError("merge_needs_two")
    if kind is NoteActKind.SPLIT and len(texts) < 2:
        raise DomainError("split_needs_two")
    if kind is NoteActKind.SPLIT and len(texts) > MOST_PARTS:
        raise DomainError("split_too_many", most=MOST_PARTS)
    if kind is not NoteActKind.MERGE and len(states) != 1:
        raise DomainError("one_note_one_text")
    if kind is NoteActKind.REWORD and len(texts) != 1:
        raise DomainError("one_note_one_text")
    if kind is NoteActKind.DROP and not why.strip():
        raise DomainError("drop_without_reason")


def check_undo(act: NoteAct, states: Mapping[int, NoteState]) -> None:
    """Refuse to undo an act whose notes were acted on since: undo the later one first.

    Raises:
        DomainError: ``act_built_upon``.
    """
    if any(states[pk] is not NoteState.LIVE for pk in act.made):
        raise DomainError("act_built_upon")


@dataclass(frozen=True, slots=True)
class Fate:
    """What one act made of a note: the acts, in order, are the note's story."""

    act: NoteAct
    became: tuple[int, ...]


def story_of(note: int, acts: Iterable[NoteAct]) -> tuple[Fate, ...]:
    """Return what became of a note, act after act, through all that was made of it.

    >>> merge = NoteAct(NoteActKind.MERGE, (1, 2), (4,))
    >>> drop = NoteAct(NoteActKind.DROP, (4,), why="déjà fait")
    >>> [str(fate.act.kind) for fate in story_of(1, [merge, drop])]
    ['merge', 'drop']
    """
    reached, found = {note}, list[Fate]()
    for act in acts:
        if reached & set(act.sources):
            reached |= set(act.made)
            found.append(Fate(act, act.made))
    return tuple(found)


def heirs(notes: Iterable[int], acts: Iterable[NoteAct]) -> dict[int, frozenset[int]]:
    """Return, for each note, all that it became, itself included: survival reads it.

    A merge keeps every parent; one kept part of a split keeps the whole.
    """
    known = list(acts)
    return {
        note: frozenset({note, *(pk for fate in story_of(note, known) for pk in fate.became)})
        for note in notes
    }


def origins(note: int, acts: Sequence[NoteAct]) -> frozenset[int]:
    """Return the notes first written that stand behind a note, itself when nothing made it."""
    made_by: dict[int, list[int]] = defaultdict(list)
    for act in acts:
        for pk in act.made:
            made_by[pk] += act.sources
    first, waiting = set[int](), [note]
    while waiting:
        each = waiting.pop()
        parents = made_by.get(each, [])
        waiting += parents
        if not parents:
            first.add(each)
    return frozenset(first)
