"""What opens, names, sends back a plan."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from essaim.kernel.errors import DomainError
from essaim.plans.domain.plan import plan_years
from essaim.plans.forms.fields import refused
from essaim.plans.forms.versioned import VersionedForm
from essaim.plans.models import ActionPlan


class PlanForm(forms.Form):
    """What opens a plan: its title and its first year."""

    title = forms.CharField(label=_("Intitulé du plan"), max_length=200)
    start_year = forms.IntegerField(
        label=_("Première année"), help_text=_("Le plan couvre trois années civiles.")
    )

    def clean_start_year(self) -> int:
        year: int = self.cleaned_data["start_year"]
        try:
            plan_years(year)
        except DomainError as error:
            raise refused(error) from error
        return year


class TitleForm(VersionedForm):
    """The title of a draft, with the version that was read."""

    title = forms.CharField(label=_("Intitulé du plan"), max_length=200)

    def __init__(self, plan: ActionPlan, data: QueryDict | None = None) -> None:
        known = {"title": plan.title, "version": plan.version}
        super().__init__(data, current=plan.version, initial=known)


class ReasonForm(forms.Form):
    """Why something is sent back or set aside."""

    reason = forms.CharField(
        label=_("Raison"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
