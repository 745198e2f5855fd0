"""Preparing a session, and the acts of its console."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.boundfield import BoundWidget
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from essaim.codesign import queries
from essaim.codesign.domain.frames import Frame
from essaim.codesign.domain.notes import LONGEST_NOTE, LONGEST_REASON, NoteActKind
from essaim.codesign.domain.steps import Step
from essaim.codesign.labels import STEPS
from essaim.codesign.services.sessions import LONGEST_INTENT, LONGEST_TITLE, MOST_PLACES
from essaim.platform.domain.viewer import Viewer
from essaim.platform.forms import DayField

#: What a facilitator does besides the acts on notes: put them under a group, name one.
MOVE, NAME = "move", "name"
LARGEST_KEY = 2**63 - 1


class SessionForm(forms.Form):
    """What a session is about, when, and how it unfolds."""

    organisation = forms.ModelChoiceField(label=_("Qui tient la séance"), queryset=None)  # type: ignore[var-annotated]
    title = forms.CharField(label=_("Question posée"), max_length=LONGEST_TITLE)
    intent = forms.CharField(
        label=_("Ce qui sera fait des notes"),
        max_length=LONGEST_INTENT,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Lu par chacun avant d’écrire : qui lit, ce qui en sortira, quand."),
    )
    held_on = DayField(label=_("Jour"))
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=MOST_PLACES, initial=40)
    frame = forms.ChoiceField(label=_("Déroulé"), widget=forms.RadioSelect)

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        houses: QuerySet[Any] = queries.facilitating_organisations(viewer)
        self.fields["organisation"].queryset = houses  # type: ignore[attr-defined]
        offered = [(frame.id, _in_language(frame.title)) for frame in queries.frames()]
        self.fields["frame"].choices = offered  # type: ignore[attr-defined]
        self.initial.setdefault("held_on", timezone.localdate())
        self.initial.setdefault("frame", queries.frames()[0].id)
        if houses.count() == 1:
            self.initial.setdefault("organisation", houses.get())

    def frames(self) -> list[tuple[BoundWidget, Frame, str, list[tuple[Any, int]]]]:
        """Return each frame with its button, what it is for, its steps and their minutes."""
        return [
            (
                button,
                frame,
                _in_language(frame.about),
                [(STEPS[s.kind], s.minutes) for s in frame.steps],
            )
            for button, frame in zip(self["frame"], queries.frames(), strict=True)
        ]

    def steps(self) -> tuple[Step, ...]:
        return next(f.steps for f in queries.frames() if f.id == self.cleaned_data["frame"])

    def facts(self) -> dict[str, Any]:
        """Return what is kept of the session besides its steps."""
        names = ("title", "intent", "held_on", "places")
        facts = {name: self.cleaned_data[name] for name in names}
        return facts | {"organisation_id": self.cleaned_data["organisation"].pk}


def _in_language(words: Mapping[str, str]) -> str:
    """Return words of the library in the reader's language."""
    return words.get((get_language() or "fr")[:2], words["fr"])


class StepForm(forms.Form):
    position = forms.IntegerField(min_value=1, max_value=99)


class _OnNotes(forms.Form):
    """An act on notes of one session; those of another are no choice."""

    notes = forms.TypedMultipleChoiceField(label=_("Notes"), coerce=int)

    def __init__(self, session_id: int, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "act_%s")
        super().__init__(*args, **kwargs)
        keys = [(pk, str(pk)) for pk in queries.note_keys(session_id)]
        self.fields["notes"].choices = keys  # type: ignore[attr-defined]


class NotesActForm(_OnNotes):
    """One act on notes; the texts of a split come one a line."""

    kind = forms.ChoiceField(choices=[(kind, kind) for kind in NoteActKind])
    text = forms.CharField(
        label=_("Texte"),
        max_length=LONGEST_NOTE * 10,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    why = forms.CharField(label=_("Raison"), max_length=LONGEST_REASON, required=False)

    def texts(self) -> list[str]:
        """Return what the act writes, nothing for a note dropped."""
        written: str = self.cleaned_data["text"].strip()
        kind = self.cleaned_data["kind"]
        if kind == NoteActKind.DROP or not written:
            return []
        if kind == NoteActKind.SPLIT:
            return [line for line in written.splitlines() if line.strip()]
        return [written]


class PrepareForm(_OnNotes):
    """Which act is about to be made, on which notes; one alone, or a group to name anew."""

    prepare = forms.ChoiceField(
        choices=[(kind, kind) for kind in (MOVE, NAME, *NoteActKind)], required=False
    )
    only = forms.IntegerField(min_value=1, max_value=LARGEST_KEY, required=False)
    rename = forms.IntegerField(min_value=1, max_value=LARGEST_KEY, required=False)

    def __init__(self, session_id: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(session_id, *args, **kwargs)
        self.fields["notes"].required = False

    def kind(self) -> str:
        if self.cleaned_data["rename"]:
            return NAME
        return MOVE if self.cleaned_data["only"] else self.cleaned_data["prepare"] or MOVE

    def chosen(self) -> list[int]:
        """Return the notes of the act; those ticked have nothing to do with a group renamed."""
        if self.cleaned_data["rename"]:
            return []
        only = self.cleaned_data["only"]
        return [only] if only else self.cleaned_data["notes"]


class GroupForm(_OnNotes):
    """Notes put under an idea; none takes them back among those to arrange."""

    idea = forms.IntegerField(min_value=1, max_value=LARGEST_KEY, required=False)


class IdeaForm(_OnNotes):
    """A group named, anew or for the first time; the notes chosen go under it."""

    title = forms.CharField(label=_("Nom du groupe"), max_length=120)
    idea = forms.IntegerField(min_value=1, max_value=LARGEST_KEY, required=False)

    def __init__(self, session_id: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(session_id, *args, **kwargs)
        self.fields["notes"].required = False


class DecisionForm(forms.Form):
    """What the room decides of an idea; kept, it has an owner and a date."""

    is_kept = forms.TypedChoiceField(
        label=_("Décision"),
        choices=[("yes", _("Gardée")), ("no", _("Laissée"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(label=_("En une phrase"), max_length=LONGEST_NOTE)
    owner = forms.CharField(label=_("Responsable"), max_length=80, required=False)
    due_on = DayField(label=_("Échéance"), required=False)
