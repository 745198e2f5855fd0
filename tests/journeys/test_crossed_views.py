"""Scenarios 2 and 3: the disagreement on « Qualité des emplois » shown, and nobody found in it."""

from __future__ import annotations

import csv
import io
from fractions import Fraction
from itertools import combinations

import pytest
from conftest import ClientOf
from diagnosis.campaigns import JOBS, Made, prepare
from diagnosis.told import HEAD, MANAGER, USER, WORKER, answered, release
from django.core.management import call_command

from essaim.diagnosis import queries, services
from essaim.diagnosis.domain.answers import Typed
from essaim.diagnosis.domain.campaign import Anchor, Question
from essaim.diagnosis.domain.crossed_views import GapLevel, Standing
from essaim.diagnosis.models import PublishedFigure
from essaim.diagnosis.queries.crossed import CrossedPage, crossed_views
from essaim.journeys.story import Story
from essaim.platform.domain.viewer import Role, Viewer

pytestmark = pytest.mark.django_db

ANCHORS = tuple(Anchor(level, f"niveau {level}", f"level {level}") for level in (1, 2, 3, 4))


def asked_of_users_too(story: Story, *, consents_alone: bool) -> Made:
    """Play the worked example whole: this campaign also asks the users about c01."""
    made = prepare(story)
    question = Question(USER, "c01", "L’équipe reste-t-elle la même ?", "", ANCHORS)
    services.write_question(campaign_id=made.campaign.pk, question=question, by=made.by)
    services.open_campaign(campaign_id=made.campaign.pk, by=made.by)
    link = made.link(HEAD)
    services.send_answers(
        respondent_id=link.respondents.get().pk, key="directrice", typed={"c01": Typed("4")},
        consents_alone=consents_alone, by=Viewer(respondent_link_id=link.pk),
    )  # fmt: skip
    words = {
        MANAGER: "On fait le planning un mois à l’avance.",
        WORKER: "Mon planning change le soir pour le lendemain.",
    }
    for role in (MANAGER, WORKER):
        for place, level in enumerate(JOBS[role]):
            made.answer(role, c01=Typed(str(level), comment="" if place else words[role]))
    made.answers({USER: [2, 3, 2]})
    made.publish()
    return made


def read(made: Made, who: Viewer) -> CrossedPage:
    page = crossed_views(made.current, who)
    assert page is not None
    return page


def test_scenario_2_the_disagreement_is_the_result(story: Story, client_of: ClientOf) -> None:
    made = asked_of_users_too(story, consents_alone=True)
    for start in ("On fait", "Mon planning"):
        release(made, start)

    page = read(made, story.person(Role.DIRECTOR, "amandier"))
    jobs = page.rows[0]
    sides = {side.role: side.view for side in jobs.sides}

    assert (jobs.code, jobs.gap, jobs.level) == ("c01", Fraction(2), GapLevel.DISAGREEMENT)
    assert (sides[MANAGER].median, sides[MANAGER].dispersion) == (Fraction(3), Fraction(2, 5))
    assert (sides[WORKER].median, sides[WORKER].dispersion) == (Fraction(1), Fraction(1, 2))
    assert (sides[HEAD].standing, sides[HEAD].median) == (Standing.ALONE, Fraction(4))
    assert (jobs.masked, page.total) == ((USER,), 17)
    assert {quote.role for side in jobs.sides for quote in side.quotes} == {MANAGER, WORKER}
    html = (
        client_of("director", "amandier")
        .get(f"/diagnostic/tours/{made.current.pk}/regards/")
        .content.decode()
    )
    assert "direction, une personne, avec son accord, hors écart" in html
    assert "personnes accompagnées\u00a0: masqué" in html


def test_scenario_2_without_consent_the_director_is_masked_too(story: Story) -> None:
    made = asked_of_users_too(story, consents_alone=False)

    jobs = read(made, made.by).rows[0]

    assert jobs.masked == (HEAD, USER)
    assert jobs.gap == 2


def test_scenario_2_two_managers_answer_together_and_restore_the_gap(story: Story) -> None:
    made = answered(story, marks={MANAGER: [3, 3], WORKER: JOBS[WORKER]})
    alone = read(made, made.by)
    assert (alone.sides, alone.rows[0].gap) == (1, None)

    services.note_collective_answer(
        round_id=made.current.pk, role=MANAGER, n=2, by=made.by,
        levels={"c01": services.TypedLevel("3")},
    )  # fmt: skip
    services.accept_collective_answer(
        round_id=made.current.pk, role=MANAGER, is_read_back=True, by=made.by
    )
    made.publish()

    jobs = read(made, story.person(Role.DIRECTOR, "amandier")).rows[0]
    managers = next(side.view for side in jobs.sides if side.role == MANAGER)
    assert (managers.standing, managers.n) == (Standing.COLLECTIVE, 2)
    assert managers.median == 3
    assert (jobs.gap, jobs.level) == (Fraction(2), GapLevel.DISAGREEMENT)


def test_scenario_3_nothing_printed_anywhere_holds_the_masked_group(
    story: Story, client_of: ClientOf
) -> None:
    made = asked_of_users_too(story, consents_alone=True)
    url = f"/diagnostic/tours/{made.current.pk}/regards/"
    client = client_of("director", "amandier")

    table = client.get(f"{url}tableau.csv").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table), delimiter=";"))
    place = rows[0].index("Personnes accompagnées, lecture")
    assert next(row for row in rows if row[0] == "c01")[place - 2 : place + 1] == [
        "", "", "masqué",
    ]  # fmt: skip
    page = read(made, story.person(Role.DIRECTOR, "amandier"))
    printed = [page.total, *(each.n for each in page.shown)]
    differences = {abs(one - other) for one, other in combinations(printed, 2)}
    assert differences.isdisjoint({1, 2, 3, 4})
    for query in ("?role=service_user", "?mode=visit", "?date=2027-02-01", "?etat=masked"):
        answer = client.get(f"{url}{query}").content.decode()
        assert "17 réponses affichées" in answer


def test_scenario_3_the_check_finds_nothing_until_a_leak_is_planted(story: Story) -> None:
    made = asked_of_users_too(story, consents_alone=True)
    assert queries.privacy_findings() == []
    call_command("check", privacy=True)

    row = PublishedFigure.objects.get(campaign_round=made.current, criterion="c01", role=USER)
    PublishedFigure.objects.filter(pk=row.pk).update(standing=Standing.SHOWN, n=3, median="2")

    findings = queries.privacy_findings()
    assert len(findings) >= 1
    assert any("service_user" in line for line in findings)
