"""What people type about frameworks; the domain says whether it holds."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from essaim.frameworks.domain.checking import check_framework
from essaim.frameworks.domain.editing import Edits, next_version
from essaim.frameworks.domain.facts import Fact, Indicator
from essaim.frameworks.domain.faults import write_place
from essaim.frameworks.domain.framework import Criterion, Framework
from essaim.frameworks.domain.words import Words
from essaim.frameworks.labels import LANGUAGES, SENTENCES, explain_cause, role_name
from essaim.frameworks.models import IndicatorValue
from essaim.kernel.errors import DomainError
from essaim.platform.forms import DayField
from essaim.platform.labels import explain

_WEIGHT: Final = re.compile(r"\d{1,7}([.,]\d{1,6})?")
_NUMBER: Final = re.compile(r"-?\d{1,20}(\.\d{1,20})?")
#: Where the refusal of a value is shown.
_FIELDS: Final = {"fact_outside_year": "effective_on", "date_out_of_range": "effective_on"}
_BLANKS: Final = str.maketrans("", "", " \u00a0\u202f")
Path = tuple[str, ...]


class WeightField(forms.CharField):
    """A weight as people write it: 2, 1,5; it comes out whole, or as exact digits."""

    def clean(self, value: Any) -> int | str:
        text = str(super().clean(value)).strip()
        if not _WEIGHT.fullmatch(text):
            raise forms.ValidationError(_("Écrivez un nombre, comme 1, 2 ou 0,5."))
        exact = Decimal(text.replace(",", "."))
        return int(exact) if exact == exact.to_integral_value() else f"{exact.normalize():f}"


class NextVersionForm(forms.Form):
    """Texts, weights and questions of a version; what changed makes the next one.

    The whole result is checked here, so that what was typed stays on screen with its faults.
    """

    def __init__(
        self,
        framework: Framework,
        plain: Mapping[str, Any],
        roles: Collection[str],
        data: QueryDict | None = None,
    ) -> None:
        super().__init__(data)
        self._plain, self._roles, self._criteria = plain, roles, framework.criteria
        self._places: dict[str, Path] = {}
        self._before: dict[str, str | int] = {}
        self._words("title", ("title",), framework.title, _("Titre"))
        self._words("description", ("description",), framework.description, _("Description"))
        for criterion in framework.criteria:
            self._criterion(criterion)

    @property
    def heading(self) -> list[forms.BoundField]:
        """The fields of the framework itself."""
        names = ("title-fr", "title-en", "description-fr", "description-en")
        return [self[name] for name in names]

    @property
    def groups(self) -> list[tuple[Criterion, list[forms.BoundField]]]:
        """The fields of each criterion."""
        names: dict[str, list[str]] = {}
        for name, place in self._places.items():
            if place[0] == "criteria":
                names.setdefault(place[1], []).append(name)
        return [(each, [self[n] for n in names[each.id]]) for each in self._criteria]

    def edits(self) -> Edits:
        """Return what changed, by place."""
        return {
            place: self.cleaned_data[name]
            for name, place in self._places.items()
            if name in self.cleaned_data and self.cleaned_data[name] != self._before[name]
        }

    def clean(self) -> dict[str, Any]:
        edits = self.edits()
        if not edits and not self.errors:
            raise forms.ValidationError(gettext(SENTENCES["nothing_edited"]))
        if edits:
            fields = {self._written(place): name for name, place in self._places.items()}
            for fault in check_framework(next_version(self._plain, edits), self._roles):
                self.add_error(fields.get(fault.place), explain_cause(fault))
        return self.cleaned_data

    def _criterion(self, criterion: Criterion) -> None:
        code, place = criterion.id, ("criteria", criterion.id)
        if criterion.weight is not None:
            self._weight(code, (*place, "weight"), criterion.weight)
        told = {"code": code}
        title, description = _("%(code)s, titre") % told, _("%(code)s, description") % told
        self._words(f"{code}-title", (*place, "title"), criterion.title, title)
        inside = (*place, "description")
        self._words(f"{code}-description", inside, criterion.description, description)
        for asked in criterion.asked:
            label = _("%(code)s, question : %(role)s") % (told | {"role": role_name(asked.role)})
            question = (*place, "asked", asked.role, "question")
            self._words(f"{code}-{asked.role}", question, asked.question, label)

    def _weight(self, code: str, place: Path, weight: Fraction) -> None:
        exact = Decimal(weight.numerator) / weight.denominator
        is_whole = weight.denominator == 1
        name, before = f"{code}-weight", int(exact) if is_whole else f"{exact:f}"
        self._places[name], self._before[name] = place, before
        label, initial = _("%(code)s, poids") % {"code": code}, str(before).replace(".", ",")
        self.fields[name] = WeightField(label=label, initial=initial, max_length=15)

    def _words(self, name: str, place: Path, words: Words, label: str | Promise) -> None:
        for language, text in (("fr", words.fr), ("en", words.en)):
            key = f"{name}-{language}"
            told = LANGUAGES[language] % {"label": label}
            widget = forms.Textarea(attrs={"rows": 2}) if "description" in name else None
            self.fields[key] = forms.CharField(
                label=told, initial=text, max_length=1000, widget=widget
            )
            self._places[key], self._before[key] = (*place, language), text

    def _written(self, place: Path) -> str:
        """Return a place as faults write it, ids turned into ranks."""
        value: Any = self._plain
        steps: list[str | int] = []
        for step in place:
            if isinstance(value, list):
                rank = next(n for n, e in enumerate(value) if step in {e.get("id"), e.get("role")})
                steps.append(rank)
                value = value[rank]
            else:
                steps.append(step)
                value = value[step]
        return write_place(tuple(steps))


class UploadForm(forms.Form):
    """A YAML file of the library."""

    file = forms.FileField(
        label=_("Fichier YAML"), help_text=_("20 Mio au plus, en UTF-8, extension .yaml ou .yml.")
    )

    def __init__(
        self, data: QueryDict | None = None, files: MultiValueDict[str, Any] | None = None
    ) -> None:
        super().__init__(data, files)


class FactForm(forms.Form):
    """A value, or why it is not available; the day it held, and its document."""

    value = forms.CharField(label=_("Valeur"), required=False, max_length=30)
    unavailable = forms.CharField(
        label=_("Non disponible parce que…"), required=False, max_length=500
    )
    effective_on = DayField(
        label=_("Date d’effet"), required=False, help_text=_("Le jour où la valeur était vraie.")
    )
    evidence = forms.FileField(
        label=_("Pièce justificative"),
        required=False,
        help_text=_("Sans nom de personne. PDF, image, Word, Excel ou CSV."),
    )

    def __init__(
        self,
        indicator: Indicator,
        year: int,
        row: IndicatorValue | None,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files, initial=_initial(row))
        self._indicator, self._year = indicator, year

    def clean_value(self) -> Decimal | None:
        text = self.cleaned_data["value"].translate(_BLANKS).replace(",", ".").replace("−", "-")
        if not text:
            return None
        if not _NUMBER.fullmatch(text):
            raise forms.ValidationError(_("Écrivez un nombre, comme 4,8."))
        return Decimal(text)

    def clean(self) -> dict[str, Any]:
        """Ask the rule now, so that a refused value stays on screen."""
        if not self.errors:
            try:
                Fact(self._indicator, self._year, **self.told())
            except DomainError as error:
                self.add_error(_FIELDS.get(error.code, "value"), explain(error))
        return self.cleaned_data

    def told(self) -> dict[str, Any]:
        """Return the value as the rule takes it."""
        names = ("value", "unavailable", "effective_on")
        return {name: self.cleaned_data[name] for name in names}


def _initial(row: IndicatorValue | None) -> dict[str, object]:
    if row is None:
        return {}
    value = "" if row.value is None else f"{row.value.normalize():f}".replace(".", ",")
    return {"value": value, "unavailable": row.unavailable, "effective_on": row.effective_on}
