"""Forms read the shape of what was typed; whether it is allowed, the domain says."""

from essaim.plans.forms.actions import ActionForm, CarryForm, ConditionForm, MeetForm
from essaim.plans.forms.plans import PlanForm, ReasonForm, TitleForm
from essaim.plans.forms.review import EvidenceForm, OutcomeForm
from essaim.plans.forms.targets import TargetForm

__all__ = [
    "ActionForm",
    "CarryForm",
    "ConditionForm",
    "EvidenceForm",
    "MeetForm",
    "OutcomeForm",
    "PlanForm",
    "ReasonForm",
    "TargetForm",
    "TitleForm",
]
