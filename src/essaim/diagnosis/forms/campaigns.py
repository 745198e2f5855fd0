"""What the adviser types of a campaign: its terms, who is asked, the words of a question."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from essaim.diagnosis import queries
from essaim.diagnosis.domain.campaign import Anchor, Question
from essaim.diagnosis.domain.links import MOST_DEVICES, LinkKind
from essaim.diagnosis.domain.roles import RespondentRole
from essaim.diagnosis.labels import LINK_KINDS, ROLES
from essaim.diagnosis.models import Campaign, CampaignRound
from essaim.diagnosis.services import Draft
from essaim.frameworks import queries as frameworks
from essaim.frameworks.domain.framework import Scale
from essaim.platform.domain.viewer import Viewer
from essaim.platform.forms import DayField

#: Rows among which one chooses, narrowed to those of the viewer.
Choice = forms.ModelChoiceField[Any]
YES_NO = [("yes", _("Oui, sur le temps de travail payé")), ("no", _("Non"))]
TO_CHOOSE = _("à choisir")
ROLE_CHOICES = [(role, ROLES[role]) for role in RespondentRole]


class TermsForm(forms.Form):
    """What respondents will be told; a draft may leave any of it for later."""

    title = forms.CharField(label=_("Intitulé"), max_length=200)
    purpose = forms.CharField(
        label=_("But de la campagne"),
        help_text=_(
            "Des phrases courtes : les personnes interrogées les lisent avant de répondre."
        ),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    cse_informed_on = DayField(label=_("CSE informé le"), required=False)
    has_no_cse = forms.BooleanField(label=_("Il n’y a pas de CSE"), required=False)
    is_paid_time = forms.ChoiceField(
        label=_("Répond-on sur le temps de travail payé ?"),
        choices=YES_NO,
        required=False,
        widget=forms.RadioSelect,
    )
    promised_on = DayField(
        label=_("Date de la réponse promise"),
        help_text=_("Ce jour-là au plus tard, vous dites ce qui a été entendu et fait."),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def draft(self) -> Draft:
        typed = self.cleaned_data
        paid = {"yes": True, "no": False}.get(typed["is_paid_time"])
        return Draft(
            title=typed["title"],
            purpose=typed["purpose"],
            cse_informed_on=typed["cse_informed_on"],
            has_no_cse=typed["has_no_cse"],
            is_paid_time=paid,
            promised_on=typed["promised_on"],
        )

    @staticmethod
    def known(campaign: Campaign, current: CampaignRound) -> dict[str, Any]:
        paid = {True: "yes", False: "no", None: ""}[campaign.is_paid_time]
        return {
            "title": campaign.title,
            "purpose": campaign.purpose,
            "cse_informed_on": campaign.cse_informed_on,
            "has_no_cse": campaign.has_no_cse,
            "is_paid_time": paid,
            "promised_on": current.promised_on,
            "version": campaign.version,
        }


#: Organisations offered at once; the search finds the others. Digits a key never has.
MOST_OFFERED, KEY_DIGITS = 50, 19


class NewCampaignForm(TermsForm):
    """A new campaign: one organisation accompanied, one framework, in the agency's name."""

    organisation: Choice = forms.ModelChoiceField(
        label=_("Structure"), queryset=None, empty_label=TO_CHOOSE
    )
    framework_version: Choice = forms.ModelChoiceField(
        label=_("Référentiel"), queryset=None, empty_label=TO_CHOOSE
    )
    owner: Choice = forms.ModelChoiceField(
        label=_("Au nom de"), queryset=None, empty_label=TO_CHOOSE
    )
    field_order = ("organisation", "framework_version", "owner", "title", "purpose")

    def __init__(
        self, viewer: Viewer, data: QueryDict | None = None, words: str = "", **options: Any
    ) -> None:
        super().__init__(data, **options)
        owners = queries.ownable_organisations(viewer)
        served = queries.startable_organisations(viewer)
        self._among("organisation", served)
        self._offer(served, words, data)
        self._among("framework_version", frameworks.visible_versions(viewer))
        self._among("owner", owners)
        if data is None and owners.count() == 1:
            self.initial["owner"] = owners.get()

    def _offer(self, served: Any, words: str, data: QueryDict | None) -> None:
        """Offer the first organisations that bear these words, and the one already chosen."""
        named = served.filter(name__icontains=words) if words else served
        offered = list(named.values_list("pk", "name")[: MOST_OFFERED + 1])
        self.has_more = len(offered) > MOST_OFFERED
        chosen = data.get("organisation", "") if data else ""
        if chosen.isascii() and chosen.isdigit() and len(chosen) < KEY_DIGITS:
            offered = [*served.filter(pk=int(chosen)).values_list("pk", "name"), *offered]
        choices = dict(offered[: MOST_OFFERED + 1])
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.choices = [("", TO_CHOOSE), *choices.items()]

    def _among(self, name: str, rows: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101
        field.queryset = rows


class RolesForm(forms.Form):
    """Which roles are asked."""

    roles = forms.MultipleChoiceField(
        label=_("Rôles interrogés"), choices=ROLE_CHOICES, widget=forms.CheckboxSelectMultiple
    )

    def chosen(self) -> list[RespondentRole]:
        return [RespondentRole(role) for role in self.cleaned_data["roles"]]


class QuestionForm(forms.Form):
    """One more question: its words, and what each level means in the words of the role."""

    role = forms.ChoiceField(label=_("Rôle"), choices=ROLE_CHOICES)
    criterion = forms.ChoiceField(label=_("Critère"))
    text_fr = forms.CharField(label=_("Question"), max_length=300)
    text_en = forms.CharField(label=_("Question en anglais"), max_length=300, required=False)

    def __init__(self, campaign: Campaign, data: QueryDict | None = None) -> None:
        super().__init__(data)
        framework = queries.framework_of(campaign)
        self.scale: Scale = framework.needed_scale()
        choices = [(each.id, f"{each.id} · {each.title.fr}") for each in framework.criteria]
        self.fields["criterion"] = forms.ChoiceField(label=_("Critère"), choices=choices)
        for level in self.scale.levels:
            label = _("Repère du niveau %(level)s") % {"level": level.value}
            self.fields[f"anchor_{level.value}"] = forms.CharField(label=label, max_length=200)

    def question(self) -> Question:
        typed = self.cleaned_data
        anchors = tuple(
            Anchor(level.value, typed[f"anchor_{level.value}"], "") for level in self.scale.levels
        )
        return Question(
            RespondentRole(typed["role"]),
            typed["criterion"],
            typed["text_fr"],
            typed["text_en"],
            anchors,
        )


class LinkForm(forms.Form):
    """A new link: for one person, or for a group up to a number of devices."""

    kind = forms.ChoiceField(
        label=_("Nature"), choices=[(k, LINK_KINDS[k]) for k in LinkKind], widget=forms.RadioSelect
    )
    role = forms.ChoiceField(label=_("Rôle"))
    places = forms.IntegerField(
        label=_("Nombre de personnes"),
        help_text=_("Un lien du groupe sert une fois par appareil, jusqu’à ce nombre."),
        min_value=1,
        max_value=MOST_DEVICES,
        initial=1,
    )
    expires_on = DayField(label=_("Valable jusqu’au"))

    def __init__(self, roles: list[RespondentRole], data: QueryDict | None = None) -> None:
        super().__init__(data)
        choices = [(role, ROLES[role]) for role in roles]
        self.fields["role"] = forms.ChoiceField(label=_("Rôle"), choices=choices)


class PlacesForm(forms.Form):
    places = forms.IntegerField(min_value=1, max_value=MOST_DEVICES)


class PromiseForm(forms.Form):
    """The promise of a next round."""

    promised_on = DayField(label=_("Date de la réponse promise"))
