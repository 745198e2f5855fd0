"""The plan 2026-2028 of L’Amandier: written with its adviser, signed, observed, handed over.

The figures of the first year are those of the rules: 71 %, 300 hours, level 3 of 4, 2,51 km.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.files.base import ContentFile

from essaim.journeys.acts.plans_content import AIMS, ASIDE, LATER, STEPS, Aim, Step
from essaim.journeys.story import Story, by_now
from essaim.kernel.money import Money
from essaim.plans import queries, services
from essaim.plans.domain.achievement import Outcome
from essaim.plans.domain.actions import ActionState
from essaim.plans.domain.drafts import ActionDraft
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.exports import to_csv_bytes
from essaim.platform.files import Intake, guard
from essaim.platform.files.guard import EVIDENCE


def play(story: Story) -> None:
    """Play the plan from its opening to the review of 2026, handed over to the Region."""
    director = story.person(Role.DIRECTOR, "amandier")
    adviser = story.person(Role.ADVISER, "garrigue")
    plan_id = write(story, director, adviser)
    sign(story, plan_id, director)
    carry(plan_id, director)
    observe(story, plan_id, director)
    services.submit_review(plan_id=plan_id, year=2026, by=director, on=by_now(date(2027, 1, 31)))
    _open_others(story)
    _know(story, plan_id)


def write(story: Story, director: Viewer, adviser: Viewer) -> int:
    """Write the plan: objectives from the diagnosis, five targets, eleven actions."""
    plan = services.open_plan(
        organisation_id=story.ids["amandier"],
        title="Mieux employer, mieux écouter, moins rouler",
        start_year=2026,
        by=adviser,
    )
    services.take_diagnosis(plan_id=plan.pk, round_id=int(story.known["round_id"]), by=adviser)
    targets = [services.add_target(plan_id=plan.pk, draft=aim.draft, by=adviser) for aim in AIMS]
    _answer(plan.pk, director)
    keys = [target.pk for target in targets]
    for step in STEPS:
        _plan_action(plan.pk, step, keys, director)
    return plan.pk


def _answer(plan_id: int, director: Viewer) -> None:
    """Answer each proposal of the diagnosis: served by a target, kept, or left aside and why."""
    served = {criterion.code for aim in AIMS for criterion in aim.draft.criteria}
    for each in queries.visible_objectives(director).filter(plan=plan_id):
        if each.code == "c14":
            services.keep_objective(objective_id=each.pk, by=director)
        elif each.code not in served:
            reason = ASIDE.get(each.code, LATER)
            services.set_objective_aside(objective_id=each.pk, reason=reason, by=director)


def _plan_action(plan_id: int, step: Step, targets: list[int], director: Viewer) -> None:
    draft = ActionDraft(
        step.title,
        step.axis,
        step.owner,
        step.starts_on,
        step.ends_on,
        cost=Money.exact(step.euros),
        plan_target_ids=tuple(targets[number] for number in step.aims),
    )
    action = services.add_action(plan_id=plan_id, draft=draft, by=director)
    if step.blocked_by:
        condition = services.add_condition(
            action_id=action.pk,
            blocked_by=step.blocked_by,
            unlocked_by=step.unlocked_by,
            expected_on=step.starts_on,
            by=director,
        )
        if step.met_on:
            services.meet_condition(condition_id=condition.pk, met_on=step.met_on, by=director)


def sign(story: Story, plan_id: int, director: Viewer) -> None:
    """Have the plan signed by its director and by the chair of the board."""
    chair = story.person(Role.BOARD_MEMBER, "amandier")
    services.propose_plan(plan_id=plan_id, by=director, on=date(2026, 1, 22))
    services.sign_plan(plan_id=plan_id, by=director, on=date(2026, 1, 26))
    services.sign_plan(plan_id=plan_id, by=chair, on=date(2026, 1, 30))


def carry(plan_id: int, director: Viewer) -> None:
    """Bring each action to where the first year left it."""
    actions = queries.visible_actions(director).filter(plan=plan_id).order_by("position")
    for action, step in zip(actions, STEPS, strict=True):
        for to in _walk(step.state):
            services.carry_action(action_id=action.pk, to=to, reason=step.reason, by=director)


def _walk(state: ActionState) -> tuple[ActionState, ...]:
    if state is ActionState.DONE:
        return (ActionState.RUNNING, ActionState.DONE)
    return () if state is ActionState.PLANNED else (state,)


def observe(story: Story, plan_id: int, director: Viewer) -> None:
    """Record what 2026 found, each with its piece; the register came in February 2027."""
    staff = story.person(Role.STAFF_MEMBER, "amandier")
    rows = queries.year_rows(plan_id, 2026)
    for row, aim in zip(rows, AIMS, strict=True):
        services.record_outcome(
            target_id=row.target.pk, outcome=Outcome(observed=Decimal(aim.seen)), by=director
        )
        evidence = services.add_evidence(
            target_id=row.target.pk,
            effective_on=by_now(aim.effective_on),
            uploaded_on=by_now(date(2027, 1, 28)),
            note=aim.piece,
            intake=_table(aim) if aim.column else None,
            by=director if aim.column else staff,
        )
        story.known.setdefault("evidence_id", evidence.pk)
        if evidence.file_id:
            story.known.setdefault("file_id", evidence.file_id)
        story.known.setdefault("target_id", row.target.pk)
        story.known.setdefault("plan_target_id", row.target.plan_target_id)


def _table(aim: Aim) -> Intake:
    data = to_csv_bytes(("année", aim.column), [(2026, Decimal(aim.seen))])
    return guard(ContentFile(data, name="releve-2026.csv"), EVIDENCE)


def _open_others(story: Story) -> None:
    """Leave two other providers with drafts, so that their people have something to do."""
    for house in ("tournesol", "traverse"):
        services.open_plan(
            organisation_id=story.ids[house],
            title="Premier plan",
            start_year=2027,
            by=story.person(Role.DIRECTOR, house),
        )


def _know(story: Story, plan_id: int) -> None:
    """Say where the pages of this plan are, for the matrix that opens every page."""
    reader = story.person(Role.DIRECTOR, "amandier")
    action = queries.visible_actions(reader).filter(plan=plan_id, conditions__isnull=False).first()
    objective = queries.visible_objectives(reader).filter(plan=plan_id).first()
    if action is None or objective is None:
        raise LookupError(plan_id)
    story.known |= {
        "plan_id": plan_id,
        "year": 2026,
        "action_id": action.pk,
        "objective_id": objective.pk,
        "condition_id": action.conditions.all()[0].pk,
    }
