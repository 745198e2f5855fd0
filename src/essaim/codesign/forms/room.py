"""What a phone types: who speaks, a note, a ballot."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.diagnosis.domain.roles import RespondentRole
from essaim.kernel.errors import DomainError

#: Who sits in a room, as one says it of oneself; those whose voice is scarcest first.
ROOM_ROLES = (
    (RespondentRole.CARE_WORKER, _("Intervenant·e à domicile")),
    (RespondentRole.SERVICE_USER, _("Personne accompagnée")),
    (RespondentRole.FAMILY_CARER, _("Aidant·e d’un proche")),
    (RespondentRole.MIDDLE_MANAGER, _("Encadrant·e")),
    (RespondentRole.SENIOR_MANAGER, _("Membre de la direction")),
    (RespondentRole.BOARD_MEMBER, _("Administrateur·rice bénévole")),
    (RespondentRole.HEALTH_PROFESSIONAL, _("Professionnel·le de santé")),
    (RespondentRole.LOCAL_AUTHORITY, _("Élu·e ou agent d’une collectivité")),
)


class CodeForm(forms.Form):
    code = forms.CharField(label=_("Code de la séance"), max_length=12)

    def clean_code(self) -> str:
        return "".join(sign for sign in self.cleaned_data["code"].upper() if sign.isalnum())


class JoinForm(forms.Form):
    """Nothing but the viewpoint is asked; a name is one's own choice."""

    role = forms.ChoiceField(label=_("Vous êtes"), choices=ROOM_ROLES, widget=forms.RadioSelect)
    pseudonym = forms.CharField(
        label=_("Un pseudonyme (facultatif)"), max_length=40, required=False
    )
    house = forms.CharField(label=_("Votre structure (facultatif)"), max_length=80, required=False)


class NoteForm(forms.Form):
    """The key a phone gave a note; its text goes to the rule as typed, which says what is wrong."""

    key = forms.RegexField(r"^[0-9A-Za-z-]{8,36}$", required=False)

    def typed(self) -> tuple[str, str]:
        """Return the key, empty when it is none of ours, and the text."""
        self.full_clean()
        return self.cleaned_data.get("key", ""), self.data.get("text", "")


class BallotForm(forms.Form):
    """What one gives each idea; silence is nothing given."""

    step = forms.IntegerField(min_value=1)

    def __init__(self, ideas: list[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ideas = ideas
        for idea in ideas:
            self.fields[f"idea-{idea}"] = forms.IntegerField(
                min_value=0, max_value=99, required=False
            )

    def values(self) -> dict[int, int]:
        """Return what each idea was given, those left alone left out.

        Raises:
            DomainError: ``vote_closed``, ``vote_value``: half a ballot would be counted as meant.
        """
        self.full_clean()
        if self.errors:
            raise DomainError("vote_closed" if "step" in self.errors else "vote_value")
        given = {idea: self.cleaned_data.get(f"idea-{idea}") for idea in self.ideas}
        return {idea: value for idea, value in given.items() if value is not None}
