"""The plan of the demonstration: the figures of the rules, the diagnosis behind it."""

from decimal import Decimal
from fractions import Fraction

import pytest

from essaim.frameworks.queries import current_values
from essaim.journeys.story import Story
from essaim.plans import queries
from essaim.plans.domain.objectives import ProposalState
from essaim.plans.models import ActionPlan
from essaim.platform import thread
from essaim.platform.domain.thread import NodeRef, Stage


@pytest.fixture
def plan(full_story: Story) -> ActionPlan:
    return ActionPlan.objects.get(pk=full_story.known["plan_id"])


def test_the_first_year_of_the_demonstration_is_the_year_of_the_rules(plan: ActionPlan) -> None:
    rows = queries.year_rows(plan.pk, 2026)

    assert [row.achievement for row in rows[:4]] == [
        1,
        Fraction(3, 5),
        Fraction(3, 4),
        Fraction(49, 100),
    ]
    assert [row.weight * 100 for row in rows] == [40, 30, 20, 10, 0]


def test_the_accident_rate_observed_once_is_a_fact_of_the_organisation(plan: ActionPlan) -> None:
    value = next(
        each
        for each in current_values(plan.organisation_id, 2026)
        if each.indicator == "accident_rate"
    )

    assert value.value == Decimal("28.8")
    assert value.evidence is not None


def test_eleven_actions_stand_on_three_axes(plan: ActionPlan) -> None:
    axes = plan.actions.values_list("axis", flat=True)

    assert (len(axes), len(set(axes))) == (11, 3)


def test_each_proposal_of_the_signed_diagnosis_got_its_answer(plan: ActionPlan) -> None:
    states = dict(plan.objectives.values_list("code", "state"))

    assert ProposalState.OPEN not in states.values()
    assert states["c01"] == states["c14"] == ProposalState.KEPT


def test_a_target_leads_back_to_the_criterion_and_to_words_that_were_released(
    plan: ActionPlan, full_story: Story
) -> None:
    target = queries.year_rows(plan.pk, 2026)[0].target
    director = full_story.accounts["solene.garrec"]

    before = thread.strip(director, "target", target.pk).before

    assert {stop.stage for stop in before} >= {Stage.VOICE, Stage.CRITERION, Stage.PLAN}
    assert thread.edges_around(NodeRef("target", target.pk), backward=False)
