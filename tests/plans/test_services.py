"""The acts on plans: who may, in which state, and what each refuses."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from plans.drafting import action_draft, number_draft, refusal_of

from essaim.journeys.story import Story
from essaim.kernel.money import Money
from essaim.plans import services
from essaim.plans.domain.actions import ActionState
from essaim.plans.domain.drafts import CriterionRef
from essaim.plans.domain.objectives import CriterionReading, ProposalState
from essaim.plans.domain.plan import PlanState
from essaim.plans.models import ActionPlan, YearTarget
from essaim.platform.domain.viewer import PUBLIC, Role, Viewer

URN = "urn:essaim:framework:cedre21:2026.1"


@pytest.mark.parametrize("year", [0, 1, 9999, 2199])
def test_an_absurd_first_year_is_refused(story: Story, director: Viewer, year: int) -> None:
    refused = refusal_of(
        services.open_plan,
        organisation_id=story.ids["amandier"],
        title="x",
        start_year=year,
        by=director,
    )

    assert refused.code == "year_out_of_range"


def test_a_plan_is_not_opened_for_an_organisation_one_does_not_serve(
    story: Story, director: Viewer
) -> None:
    for viewer in (PUBLIC, director, story.person(Role.FUNDER, "demeter")):
        with pytest.raises(ObjectDoesNotExist):
            services.open_plan(
                organisation_id=story.ids["traverse"], title="x", start_year=2026, by=viewer
            )


def test_a_target_nobody_collects_stops_the_plan_before_signature(
    draft_plan: ActionPlan, director: Viewer
) -> None:
    lacking = replace(number_draft("Part de CDI"), collector="")
    services.add_target(plan_id=draft_plan.pk, draft=lacking, by=director)

    refused = refusal_of(services.propose_plan, plan_id=draft_plan.pk, by=director)

    assert refused.code == "indicator_without_collector"
    assert "Part de CDI (2026)" in str(refused.facts["targets"])
    draft_plan.refresh_from_db()
    assert draft_plan.state == PlanState.DRAFT


def test_the_plan_is_signed_when_the_director_and_the_board_have_signed(
    story: Story, draft_plan: ActionPlan, director: Viewer
) -> None:
    services.add_target(plan_id=draft_plan.pk, draft=number_draft(), by=director)
    services.propose_plan(plan_id=draft_plan.pk, by=director)

    once = services.sign_plan(plan_id=draft_plan.pk, by=director)
    assert once.state == PlanState.PROPOSED
    assert refusal_of(services.sign_plan, plan_id=once.pk, by=director).code == "already_signed"

    board = story.person(Role.BOARD_MEMBER, "amandier")
    assert services.sign_plan(plan_id=draft_plan.pk, by=board).state == PlanState.SIGNED
    assert [each.year for each in draft_plan.reviews.all()] == [2026, 2027, 2028]


def test_without_a_board_the_director_alone_signs(story: Story) -> None:
    director = story.person(Role.DIRECTOR, "tournesol")
    plan = services.open_plan(
        organisation_id=story.ids["tournesol"], title="x", start_year=2026, by=director
    )
    services.add_target(plan_id=plan.pk, draft=number_draft(), by=director)
    services.propose_plan(plan_id=plan.pk, by=director)

    assert services.sign_plan(plan_id=plan.pk, by=director).state == PlanState.SIGNED


def test_a_plan_sent_back_says_why_and_loses_its_signatures(
    story: Story, draft_plan: ActionPlan, director: Viewer
) -> None:
    services.add_target(plan_id=draft_plan.pk, draft=number_draft(), by=director)
    services.propose_plan(plan_id=draft_plan.pk, by=director)
    services.sign_plan(plan_id=draft_plan.pk, by=director)
    board = story.person(Role.BOARD_MEMBER, "amandier")

    silent = refusal_of(services.send_back_plan, plan_id=draft_plan.pk, reason=" ", by=board)
    plan = services.send_back_plan(plan_id=draft_plan.pk, reason="trop ambitieux", by=board)

    assert silent.code == "reason_to_send_back"
    assert (plan.state, plan.sent_back_reason) == (PlanState.DRAFT, "trop ambitieux")
    assert not plan.signatures.exists()


def test_a_signed_plan_no_longer_changes_its_targets(
    signed_plan: ActionPlan, target: YearTarget, director: Viewer
) -> None:
    for act, arguments in (
        (services.add_target, {"plan_id": signed_plan.pk, "draft": number_draft()}),
        (services.drop_target, {"plan_target_id": target.plan_target_id}),
        (
            services.edit_target,
            {"plan_target_id": target.plan_target_id, "draft": number_draft(), "version": 1},
        ),
        (services.rename_plan, {"plan_id": signed_plan.pk, "title": "x", "version": 1}),
    ):
        assert refusal_of(act, by=director, **arguments).code == "plan_not_draft"


def test_a_goal_that_steps_back_is_refused_with_its_year_and_nothing_is_stored(
    draft_plan: ActionPlan, director: Viewer
) -> None:
    refused = refusal_of(
        services.add_target,
        plan_id=draft_plan.pk,
        draft=number_draft(goals=("75", "70", "80")),
        by=director,
    )

    assert (refused.code, refused.facts["year"]) == ("goal_steps_back", 2027)
    assert not draft_plan.targets.exists()


def test_rewriting_a_target_keeps_the_rows_of_its_years(
    draft_plan: ActionPlan, director: Viewer
) -> None:
    row = services.add_target(plan_id=draft_plan.pk, draft=number_draft(), by=director)
    kept = row.years.get(year=2026).pk

    services.edit_target(
        plan_target_id=row.pk, draft=number_draft(goals=("65", "70")), version=1, by=director
    )

    assert next((each.pk, each.goal) for each in row.years.all()) == (kept, Decimal(65))
    assert row.years.count() == 2


def test_of_two_edits_from_the_same_reading_the_second_is_told(
    draft_plan: ActionPlan, director: Viewer
) -> None:
    row = services.add_target(plan_id=draft_plan.pk, draft=number_draft(), by=director)
    services.edit_target(
        plan_target_id=row.pk, draft=number_draft("Premier"), version=1, by=director
    )

    refused = refusal_of(
        services.edit_target,
        plan_target_id=row.pk,
        draft=number_draft("Second"),
        version=1,
        by=director,
    )

    row.refresh_from_db()
    assert (refused.code, row.name) == ("edited_meanwhile", "Premier")


# --- objectives ---


def test_weak_and_valued_criteria_are_proposed_and_a_target_keeps_them(
    draft_plan: ActionPlan, director: Viewer
) -> None:
    readings = [
        CriterionReading(URN, "c01", "Qualité des emplois", 1, "écart 2 entre les regards"),
        CriterionReading(URN, "c16", "Dialogue avec les usagers", 4),
        CriterionReading(URN, "c02", "Publics fragiles", 3),
    ]
    services.take_objectives(
        plan_id=draft_plan.pk, readings=readings, lowest=1, highest=4, by=director
    )
    draft = replace(number_draft(), criteria=(CriterionRef(URN, "c01"),))
    row = services.add_target(plan_id=draft_plan.pk, draft=draft, by=director)

    states = {each.code: each.state for each in draft_plan.objectives.all()}
    assert states == {"c01": ProposalState.KEPT, "c16": ProposalState.OPEN}

    services.drop_target(plan_target_id=row.pk, by=director)
    assert draft_plan.objectives.get(code="c01").state == ProposalState.OPEN


def test_an_objective_set_aside_says_why_and_is_not_overwritten(
    draft_plan: ActionPlan, director: Viewer
) -> None:
    reading = CriterionReading(URN, "c01", "Qualité des emplois", 1)
    given: dict[str, Any] = {"plan_id": draft_plan.pk, "lowest": 1, "highest": 4, "by": director}
    (row,) = services.take_objectives(readings=[reading], **given)

    silent = refusal_of(services.set_objective_aside, objective_id=row.pk, reason="", by=director)
    services.set_objective_aside(objective_id=row.pk, reason="après 2027", by=director)
    services.take_objectives(readings=[replace(reading, rating=2)], **given)

    row.refresh_from_db()
    assert silent.code == "reason_to_set_aside"
    assert (row.state, row.reason, row.rating) == (ProposalState.SET_ASIDE, "après 2027", 1)


# --- actions ---


def test_an_action_starts_once_unlocked_and_starts_the_plan(
    signed_plan: ActionPlan, director: Viewer
) -> None:
    action = services.add_action(
        plan_id=signed_plan.pk, draft=action_draft(cost=Money(1_250_050)), by=director
    )
    lock = services.add_condition(
        action_id=action.pk, blocked_by="logiciel", unlocked_by="devis signé", by=director
    )
    start: dict[str, Any] = {"action_id": action.pk, "to": ActionState.RUNNING, "by": director}

    assert refusal_of(services.carry_action, **start).code == "action_blocked"
    services.meet_condition(condition_id=lock.pk, met_on=date(2026, 3, 1), by=director)
    assert services.carry_action(**start).state == ActionState.RUNNING

    signed_plan.refresh_from_db()
    assert signed_plan.state == PlanState.RUNNING
    assert action.cost == Money(1_250_050)


def test_an_action_of_a_draft_does_not_start(draft_plan: ActionPlan, director: Viewer) -> None:
    action = services.add_action(plan_id=draft_plan.pk, draft=action_draft(), by=director)

    refused = refusal_of(
        services.carry_action, action_id=action.pk, to=ActionState.RUNNING, by=director
    )

    assert refused.code == "plan_not_signed"


def test_an_action_serves_only_targets_of_its_plan(
    story: Story, signed_plan: ActionPlan, target: YearTarget, director: Viewer
) -> None:
    other = services.open_plan(
        organisation_id=story.ids["amandier"], title="autre", start_year=2030, by=director
    )
    foreign = action_draft(
        starts_on=date(2030, 1, 1),
        ends_on=date(2030, 2, 1),
        plan_target_ids=(target.plan_target_id,),
    )

    refused = refusal_of(services.add_action, plan_id=other.pk, draft=foreign, by=director)

    assert refused.code == "target_of_another_plan"
    assert not other.actions.exists()
