"""A small signed plan of L’Amandier: the four targets of the rules, observed by nobody yet."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from plans.drafting import four_drafts

from essaim.journeys.story import Story
from essaim.plans import services
from essaim.plans.models import ActionPlan, PlanTarget, YearTarget
from essaim.platform.domain.viewer import Role, Viewer


@pytest.fixture
def director(story: Story) -> Viewer:
    return story.person(Role.DIRECTOR, "amandier")


@pytest.fixture
def draft_plan(story: Story, director: Viewer) -> ActionPlan:
    return services.open_plan(
        organisation_id=story.ids["amandier"],
        title="Mieux employer, mieux écouter",
        start_year=2026,
        by=director,
    )


@pytest.fixture
def sign(story: Story, director: Viewer) -> Callable[[ActionPlan], ActionPlan]:
    """Return what proposes a plan and has it signed by all."""

    def signed(plan: ActionPlan) -> ActionPlan:
        services.propose_plan(plan_id=plan.pk, by=director)
        services.sign_plan(plan_id=plan.pk, by=director)
        services.sign_plan(plan_id=plan.pk, by=story.person(Role.BOARD_MEMBER, "amandier"))
        plan.refresh_from_db()
        return plan

    return signed


@pytest.fixture
def signed_plan(
    draft_plan: ActionPlan, director: Viewer, sign: Callable[[ActionPlan], ActionPlan]
) -> ActionPlan:
    for draft in four_drafts():
        services.add_target(plan_id=draft_plan.pk, draft=draft, by=director)
    return sign(draft_plan)


@pytest.fixture
def target(signed_plan: ActionPlan) -> YearTarget:
    """Return the first target of the first year."""
    first = PlanTarget.objects.filter(plan=signed_plan).order_by("position")[0]
    return YearTarget.objects.get(plan_target=first, year=2026)


@pytest.fixture
def connection_queries() -> Callable[[], CaptureQueriesContext]:
    """Return what counts the queries made inside a ``with``."""
    return lambda: CaptureQueriesContext(connection)
