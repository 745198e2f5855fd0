"""The page of crossed views and its files: exact figures, the same masks, few queries."""

from __future__ import annotations

import io
from fractions import Fraction

import pytest
from conftest import ClientOf
from diagnosis.campaigns import JOBS, opened
from diagnosis.told import HEAD, MANAGER, USER, WORKER, answered, release
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from essaim.diagnosis import services
from essaim.diagnosis.domain.answers import Typed
from essaim.diagnosis.domain.crossed_views import GapLevel, Standing
from essaim.diagnosis.domain.roles import CollectionMode
from essaim.diagnosis.models import PublishedFigure
from essaim.diagnosis.queries import privacy_findings
from essaim.diagnosis.queries.crossed import crossed_views, readable_rounds
from essaim.journeys.story import Story
from essaim.platform.domain.viewer import Role

pytestmark = pytest.mark.django_db


def page_url(round_id: int) -> str:
    return f"/diagnostic/tours/{round_id}/regards/"


def test_the_first_line_is_the_widest_gap_with_both_medians(story: Story) -> None:
    made = answered(story)
    made.publish()

    page = crossed_views(made.current, story.person(Role.DIRECTOR, "amandier"))

    assert page is not None
    jobs = page.rows[0]
    assert (jobs.code, jobs.gap, jobs.level) == ("c01", Fraction(2), GapLevel.DISAGREEMENT)
    assert {side.role: side.view.median for side in jobs.sides} == {MANAGER: 3, WORKER: 1}
    assert jobs.masked == (HEAD,)
    assert page.total == 17


def test_the_director_is_shown_alone_by_own_consent_outside_the_gap(story: Story) -> None:
    made = answered(story, consents_alone=True)
    made.publish()

    page = crossed_views(made.current, made.by)

    assert page is not None
    head = next(side for side in page.rows[0].sides if side.role == HEAD)
    assert (head.view.standing, head.view.median) == (Standing.ALONE, Fraction(4))
    assert (page.rows[0].gap, page.total) == (Fraction(2), 17)
    assert head not in page.rows[0].voices


def test_the_html_says_the_finding_and_hides_the_masked(story: Story, client_of: ClientOf) -> None:
    made = answered(story)
    for level in (4, 4, 4):
        made.answer(USER, c15=Typed(str(level)))
    made.publish()
    release(made, "Mon planning")

    html = client_of("director", "amandier").get(page_url(made.current.pk)).content.decode()

    assert "un désaccord" in html
    assert "encadrement intermédiaire 3, intervenant·es à domicile 1" in html
    assert "Mon planning change le soir pour le lendemain." in html
    assert "On appelle ça une coupure." not in html
    assert "Paroles entendues, non citables" in html
    assert "masqué (n &lt; 5)" in html
    assert "17 réponses affichées" in html
    assert "20 réponses" not in html


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_files_have_the_same_masks_as_the_page(
    story: Story, client_of: ClientOf, kind: str
) -> None:
    made = answered(story)
    made.answer(USER, c15=Typed("4"))
    made.publish()

    response = client_of("director", "amandier").get(f"{page_url(made.current.pk)}tableau.{kind}")

    if kind == "csv":
        lines = response.content.decode("utf-8-sig").splitlines()
        rows = [line.split(";") for line in lines]
    else:
        sheet = load_workbook(io.BytesIO(response.content)).active
        assert sheet is not None
        rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.values]
    header = rows[0]
    jobs = next(row for row in rows if row[0] == "c01")
    talk = next(row for row in rows if row[0] == "c15")
    place = header.index("Personnes accompagnées, lecture")
    assert talk[place - 2 : place + 1] == ["", "", "masqué"]
    place = header.index("Encadrement intermédiaire, médiane")
    assert [value.replace(".", ",") for value in jobs[place : place + 2]] == ["3", "0,4"]


def test_nothing_is_printed_before_publication_but_the_adviser_previews(
    story: Story, client_of: ClientOf
) -> None:
    made = answered(story)
    director = client_of("director", "amandier")

    waiting = director.get(page_url(made.current.pk))
    preview = client_of("adviser", "garrigue").get(page_url(made.current.pk))

    assert "pas encore publiés" in waiting.content.decode()
    assert "Aperçu, avant publication" in preview.content.decode()
    assert director.get(f"{page_url(made.current.pk)}tableau.csv").status_code == 404


