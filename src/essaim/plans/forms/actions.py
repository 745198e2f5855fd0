"""An action, its states, and what holds it back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from essaim.kernel.errors import DomainError
from essaim.plans.domain.actions import ActionState, Axis
from essaim.plans.domain.drafts import ActionDraft, check_action
from essaim.plans.forms.fields import MoneyField, refused
from essaim.plans.forms.versioned import VersionedForm
from essaim.plans.labels import ACTION_STATES, AXES
from essaim.plans.models import Action, ActionPlan, PlanTarget
from essaim.platform.forms import DayField


class ActionForm(VersionedForm):
    """An action: what, who carries it, when, at what cost, for which targets."""

    title = forms.CharField(label=_("Action"), max_length=200)
    axis = forms.ChoiceField(label=_("Axe"), choices=[(axis, AXES[axis]) for axis in Axis])
    owner = forms.CharField(
        label=_("Portée par"), max_length=120, help_text=_("Une personne ou une fonction.")
    )
    starts_on = DayField(label=_("Commence le"))
    ends_on = DayField(label=_("Finit le"))
    cost = MoneyField(label=_("Coût prévu"), required=False)
    targets = forms.MultipleChoiceField(
        label=_("Objectifs qui la mesurent"), required=False, widget=forms.CheckboxSelectMultiple
    )
    details = forms.CharField(
        label=_("Précisions"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self,
        plan: ActionPlan,
        targets: Iterable[PlanTarget],
        *,
        row: Action | None = None,
        data: QueryDict | None = None,
        axis: str = "",
    ) -> None:
        self.plan = plan
        known = _initial_action(row) if row else {"axis": axis or Axis.SOCIETAL}
        super().__init__(data, current=row.version if row else None, initial=known)
        self.fields["targets"] = forms.MultipleChoiceField(
            label=_("Objectifs qui la mesurent"),
            choices=[(str(each.pk), each.name) for each in targets],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not self.errors:
            try:
                check_action(self.draft(), self.plan.start_year)
            except DomainError as error:
                self.add_error(None, refused(error))
        return cleaned

    def draft(self) -> ActionDraft:
        given = dict(self.cleaned_data)
        given.pop("version")
        chosen = tuple(int(each) for each in given.pop("targets"))
        return ActionDraft(plan_target_ids=chosen, **(given | {"axis": Axis(given["axis"])}))


def _initial_action(row: Action) -> dict[str, object]:
    names = ("title", "axis", "owner", "starts_on", "ends_on", "cost", "details", "version")
    known: dict[str, object] = {name: getattr(row, name) for name in names}
    return known | {"targets": [str(each.pk) for each in row.targets.all()]}


class CarryForm(forms.Form):
    """The next state of an action, and why when it is abandoned."""

    to = forms.ChoiceField(label=_("Nouvel état"))
    reason = forms.CharField(
        label=_("Raison, si l’action est abandonnée"), max_length=500, required=False
    )

    def __init__(self, moves: Iterable[ActionState], data: QueryDict | None = None) -> None:
        super().__init__(data)
        choices = [(to, ACTION_STATES[to]) for to in moves]
        self.fields["to"] = forms.ChoiceField(label=_("Nouvel état"), choices=choices)


class ConditionForm(forms.Form):
    """What blocks an action, what would unlock it, by when."""

    blocked_by = forms.CharField(label=_("Ce qui bloque"), max_length=200)
    unlocked_by = forms.CharField(label=_("Ce qui débloque"), max_length=200)
    expected_on = DayField(label=_("Attendu pour le"), required=False)


class MeetForm(forms.Form):
    """Since when an action is unlocked; empty takes it back."""

    met_on = DayField(label=_("Levé le"), required=False)
