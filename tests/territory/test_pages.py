"""Pages of the territory: what each person sees, a register from upload to import, the map."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conftest import ClientOf, shared
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from territory.registers import GOOD, HEADER, OTHER, Brought, many, register

from essaim.journeys import acts
from essaim.journeys.story import Story
from essaim.platform.domain.viewer import Role
from essaim.platform.files import TABLES, guard
from essaim.platform.jobs import run_job
from essaim.platform.queries import visible_jobs
from essaim.territory import queries, services
from essaim.territory.importers import Choices
from essaim.territory.models import Provider, RegisterImport

OFFICIAL = ("data", "registres", "saad_13_format_finess_officiel_latin1.csv")
HTMX = {"HX-Request": "true"}


@pytest.fixture
def played(story: Story) -> Story:
    acts.play(story, "territory")
    return story


def text(client: Client, name: str, *arguments: int, **asked: str) -> str:
    response = client.get(reverse(f"territory:{name}", args=arguments), asked)
    assert response.status_code == 200, name
    return response.content.decode()


def test_the_list_shows_the_agency_its_own_and_narrows_as_asked(
    played: Story, client_of: ClientOf
) -> None:
    client = client_of("adviser")

    assert "19 structures" in text(client, "providers")
    assert "La Traverse bleue" not in text(client, "providers")
    found = text(client, "providers", words="amandier vallebrune")
    assert "L’Amandier à domicile" in found
    assert "Maison Tournesol" not in found
    assert "Maison Tournesol" in text(client, "providers", department="84")
    assert "L’Amandier" not in text(client, "providers", department="84")
    assert "Les Restanques" not in text(client, "providers", activity="sap-II-7")
    assert "L’Amandier" in text(client, "providers", activity="sap-II-7")
    assert "Coup d’aile" not in text(client, "providers", step="reception")
    assert "Aucune structure ne répond" in text(client, "providers", words="\x00%_zzz")


def test_a_provider_page_says_each_value_with_its_source(
    played: Story, client_of: ClientOf
) -> None:
    provider = Provider.objects.get(name="Coup d’aile Verdière")
    page = text(client_of("adviser"), "provider", provider.pk)

    assert "registre-pole-garrigue.csv" in page
    assert "Digne-les-Bains (04070)" in page
    assert "code INSEE du registre" in page


def test_a_foreign_provider_does_not_exist(played: Story, client_of: ClientOf) -> None:
    traverse = Provider.objects.get(name="La Traverse bleue")
    missing = client_of("director").get("/nulle-part/").content
    for name in ("provider", "provider-edit"):
        response = client_of("director").get(reverse(f"territory:{name}", args=[traverse.pk]))
        assert (response.status_code, response.content) == (404, missing)


def typed(provider: Provider, **changes: Any) -> dict[str, Any]:
    names = ("name", "finess", "siret", "legal_form", "postcode", "city", "place_code", "version")
    return {**{name: getattr(provider, name) for name in names}, "headcount": 41, **changes}


def test_a_correction_marks_only_what_changed(played: Story, client_of: ClientOf) -> None:
    provider = Provider.objects.get(name="Coup d’aile Verdière")
    url = reverse("territory:provider-edit", args=[provider.pk])
    area = "04070 Digne-les-Bains\n84\n04300 Forcalquier"
    response = client_of("adviser").post(
        url, typed(provider, headcount=13, service_area=area, activities=["sap-I-3"])
    )

    provider.refresh_from_db()
    assert response.status_code == 302
    assert (provider.headcount, provider.service_area) == (13, ["04070", "84", "04088"])
    assert provider.origins["headcount"]["source"] == "typed"
    assert provider.origins["finess"]["source"] == "registre-pole-garrigue.csv"
    assert provider.activities == ["sap-I-3"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"finess": "130048375"}, "130048375"),
        ({"siret": "1e308"}, "1e308"),
        ({"headcount": "-3"}, "0"),
        ({"postcode": "4300"}, "cinq chiffres"),
        ({"service_area": "Nullepart-les-Bains"}, "Nullepart-les-Bains"),
        ({"email": "pas une adresse"}, "pas une adresse"),
        ({"website": "javascript:alert(1)"}, "javascript:alert(1)"),
        ({"name": "a\x00b"}, "L’Amandier"),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_bad_value_is_refused_where_it_is_and_kept_on_screen(
    played: Story, client_of: ClientOf, changes: dict[str, str], said: str, headers: dict[str, str]
) -> None:
    provider = Provider.objects.get(name="L’Amandier à domicile")
    url = reverse("territory:provider-edit", args=[provider.pk])
    response = client_of("director").post(url, typed(provider, **changes), headers=headers)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert Provider.objects.get(pk=provider.pk).version == provider.version


def test_two_people_who_correct_at_once_do_not_overwrite_each_other(
    played: Story, client_of: ClientOf
) -> None:
    provider = Provider.objects.get(name="L’Amandier à domicile")
    url = reverse("territory:provider-edit", args=[provider.pk])
    first = client_of("director").post(url, typed(provider, headcount=40))
    second = client_of("adviser").post(url, typed(provider, headcount=39))

    assert (first.status_code, second.status_code) == (302, 422)
    assert "pendant votre saisie" in second.content.decode()
    assert Provider.objects.get(pk=provider.pk).headcount == 40


def test_a_key_of_another_provider_is_refused(played: Story, client_of: ClientOf) -> None:
    provider = Provider.objects.get(name="L’Amandier à domicile")
    other = Provider.objects.get(name="La Traverse bleue")
    url = reverse("territory:provider-edit", args=[provider.pk])
    response = client_of("director").post(url, typed(provider, finess=other.finess))

    assert response.status_code == 422
    assert other.finess in response.content.decode()
    assert other.name not in response.content.decode()


def test_a_register_goes_from_the_upload_to_the_providers(
    story: Story, client_of: ClientOf
) -> None:
    client, agency = client_of("adviser"), story.ids["garrigue"]
    data = Brought(shared(*OFFICIAL).read_bytes(), "finess.csv")
    response = client.post(reverse("territory:register-new"), {"file": data, "agency": agency})
    row = RegisterImport.objects.get()
    read = client.get(response["location"]).content.decode()

    assert "extrait officiel FINESS" in read
    assert "Latin-1" in read
    assert Provider.objects.count() == 0

    said = {"layout": "finess", "encoding": "latin-1", "separator": ";"}
    checked = client.post(reverse("territory:register-import", args=[row.pk]), said, follow=True)
    page = checked.content.decode()
    assert "55 lignes sont prêtes" in page
    assert "début du nom, coupé au registre" in page
    assert page.count("nom, adresse CEDEX") == 4
    assert Provider.objects.count() == 0

    started = client.post(reverse("territory:register-start", args=[row.pk]))
    nadia = story.person(Role.ADVISER)
    [job] = visible_jobs(nadia)
    assert started["location"] == reverse("job", args=[job.pk])
    run_job(job_id=job.pk)
    job.refresh_from_db()
    assert (job.state, job.result) == ("done", {"url": f"/territoire/registres/{row.pk}/"})
    assert queries.visible_providers(nadia).count() == 55
    assert "55 structures reprises" in text(client, "register-import", row.pk)
    again = client.post(reverse("territory:register-start", args=[row.pk]))
    assert again.status_code == 422


def test_a_free_table_asks_which_column_is_which(story: Story, client_of: ClientOf) -> None:
    client = client_of("adviser")
    data = Brought(b"Ref,Qui,Ou\n130048374,SAAD UN,ARLES\n13004837x,SAAD DEUX,ARLES\n")
    client.post(reverse("territory:register-new"), {"file": data, "agency": story.ids["garrigue"]})
    row = RegisterImport.objects.get()
    url = reverse("territory:register-import", args=[row.pk])

    assert "Quelle colonne contient quoi" in client.get(url).content.decode()
    unsaid = client.post(url, {"layout": "columns"})
    assert unsaid.status_code == 422
    assert "FINESS ni le SIRET" in unsaid.content.decode()
    said = {"column_finess": "Ref", "column_name": "Qui", "column_city": "Ou"}
    page = client.post(url, {"layout": "columns", **said}, follow=True).content.decode()
    assert "Une ligne est prête" in page
    assert "Une ligne refusée" in page
    assert "13004837x" in page
    lines = client.get(reverse("territory:register-csv", args=[row.pk])).content.decode("utf-8-sig")
    assert "13004837x" in lines


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.exe", b"MZ", "type accepté"),
        ("a.csv", b"", "vide"),
        ("a.xlsx", b"PK\x03\x04rien", "abîmé"),
        ("a.csv", b"PK\x03\x04rien", "malgré son nom"),
        ("a.csv", b"a;a\n1;2\n", "même titre"),
        ("a.csv", b'a;b\n1;"2\n', "guillemets"),
        ("a.csv", b"a\x81\x8d\x8f\x90\xff;b\n", "encodage"),
    ],
)
def test_a_bad_file_is_refused_in_one_sentence_and_leaves_nothing(
    story: Story, client_of: ClientOf, name: str, data: bytes, said: str
) -> None:
    sent = {"file": Brought(data, name), "agency": story.ids["garrigue"]}
    response = client_of("adviser").post(reverse("territory:register-new"), sent)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert RegisterImport.objects.count() == 0


def test_a_director_brings_no_register(played: Story, client_of: ClientOf) -> None:
    client = client_of("director")

    assert client.get(reverse("territory:register-new")).status_code == 404
    assert "Importer un registre" not in text(client, "providers")


def test_a_stopped_import_leaves_nothing_and_can_be_started_again(story: Story) -> None:
    nadia = story.person(Role.ADVISER)
    brought = Brought("\n".join([HEADER, GOOD, OTHER]).encode())
    row = services.bring_register(
        intake=guard(brought, TABLES), agency_id=story.ids["garrigue"], by=nadia
    )
    services.check_register(register_import_id=row.pk, choices=Choices(), by=nadia)
    job = services.start_import(register_import_id=row.pk, by=nadia)
    visible_jobs(nadia).filter(pk=job).update(is_cancel_asked=True)
    run_job(job_id=job)

    row.refresh_from_db()
    assert visible_jobs(nadia).get(pk=job).state == "cancelled"
    assert (row.state, Provider.objects.count()) == ("checked", 0)


def test_the_map_gathers_and_separates(played: Story, client_of: ClientOf) -> None:
    client = client_of("adviser")
    url = reverse("territory:map-clusters")
    far, near = (client.get(url, {"zoom": zoom}).json() for zoom in ("4", "12"))

    assert "19 structures dans 4 départements" in text(client, "map")
    assert far["total"] == near["total"] == 19
    assert sum(each["properties"]["count"] for each in far["features"]) == 19
    assert len(far["features"]) < len(near["features"]) == 19
    box = {"zoom": "12", "box": "5.7,43.9,5.9,44.0"}
    [only] = client.get(url, box).json()["features"]
    assert only["properties"]["name"] == "Forcalquier"


@pytest.mark.parametrize(
    "asked",
    [
        {"zoom": "999"}, {"zoom": "-1"}, {"zoom": "²"}, {"zoom": "nan"}, {"box": "1,2,3"},
        {"box": "nan,inf,1,2"}, {"box": "1e308,1,1,1"}, {"words": "'" * 500}, {"commune": "x"},
    ],
)  # fmt: skip
def test_a_map_asked_absurdly_answers(
    played: Story, client_of: ClientOf, asked: dict[str, str]
) -> None:
    response = client_of("adviser").get(reverse("territory:map-clusters"), asked)

    assert response.status_code == 200
    json.loads(response.content)


def test_borders_are_served_compressed(story: Story, client_of: ClientOf) -> None:
    response = client_of("adviser").get(reverse("territory:map-outlines"))

    assert response["Content-Encoding"] == "gzip"
    assert len(response.content) < 60_000


def test_the_lookup_offers_communes(story: Story, client_of: ClientOf) -> None:
    page = text(client_of("director"), "commune-lookup", commune_words="forcalq")

    assert 'value="04088"' in page
    assert "Aucune commune ne commence" in text(
        client_of("director"), "commune-lookup", commune_words="zzzz"
    )


def test_exports_carry_what_the_list_shows(played: Story, client_of: ClientOf) -> None:
    client = client_of("adviser")
    csv = client.get(reverse("territory:providers-csv"), {"department": "84"}).content.decode()

    assert csv.startswith("\ufeffraison sociale;")
    assert "Maison Tournesol" in csv
    assert "L’Amandier" not in csv
    assert client.get(reverse("territory:providers-xlsx")).content.startswith(b"PK")


def test_the_search_of_the_shell_finds_a_provider_by_its_key(
    played: Story, client_of: ClientOf
) -> None:
    finess = Provider.objects.get(name="L’Amandier à domicile").finess
    page = client_of("director").get(reverse("search"), {"q": finess}).content.decode()

    assert "L’Amandier à domicile" in page


@pytest.mark.parametrize("page", ["providers", "map", "map-clusters", "registers"])
def test_the_number_of_queries_does_not_follow_the_number_of_rows(
    story: Story, client_of: ClientOf, django_assert_num_queries: Any, page: str
) -> None:
    client, nadia = client_of("adviser"), story.person(Role.ADVISER)
    agency = story.ids["garrigue"]
    services.import_register(register=register(*many(3)), agency_id=agency, by=nadia)
    url = reverse(f"territory:{page}")
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    services.import_register(register=register(*many(120)), agency_id=agency, by=nadia)
    with django_assert_num_queries(len(few)):
        client.get(url)
