"""What a third party types in: a sheet by keyboard alone, a collective answer, a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from essaim.diagnosis.domain.answers import (
    DONT_KNOW,
    MOST_COMMENT,
    MOST_REASON,
    NOT_APPLICABLE,
    Typed,
)
from essaim.diagnosis.domain.roles import COLLECTED_MODES, CollectionMode
from essaim.diagnosis.labels import MODES
from essaim.diagnosis.models import AskedQuestion
from essaim.diagnosis.services import NO_AGREEMENT, TypedLevel

#: One key per answer: the level itself, then these two.
KEYS = {"9": DONT_KNOW, "8": NOT_APPLICABLE}


class SheetForm(forms.Form):
    """One sheet: its code, how it was collected, then one key per question."""

    mode = forms.ChoiceField(
        label=_("Mode de recueil"), choices=[(m, MODES[m]) for m in COLLECTED_MODES]
    )
    code = forms.CharField(
        label=_("Code de la feuille"),
        help_text=_("Vide au téléphone ou en visite : un code est donné."),
        required=False,
        max_length=12,
    )
    is_third_party = forms.BooleanField(
        label=_("Je ne suis ni l’employeur, ni la personne qui apporte l’aide.")
    )
    has_trusted_person = forms.BooleanField(
        label=_("Une personne de confiance était là."), required=False
    )
    is_correction = forms.BooleanField(
        label=_("Je corrige une feuille déjà saisie."), required=False
    )
    key = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, questions: Sequence[AskedQuestion], data: QueryDict | None = None) -> None:
        super().__init__(data)
        self.questions = questions
        for each in questions:
            code = each.criterion
            self.fields[f"mark-{code}"] = forms.CharField(
                label=each.text_fr,
                required=False,
                max_length=2,
                widget=forms.TextInput(
                    attrs={"inputmode": "numeric", "autocomplete": "off", "size": 1}
                ),
            )
            self.fields[f"comment-{code}"] = forms.CharField(
                label=_("Un mot, ou la raison de « pas concerné·e »"),
                required=False,
                max_length=MOST_COMMENT,
                widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
            )

    def rows(self) -> list[tuple[AskedQuestion, forms.BoundField, forms.BoundField]]:
        return [
            (each, self[f"mark-{each.criterion}"], self[f"comment-{each.criterion}"])
            for each in self.questions
        ]

    def frame(self) -> list[forms.BoundField]:
        names = ("mode", "code", "is_third_party", "has_trusted_person", "is_correction")
        return [self[name] for name in names]

    def typed(self) -> dict[str, Typed]:
        return {each.criterion: self._typed(each.criterion) for each in self.questions}

    def _typed(self, code: str) -> Typed:
        pressed = self.cleaned_data[f"mark-{code}"].strip()
        words = self.cleaned_data[f"comment-{code}"]
        mark = KEYS.get(pressed, pressed)
        if mark == NOT_APPLICABLE:
            return Typed(mark, words[:MOST_REASON], "")
        return Typed(mark, "", words)

    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "code": typed["code"],
            "mode": CollectionMode(typed["mode"]),
            "key": typed["key"],
            "has_trusted_person": typed["has_trusted_person"],
            "is_correction": typed["is_correction"],
        }


class CollectiveForm(forms.Form):
    """One screen: how many we are, one level each or no agreement, a minority remark."""

    n = forms.IntegerField(label=_("Combien êtes-vous ?"), min_value=2, max_value=500)
    is_third_party = forms.BooleanField(
        label=_("Je ne suis ni l’employeur, ni la personne qui apporte l’aide.")
    )

    def __init__(
        self,
        questions: Sequence[AskedQuestion],
        data: QueryDict | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.questions = questions
        for each in questions:
            code = each.criterion
            self.fields[f"mark-{code}"] = forms.ChoiceField(
                label=each.text_fr, choices=_levels(each), required=False, widget=forms.RadioSelect
            )
            self.fields[f"minority-{code}"] = _words(_("Remarque d’une minorité"))
            self.fields[f"comment-{code}"] = _words(_("Un mot du groupe"))

    def rows(self) -> list[tuple[AskedQuestion, forms.BoundField, list[forms.BoundField]]]:
        return [
            (
                each,
                self[f"mark-{each.criterion}"],
                [self[f"minority-{each.criterion}"], self[f"comment-{each.criterion}"]],
            )
            for each in self.questions
        ]

    def levels(self) -> dict[str, TypedLevel]:
        get = self.cleaned_data.get
        return {
            code: TypedLevel(
                get(f"mark-{code}", ""), get(f"minority-{code}", ""), get(f"comment-{code}", "")
            )
            for code in (each.criterion for each in self.questions)
        }


class AcceptForm(forms.Form):
    is_read_back = forms.BooleanField(
        label=_("J’ai relu la réponse à voix haute. Le groupe l’accepte."), required=False
    )


class WorkbookForm(forms.Form):
    """A workbook of answers, on the template given out."""

    mode = forms.ChoiceField(
        label=_("Mode de recueil"), choices=[(m, MODES[m]) for m in COLLECTED_MODES]
    )
    file = forms.FileField(label=_("Classeur rempli (XLSX)"), allow_empty_file=True)
    is_third_party = forms.BooleanField(
        label=_("Je ne suis ni l’employeur, ni la personne qui apporte l’aide.")
    )


def _levels(question: AskedQuestion) -> list[tuple[str, Any]]:
    anchors = [(str(a["value"]), f"{a['value']} · {a['fr']}") for a in question.anchors]
    return [("", _("non abordé")), *anchors, (NO_AGREEMENT, _("pas d’accord entre nous"))]


def _words(label: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=MOST_COMMENT)
