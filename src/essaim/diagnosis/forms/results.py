"""Forms of what leaves a round: a word, a meeting, a rating, a reply, a synthesis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from essaim.diagnosis.domain.consolidation import Decision
from essaim.diagnosis.queries.released import ANSWER, COLLECTIVE
from essaim.diagnosis.services.consolidation import MOST_TEXT, MeetingNote
from essaim.diagnosis.services.release import MOST_EXCERPT, Audience, Checklist
from essaim.platform.forms import DayField

#: What a rating form sends for « non concerné ».
NOT_APPLICABLE = "NA"


class _WordForm(forms.Form):
    source = forms.ChoiceField(
        choices=[(ANSWER, ANSWER), (COLLECTIVE, COLLECTIVE)], widget=forms.HiddenInput
    )
    word = forms.IntegerField(min_value=1, max_value=2**53, widget=forms.HiddenInput)

    def chosen(self) -> dict[str, Any]:
        return {"source": self.cleaned_data["source"], "word_id": self.cleaned_data["word"]}


class ReleaseForm(_WordForm):
    """A passage to release: its words, who may read it, and the four points confirmed."""

    text = forms.CharField(
        label=_("Passage à diffuser"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=MOST_EXCERPT,
        help_text=_("Gardez les mots, coupez ou reformulez ce qui désignerait quelqu’un."),
    )
    organisation = forms.BooleanField(label=_("la direction et le conseil"), required=False)
    respondents = forms.BooleanField(label=_("les personnes interrogées"), required=False)
    funders = forms.BooleanField(label=_("les financeurs"), required=False)
    no_person_or_round = forms.BooleanField(
        label=_("ne nomme ni personne, ni tournée"), required=False
    )
    no_place = forms.BooleanField(label=_("ne dit aucun lieu"), required=False)
    no_date = forms.BooleanField(label=_("ne donne aucune date"), required=False)
    no_rare_post = forms.BooleanField(label=_("ne désigne aucun poste rare"), required=False)

    def audience(self) -> Audience:
        told = self.cleaned_data
        return Audience(told["organisation"], told["funders"], told["respondents"])

    def checklist(self) -> Checklist:
        names = ("no_person_or_round", "no_place", "no_date", "no_rare_post")
        return Checklist(*(self.cleaned_data[name] for name in names))


class WithholdForm(_WordForm):
    reason = forms.CharField(label=_("Pourquoi elle reste ici"), max_length=300)


class WithdrawForm(forms.Form):
    excerpt = forms.IntegerField(min_value=1, max_value=2**53, widget=forms.HiddenInput)


class MeetingForm(forms.Form):
    """When the meeting is held, and who attends, by role."""

    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    held_on = DayField(label=_("Date de la réunion"))
    attendance = forms.CharField(
        label=_("Qui est là, par rôle"),
        required=False,
        max_length=300,
        help_text=_("Par exemple : direction, 4 intervenantes volontaires. Jamais de nom."),
    )
    note = forms.CharField(
        label=_("Notes de la réunion"),
        required=False,
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def meeting(self) -> MeetingNote:
        told = self.cleaned_data
        return MeetingNote(told["held_on"], told["attendance"], told["note"])


class RatingForm(forms.Form):
    """What the meeting decides of one criterion."""

    criterion = forms.CharField(max_length=60, widget=forms.HiddenInput)
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    level = forms.ChoiceField(label=_("Niveau décidé"), required=False)
    abstentions = forms.IntegerField(label=_("Abstentions"), required=False)
    reason = forms.CharField(
        label=_("Raison"),
        required=False,
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        levels: Sequence[tuple[int, str]],
        data: QueryDict | None = None,
        *,
        initial: dict[str, Any] | None = None,
        prefix: str = "",
    ) -> None:
        super().__init__(data, initial=initial, auto_id=f"{prefix}-%s" if prefix else "id_%s")
        choices: list[tuple[str, Any]] = [("", _("pas encore décidé"))]
        choices += [(str(value), f"{value} · {words}") for value, words in levels]
        choices.append((NOT_APPLICABLE, _("non concerné")))
        self.fields["level"] = forms.ChoiceField(
            label=_("Niveau décidé"), choices=choices, required=False
        )

    def decision(self) -> Decision:
        told = self.cleaned_data
        level = told["level"]
        return Decision(
            int(level) if level.isdigit() else None,
            level == NOT_APPLICABLE,
            told["reason"],
            told["abstentions"] or 0,
        )


class ReplyForm(forms.Form):
    """What respondents are told."""

    heard = forms.CharField(
        label=_("Ce que nous avons entendu"),
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("En mots simples. N’écrivez rien qui désigne une personne."),
    )
    done = forms.CharField(
        label=_("Ce qui sera fait, par qui, et quand"),
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Dites aussi ce qui ne sera pas fait, et pourquoi."),
    )


class SummaryForm(forms.Form):
    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)
    summary = forms.CharField(
        label=_("Synthèse"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Ce qui tient, ce qui manque, ce qui ne fait pas accord."),
    )
