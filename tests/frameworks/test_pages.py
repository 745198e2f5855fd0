"""The pages: what they show, who opens them, and what they cost."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from conftest import ClientOf
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from shipped_frameworks import LIBRARY

from essaim.frameworks import queries, services
from essaim.frameworks.domain.editing import Edits
from essaim.frameworks.models import FrameworkVersion, IndicatorValue
from essaim.journeys import acts
from essaim.journeys.story import Story
from essaim.platform.domain.viewer import HOUSE, Role
from essaim.platform.models import StoredFile

YEAR = 2025


@pytest.fixture
def staged(db: None, story: Story) -> Story:
    acts.play(story, "frameworks")
    return story


def page(client_of: ClientOf, who: str, name: str, *arguments: object, ask: str = "") -> str:
    response = client_of(who).get(reverse(f"frameworks:{name}", args=arguments) + ask)
    assert response.status_code == 200, name
    return response.content.decode().replace("\u202f", " ").replace("\u00a0", " ")


def facts_url(story: Story, name: str = "facts", *more: object) -> str:
    return reverse(f"frameworks:{name}", args=[story.ids["amandier"], YEAR, *more])


def test_the_list_says_where_each_criterion_comes_from(staged: Story, client_of: ClientOf) -> None:
    text = page(client_of, "director", "list")

    assert "13 référentiels, et d’où vient chaque critère" in text
    assert "5 du séminaire" in text
    assert "16 de notre reconstruction" in text
    assert reverse("frameworks:upload") not in text
    assert reverse("frameworks:upload") in page(client_of, "adviser", "list")


def test_a_version_shows_its_proofs_its_questions_and_its_anchors(
    staged: Story, client_of: ClientOf
) -> None:
    text = page(client_of, "director", "version", staged.known["version_id"])

    assert "Pouvez-vous compter sur vos heures de travail ?" in text
    assert "Non, elles changent sans prévenir." in text
    assert "Cinq critères viennent du séminaire" in text
    assert "« non concerné » demande une raison" in text
    assert "« 2026.1 »" not in text
    assert text.count("séminaire") > 5


def test_every_version_opens(staged: Story, client_of: ClientOf) -> None:
    for version in FrameworkVersion.objects.order_by("pk"):
        page(client_of, "researcher", "version", version.pk)
        page(client_of, "adviser", "edit", version.pk)
        page(client_of, "director", "differences", version.pk)


def test_the_differences_name_the_weight_that_changed(staged: Story, client_of: ClientOf) -> None:
    text = page(client_of, "director", "differences", staged.known["version_id"])

    assert "Version 2026.2 : 1 changement depuis la 2026.1" in text
    assert "critère c01 · poids" in text
    client = client_of("director")
    url = reverse("frameworks:differences", args=[staged.known["version_id"]])
    assert client.get(f"{url}?since=999999").status_code == 404
    assert client.get(f"{url}?since=%00").status_code == 404


def posted(staged: Story, client_of: ClientOf, **changes: str) -> dict[str, str]:
    url = reverse("frameworks:edit", args=[staged.known["version_id"]])
    form = client_of("funder").get(url).context["form"]
    values = {name: str(form[name].value()) for name in form.fields}
    return values | {name.replace("__", "-"): value for name, value in changes.items()}


def test_editing_makes_the_next_version_and_shows_what_changed(
    staged: Story, client_of: ClientOf
) -> None:
    url = reverse("frameworks:edit", args=[staged.known["version_id"]])
    data = posted(staged, client_of, c02__weight="1,5", c01__care_worker__fr="Vos heures ?")

    response = client_of("funder").post(url, data)

    new = queries.version("urn:essaim:framework:cedre21:2026.3")
    assert new is not None
    assert response["location"] == reverse("frameworks:differences", args=[new.pk])
    changes = queries.changes(int(staged.known["version_id"]), new.pk)
    assert [(change.path[1], change.after) for change in changes] == [
        ("c01", {"fr": "Vos heures ?", "en": "Can you count on your working hours?"}),
        ("c02", "1.5"),
    ]
    assert str(queries.framework(new.urn).criterion("c02").weight) == "3/2"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Rien n’a changé"),
        ({"c01__weight": "0"}, "n’est pas supérieur à zéro"),
        ({"c01__weight": "1e308"}, "Écrivez un nombre"),
        ({"c01__weight": "NaN"}, "Écrivez un nombre"),
        ({"c01__weight": "-1"}, "Écrivez un nombre"),
        ({"c01__care_worker__fr": "mot " * 20}, "Dites-le plus simplement"),
        ({"title__fr": ""}, "obligatoire"),
        ({"title__fr": "nul\x00"}, "caract"),
    ],
)
def test_an_unsound_edit_keeps_what_was_typed_and_stores_nothing(
    staged: Story, client_of: ClientOf, changes: dict[str, str], sentence: str
) -> None:
    url = reverse("frameworks:edit", args=[staged.known["version_id"]])

    response = client_of("funder").post(url, posted(staged, client_of, **changes))

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert FrameworkVersion.objects.count() == 15


def upload(client_of: ClientOf, who: str, name: str, data: bytes) -> tuple[int, str]:
    given = {"file": SimpleUploadedFile(name, data)}
    response = client_of(who).post(reverse("frameworks:upload"), given)
    return response.status_code, response.content.decode()


def test_an_upload_lists_every_fault_by_its_line(staged: Story, client_of: ClientOf) -> None:
    text = (LIBRARY / "cedre21.yaml").read_text(encoding="utf-8")
    text = text.replace("- id: c02", "- id: c01").replace(
        "weight: 1\n- id: c06", "weight: 0\n- id: c06"
    )

    status, body = upload(client_of, "adviser", "mon.yaml", text.encode())

    assert status == 422
    assert body.count('<tr><th scope="row" class="num">') == 2
    assert "est déjà pris" in body
    assert FrameworkVersion.objects.count() == 15


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("mon.yaml", b""),
        ("mon.yaml", b"\x00\x01"),
        ("mon.yaml", b"a: &a [*a]\n"),
        ("mon.yaml", b"schema: urn:essaim:schema:framework:1\n"),
        ("mon.yaml", "titre: é".encode("latin-1")),
        ("mon.exe", b"MZ"),
        ("mon.yaml", b"[" * 5000),
    ],
)
def test_a_hostile_upload_is_refused_with_a_sentence(
    staged: Story, client_of: ClientOf, name: str, data: bytes
) -> None:
    status, _body = upload(client_of, "adviser", name, data)

    assert status == 422
    assert FrameworkVersion.objects.count() == 15


def test_a_sound_upload_opens_the_new_version(staged: Story, client_of: ClientOf) -> None:
    text = (LIBRARY / "csess.yaml").read_text(encoding="utf-8").replace("2017.1", "2017.2")

    status, _body = upload(client_of, "funder", "csess.yaml", text.encode())

    assert status == 302
    assert queries.version("urn:essaim:framework:csess:2017.2") is not None
    assert upload(client_of, "director", "csess.yaml", text.encode())[0] == 404


def test_a_day_outside_every_interval_reads_unknown(staged: Story, client_of: ClientOf) -> None:
    text = page(client_of, "director", "parameters", ask="?on=2023-06-01")

    assert "inconnu" in text
    assert "confiance basse : à vérifier" in text
    assert "23,00" in text
    for absurd in ("0001-01-01", "9999-12-31", "demain", "%00"):
        page(client_of, "director", "parameters", ask=f"?on={absurd}")


def test_the_crosswalk_says_what_a_criterion_informs_and_what_waits(
    staged: Story, client_of: ClientOf
) -> None:
    text = page(client_of, "director", "crosswalk", ask="?framework=cedre21")

    assert "taux d’accidents et d’absence" in text
    assert "À confirmer : Évaluation de la qualité des ESSMS" in text
    page(client_of, "director", "crosswalk", ask="?framework=nowhere")
    outline = FrameworkVersion.objects.get(urn="urn:essaim:framework:has_essms:2025.1")
    url = reverse("frameworks:bridges-confirm", args=[outline.pk])
    assert client_of("director").post(url).status_code == 404
    assert client_of("adviser").post(url).status_code == 302
    assert client_of("adviser").post(url).status_code == 422


def test_the_lists_are_said_in_french_with_their_provenance(
    staged: Story, client_of: ClientOf
) -> None:
    text = page(client_of, "director", "vocabularies")

    assert "Freins, et qui peut les lever" in text
    assert "autorité : département" in text


def test_a_value_goes_into_the_three_reports(staged: Story, client_of: ClientOf) -> None:
    client = client_of("director")
    for code, place in (("cedre21", "c04"), ("sad_quality", "q5"), ("vsme", "B9")):
        text = client.get(facts_url(staged, "fact-export", code, "csv")).content.decode("utf-8-sig")
        line = next(
            each.split(";")
            for each in text.splitlines()
            if f";{place};" in each and "Taux d’accidents du travail" in each
        )
        assert line[4] == "9,6"
        assert line[9] == "Registre des accidents 2025.csv"
        response = client.get(facts_url(staged, "fact-export", code, "xlsx"))
        rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[0].values)
        assert [row[4] for row in rows if row[1] == place and row[4] == 9.6] == [9.6]


def test_the_page_of_values_shows_value_proof_and_reports(
    staged: Story, client_of: ClientOf
) -> None:
    text = client_of("director").get(facts_url(staged)).content.decode()

    assert "9,6" in text
    assert "Registre des accidents 2025.csv" in text
    assert "aucun compteur à nous" in text
    assert text.count("mesuré") == 4


def record(staged: Story, client_of: ClientOf, **told: object) -> tuple[int, str]:
    url = facts_url(staged, "fact-record", "energy")
    response = client_of("director").post(url, told)
    return response.status_code, response.content.decode()


def test_a_value_is_typed_the_french_way_with_its_document(
    staged: Story, client_of: ClientOf
) -> None:
    proof = SimpleUploadedFile("releve.csv", b"mois;kWh\n1;20\n")

    status, _body = record(
        staged, client_of, value="1 234,5", effective_on="31/12/2025", evidence=proof
    )

    assert status == 302
    row = IndicatorValue.objects.get(indicator="energy")
    assert row.value == Decimal("1234.5")
    assert row.evidence is not None
    assert row.evidence.original_name == "releve.csv"


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({}, "Donnez une valeur, ou dites pourquoi"),
        ({"value": "3", "unavailable": "perdu"}, "Donnez une valeur, ou dites pourquoi"),
        ({"value": "bof"}, "Écrivez un nombre"),
        ({"value": "NaN"}, "Écrivez un nombre"),
        ({"value": "1e308"}, "Écrivez un nombre"),
        ({"value": "9" * 20}, "pas plausible"),
        ({"value": "3", "effective_on": "0001-01-01"}, "1900"),
        ({"value": "3", "effective_on": "9999-12-31"}, "2200"),
        ({"value": "3", "effective_on": "2026-01-01"}, "n’est pas dans l’année"),
        ({"value": "3\x00"}, "caract"),
    ],
)
def test_an_absurd_value_stays_on_screen_with_its_reason(
    staged: Story, client_of: ClientOf, told: dict[str, str], sentence: str
) -> None:
    status, body = record(staged, client_of, **told)

    assert status == 422
    assert sentence in body
    assert not IndicatorValue.objects.filter(indicator="energy").exists()


def test_a_forbidden_document_leaves_nothing_behind(staged: Story, client_of: ClientOf) -> None:
    files = StoredFile.objects.count()

    status, _body = record(
        staged, client_of, value="3", evidence=SimpleUploadedFile("x.svg", b"<svg/>")
    )

    assert status == 422
    assert StoredFile.objects.count() == files
    assert not IndicatorValue.objects.filter(indicator="energy").exists()


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("fact-record", ("nowhere",)),
        ("fact-export", ("csess", "csv")),
        ("fact-export", ("vsme", "pdf")),
    ],
)
def test_what_does_not_exist_is_missing(
    staged: Story, client_of: ClientOf, name: str, more: tuple[str, ...]
) -> None:
    assert client_of("director").get(facts_url(staged, name, *more)).status_code == 404


@pytest.mark.parametrize("year", [1, 99999])
def test_an_absurd_year_is_missing(staged: Story, client_of: ClientOf, year: int) -> None:
    url = reverse("frameworks:facts", args=[staged.ids["amandier"], year])

    assert client_of("director").get(url).status_code == 404


@pytest.mark.parametrize(
    ("who", "where"), [("director", "traverse"), ("funder", None), ("staff_member", None)]
)
def test_the_values_of_others_do_not_exist(
    staged: Story, client_of: ClientOf, who: str, where: str | None
) -> None:
    client = client_of(who, where)
    missing = client.get("/personne-n-habite-ici/")

    for url in (
        facts_url(staged),
        facts_url(staged, "fact-record", "energy"),
        facts_url(staged, "fact-export", "vsme", "csv"),
    ):
        response = client.get(url)
        assert (response.status_code, response.content) == (404, missing.content)


def more_versions(count: int) -> Iterator[None]:
    for number in range(count):
        row = queries.current_version("cedre21")
        assert row is not None
        edits: Edits = {("criteria", "c01", "weight"): number + 3}
        services.publish_next_version(version_id=row.pk, edits=edits, by=HOUSE)
        yield


@pytest.mark.parametrize(
    "name", ["list", "version", "differences", "parameters", "crosswalk", "facts-home", "facts"]
)
def test_a_page_asks_the_base_as_much_for_many_rows_as_for_few(
    staged: Story, client_of: ClientOf, name: str
) -> None:
    arguments: dict[str, list[int | str]] = {
        "version": [staged.known["version_id"]],
        "differences": [staged.known["version_id"]],
        "facts": [staged.ids["amandier"], YEAR],
    }
    url = reverse(f"frameworks:{name}", args=arguments.get(name, []))
    client = client_of("director")
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    list(more_versions(4))
    client.get(url)
    with CaptureQueriesContext(connection) as many:
        client.get(url)

    assert len(many) == len(few)


def test_the_director_is_asked_for_the_missing_year(staged: Story, client_of: ClientOf) -> None:
    text = client_of("director", "traverse").get(reverse("tasks")).content.decode()

    assert "Renseigner les indicateurs de" in text


def test_the_search_finds_a_framework(staged: Story, client_of: ClientOf) -> None:
    text = client_of("director").get(reverse("search"), {"q": "CEDRE"}).content.decode()

    assert "CEDRE" in text


def test_the_role_of_nobody_opens_nothing(staged: Story, client_of: ClientOf) -> None:
    response = client_of("public").get(reverse("frameworks:list"))

    assert response.status_code == 302
    assert Path(response["location"].split("?")[0]).parts[1] == "comptes"
    assert staged.person(Role.DIRECTOR)
