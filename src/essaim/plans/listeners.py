"""What the plans do when the diagnosis says something."""

from __future__ import annotations

from essaim.diagnosis.events import DiagnosisShared
from essaim.plans import queries, services
from essaim.plans.domain.plan import PlanState


def diagnosis_shared(event: DiagnosisShared) -> None:
    """Bring what a signed diagnosis proposes into the drafts that wait for it."""
    drafts = queries.visible_plans(event.by, *queries.WRITERS).filter(
        organisation=event.organisation_id, state=PlanState.DRAFT
    )
    for plan in drafts:
        services.take_diagnosis(plan_id=plan.pk, round_id=event.round_id, by=event.by)
