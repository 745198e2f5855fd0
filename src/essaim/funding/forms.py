"""Forms of aid: they read the shape of what was typed, the domain says the rest."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.funding.domain.agreement import Signature
from essaim.funding.domain.reading import typed_share
from essaim.funding.services.agreements import Offer
from essaim.kernel.errors import DomainError
from essaim.kernel.money import Money
from essaim.platform.forms import DayField
from essaim.platform.labels import explain


class MoneyField(forms.CharField):
    """An amount as people type it: « 1 234,56 »."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, **options)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value: Any) -> Money | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return Money.typed(text, name=str(self.label or ""))
        except DomainError as error:
            raise ValidationError(explain(error)) from error


class OfferForm(forms.Form):
    """What a funder offers for a signed plan."""

    plan: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None, label=_("Plan signé"), empty_label=None
    )
    number = forms.CharField(label=_("Numéro de la convention"), max_length=40)
    grant = MoneyField(label=_("Subvention pour les trois ans"))
    scheme: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None, label=_("Règle annexée"), empty_label=None, help_text=_("Signée avec elle.")
    )
    signatory = forms.CharField(label=_("Qui signe pour vous"), max_length=150)
    quality = forms.CharField(label=_("En qualité de"), max_length=150)
    is_public = forms.BooleanField(
        label=_("Nous sommes un financeur public"), required=False, initial=True
    )

    def __init__(
        self, plans: QuerySet[Any], schemes: QuerySet[Any], data: QueryDict | None = None
    ) -> None:
        super().__init__(data)
        for name, rows in (("plan", plans), ("scheme", schemes)):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = rows

    def offer(self) -> Offer:
        given = self.cleaned_data
        return Offer(
            given["number"],
            given["grant"],
            given["scheme"].pk,
            given["signatory"],
            given["quality"],
            given["is_public"],
        )


class SignForm(forms.Form):
    """Who signs for the organisation, in what quality, after which decision."""

    signatory = forms.CharField(label=_("Qui signe"), max_length=150)
    quality = forms.CharField(label=_("En qualité de"), max_length=150)
    board_decision = forms.CharField(
        label=_("Décision de votre instance"),
        max_length=300,
        help_text=_("Par exemple : délibération du conseil d’administration."),
    )
    board_decided_on = DayField(label=_("Prise le"))
    signed_on = DayField(label=_("Signée le"), initial=timezone.localdate)

    def signature(self) -> Signature:
        return Signature(**self.cleaned_data)


class PrepayForm(forms.Form):
    """What was paid of a year before its review."""

    year = forms.TypedChoiceField(label=_("Année"), coerce=int)
    amount = MoneyField(label=_("Acompte versé"))
    paid_on = DayField(label=_("Versé le"), initial=timezone.localdate)

    def __init__(self, years: list[int], data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.fields["year"] = forms.TypedChoiceField(
            label=_("Année"), coerce=int, choices=[(year, year) for year in years]
        )


class AmendForm(forms.Form):
    """Another rule, signed by an amendment, from a year on."""

    scheme: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None, label=_("Règle de l’avenant"), empty_label=None
    )
    from_year = forms.TypedChoiceField(label=_("À partir de"), coerce=int)
    signed_on = DayField(label=_("Avenant signé le"), initial=timezone.localdate)

    def __init__(
        self, years: list[int], schemes: QuerySet[Any], data: QueryDict | None = None
    ) -> None:
        super().__init__(data)
        self.fields["from_year"] = forms.TypedChoiceField(
            label=_("À partir de"), coerce=int, choices=[(year, year) for year in years]
        )
        self.fields["scheme"] = forms.ModelChoiceField(
            queryset=schemes, label=_("Règle de l’avenant"), empty_label=None
        )


class SendBackForm(forms.Form):
    """Why a proposal is given back."""

    reason = forms.CharField(
        label=_("Pourquoi la renvoyer"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class DecideForm(forms.Form):
    """The key made before sending: the same decision sent twice has one effect."""

    key = forms.CharField(max_length=64, widget=forms.HiddenInput)


class ShareField(forms.CharField):
    """A share as people type it: « 40 % », « 0,4 », « 2/5 »."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=40, **options)
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off"}

    def clean(self, value: Any) -> Fraction | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return typed_share(text, name=str(self.label or ""))
        except DomainError as error:
            raise ValidationError(explain(error)) from error


class WhatIfForm(forms.Form):
    """The year of a question: its rule, its tranche, what was already paid."""

    scheme: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        queryset=None, label=_("Règle"), empty_label=None
    )
    tranche = MoneyField(label=_("Maximum de l’année"))
    prepaid = MoneyField(label=_("Déjà versé"), required=False)

    def __init__(self, schemes: QuerySet[Any], data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["scheme"] = forms.ModelChoiceField(
            queryset=schemes, label=_("Règle"), empty_label=None
        )


class WhatIfLine(forms.Form):
    """A line of a question; an empty one is left out."""

    name = forms.CharField(label=_("Objectif"), max_length=200, required=False)
    weight = ShareField(label=_("Poids"), required=False)
    achievement = ShareField(label=_("Atteinte"), required=False)

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        rank = str(self.prefix).rpartition("-")[2]
        for field in self.fields.values():  # the head of the column says it to who sees
            label = f"{field.label} {int(rank) + 1}" if rank.isdigit() else str(field.label)
            field.widget.attrs["aria-label"] = label

    @property
    def is_empty(self) -> bool:
        return not (self.cleaned_data.get("name") or self.cleaned_data.get("weight"))


WhatIfLines = forms.formset_factory(WhatIfLine, extra=1, max_num=30, absolute_max=30)


class CaseForm(forms.Form):
    """A case pasted as the command line reads it."""

    case = forms.CharField(
        label=_("Le cas en JSON"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false", "class": "code"}),
    )
