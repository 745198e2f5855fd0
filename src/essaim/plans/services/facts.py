"""A value observed for a plan is entered once, and serves every framework it reaches."""

from __future__ import annotations

from essaim.frameworks.queries import writable_fact_organisations
from essaim.frameworks.services import record_fact
from essaim.plans.domain.achievement import OutcomeStanding
from essaim.plans.models import YearTarget
from essaim.platform.domain.viewer import Viewer

#: What a fact can say; a declared failure is a matter of the plan alone.
TOLD = frozenset({OutcomeStanding.OBSERVED, OutcomeStanding.UNAVAILABLE})


def feed_fact(target: YearTarget, *, by: Viewer) -> None:
    """Enter the value of a target that is shared between frameworks, with its last piece.

    A staff member who brings a piece does not enter values: the next entry carries it.
    """
    fact, outcome = target.plan_target.fact, target.outcome
    if not fact or outcome.standing not in TOLD:
        return
    organisation_id = target.plan.organisation_id
    if not writable_fact_organisations(by).filter(pk=organisation_id).exists():
        return
    piece = target.evidence.filter(file__isnull=False).order_by("effective_on", "pk").last()
    record_fact(
        organisation_id=organisation_id,
        indicator=fact,
        year=target.year,
        value=outcome.observed,
        unavailable=outcome.unavailable_reason,
        evidence_id=piece.file_id if piece else None,
        effective_on=piece.effective_on if piece else None,
        by=by,
    )
