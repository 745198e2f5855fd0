"""The plan of the demonstration is that of the rules, to the fraction."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from plans.drafting import number_draft

from essaim.journeys.story import Story
from essaim.plans import queries, services
from essaim.plans.domain.drafts import YearDraft
from essaim.plans.models import ActionPlan
from essaim.platform.domain.viewer import Role, Viewer


def test_each_role_finds_on_the_home_what_plans_ask_of_it(
    story: Story, draft_plan: ActionPlan, director: Viewer, sign: Callable[[ActionPlan], ActionPlan]
) -> None:
    def titles(role: Role) -> list[str]:
        return [task.title for task in queries.tasks(story.person(role))]

    assert titles(Role.DIRECTOR) == titles(Role.ADVISER) != []
    early = replace(number_draft(), years=(YearDraft(2026, Decimal(70), 40, date(2026, 1, 31)),))
    services.add_target(plan_id=draft_plan.pk, draft=early, by=director)
    services.propose_plan(plan_id=draft_plan.pk, by=director)
    assert "Signer" in titles(Role.BOARD_MEMBER)[0]

    services.send_back_plan(plan_id=draft_plan.pk, reason="encore", by=director)
    sign(draft_plan)
    (due,) = queries.tasks(director)
    assert (due.title, due.is_late) == ("Renseigner 1 valeur du bilan 2026", True)
    assert titles(Role.STAFF_MEMBER) == ["Déposer une pièce pour 1 objectif de 2026"]
    assert titles(Role.FUNDER) == []
