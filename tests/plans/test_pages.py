"""Pages of the plans: what each person sees, types, and is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from conftest import ClientOf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from plans.drafting import action_draft, number_draft

from essaim.journeys.story import Story
from essaim.plans import queries, services
from essaim.plans.domain.achievement import Outcome
from essaim.plans.domain.objectives import CriterionReading
from essaim.plans.models import ActionPlan, Evidence, YearTarget
from essaim.platform.domain.viewer import Role, Viewer

HTMX = {"HX-Request": "true"}
URN = "urn:essaim:framework:cedre21:2026.1"


def record_url(target: YearTarget) -> str:
    return reverse("plans:outcome-record", args=[target.pk])


def review_url(plan: ActionPlan, year: int = 2026) -> str:
    return reverse("plans:year-review", args=[plan.pk, year])


def target_data(**changes: str) -> dict[str, str]:
    data = {
        "name": "Part de CDI",
        "axis": "social",
        "unit": "%",
        "direction": "rise",
        "baseline": "60",
        "collector": "Leïla Santoni",
        "source": "registre",
    }
    for year, goal in ((2026, "70"), (2027, "75"), (2028, "80")):
        data |= {f"goal_{year}": goal, f"weight_{year}": "40"}
        data[f"due_on_{year}"] = f"31/01/{year + 1}"
    return data | changes


def test_recording_answers_with_the_part_that_changed(
    client_of: ClientOf, target: YearTarget
) -> None:
    response = client_of("adviser").post(record_url(target), {"observed": "65"}, headers=HTMX)

    target.refresh_from_db()
    page = response.content.decode()
    assert (response.status_code, target.observed) == (200, Decimal(65))
    assert "60 → 70, constaté 65\u00a0: 0,5" in page
    assert "<html" not in page


def test_recording_without_javascript_comes_back_to_the_page(
    client_of: ClientOf, target: YearTarget
) -> None:
    response = client_of("director", "amandier").post(record_url(target), {"observed": "1 234,5"})

    target.refresh_from_db()
    assert response["location"] == review_url(target.plan)
    assert target.observed == Decimal("1234.5")


@pytest.mark.parametrize("headers", [{}, HTMX])
@pytest.mark.parametrize("typed", ["bof", "NaN", "1e308", "9" * 39, "0,00001", "\x00"])
def test_a_bad_value_is_refused_in_words_and_nothing_moves(
    client_of: ClientOf, target: YearTarget, headers: dict[str, str], typed: str
) -> None:
    client = client_of("director", "amandier")
    response = client.post(record_url(target), {"observed": typed}, headers=headers)

    target.refresh_from_db()
    assert (response.status_code, target.observed) == (422, None)
    assert 'aria-invalid="true"' in response.content.decode()
    if typed == "bof":
        assert 'value="bof"' in response.content.decode()


def test_a_number_and_unavailable_are_two_fields_and_not_both(
    client_of: ClientOf, target: YearTarget
) -> None:
    told = {"observed": "71", "unavailable_reason": "paie en retard"}
    response = client_of("director", "amandier").post(record_url(target), told)

    assert response.status_code == 422
    assert "une seule des trois" in response.content.decode()


def test_who_writes_second_sees_both_texts_and_keeps_its_own(
    client_of: ClientOf, target: YearTarget, director: Viewer
) -> None:
    services.record_outcome(target_id=target.pk, outcome=Outcome(observed=Decimal(66)), by=director)
    client = client_of("director", "amandier")

    late = client.post(record_url(target), {"observed": "71", "version": "1"})
    page = late.content.decode()
    assert late.status_code == 422
    assert "<strong>66</strong>" in page
    assert 'value="71"' in page

    again = client.post(record_url(target), {"observed": "71", "version": "2"})
    target.refresh_from_db()
    assert (again.status_code, target.observed) == (302, Decimal(71))


def test_evidence_is_taken_by_its_effective_date_and_served_as_an_attachment(
    client_of: ClientOf, target: YearTarget
) -> None:
    client = client_of("staff_member", "amandier")
    url = reverse("plans:evidence-add", args=[target.pk])
    file = SimpleUploadedFile("registre.csv", b"annee;part\n2026;71\n")

    refused = client.post(url, {"effective_on": "01/01/2027", "note": "registre"})
    taken = client.post(url, {"effective_on": "31/12/2026", "note": "registre", "file": file})

    evidence = Evidence.objects.get()
    served = client.get(reverse("plans:evidence-file", args=[evidence.pk]))
    assert refused.status_code == 422
    assert "31 décembre 2026" in refused.content.decode()
    assert taken.status_code == 302
    assert served["Content-Disposition"] == 'attachment; filename="registre.csv"'
    assert served.content == b"annee;part\n2026;71\n"


def test_a_file_of_a_forbidden_kind_is_refused_and_nothing_is_kept(
    client_of: ClientOf, target: YearTarget
) -> None:
    file = SimpleUploadedFile("page.html", b"<script>alert(1)</script>")
    url = reverse("plans:evidence-add", args=[target.pk])
    given = {"effective_on": "31/12/2026", "note": "x", "file": file}

    response = client_of("director", "amandier").post(url, given)

    assert response.status_code == 422
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "31/02/2026", "bof", ""])
def test_an_absurd_day_of_evidence_gets_a_sentence(
    client_of: ClientOf, target: YearTarget, day: str
) -> None:
    url = reverse("plans:evidence-add", args=[target.pk])
    response = client_of("director", "amandier").post(url, {"effective_on": day, "note": "x"})

    assert response.status_code == 422
    assert not Evidence.objects.exists()


def test_a_funder_reads_no_value_before_the_review_is_submitted(
    client_of: ClientOf, signed_plan: ActionPlan, director: Viewer
) -> None:
    for row in queries.year_rows(signed_plan.pk, 2026):
        services.record_outcome(
            target_id=row.target.pk, outcome=Outcome(observed=Decimal(3)), by=director
        )
        services.add_evidence(
            target_id=row.target.pk,
            effective_on=date(2026, 6, 1),
            note="mot-de-la-maison",
            by=director,
        )
    funder = client_of("funder", "demeter")

    before = funder.get(review_url(signed_plan)).content.decode()
    csv = funder.get(reverse("plans:review-csv", args=[signed_plan.pk, 2026])).content.decode()
    assert "pas encore transmis" in before
    assert "mot-de-la-maison" not in before + csv
    assert ";3;" not in csv

    services.submit_review(plan_id=signed_plan.pk, year=2026, by=director)
    assert "mot-de-la-maison" in funder.get(review_url(signed_plan)).content.decode()


def test_a_plan_is_written_from_a_proposal_to_its_signature(
    story: Story, client_of: ClientOf, draft_plan: ActionPlan, director: Viewer
) -> None:
    reading = CriterionReading(URN, "c01", "Qualité des emplois", 1)
    services.take_objectives(
        plan_id=draft_plan.pk, readings=[reading], lowest=1, highest=4, by=director
    )
    client = client_of("director", "amandier")
    url = reverse("plans:target-new", args=[draft_plan.pk])

    shown = client.get(f"{url}?objectif={draft_plan.objectives.get().pk}")
    assert 'value="Qualité des emplois"' in shown.content.decode()
    saved = client.post(url, target_data(criteria=f"{URN}|c01"))
    assert saved.status_code == 302
    assert draft_plan.objectives.get().state == "kept"

    client.post(reverse("plans:plan-propose", args=[draft_plan.pk]))
    client.post(reverse("plans:plan-sign", args=[draft_plan.pk]))
    client_of("board_member", "amandier").post(reverse("plans:plan-sign", args=[draft_plan.pk]))
    draft_plan.refresh_from_db()
    assert draft_plan.state == "signed"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"goal_2027": "65"}, "demande moins en 2027"),
        ({"goal_2026": "60"}, "ne demande aucun changement"),
        ({"goal_2026": "NaN"}, "écrivez un nombre"),
        ({"due_on_2026": "9999-12-31"}, "2200"),
        ({"weight_2026": "-1"}, "0"),
        ({"criteria": "urn:autre|c99"}, "c99"),
        ({"fact": "inconnu"}, "inconnu"),
    ],
)
def test_a_refused_target_keeps_what_was_typed_and_says_why(
    client_of: ClientOf, draft_plan: ActionPlan, changes: dict[str, str], sentence: str
) -> None:
    url = reverse("plans:target-new", args=[draft_plan.pk])
    response = client_of("director", "amandier").post(url, target_data(**changes))

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert 'value="Leïla Santoni"' in page
    assert not draft_plan.targets.exists()


def test_a_rubric_is_written_level_by_level(client_of: ClientOf, draft_plan: ActionPlan) -> None:
    url = reverse("plans:target-new", args=[draft_plan.pk]) + "?mesure=niveaux"
    data = {"name": "Écouter", "axis": "societal", "level_0": "rien", "level_1": "une boîte"}
    data |= {f"weight_{year}": "20" for year in draft_plan.years}
    data |= {f"asked_{year}": "on" for year in draft_plan.years}

    response = client_of("director", "amandier").post(url, data)

    (target,) = draft_plan.targets.all()
    assert response.status_code == 302
    assert (target.levels, target.years.count()) == (["rien", "une boîte"], 3)


@pytest.mark.parametrize("field", ["cost", "starts_on", "targets"])
@pytest.mark.parametrize("typed", ["-5", "NaN", "1e308", "0001-01-01", "9999-12-31", "999999"])
def test_an_absurd_action_is_refused_in_words(
    client_of: ClientOf, draft_plan: ActionPlan, field: str, typed: str
) -> None:
    if field == "cost" and typed == "999999":
        return  # a cost one may have
    data = {
        "title": "x",
        "axis": "social",
        "owner": "y",
        "starts_on": "2026-02-01",
        "ends_on": "2026-03-01",
        field: typed,
    }
    url = reverse("plans:action-new", args=[draft_plan.pk])

    response = client_of("director", "amandier").post(url, data)

    assert response.status_code == 422
    assert not draft_plan.actions.exists()


def test_a_target_of_another_house_is_refused_in_the_form_of_an_action(
    story: Story, client_of: ClientOf, draft_plan: ActionPlan
) -> None:
    marc = story.person(Role.DIRECTOR, "traverse")
    other = services.open_plan(
        organisation_id=story.ids["traverse"], title="x", start_year=2026, by=marc
    )
    theirs = services.add_target(plan_id=other.pk, draft=number_draft(), by=marc)
    url = reverse("plans:action-new", args=[draft_plan.pk])
    data = {"title": "x", "axis": "social", "owner": "y", "targets": str(theirs.pk)}
    data |= {"starts_on": "2026-02-01", "ends_on": "2026-03-01"}

    response = client_of("director", "amandier").post(url, data)

    assert response.status_code == 422
    assert not draft_plan.actions.exists()


def test_a_foreign_plan_does_not_exist_whatever_the_page(
    client_of: ClientOf, signed_plan: ActionPlan, target: YearTarget
) -> None:
    marc = client_of("director", "traverse")
    missing = marc.get("/personne-n-habite-ici/").content
    for url in (
        reverse("plans:plan", args=[signed_plan.pk]),
        review_url(signed_plan),
        reverse("plans:plan-csv", args=[signed_plan.pk]),
        reverse("plans:target-edit", args=[target.plan_target_id]),
        reverse("plans:plan", args=[10**30]),
        review_url(signed_plan, 2040),
    ):
        response = marc.get(url)
        assert (response.status_code, response.content) == (404, missing)
    assert marc.post(record_url(target), {"observed": "1"}).status_code == 404


def test_a_year_out_of_the_plan_does_not_exist(
    client_of: ClientOf, signed_plan: ActionPlan
) -> None:
    assert client_of("adviser").get(review_url(signed_plan, 2031)).status_code == 404


def fill(plan: ActionPlan, count: int, director: Viewer) -> None:
    for number in range(count):
        services.add_target(plan_id=plan.pk, draft=number_draft(f"n{number}"), by=director)
        action = services.add_action(plan_id=plan.pk, draft=action_draft(f"a{number}"), by=director)
        services.add_condition(action_id=action.pk, blocked_by="x", unlocked_by="y", by=director)


@pytest.mark.parametrize("page", ["plans:plan", "plans:year-review", "plans:plans"])
def test_the_number_of_queries_does_not_depend_on_the_number_of_rows(
    story: Story,
    client_of: ClientOf,
    director: Viewer,
    sign: Callable[[ActionPlan], ActionPlan],
    page: str,
    connection_queries: Callable[[], CaptureQueriesContext],
) -> None:
    client, counts = client_of("director", "amandier"), []
    for size in (1, 6):
        plan = services.open_plan(
            organisation_id=story.ids["amandier"], title="x", start_year=2026, by=director
        )
        fill(plan, size, director)
        sign(plan)
        for row in queries.year_rows(plan.pk, 2026):
            services.record_outcome(
                target_id=row.target.pk, outcome=Outcome(observed=Decimal(66)), by=director
            )
            services.add_evidence(
                target_id=row.target.pk, effective_on=date(2026, 6, 1), note="x", by=director
            )
        arguments = {"plans:plan": [plan.pk], "plans:year-review": [plan.pk, 2026]}
        with connection_queries() as caught:
            assert client.get(reverse(page, args=arguments.get(page))).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1]
