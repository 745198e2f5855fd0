"""Forms of the territory: a register to bring, how it is read, the record of a provider."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from essaim.kernel.errors import DomainError
from essaim.platform.labels import explain
from essaim.territory import labels, queries
from essaim.territory.domain.areas import read_area
from essaim.territory.domain.identifiers import parse_finess, parse_siret
from essaim.territory.domain.layouts import Layout
from essaim.territory.importers import Choices, RegisterFile
from essaim.territory.models import Provider
from essaim.territory.services import ProviderFacts

AUTOMATIC = ("", _("Détecter"))
ENCODINGS = [
    AUTOMATIC,
    *((code, labels.ENCODINGS[code]) for code in ("utf-8", "cp1252", "latin-1", "utf-16")),
]


class RegisterForm(forms.Form):
    """A register, and the agency that will accompany what it brings."""

    file = forms.FileField(
        label=_("Fichier du registre"),
        help_text=_("Extrait officiel FINESS, CSV ou XLSX ; 20 Mio et 100 000 lignes au plus."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.xlsx"}),
    )

    def __init__(self, agencies: Sequence[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        only = agencies[0][0] if len(agencies) == 1 else None
        self.fields["agency"] = forms.TypedChoiceField(
            label=_("Pour l’agence"),
            coerce=int,
            choices=agencies,
            initial=only,
            widget=forms.HiddenInput if only else forms.Select,
        )


class ReadingForm(forms.Form):
    """How a register is read; each detected answer can be corrected."""

    layout = forms.ChoiceField(
        label=_("Format"), choices=[(each, labels.LAYOUTS[each]) for each in Layout]
    )
    encoding = forms.ChoiceField(label=_("Encodage"), choices=ENCODINGS, required=False)
    separator = forms.ChoiceField(
        label=_("Séparateur"),
        choices=[
            AUTOMATIC,
            *((";", _("point-virgule")), (",", _("virgule")), ("tab", _("tabulation"))),
        ],
        required=False,
    )
    sheet = forms.ChoiceField(label=_("Feuille"), required=False)

    def __init__(self, register: RegisterFile, data: QueryDict | None = None) -> None:
        super().__init__(data, initial=_initial(register))
        columns = [("", _("— aucune —")), *((each, each) for each in register.header)]
        self.column_names = list(queries.header_synonyms()) if register.header else []
        for name in self.column_names:
            self.fields[f"column_{name}"] = forms.ChoiceField(
                label=capfirst(str(labels.FIELDS[name])), choices=columns, required=False
            )
        if register.sheets:
            self.fields["sheet"] = forms.ChoiceField(
                label=_("Feuille"), choices=[(each, each) for each in register.sheets]
            )
            del self.fields["encoding"], self.fields["separator"]
        else:
            del self.fields["sheet"]

    def reading_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not name.startswith("column_")]

    def column_fields(self) -> list[forms.BoundField]:
        return [self[f"column_{name}"] for name in self.column_names]

    def choices(self) -> Choices:
        said = self.cleaned_data
        separator = said.get("separator", "")
        return Choices(
            layout=said["layout"],
            sheet=said.get("sheet", ""),
            encoding=said.get("encoding", ""),
            separator="\t" if separator == "tab" else separator,
            columns={name: said[f"column_{name}"] for name in self.column_names},
        )


def _initial(register: RegisterFile) -> dict[str, str]:
    columns = {f"column_{name}": column for name, column in register.mapping.items()}
    reading = register.reading
    if reading is None:
        return {"layout": register.layout, "sheet": register.sheet, **columns}
    encoding = "utf-8" if reading.encoding == "utf-8-sig" else reading.encoding
    separator = "tab" if reading.separator == "\t" else reading.separator
    return {"layout": register.layout, "encoding": encoding, "separator": separator, **columns}


class ProviderForm(forms.Form):
    """The record of a provider; contacts are those of the organisation, never of a person."""

    name = forms.CharField(label=_("Raison sociale"), max_length=200)
    finess = forms.CharField(label=_("FINESS de l’établissement"), max_length=20, required=False)
    siret = forms.CharField(label=_("SIRET"), max_length=30, required=False)
    legal_form = forms.ChoiceField(
        label=_("Forme juridique"),
        required=False,
        choices=[("", _("non précisée")), *labels.LEGAL_FORMS.items()],
    )
    headcount = forms.IntegerField(
        label=_("Effectif salarié"), min_value=0, max_value=100_000, required=False
    )
    modes = forms.MultipleChoiceField(
        label=_("Modes d’intervention"),
        choices=list(labels.MODES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    activities = forms.MultipleChoiceField(
        label=_("Activités"),
        choices=list(labels.ACTIVITIES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    address = forms.CharField(label=_("Adresse"), max_length=200, required=False)
    postcode = forms.RegexField(
        r"^\d{5}$",
        label=_("Code postal"),
        required=False,
        error_messages={"invalid": _("Écrivez cinq chiffres, par exemple 04300.")},
    )
    city = forms.CharField(label=_("Localité"), max_length=80, required=False)
    place_code = forms.CharField(label=_("Commune"), max_length=5, required=False)
    service_area = forms.CharField(
        label=_("Territoire d’intervention"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Une commune ou un département par ligne : « 04300 Forcalquier », « 84 »."),
    )
    phone = forms.CharField(label=_("Téléphone de la structure"), max_length=30, required=False)
    email = forms.EmailField(
        label=_("Adresse électronique de la structure"),
        required=False,
        help_text=_("Une adresse de la structure, jamais celle d’une personne."),
    )
    website = forms.URLField(
        label=_("Site de la structure"), max_length=200, required=False, assume_scheme="https"
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_finess(self) -> str:
        return _parsed(parse_finess, self.cleaned_data["finess"])

    def clean_siret(self) -> str:
        return _parsed(parse_siret, self.cleaned_data["siret"])

    def clean_service_area(self) -> tuple[str, ...]:
        try:
            return read_area(
                self.cleaned_data["service_area"], queries.gazetteer(), queries.departments()
            )
        except DomainError as error:
            raise forms.ValidationError(explain(error)) from error

    def facts(self) -> ProviderFacts:
        said = self.cleaned_data
        headcount = said["headcount"]
        texts = (
            "name",
            "finess",
            "siret",
            "legal_form",
            "address",
            "postcode",
            "city",
            "place_code",
            "phone",
            "website",
        )
        values = {name: str(said[name]) for name in texts}
        return ProviderFacts(
            values=values | {"headcount": "" if headcount is None else str(headcount)},
            activities=tuple(said["activities"]),
            modes=tuple(said["modes"]),
            service_area=said["service_area"],
            email=said["email"],
            version=said["version"],
        )


def _parsed(parse: Callable[[str], str], text: str) -> str:
    try:
        return parse(text)
    except DomainError as error:
        raise forms.ValidationError(explain(error)) from error


def provider_form(provider: Provider, data: QueryDict | None = None) -> ProviderForm:
    """Return the form filled with what is known."""
    communes, known = queries.gazetteer().communes, queries.departments()
    names = {
        code: communes[code].name if code in communes else known[code].name
        for code in provider.service_area
        if code in communes or code in known
    }
    initial: Mapping[str, Any] = {
        **{name: getattr(provider, name) for name in ProviderForm.base_fields},
        "service_area": "\n".join(f"{code} {name}" for code, name in names.items()),
    }
    return ProviderForm(data, initial=dict(initial))
