"""What is observed of a year, proved, submitted, settled: who may, and what is refused."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.base import ContentFile
from plans.drafting import refusal_of, rubric_draft

from essaim.journeys.story import Story
from essaim.plans import queries, services
from essaim.plans.domain.achievement import Outcome
from essaim.plans.domain.plan import PlanState
from essaim.plans.domain.review import ReviewState
from essaim.plans.models import ActionPlan, Observation, YearTarget
from essaim.platform.domain.thread import NodeRef
from essaim.platform.domain.viewer import HOUSE, PUBLIC, Role, Viewer
from essaim.platform.files import guard
from essaim.platform.files.guard import EVIDENCE
from essaim.platform.thread import edges_around

SEEN = Outcome(observed=Decimal("71"))


def test_the_four_targets_of_the_rules_are_worth_what_the_rules_say(
    signed_plan: ActionPlan, director: Viewer
) -> None:
    observed = ("71", "300", "3", "2.51")
    targets = YearTarget.objects.filter(plan_target__plan=signed_plan, year=2026)
    for target, value in zip(targets.order_by("plan_target__position"), observed, strict=True):
        services.record_outcome(
            target_id=target.pk, outcome=Outcome(observed=Decimal(value)), by=director
        )

    rows = queries.year_rows(signed_plan.pk, 2026)

    assert [row.achievement for row in rows] == [
        1,
        Fraction(3, 5),
        Fraction(3, 4),
        Fraction(49, 100),
    ]
    assert [row.weight for row in rows] == [
        Fraction(2, 5),
        Fraction(3, 10),
        Fraction(1, 5),
        Fraction(1, 10),
    ]


def test_recording_starts_the_plan_keeps_the_former_entry_and_ties_the_result(
    signed_plan: ActionPlan, target: YearTarget, director: Viewer
) -> None:
    services.record_outcome(target_id=target.pk, outcome=SEEN, by=director)
    services.record_outcome(
        target_id=target.pk, outcome=Outcome(unavailable_reason="paie en retard"), by=director
    )

    target.refresh_from_db()
    signed_plan.refresh_from_db()
    assert (target.observed, target.unavailable_reason) == (None, "paie en retard")
    assert [each.observed for each in Observation.objects.filter(target=target)] == [71, None]
    assert signed_plan.state == PlanState.RUNNING
    edges = edges_around(NodeRef("target", target.pk), backward=False)
    assert [str(edge.target) for edge in edges] == [f"result:{target.pk}"]

    services.record_outcome(target_id=target.pk, outcome=Outcome(), by=director)
    assert not edges_around(NodeRef("target", target.pk), backward=False)


def test_two_people_recording_at_once_do_not_overwrite_each_other(
    target: YearTarget, director: Viewer
) -> None:
    services.record_outcome(target_id=target.pk, outcome=SEEN, version=1, by=director)

    refused = refusal_of(
        services.record_outcome,
        target_id=target.pk,
        outcome=Outcome(observed=Decimal(65)),
        version=1,
        by=director,
    )

    target.refresh_from_db()
    assert (refused.code, target.observed) == ("edited_meanwhile", Decimal(71))


@pytest.mark.parametrize(
    ("outcome", "code"),
    [
        (Outcome(observed=Decimal("NaN")), "not_a_number"),
        (Outcome(observed=Decimal("1e308")), "number_out_of_range"),
        (Outcome(observed=Decimal("0.12345")), "too_many_decimals"),
    ],
)
def test_absurd_values_are_refused_and_nothing_moves(
    target: YearTarget, director: Viewer, outcome: Outcome, code: str
) -> None:
    refused = refusal_of(services.record_outcome, target_id=target.pk, outcome=outcome, by=director)

    target.refresh_from_db()
    assert (refused.code, target.version) == (code, 1)


def test_only_director_and_adviser_record(story: Story, target: YearTarget) -> None:
    for role in (Role.BOARD_MEMBER, Role.STAFF_MEMBER, Role.FUNDER, Role.RESEARCHER):
        with pytest.raises(ObjectDoesNotExist):
            services.record_outcome(target_id=target.pk, outcome=SEEN, by=story.person(role))
    for viewer in (PUBLIC, HOUSE, story.person(Role.DIRECTOR, "traverse")):
        with pytest.raises(ObjectDoesNotExist):
            services.record_outcome(target_id=target.pk, outcome=SEEN, by=viewer)
    services.record_outcome(target_id=target.pk, outcome=SEEN, by=story.person(Role.ADVISER))


def test_evidence_of_the_last_day_counts_even_uploaded_the_next_year(
    target: YearTarget, director: Viewer
) -> None:
    evidence = services.add_evidence(
        target_id=target.pk,
        effective_on=date(2026, 12, 31),
        uploaded_on=date(2027, 2, 10),
        note="registre du personnel",
        by=director,
    )

    assert queries.year_rows(target.plan_id, 2026)[0].evidence == (evidence,)


def test_evidence_effective_the_next_day_is_refused_saying_which_period(
    target: YearTarget, director: Viewer
) -> None:
    refused = refusal_of(
        services.add_evidence,
        target_id=target.pk,
        effective_on=date(2027, 1, 1),
        uploaded_on=date(2027, 2, 10),
        note="registre du personnel",
        by=director,
    )

    assert refused.code == "evidence_outside_period"
    assert (refused.facts["start"], refused.facts["end"]) == (date(2026, 1, 1), date(2026, 12, 31))
    assert not target.evidence.exists()


def test_evidence_is_a_file_or_a_note(target: YearTarget, director: Viewer) -> None:
    given: dict[str, Any] = {
        "target_id": target.pk,
        "effective_on": date(2026, 6, 1),
        "by": director,
    }
    intake = guard(ContentFile(b"annee;part\n2026;71\n", name="registre.csv"), EVIDENCE)

    kept = services.add_evidence(intake=intake, **given)

    assert refusal_of(services.add_evidence, note=" ", **given).code == "evidence_empty"
    assert kept.file is not None
    assert kept.file.organisation_id == target.plan.organisation_id


def test_a_staff_member_brings_evidence_and_withdraws_only_its_own(
    story: Story, target: YearTarget, director: Viewer
) -> None:
    staff = story.person(Role.STAFF_MEMBER, "amandier")
    day = date(2026, 6, 1)
    ours = services.add_evidence(target_id=target.pk, effective_on=day, note="x", by=staff)
    theirs = services.add_evidence(target_id=target.pk, effective_on=day, note="y", by=director)

    refused = refusal_of(services.withdraw_evidence, evidence_id=theirs.pk, by=staff)
    services.withdraw_evidence(evidence_id=ours.pk, by=staff)

    assert refused.code == "not_allowed"
    assert list(target.evidence.all()) == [theirs]


def observe_all(plan: ActionPlan, year: int, by: Viewer) -> None:
    for row in queries.year_rows(plan.pk, year):
        outcome = Outcome(failure_reason="abandonné")
        services.record_outcome(target_id=row.target.pk, outcome=outcome, by=by)


def test_a_year_is_submitted_only_when_everything_is_known(
    signed_plan: ActionPlan, director: Viewer
) -> None:
    year: dict[str, Any] = {"plan_id": signed_plan.pk, "year": 2026, "by": director}
    refused = refusal_of(services.submit_review, **year)
    observe_all(signed_plan, 2026, director)
    review = services.submit_review(**year)

    assert refused.code == "outcome_missing"
    assert "Kilomètres par heure" in str(refused.facts["targets"])
    assert review.state == ReviewState.SUBMITTED


def test_a_submitted_year_is_frozen_but_evidence_may_still_come_until_it_closes(
    story: Story, signed_plan: ActionPlan, target: YearTarget, director: Viewer
) -> None:
    year: dict[str, Any] = {"plan_id": signed_plan.pk, "year": 2026}
    proof: dict[str, Any] = {
        "target_id": target.pk,
        "effective_on": date(2026, 12, 31),
        "note": "registre",
    }
    observe_all(signed_plan, 2026, director)
    services.submit_review(by=director, **year)

    frozen = refusal_of(services.record_outcome, target_id=target.pk, outcome=SEEN, by=director)
    assert frozen.code == "review_not_open"
    kept = services.add_evidence(by=director, **proof)
    withdrawn = refusal_of(services.withdraw_evidence, evidence_id=kept.pk, by=director)
    assert withdrawn.code == "review_not_open"

    services.close_year(by=story.person(Role.FUNDER), **year)
    assert refusal_of(services.add_evidence, by=director, **proof).code == "year_closed"
    assert refusal_of(services.submit_review, by=director, **year).code == "year_closed"


def test_a_returned_review_opens_again_with_the_reason(
    story: Story, signed_plan: ActionPlan, director: Viewer
) -> None:
    year: dict[str, Any] = {"plan_id": signed_plan.pk, "year": 2026}
    observe_all(signed_plan, 2026, director)
    services.submit_review(by=director, **year)
    funder = story.person(Role.FUNDER)

    review = services.return_review(reason="le carnet de décembre manque", by=funder, **year)

    assert (review.state, review.returned_reason) == (
        ReviewState.OPEN,
        "le carnet de décembre manque",
    )


def test_the_third_closed_year_closes_the_plan(
    story: Story, signed_plan: ActionPlan, director: Viewer
) -> None:
    for year in signed_plan.years:
        observe_all(signed_plan, year, director)
        services.submit_review(plan_id=signed_plan.pk, year=year, by=director)
        services.close_year(plan_id=signed_plan.pk, year=year, by=story.person(Role.FUNDER))

    signed_plan.refresh_from_db()
    assert signed_plan.state == PlanState.CLOSED


def test_a_funder_reads_a_signed_plan_and_a_submitted_year_nothing_before(
    story: Story, draft_plan: ActionPlan, director: Viewer, sign: Callable[..., ActionPlan]
) -> None:
    funder = story.person(Role.FUNDER, "demeter")
    services.add_target(plan_id=draft_plan.pk, draft=rubric_draft(), by=director)
    assert not queries.visible_plans(funder).exists()

    plan = sign(draft_plan)
    observe_all(plan, 2026, director)
    assert queries.visible_plans(funder).get() == plan
    assert not queries.visible_results(funder).exists()
    assert not queries.visible_objectives(funder).exists()

    services.submit_review(plan_id=plan.pk, year=2026, by=director)
    assert [each.year for each in queries.visible_results(funder)] == [2026]
    assert not queries.visible_plans(story.person(Role.FUNDER, "ceres")).exists()
    assert not queries.visible_plans(story.person(Role.RESEARCHER)).exists()
