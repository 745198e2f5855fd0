"""Forms of the platform; they read the shape of what was typed, the domain says the rest."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from essaim.platform.domain.accompaniment import TRANSITIONS, Step
from essaim.platform.domain.viewer import Role
from essaim.platform.labels import ROLES, STEPS


class DayField(forms.DateField):
    """A day as people write it in French (12/03/2026) or as browsers send it (2026-03-12)."""

    def __init__(self, **options: Any) -> None:
        formats = ["%Y-%m-%d", "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y"]
        super().__init__(input_formats=formats, localize=False, **options)
        self.widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class MoveForm(forms.Form):
    """The next step of an accompaniment."""

    to = forms.ChoiceField(label=_("Étape suivante"))
    due_on = DayField(label=_("Échéance"), required=False)
    opinion = forms.CharField(
        label=_("Avis du comité d’appui"), required=False, widget=forms.Textarea, max_length=5000
    )
    reason = forms.CharField(label=_("Raison"), required=False, max_length=500)

    def __init__(self, step: Step, data: QueryDict | None = None) -> None:
        super().__init__(data)
        choices = [(to, STEPS[to]) for to in Step if to in TRANSITIONS[step]]
        self.fields["to"] = forms.ChoiceField(label=_("Étape suivante"), choices=choices)

    def move(self) -> dict[str, Any]:
        return {**self.cleaned_data, "to": Step(self.cleaned_data["to"])}


class InviteForm(forms.Form):
    """Who joins an organisation, and as what."""

    name = forms.CharField(label=_("Nom"), max_length=150)
    email = forms.EmailField(label=_("Adresse électronique"))
    role = forms.ChoiceField(label=_("Rôle"), choices=[(role, ROLES[role]) for role in Role])