def test_a_funder_reads_nothing_before_the_diagnosis_is_submitted(
    story: Story, client_of: ClientOf
) -> None:
    made = answered(story)
    made.publish()

    for who, where in (("funder", "demeter"), ("director", "traverse"), ("operator", None)):
        assert client_of(who, where).get(page_url(made.current.pk)).status_code == 404
    assert not readable_rounds(story.person(Role.FUNDER, "demeter")).exists()


def test_one_view_alone_draws_no_chart_and_proposes_a_collective_answer(
    story: Story, client_of: ClientOf
) -> None:
    made = answered(story, marks={MANAGER: [3], WORKER: JOBS[WORKER]})

    adviser = client_of("adviser", "garrigue")
    open_page = adviser.get(page_url(made.current.pk)).content.decode()
    made.publish()
    html = client_of("director", "amandier").get(page_url(made.current.pk)).content.decode()

    assert f"/diagnostic/tours/{made.current.pk}/middle_manager/ensemble/" in open_page
    assert "proposez une réponse collective" in html
    assert 'class="gaps"' not in html


def test_a_collective_answer_is_a_ring_that_counts_in_the_gap(
    story: Story, client_of: ClientOf
) -> None:
    made = answered(story, marks={MANAGER: [3, 3], WORKER: JOBS[WORKER]})
    services.note_collective_answer(
        round_id=made.current.pk, role=MANAGER, n=2, by=made.by,
        levels={"c01": services.TypedLevel("3")},
    )  # fmt: skip
    services.accept_collective_answer(
        round_id=made.current.pk, role=MANAGER, is_read_back=True, by=made.by
    )
    made.publish()

    html = client_of("director", "amandier").get(page_url(made.current.pk)).content.decode()

    assert 'class="ring"' in html
    assert "réponse collective, n\u00a0=\u00a02" in html or "réponse collective, n = 2" in html
    assert "un désaccord" in html


def test_a_group_is_told_by_mode_only_when_each_mode_is_large_enough(story: Story) -> None:
    made = opened(story)
    made.answers({MANAGER: [3] * 5})
    for place in range(11):
        mode = CollectionMode.PHONE if place < 5 else CollectionMode.PAPER
        services.record_sheet(
            round_id=made.current.pk, role=WORKER, code="", mode=mode, key=f"saisie-{place:03}",
            typed={"c01": Typed("1" if place < 5 else "3"), "c03": Typed("13"[place > 3])},
            by=made.by,
        )  # fmt: skip
    made.publish()

    told = PublishedFigure.objects.exclude(table="crossed_views")
    assert {(each.table, each.criterion, each.n, each.median) for each in told} == {
        ("mode_phone", "c01", 5, "1"),
        ("mode_paper", "c01", 6, "3"),
        ("mode_phone", "c03", 5, "1"),
        ("mode_paper", "c03", 6, "3"),
    }
    assert privacy_findings() == []
    told.filter(table="mode_phone", criterion="c01").update(n=4)
    assert any("modes" in line for line in privacy_findings())


def test_no_mode_is_told_when_one_of_them_is_small(story: Story) -> None:
    made = opened(story)
    made.answers({WORKER: [1] * 8})
    for place in range(4):
        services.record_sheet(
            round_id=made.current.pk, role=WORKER, code="", mode=CollectionMode.PAPER,
            key=f"saisie-{place:03}", typed={"c01": Typed("3")}, by=made.by,
        )  # fmt: skip
    made.publish()

    assert set(PublishedFigure.objects.values_list("table", flat=True)) == {"crossed_views"}


def test_the_page_costs_the_same_whatever_the_rows(story: Story, client_of: ClientOf) -> None:
    made = answered(story)
    made.publish()
    client = client_of("director", "amandier")
    client.get(page_url(made.current.pk))
    with CaptureQueriesContext(connection) as few:
        client.get(page_url(made.current.pk))
    for start in ("Mon planning", "On appelle", "On fait", "Chacune"):
        release(made, start)
    with CaptureQueriesContext(connection) as many:
        client.get(page_url(made.current.pk))

    assert len(many) == len(few) <= 25
