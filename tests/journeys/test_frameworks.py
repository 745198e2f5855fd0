"""Scenario 13: an old assessment keeps its version; one accident rate fills three reports."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from conftest import ClientOf, shared
from diagnosis.campaigns import Made, prepare
from diagnosis.told import WORKER, decide
from django.core.management import call_command
from django.urls import reverse

from essaim.diagnosis import services as diagnosis
from essaim.diagnosis.domain.answers import Typed
from essaim.diagnosis.domain.consolidation import Decision
from essaim.diagnosis.models import ConsolidatedRating
from essaim.frameworks import queries, services
from essaim.frameworks.domain.additive import Additive
from essaim.frameworks.domain.marks import Mark, check_mark, read_mark
from essaim.frameworks.domain.scoring import reread, score, total
from essaim.frameworks.models import FrameworkVersion
from essaim.journeys import acts
from essaim.journeys.story import Story
from essaim.kernel.errors import DomainError
from essaim.platform.domain.viewer import Role
from essaim.platform.files import read_yaml

CEDRE = "urn:essaim:framework:cedre21:2026.1"
#: The reports of the accident rate, and the criterion that it informs in each.
REPORTS = (("cedre21", "c04"), ("sad_quality", "q5"), ("vsme", "B9"))
ACCIDENTS = "Taux d’accidents du travail"


def example(name: str) -> Any:
    data, _lines = read_yaml(shared("frameworks", "examples.yaml").read_text("utf-8"))
    return next(each for each in data["examples"] if each["id"] == name)


@pytest.fixture
def loaded(story: Story) -> FrameworkVersion:
    """Load the 21 criteria from the file of the specifications, as the command line does."""
    names = ("vocabularies", "cedre21", "example_hierarchical")
    files = [str(shared("frameworks", f"{name}.yaml")) for name in names]
    call_command("framework", "load", *files, stdout=StringIO())
    return FrameworkVersion.objects.get(urn=CEDRE)


def assessed(story: Story) -> Made:
    """Publish a round of the first version and decide the worked example in its meeting."""
    made = prepare(story)
    diagnosis.open_campaign(campaign_id=made.campaign.pk, by=made.by)
    made.answer(WORKER, c01=Typed("3"))
    made.publish()
    for code, told in example("additive_cedre21")["marks"].items():
        if told == "NA":
            decide(made, code, Decision(is_not_applicable=True, reason="sans véhicule"))
        elif told is not None:
            decide(made, code, Decision(int(told), reason="vu ensemble"))
    return made


def marks_of(made: Made) -> dict[str, Mark]:
    """Return what the meeting decided, as marks; what it did not decide is unanswered."""
    kept = {each.criterion: each for each in made.current.ratings.all()}
    codes = [each.id for each in queries.criteria(CEDRE)]
    return {code: _mark(kept.get(code)) for code in codes}


def _mark(rating: ConsolidatedRating | None) -> Mark:
    if rating is None:
        return read_mark(None)
    return read_mark("NA" if rating.is_not_applicable else rating.level)


def test_scenario_13_an_old_assessment_keeps_its_version_and_reads_under_the_next(
    story: Story, loaded: FrameworkVersion
) -> None:
    assert (loaded.criteria_count, loaded.version) == (21, "2026.1")
    made = assessed(story)
    kept = list(made.current.ratings.order_by("criterion").values())
    first = queries.framework_of(made.campaign.framework_version_id)
    assert total(first, marks_of(made)) == Fraction(29, 57)

    following = services.publish_next_version(
        version_id=loaded.pk, edits={("criteria", "c01", "weight"): 2}, by=made.by
    )
    second = queries.framework(following.urn)
    read = reread(marks_of(made), queries.framework(CEDRE), second)

    assert following.version == "2026.2"
    assert isinstance(read.under_old, Additive)
    assert isinstance(read.under_new, Additive)
    assert read.under_old.total.share == Fraction(29, 57)
    assert (read.under_old.total.low, read.under_old.total.high) == (
        Fraction(29, 60),
        Fraction(8, 15),
    )
    assert read.under_new.total.share == Fraction(31, 60)
    assert (read.dropped, read.added, read.unreadable) == ((), (), ())
    made.campaign.refresh_from_db()
    assert made.campaign.framework_version_id == loaded.pk
    assert list(made.current.ratings.order_by("criterion").values()) == kept
    assert score(first, marks_of(made)) == read.under_old


def test_scenario_13_not_applicable_is_refused_on_an_imperative_criterion(
    loaded: FrameworkVersion,
) -> None:
    refused = example("hierarchical_example")["refused"]
    framework = queries.framework("urn:essaim:framework:example_hierarchical:2026.1")
    marks = {
        key: read_mark(value) for key, value in example("hierarchical_example")["marks"].items()
    }

    for told in (refused["value"], "NA"):
        with pytest.raises(DomainError, match=refused["code"]):
            check_mark(framework, refused["mark"], read_mark(told, reason="trop petit"))
        with pytest.raises(DomainError, match=refused["code"]):
            score(framework, marks | {refused["mark"]: read_mark(told, reason="trop petit")})


@pytest.fixture
def entered(story: Story) -> Story:
    """Let L’Amandier enter its values of 2025, the accident rate among them, once."""
    acts.play(story, "frameworks")
    return story


@pytest.mark.parametrize(("code", "place"), REPORTS)
def test_scenario_13_one_accident_rate_fills_three_reports(
    entered: Story, client_of: ClientOf, code: str, place: str
) -> None:
    client = client_of("director", "amandier")
    where = [entered.ids["amandier"], int(entered.known["fact_year"]), code]

    text = client.get(reverse("frameworks:fact-export", args=[*where, "csv"])).content
    table = list(csv.reader(StringIO(text.decode("utf-8-sig")), delimiter=";"))
    book = client.get(reverse("frameworks:fact-export", args=[*where, "xlsx"])).content
    sheet = openpyxl.load_workbook(BytesIO(book)).worksheets[0]

    assert text.startswith(b"\xef\xbb\xbf")
    assert table[0][:5] == ["Référentiel", "Code", "Critère", "Indicateur", "Valeur"]
    written = [(row[1], row[4]) for row in table if row[3].startswith(ACCIDENTS)]
    assert written == [(place, "9,6")]
    typed = [(row[1], row[4]) for row in sheet.values if str(row[3] or "").startswith(ACCIDENTS)]
    assert typed == [(place, 9.6)]


def test_scenario_13_a_corrected_rate_is_corrected_in_the_three(entered: Story) -> None:
    services.record_fact(
        organisation_id=entered.ids["amandier"],
        indicator="accident_rate",
        year=int(entered.known["fact_year"]),
        value=Decimal("10.2"),
        effective_on=date(2025, 12, 31),
        by=entered.person(Role.DIRECTOR, "amandier"),
    )

    for code, place in REPORTS:
        _framework, rows = queries.filled(
            code, entered.ids["amandier"], int(entered.known["fact_year"])
        )
        rates = [row for row in rows if row.fact and row.fact.indicator.id == "accident_rate"]
        assert [(row.criterion.id, row.value) for row in rates] == [(place, Decimal("10.2"))]
