"""What was observed of a target, and the pieces that show it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from essaim.kernel.errors import DomainError
from essaim.plans.domain.achievement import Outcome
from essaim.plans.domain.evidence import check_evidence
from essaim.plans.forms.fields import NumberField, refused
from essaim.plans.forms.versioned import VersionedForm
from essaim.plans.models import YearTarget
from essaim.platform.forms import DayField

Files = MultiValueDict[str, Any]


class OutcomeForm(VersionedForm):
    """What is known of a target: a number and « indisponible » are two fields."""

    observed = NumberField(label=_("Valeur constatée"), required=False)
    unavailable_reason = forms.CharField(
        label=_("Indisponible parce que…"),
        required=False,
        max_length=500,
        help_text=_("La ligne reste à renseigner."),
    )
    failure_reason = forms.CharField(
        label=_("Non atteint, déclaré parce que…"),
        required=False,
        max_length=500,
        help_text=_("L’atteinte sera 0."),
    )

    def __init__(self, target: YearTarget, data: QueryDict | None = None) -> None:
        self.target = target
        known = {
            "observed": target.observed,
            "unavailable_reason": target.unavailable_reason,
            "failure_reason": target.failure_reason,
            "version": target.version,
        }
        super().__init__(data, current=target.version, initial=known, auto_id=f"t{target.pk}-%s")
        if target.plan_target.is_rubric:
            self._take_levels(target)

    def _take_levels(self, target: YearTarget) -> None:
        line = target.plan_target
        numbered = enumerate(line.levels, start=line.lowest)
        self.fields["observed"] = forms.TypedChoiceField(
            label=_("Niveau constaté"),
            choices=[
                ("", _("à renseigner")),
                *((str(n), f"{n} · {words}") for n, words in numbered),
            ],
            required=False,
            coerce=Decimal,
            empty_value=None,
        )
        if target.observed is not None:
            self.initial["observed"] = str(int(target.observed))

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.errors:
            try:
                self.outcome()
            except DomainError as error:
                self.add_error(None, refused(error))
        return cleaned

    def outcome(self) -> Outcome:
        given = self.cleaned_data
        return Outcome(given["observed"], given["unavailable_reason"], given["failure_reason"])


class EvidenceForm(forms.Form):
    """A file or a note, and the day when the fact held."""

    effective_on = DayField(
        label=_("Date d’effet"), help_text=_("Le jour où le fait était vrai, pas celui du dépôt.")
    )
    note = forms.CharField(label=_("Ce que montre la pièce"), required=False, max_length=500)
    file = forms.FileField(
        label=_("Fichier"),
        required=False,
        max_length=200,
        help_text=_("PDF, photo, texte ou tableau, 20 Mo au plus."),
    )

    def __init__(
        self, target: YearTarget, data: QueryDict | None = None, files: Files | None = None
    ) -> None:
        self.target = target
        super().__init__(data, files, auto_id=f"e{target.pk}-%s")

    def clean_effective_on(self) -> date:
        day: date = self.cleaned_data["effective_on"]
        try:
            return check_evidence(effective_on=day, year=self.target.year)
        except DomainError as error:
            raise refused(error) from error

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        given = cleaned or {}
        if not self.errors and not given.get("file") and not given.get("note"):
            self.add_error("note", refused(DomainError("evidence_empty")))
        return cleaned
