"""What the page of patterns shows: each component once, filled, empty and in error."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from essaim.kernel.money import Money
from essaim.platform import pictures
from essaim.platform.forms import DayField


class SpecimenForm(forms.Form):
    """One field of each shape."""

    effective_on = DayField(
        label=_("Date de la pièce"),
        help_text=_("Le jour où le fait était vrai, pas celui de l’envoi."),
    )
    kilometres = forms.DecimalField(
        label=_("Kilomètres par heure d’intervention"),
        localize=True,
        error_messages={"invalid": _("Écrivez un nombre, par exemple 2,51")},
    )
    missing = forms.ChoiceField(
        label=_("Ou : indisponible, parce que…"),
        required=False,
        choices=[("", _("Choisir une raison")), ("later", _("Pas encore relevé"))],
    )
    collector = forms.ChoiceField(
        label=_("Qui collecte ?"),
        widget=forms.RadioSelect,
        choices=[("payroll", _("La paie")), ("manager", _("La responsable de secteur"))],
    )
    is_read = forms.BooleanField(label=_("J’ai lu la règle de la convention"), required=False)
    remark = forms.CharField(label=_("Remarque"), widget=forms.Textarea, required=False)


#: Invented: accidents for a million hours worked, by year.
ACCIDENTS: Final = (("2023", 96), ("2024", 91), ("2025", 84), ("2026", 71))


def specimens() -> Mapping[str, object]:
    """Return the context of the page; every name and figure in it is invented."""
    today = timezone.localdate()
    typed = {"effective_on": "2026-12-31", "kilometres": "deux et demi", "collector": "payroll"}
    return {
        "form": SpecimenForm(typed),
        "scale": pictures.Scale(1, 4, tuple(str(word) for word in _LEVELS)),
        "gap_rows": _gap_rows(),
        "fall": _fall(),
        "on_path": _path("60 70 75 80", "60 71", gettext("Objectif atteint : 71 % pour 70 %")),
        "off_path": _path("3 2 1.8 1.6", "3 2.51", gettext("Objectif manqué : 2,51 km pour 2,00")),
        "level": pictures.Rubric(0, 4, 3, gettext("Niveau 3 sur 4")),
        "profile": _profile(),
        "cells": pictures.Cells(6, 11, 57, gettext("74 structures : 6 en retard, 11 à relancer")),
        "shifts": _shifts(),
        "gantt": _gantt(),
        "chart": json.dumps(_chart()),
        "page": Paginator(range(168), 25).page(2),
        "accidents": ACCIDENTS,
        "due": Money(876_000),
        "third": Fraction(49, 100),
        "today": today,
        "yesterday": today - timedelta(days=1),
        "now": timezone.now(),
    }


_LEVELS: Final = (_("Aucune pratique"), _("Ponctuelle"), _("Organisée"), _("Exemplaire"))


def _gap_rows() -> list[pictures.GapRow]:
    row, seen, half = pictures.GapRow, pictures.Seen, Fraction(1, 2)
    managers = seen("middle_manager", Fraction(3), (Fraction(13, 5), Fraction(17, 5)))
    workers = seen("care_worker", Fraction(1), (Fraction(1), 1 + half))
    together = seen("care_worker", Fraction(1), is_collective=True)
    return [
        row(
            gettext("Qualité des emplois"),
            (seen("senior_manager", Fraction(4), is_alone=True), managers, workers),
            gettext("Qualité des emplois : encadrement 3, intervenantes 1, usagers masqués"),
            *(Fraction(2), "disagreement", ("service_user",), "seed"),
        ),
        row(
            gettext("Déplacements"),
            (seen("middle_manager", Fraction(2), (1 + half, 2 + half)), together),
            gettext("Déplacements : encadrement 2, intervenantes 1, réponse collective"),
            *(Fraction(1), "to_discuss", (), "reconstruction"),
        ),
        row(
            gettext("Prévention des risques"),
            (seen("care_worker", 2 + half, (Fraction(2), Fraction(3))),),
            gettext("Prévention des risques : intervenantes 2,5 ; un seul regard montrable"),
            *(None, "none", ("middle_manager", "service_user"), "seed"),
        ),
    ]


def _fall() -> list[pictures.FallStep]:
    step = pictures.FallStep
    return [
        step(gettext("Maximum de l’année"), Money(1_200_000), "base"),
        step(gettext("Objectif 1, atteint"), Money(0)),
        step(gettext("Objectif 2, à 0,6"), Money(-144_000)),
        step(gettext("Objectif 3, à 0,75"), Money(-60_000)),
        step(gettext("Objectif 4, sous le plancher"), Money(-120_000)),
        step(gettext("Aide de l’année"), Money(876_000), "paid"),
        step(gettext("Acompte déjà versé"), Money(-500_000), "prepaid"),
        step(gettext("Reste à verser"), Money(376_000), "left"),
    ]


def _path(goals: str, seen: str, says: str) -> pictures.Path:
    promised = tuple(Fraction(Decimal(one)) for one in goals.split())
    known = [Fraction(Decimal(one)) for one in seen.split()]
    is_rising = promised[-1] > promised[0]
    is_short = known[-1] < promised[1] if is_rising else known[-1] > promised[1]
    values = (*known, *[None] * (len(promised) - len(known)))
    return pictures.Path((2025, 2026, 2027, 2028), promised, values, says, 2026, is_short)


def _profile() -> pictures.Profile:
    names = _(
        "Qualité des emplois|Publics fragiles|Formation|Management|Valeur partagée|Territoire|"
        "Usagers|Déchets, s. o.|Déplacements"
    )
    now, past = ("3 2 2 3 2 3 2 - 1", "2 2 1 2 1 3 1 - 1")
    says = gettext("Radar de neuf critères : cinq progressent ; déchets sans objet")
    return pictures.Profile(tuple(str(names).split("|")), _levels(now), _levels(past), 4, says)


def _levels(written: str) -> tuple[Fraction | None, ...]:
    return tuple(None if one == "-" else Fraction(one) for one in written.split())


def _shifts() -> list[pictures.Shift]:
    shift = pictures.Shift
    minutes, hours = gettext("minutes par jour"), gettext("heures")
    return [
        shift(gettext("Trajet non payé"), minutes, Fraction(34), Fraction(21), is_better=True),
        shift(gettext("Amplitude"), hours, Fraction(96, 10), Fraction(99, 10), is_better=False),
    ]


def _chart() -> dict[str, object]:
    """Return a picture drawn in the browser, as ECharts reads it; its table says the same."""
    line = {"type": "line", "symbolSize": 9, "lineStyle": {"width": 2.5}}
    return {
        "grid": {"left": 40, "right": 16, "top": 16, "bottom": 32},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "category", "data": [year for year, _value in ACCIDENTS]},
        "yAxis": {"type": "value", "splitLine": {"lineStyle": {"color": "@line"}}},
        "series": [{**line, "color": "@lake", "data": [value for _year, value in ACCIDENTS]}],
    }


def _gantt() -> pictures.Gantt:
    quarters = tuple(f"{gettext('T')}{n} {year}" for year in (2026, 2027) for n in range(1, 5))
    condition = gettext("débloquée quand la paie est outillée")
    bar = pictures.Bar
    return pictures.Gantt(
        quarters,
        (
            bar(gettext("Figer les plannings à quinze jours"), 0, 2, "done"),
            bar(gettext("Payer les temps d’échange"), 2, 5, "running"),
            bar(gettext("Regrouper les tournées par quartier"), 3, 6, "blocked", condition),
            bar(gettext("Former deux tutrices"), 5, 7),
        ),
        now=3,
    )
