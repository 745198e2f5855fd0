"""Pages of the plans. A view reads the request, calls one query or service, renders."""

from essaim.plans.views.actions import (
    action,
    action_carry,
    action_edit,
    action_new,
    condition_add,
    condition_meet,
)
from essaim.plans.views.exports import plan_csv, plan_xlsx, review_csv, review_xlsx
from essaim.plans.views.objectives import (
    objective_keep,
    objective_reopen,
    objective_set_aside,
    objectives,
    objectives_take,
)
from essaim.plans.views.plans import (
    plan,
    plan_new,
    plan_propose,
    plan_send_back,
    plan_sign,
    plan_title,
    plans,
)
from essaim.plans.views.review import (
    evidence_add,
    evidence_file,
    evidence_withdraw,
    outcome_record,
    review_return,
    review_submit,
    year_review,
)
from essaim.plans.views.targets import target_drop, target_edit, target_new

__all__ = [
    "action",
    "action_carry",
    "action_edit",
    "action_new",
    "condition_add",
    "condition_meet",
    "evidence_add",
    "evidence_file",
    "evidence_withdraw",
    "objective_keep",
    "objective_reopen",
    "objective_set_aside",
    "objectives",
    "objectives_take",
    "outcome_record",
    "plan",
    "plan_csv",
    "plan_new",
    "plan_propose",
    "plan_send_back",
    "plan_sign",
    "plan_title",
    "plan_xlsx",
    "plans",
    "review_csv",
    "review_return",
    "review_submit",
    "review_xlsx",
    "target_drop",
    "target_edit",
    "target_new",
    "year_review",
]
