"""A target over the years of a plan, as one form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from essaim.kernel.errors import DomainError
from essaim.plans.domain.achievement import MOST_LEVELS, Direction
from essaim.plans.domain.actions import Axis
from essaim.plans.domain.drafts import (
    CriterionRef,
    NumberMeasure,
    RubricMeasure,
    TargetDraft,
    YearDraft,
    check_target,
)
from essaim.plans.forms.fields import NumberField, refused
from essaim.plans.forms.versioned import VersionedForm
from essaim.plans.labels import AXES, DIRECTIONS
from essaim.plans.models import ActionPlan, PlanTarget
from essaim.platform.forms import DayField


class TargetForm(VersionedForm):
    """A target over the years of a plan: a quantity or a rubric, never a mix of both."""

    name = forms.CharField(label=_("Objectif"), max_length=200)
    axis = forms.ChoiceField(label=_("Axe"), choices=[(axis, AXES[axis]) for axis in Axis])
    collector = forms.CharField(
        label=_("Qui relève la valeur"),
        max_length=120,
        required=False,
        help_text=_("Une personne ou une fonction. Obligatoire avant la signature."),
    )
    source = forms.CharField(
        label=_("D’où vient la valeur"),
        max_length=200,
        required=False,
        help_text=_("Un registre, un logiciel, une enquête. Obligatoire avant la signature."),
    )
    criteria = forms.MultipleChoiceField(
        label=_("Critères servis"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self,
        plan: ActionPlan,
        *,
        is_rubric: bool,
        criteria: Iterable[tuple[str, str]] = (),
        facts: Iterable[tuple[str, str]] = (),
        row: PlanTarget | None = None,
        data: QueryDict | None = None,
        initial: Mapping[str, object] | None = None,
    ) -> None:
        self.plan, self.is_rubric, self.row = plan, is_rubric, row
        known = {**(initial or {}), **(_initial_target(row) if row else {})}
        super().__init__(data, current=row.version if row else None, initial=known)
        self._add_measure()
        for year in plan.years:
            self._add_year(year)
        self.fields["criteria"] = forms.MultipleChoiceField(
            label=_("Critères servis"),
            choices=list(criteria),
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["fact"] = forms.ChoiceField(
            label=_("Donnée commune à plusieurs référentiels"),
            choices=[("", _("aucune")), *facts],
            required=False,
            help_text=_("La valeur constatée remplira aussi leurs tableaux."),
        )

    def _add_measure(self) -> None:
        if self.is_rubric:
            for number in range(MOST_LEVELS):
                self.fields[f"level_{number}"] = forms.CharField(
                    label=_("Niveau %(number)s") % {"number": number},
                    max_length=200,
                    required=number < 2,
                )
            return
        self.fields["unit"] = forms.CharField(label=_("Unité"), max_length=40, required=False)
        self.fields["direction"] = forms.ChoiceField(
            label=_("Sens"), choices=[(each, DIRECTIONS[each]) for each in Direction]
        )
        self.fields["baseline"] = NumberField(label=_("Valeur de départ"))

    def _add_year(self, year: int) -> None:
        if self.is_rubric:
            self.fields[f"asked_{year}"] = forms.BooleanField(
                label=_("À constater cette année"), required=False, initial=True
            )
        else:
            self.fields[f"goal_{year}"] = NumberField(label=_("Valeur visée"), required=False)
            self.fields[f"step_back_reason_{year}"] = forms.CharField(
                label=_("Si l’année demande moins que la précédente, pourquoi"),
                max_length=500,
                required=False,
            )
        self.fields[f"weight_{year}"] = forms.IntegerField(
            label=_("Poids"), min_value=0, max_value=1_000_000, initial=10
        )
        self.fields[f"due_on_{year}"] = DayField(
            label=_("À relever pour le"), required=False, initial=date(year + 1, 1, 31)
        )

    @property
    def measure_fields(self) -> list[forms.BoundField]:
        names = (
            [f"level_{number}" for number in range(MOST_LEVELS)]
            if self.is_rubric
            else ["unit", "direction", "baseline"]
        )
        return [self[name] for name in names]

    @property
    def year_fields(self) -> list[tuple[int, list[forms.BoundField]]]:
        own = ["asked"] if self.is_rubric else ["goal"]
        last = [] if self.is_rubric else ["step_back_reason"]
        return [
            (year, [self[f"{name}_{year}"] for name in (*own, "weight", "due_on", *last)])
            for year in self.plan.years
        ]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.errors:
            try:
                check_target(self.draft(), self.plan.start_year)
            except DomainError as error:
                self.add_error(None, refused(error))
        return cleaned

    def draft(self) -> TargetDraft:
        given = self.cleaned_data
        refs = (each.split("|", 1) for each in given["criteria"])
        return TargetDraft(
            name=given["name"],
            axis=Axis(given["axis"]),
            measure=self._measure(),
            years=tuple(self._years()),
            collector=given["collector"],
            source=given["source"],
            fact=given["fact"],
            criteria=tuple(CriterionRef(urn, code) for urn, code in refs),
        )

    def _measure(self) -> NumberMeasure | RubricMeasure:
        given = self.cleaned_data
        if not self.is_rubric:
            return NumberMeasure(given["baseline"], Direction(given["direction"]), given["unit"])
        levels = [given[f"level_{number}"] for number in range(MOST_LEVELS)]
        while levels and not levels[-1]:
            levels.pop()
        return RubricMeasure(tuple(levels), self.row.lowest if self.row else 0)

    def _years(self) -> Iterable[YearDraft]:
        given = self.cleaned_data
        for year in self.plan.years:
            goal = given.get(f"goal_{year}")
            if goal is None and not given.get(f"asked_{year}"):
                continue
            yield YearDraft(
                year,
                goal,
                given[f"weight_{year}"],
                given[f"due_on_{year}"],
                given.get(f"step_back_reason_{year}", ""),
            )


def _initial_target(row: PlanTarget) -> dict[str, object]:
    known: dict[str, object] = {
        name: getattr(row, name)
        for name in ("name", "axis", "unit", "direction", "baseline", "collector", "source", "fact")
    }
    known["version"] = row.version
    known["criteria"] = [f"{each.framework_urn}|{each.code}" for each in row.criteria.all()]
    known |= {f"level_{number}": words for number, words in enumerate(row.levels)}
    asked = {each.year: each for each in row.years.all()}
    for year in row.plan.years:
        each = asked.get(year)
        known[f"asked_{year}"] = each is not None
        if each is None:
            known |= {f"goal_{year}": None, f"due_on_{year}": None, f"weight_{year}": 0}
        else:
            known |= {f"goal_{year}": each.goal, f"due_on_{year}": each.due_on}
            known |= {f"weight_{year}": each.weight}
            known |= {f"step_back_reason_{year}": each.step_back_reason}
    return known
