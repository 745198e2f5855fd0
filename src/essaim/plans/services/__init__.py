"""What users do to plans. Each function is one act of the trade, in one transaction."""

from essaim.plans.services.actions import (
    add_action,
    add_condition,
    carry_action,
    edit_action,
    meet_condition,
)
from essaim.plans.services.objectives import (
    keep_objective,
    reopen_objective,
    set_objective_aside,
    take_diagnosis,
    take_objectives,
)
from essaim.plans.services.plans import (
    open_plan,
    propose_plan,
    rename_plan,
    send_back_plan,
    sign_plan,
)
from essaim.plans.services.review import (
    add_evidence,
    close_year,
    record_outcome,
    return_review,
    submit_review,
    withdraw_evidence,
)
from essaim.plans.services.targets import add_target, drop_target, edit_target

__all__ = [
    "add_action",
    "add_condition",
    "add_evidence",
    "add_target",
    "carry_action",
    "close_year",
    "drop_target",
    "edit_action",
    "edit_target",
    "keep_objective",
    "meet_condition",
    "open_plan",
    "propose_plan",
    "record_outcome",
    "rename_plan",
    "reopen_objective",
    "return_review",
    "send_back_plan",
    "set_objective_aside",
    "sign_plan",
    "submit_review",
    "take_diagnosis",
    "take_objectives",
    "withdraw_evidence",
]
