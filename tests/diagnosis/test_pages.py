"""Pages of a campaign: who sees what, and every way of answering through the web."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest
from diagnosis.campaigns import JOBS, Made, opened, prepare
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from essaim.diagnosis import exporters, queries, services
from essaim.diagnosis.domain.crossed_views import Standing
from essaim.diagnosis.domain.roles import RespondentRole
from essaim.diagnosis.models import Respondent, RespondentLink, Submission
from essaim.diagnosis.views.what_if import EXAMPLE
from essaim.journeys.story import Story
from essaim.platform.exports import to_xlsx_bytes

ClientOf = Callable[..., Client]
WORKER, MANAGER = RespondentRole.CARE_WORKER, RespondentRole.MIDDLE_MANAGER
KEY = "saisie-0001"


@pytest.fixture
def made(story: Story) -> Made:
    return opened(story)


def read(client: Client, name: str, *arguments: object) -> str:
    response = client.get(reverse(f"diagnosis:{name}", args=arguments))
    assert response.status_code == 200, name
    return response.content.decode()


def test_the_adviser_prepares_a_campaign_on_the_web(client_of: ClientOf, story: Story) -> None:
    made = prepare(story)
    client = client_of("adviser")
    page = read(client, "campaign-new")
    assert "L’Amandier à domicile" in page
    assert "La Traverse bleue" not in page
    data = {
        "organisation": story.ids["amandier"], "owner": story.ids["garrigue"],
        "framework_version": made.campaign.framework_version_id, "title": "CEDRE",
    }  # fmt: skip

    answered = client.post(reverse("diagnosis:campaign-new"), data)

    page = client.get(answered["Location"]).content.decode()
    assert "Compléter les conditions" in page
    assert "Écrivez le but de la campagne" in page


def test_a_foreign_organisation_is_not_assessed(client_of: ClientOf, story: Story) -> None:
    made = prepare(story)
    data = {
        "organisation": story.ids["traverse"], "owner": story.ids["garrigue"],
        "framework_version": made.campaign.framework_version_id, "title": "CEDRE",
    }  # fmt: skip

    assert client_of("adviser").post(reverse("diagnosis:campaign-new"), data).status_code == 422


def test_terms_are_written_then_the_campaign_opens(client_of: ClientOf, story: Story) -> None:
    made, client = prepare(story), client_of("adviser")
    address = reverse("diagnosis:terms", args=[made.campaign.pk])
    data = {
        "title": "CEDRE", "purpose": "Écouter.", "has_no_cse": "on", "is_paid_time": "yes",
        "promised_on": "31/12/2199", "version": "1",
    }  # fmt: skip

    assert client.post(address, data | {"promised_on": "31/12/12345"}).status_code == 422
    assert client.post(address, data | {"promised_on": "0001-01-01"}).status_code == 422
    assert client.post(address, data).status_code == 302
    opening = client.post(reverse("diagnosis:campaign-open", args=[made.campaign.pk]))
    assert opening.status_code == 302
    assert made.current.opened_on is not None


def test_every_page_of_a_campaign_opens_for_its_adviser(client_of: ClientOf, made: Made) -> None:
    client, link = client_of("adviser"), made.link()
    services.prepare_sheets(round_id=made.current.pk, role=WORKER, number=2, by=made.by)
    read(client, "campaigns")
    for name in ("campaign", "terms", "questions"):
        read(client, name, made.campaign.pk)
    read(client, "links", made.current.pk)
    read(client, "link-poster", link.pk)
    for name in ("sheets", "typing", "collective", "workbook-import"):
        read(client, name, made.current.pk, "care_worker")
    qr = client.get(reverse("diagnosis:link-qr", args=[link.pk]))
    assert qr["Content-Type"] == "image/svg+xml"


def test_a_director_reads_groups_and_nobody_s_links(client_of: ClientOf, made: Made) -> None:
    made.answers({WORKER: [1] * 6, RespondentRole.BOARD_MEMBER: []})
    director = client_of("director", "amandier")

    page = read(director, "campaign", made.campaign.pk)
    assert "moins de 5" in page
    assert "Clore le tour" not in page
    for name, argument in (("links", made.current.pk), ("terms", made.campaign.pk)):
        assert director.get(reverse(f"diagnosis:{name}", args=[argument])).status_code == 404
    other = client_of("director", "traverse")
    assert other.get(reverse("diagnosis:campaign", args=[made.campaign.pk])).status_code == 404


def test_a_sheet_is_typed_in_by_one_key_a_question(client_of: ClientOf, made: Made) -> None:
    [sheet] = services.prepare_sheets(round_id=made.current.pk, role=WORKER, number=1, by=made.by)
    client = client_of("adviser")
    address = reverse("diagnosis:typing", args=[made.current.pk, "care_worker"])
    data = {
        "mode": "paper", "code": sheet.code, "is_third_party": "on", "key": KEY, "mark-c01": "1",
        "mark-c03": "9", "mark-c04": "8", "comment-c04": "Je débute.",
        "comment-c01": "Ça change.",
    }  # fmt: skip

    assert client.post(address, data).status_code == 302
    answers = {a.question.criterion: a for a in Submission.objects.get().answers.all()}
    assert (answers["c01"].level, answers["c01"].comment) == (1, "Ça change.")
    assert (answers["c03"].absence, answers["c04"].reason) == ("dont_know", "Je débute.")
    assert "1 réponse saisie" in read(client, "typing", made.current.pk, "care_worker")
    refused = client.post(address, data | {"key": "saisie-0002"})
    assert refused.status_code == 422
    assert "déjà saisie" in refused.content.decode()
    wrong = client.post(address, data | {"key": "saisie-0003", "mark-c01": "7", "code": ""})
    assert wrong.status_code == 422
    assert client.post(address, data | {"is_third_party": ""}).status_code == 422


def test_a_group_answers_reads_back_and_accepts(client_of: ClientOf, made: Made) -> None:
    made.answers({MANAGER: [3, 3], WORKER: JOBS[WORKER]})
    client = client_of("adviser")
    note = reverse("diagnosis:collective", args=[made.current.pk, "middle_manager"])
    accept = reverse("diagnosis:collective-accept", args=[made.current.pk, "middle_manager"])
    data = {"n": "2", "is_third_party": "on", "mark-c01": "3", "mark-c02": "none"}

    assert client.post(note, data | {"n": "1"}).status_code == 422
    assert client.post(note, data)["Location"] == accept
    assert "Pas d’accord entre nous" in client.get(accept).content.decode()
    assert client.post(accept).status_code == 422
    assert client.post(accept, {"is_read_back": "on"}).status_code == 302
    view = queries.computed_views(made.current).criteria["c01"]
    assert view.gap == 2
    assert view.roles[MANAGER].standing is Standing.COLLECTIVE


def test_the_printed_sheet_is_one_tagged_page_that_names_no_one(
    client_of: ClientOf, made: Made
) -> None:
    import pypdf

    services.prepare_sheets(round_id=made.current.pk, role=WORKER, number=3, by=made.by)
    address = reverse("diagnosis:sheets-pdf", args=[made.current.pk, "care_worker"])
    reader = pypdf.PdfReader(io.BytesIO(client_of("adviser").get(address).content))

    assert len(reader.pages) == 3
    text = reader.pages[0].extract_text()
    assert "Pôle Garrigue" in text
    assert "Vous aurez une réponse le" in text
    assert "True" in str(reader.root_object["/MarkInfo"])


def workbook(made: Made, *lines: dict[str, str]) -> SimpleUploadedFile:
    asked = list(queries.questions_of(made.campaign.pk, WORKER))
    header, _rows = exporters.workbook(asked, [])
    rows = [
        [line.get(name.split(" ")[0] if "mot" not in name else name, "") for name in header]
        for line in lines
    ]
    return SimpleUploadedFile("reponses.xlsx", to_xlsx_bytes(header, rows))


def bring(client: Client, made: Made, file: SimpleUploadedFile) -> int:
    address = reverse("diagnosis:workbook-import", args=[made.current.pk, "care_worker"])
    data = {"mode": "visit", "is_third_party": "on", "file": file}
    return client.post(address, data).status_code


def test_a_workbook_goes_out_empty_and_comes_back_filled_once(
    client_of: ClientOf, made: Made
) -> None:
    client = client_of("adviser")
    out = client.get(reverse("diagnosis:workbook-template", args=[made.current.pk, "care_worker"]))
    assert out.content[:2] == b"PK"
    lines = [{"c01": "1", "c01 mot": "Jamais sûr."}, {"c01": "NSP", "c03": "2"}]

    assert bring(client, made, workbook(made, *lines)) == 302
    assert Submission.objects.count() == 2
    assert Submission.objects.first() is not None


def test_one_wrong_line_refuses_the_whole_workbook_and_says_which(
    client_of: ClientOf, made: Made
) -> None:
    client = client_of("adviser")
    file = workbook(made, {"c01": "1"}, {"c01": "7"}, {"c01": "2", "code": "ZZZZ"})
    address = reverse("diagnosis:workbook-import", args=[made.current.pk, "care_worker"])
    data = {"mode": "visit", "is_third_party": "on", "file": file}

    response = client.post(address, data)

    page = response.content.decode()
    assert response.status_code == 422
    assert "Ligne 3" in page
    assert "Ligne 4" in page
    assert not Respondent.objects.filter(submissions__isnull=False).exists()


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("reponses.xlsx", b""),
        SimpleUploadedFile("reponses.xlsx", b"PK\x03\x04rien"),
        SimpleUploadedFile("reponses.exe", b"MZ"),
        SimpleUploadedFile("reponses.xlsx", to_xlsx_bytes(["code", "autre"], [["A", "1"]])),
        SimpleUploadedFile("reponses.xlsx", to_xlsx_bytes(["code"], [])),
    ],
)
def test_a_file_that_is_no_workbook_of_ours_is_refused(
    client_of: ClientOf, made: Made, file: SimpleUploadedFile
) -> None:
    assert bring(client_of("adviser"), made, file) == 422
    assert not Submission.objects.exists()


def test_the_page_answers_as_the_command_does(client_of: ClientOf, story: Story) -> None:
    from essaim.diagnosis.domain.case import decide_case

    client = client_of("director", "amandier")
    page = client.post(reverse("diagnosis:what-if"), {"case": EXAMPLE}).content.decode()
    said = json.dumps(decide_case(EXAMPLE), ensure_ascii=False, indent=2)
    assert said.replace('"', "&quot;") in page
    refused = client.post(reverse("diagnosis:what-if"), {"case": "{"})
    assert refused.status_code == 422


def test_a_link_is_made_resized_and_revoked_on_the_web(client_of: ClientOf, made: Made) -> None:
    client = client_of("adviser")
    data = {"kind": "role", "role": "care_worker", "places": "12", "expires_on": "2199-12-31"}
    make = reverse("diagnosis:link-make", args=[made.current.pk])

    assert client.post(make, data).status_code == 302
    assert client.post(make, data | {"expires_on": "2001-01-01"}).status_code == 422
    assert client.post(make, data | {"places": "1e308"}).status_code == 422
    link = RespondentLink.objects.get()
    places = reverse("diagnosis:link-places", args=[link.pk])
    assert client.post(places, {"places": "20"}).status_code == 302
    assert client.post(places, {"places": "-1"}).status_code == 422
    revoke = reverse("diagnosis:link-revoke", args=[link.pk])
    assert client.post(revoke).status_code == 302
    assert client.post(revoke).status_code == 422
    link.refresh_from_db()
    assert (link.places, link.revoked_on is None) == (20, False)


def test_the_list_costs_the_same_whatever_its_length(
    client_of: ClientOf, made: Made, story: Story, django_assert_num_queries: Callable[..., object]
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of("adviser")
    with CaptureQueriesContext(connection) as before:
        read(client, "campaigns")
    for organisation in ("amandier", "tournesol", "restanques"):
        prepare(story, organisation)
    with CaptureQueriesContext(connection) as after:
        read(client, "campaigns")
    assert len(after) == len(before)
