"""The 55 real organisations, and everything a register may get wrong."""

from __future__ import annotations

import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from conftest import shared
from django.core.management import CommandError, call_command
from territory.registers import GOOD, HEADER, OTHER, intake, many, read_path, register

from essaim.journeys.story import Story
from essaim.kernel.errors import DomainError
from essaim.platform.domain.viewer import HOUSE, Role
from essaim.platform.files import TABLES, guard
from essaim.platform.queries import audit_faults, visible_organisations
from essaim.territory import queries, services
from essaim.territory.domain.register import Rejection
from essaim.territory.importers import Choices, read_register
from essaim.territory.models import Provider, RegisterImport

COLUMNS = ("data", "registres", "saad_bouches_du_rhone_1.csv")
OFFICIAL = ("data", "registres", "saad_13_format_finess_officiel_latin1.csv")


def command(*arguments: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("import_register", *arguments, "--json", stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def counts(found: dict[str, Any]) -> tuple[int, int, int, int]:
    return found["created"], found["updated"], found["unchanged"], len(found["rejected"])


@pytest.mark.django_db
@pytest.mark.parametrize("layout", [COLUMNS, OFFICIAL])
def test_the_fifty_five_import_twice_without_a_duplicate(layout: tuple[str, ...]) -> None:
    path = str(shared(*layout))

    assert counts(command(path)) == (55, 0, 0, 0)
    assert counts(command(path)) == (0, 0, 55, 0)
    assert Provider.objects.count() == 55


@pytest.mark.django_db
def test_one_layout_after_the_other_updates_what_it_adds_and_duplicates_nothing() -> None:
    first, second = command(str(shared(*COLUMNS))), command(str(shared(*OFFICIAL)))

    assert counts(second) == (0, 55, 0, 0)
    assert [row["insee"] for row in first["rows"]] == [row["insee"] for row in second["rows"]]
    assert set(Provider.objects.values_list("category", flat=True)) == {"460"}


@pytest.mark.django_db
def test_business_mail_and_cut_names_find_their_commune_and_say_how() -> None:
    rows = {row["line"]: row for row in command(str(shared(*COLUMNS)), "--dry-run")["rows"]}

    assert {line: (rows[line]["insee"], rows[line]["match"]) for line in (5, 30, 38, 39, 43)} == {
        5: ("13001", "cedex"),
        30: ("13100", "cedex"),
        38: ("13055", "cedex"),
        39: ("13078", "truncated"),
        43: ("13056", "cedex"),
    }
    assert Counter(row["match"] for row in rows.values()) == {
        "name": 26, "postcode": 24, "cedex": 4, "truncated": 1,
    }  # fmt: skip
    assert rows[2] == {
        "line": 2, "finess": "130048374", "siret": "44239603200132", "insee": "13208",
        "commune": "13055", "match": "postcode", "action": "created",
    }  # fmt: skip
    assert Provider.objects.count() == RegisterImport.objects.count() == 0


@pytest.mark.django_db
def test_a_value_keeps_its_source_its_vintage_and_the_day_it_was_taken() -> None:
    command(str(shared(*OFFICIAL)))
    provider = Provider.objects.get(finess="130048374")

    assert provider.origins["siret"]["source"] == "FINESS"
    assert provider.origins["siret"]["vintage"] == "2026-03-11"
    assert len(provider.origins["siret"]["retrieved_on"]) == 10
    assert (provider.vintage, provider.department) == ("2026", "13")


WRONG = {
    "bad_finess": ("130048375;X;;13008;MARSEILLE;", "finess", "130048375"),
    "bad_siret": (";X;;13008;MARSEILLE;44239603200133", "siret", "44239603200133"),
    "no_key": (";X;;13008;MARSEILLE;", "finess", ""),
    "no_name": ("130048390;;;13008;MARSEILLE;", "name", ""),
    "unknown_postcode": ("130048390;X;;99999;NULLEPART;", "city", "99999 NULLEPART"),
    "unknown_commune": ("130048390;X;;34150;NULLEPART;", "city", "34150 NULLEPART"),
    "bad_postcode": ("130048390;X;;1e308;MARSEILLE;", "postcode", "1e308"),
    "duplicate_line": (GOOD, "finess", "130048374"),
    "ragged_line": ("130048390;X;;13008", "line", ""),
    "value_too_long": (f"130048390;{'X' * 201};;13008;MARSEILLE;", "name", "X" * 40),
}


@pytest.mark.django_db
@pytest.mark.parametrize("code", WRONG)
def test_a_wrong_line_is_listed_with_its_place_and_reason_and_the_others_go_on(
    code: str, tmp_path: Path
) -> None:
    line, field, value = WRONG[code]
    path = tmp_path / "registre.csv"
    path.write_text(f"{HEADER}\n{GOOD}\n{line}\n", encoding="utf-8")
    found = command(str(path))

    assert counts(found) == (1, 0, 0, 1)
    [rejected] = found["rejected"]
    assert set(rejected) == {"line", "field", "value", "reason"}
    assert (rejected["line"], rejected["field"], rejected["value"]) == (3, field, value)
    assert len(rejected["reason"]) > 30
    assert "%(" not in rejected["reason"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "options", "said"),
    [
        ("raison_sociale;ville\nX;ARLES\n", [], "FINESS ni le SIRET"),
        ("finess;ville\n130048374;ARLES\n", [], "raison sociale"),
        ("finess;finess_et;raison_sociale\n1;2;3\n", [], "finess, finess_et"),
        (f"{HEADER}\n{GOOD}\n", ["--map", "siret=absente"], "absente"),
        (f"{HEADER}\n{GOOD}\n", ["--map", "couleur=ville"], "couleur"),
        (f"{HEADER}\n{GOOD}\n", ["--layout", "finess"], "32"),
        (f"{HEADER}\n{GOOD}\n", ["--agency", "Nulle part"], "Nulle part"),
        (f"{HEADER};siret\n{GOOD};1\n", [], "siret"),
        ("", [], "vide"),
        ('finess;raison_sociale\n130048374;"X\n', [], "guillemets"),
    ],
)
def test_a_register_that_cannot_be_read_is_refused_whole(
    text: str, options: list[str], said: str, tmp_path: Path
) -> None:
    path = tmp_path / "registre.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError) as caught:
        call_command("import_register", str(path), *options)

    assert caught.value.returncode == 3
    assert said in str(caught.value)
    assert Provider.objects.count() == 0


@pytest.mark.django_db
def test_columns_may_be_named_by_hand_in_either_side_s_words(tmp_path: Path) -> None:
    path = tmp_path / "libre.csv"
    path.write_text("Ref,Qui,Où\n130048374,SAAD UN,ARLES\n", encoding="utf-8")
    found = command(str(path), "--map", "finess_et=REF", "name=qui", "ville=ou")

    assert counts(found) == (1, 0, 0, 0)
    assert found["rows"][0]["insee"] == "13004"


@pytest.mark.django_db
def test_a_workbook_is_read_like_a_csv_zeros_and_all(tmp_path: Path) -> None:
    path = tmp_path / "registre.xlsx"
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet()
    page.write_row(0, 0, ["N° FINESS", "Raison sociale", "CP", "Ville", "SIRET"])
    page.write_row(1, 0, [10000529, "AU NORD", 1400, "Châtillon-sur-Chalaronne", 44239603200132])
    book.close()
    found = command(str(path))

    assert counts(found) == (1, 0, 0, 0)
    assert found["rows"][0]["finess"] == "010000529"
    assert found["rows"][0]["insee"] == "01093"


def plain(rejected: tuple[Rejection, ...]) -> list[tuple[int, str]]:
    return [(each.line, each.code) for each in rejected]


@pytest.mark.django_db
def test_a_finess_and_a_siret_of_two_records_reject_the_line() -> None:
    services.import_register(register=register(GOOD, OTHER), agency_id=None, by=HOUSE)
    mixed = GOOD.replace("44239603200132", "50327155300029")
    outcome = services.import_register(register=register(mixed), agency_id=None, by=HOUSE)

    assert plain(outcome.plan.rejected) == [(2, "keys_disagree")]
    assert Provider.objects.get(finess="130048374").siret == "44239603200132"


@pytest.mark.django_db
def test_a_record_known_by_one_key_gains_the_other() -> None:
    by_siret = GOOD.replace("130048374", "")
    services.import_register(register=register(by_siret), agency_id=None, by=HOUSE)
    services.import_register(register=register(GOOD), agency_id=None, by=HOUSE)

    assert Provider.objects.get().finess == "130048374"


@pytest.mark.django_db
def test_an_empty_cell_erases_nothing_and_a_chosen_commune_stays() -> None:
    services.import_register(register=register(GOOD), agency_id=None, by=HOUSE)
    provider = Provider.objects.get()
    values = {**provider.to_record().values, "place_code": "13004"}
    facts = services.ProviderFacts(values=values)
    services.record_provider(organisation_id=provider.organisation_id, facts=facts, by=HOUSE)
    bare = "130048374;SAAD UN;;13008;MARSEILLE;"
    outcome = services.import_register(register=register(bare), agency_id=None, by=HOUSE)

    provider.refresh_from_db()
    assert (provider.address, provider.siret) == ("22 R DU COMMANDANT ROLLAND", "44239603200132")
    assert (provider.place_code, provider.match) == ("13004", "manual")
    assert [str(step.action) for step in outcome.plan.steps] == ["unchanged"]


def test_the_agency_that_imports_accompanies_what_it_brought(story: Story) -> None:
    nadia, agency = story.person(Role.ADVISER, "garrigue"), story.ids["garrigue"]
    services.import_register(register=register(GOOD), agency_id=agency, by=nadia)
    provider = Provider.objects.get(finess="130048374")

    assert provider in queries.visible_providers(nadia)
    assert provider.organisation_id in visible_organisations(nadia, Role.ADVISER).values_list(
        "pk", flat=True
    )
    assert audit_faults() == []


def test_another_agency_can_neither_change_nor_seize_it(story: Story) -> None:
    nadia, lucie = story.person(Role.ADVISER, "garrigue"), story.person(Role.ADVISER, "causse")
    services.import_register(register=register(GOOD), agency_id=story.ids["garrigue"], by=nadia)
    renamed = GOOD.replace("SAAD UN", "SAAD SAISI")
    outcome = services.import_register(
        register=register(renamed, OTHER), agency_id=story.ids["causse"], by=lucie
    )

    assert plain(outcome.plan.rejected) == [(2, "provider_elsewhere")]
    assert Provider.objects.get(finess="130048374").name == "SAAD UN"
    assert queries.visible_providers(lucie).filter(finess="130048374").count() == 0
    assert queries.visible_providers(lucie).filter(finess="130048390").count() == 1


def test_only_a_member_of_the_agency_imports_for_it(story: Story) -> None:
    lucie, solene = story.person(Role.ADVISER, "causse"), story.person(Role.DIRECTOR, "amandier")
    for who in (lucie, solene):
        with pytest.raises(DomainError, match="not_an_agency_member"):
            services.import_register(
                register=register(GOOD), agency_id=story.ids["garrigue"], by=who
            )


@pytest.mark.django_db
def test_a_fault_on_the_way_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(done: int, total: int, _message: str) -> None:
        if done:
            raise RuntimeError(total)

    with pytest.raises(RuntimeError):
        services.import_register(
            register=register(GOOD, OTHER), agency_id=None, by=HOUSE, report=break_down
        )
    assert Provider.objects.count() == 0
    assert RegisterImport.objects.count() == 0


@pytest.mark.django_db
def test_the_number_of_queries_hardly_depends_on_the_number_of_lines(
    django_assert_max_num_queries: Any,
) -> None:
    with django_assert_max_num_queries(40):
        services.import_register(register=register(*many(400)), agency_id=None, by=HOUSE)
    assert Provider.objects.count() == 400
    with django_assert_max_num_queries(20):
        services.import_register(register=register(*many(400)), agency_id=None, by=HOUSE)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16"])
def test_the_same_register_reads_the_same_in_every_encoding(encoding: str) -> None:
    line = "130049083;SAAD ÉTÉ;20 AV FRÉDÉRIC CHEVILLON;13380;PLAN DE CUQUES;50472814800025"
    found = read_register(intake(line, encoding=encoding), Choices())

    assert found.records[0][1]["address"] == "20 AV FRÉDÉRIC CHEVILLON"


def test_an_official_delivery_in_utf_8_reads_like_the_latin_one(tmp_path: Path) -> None:
    latin = shared(*OFFICIAL)
    path = tmp_path / "finess.csv"
    path.write_bytes(latin.read_bytes().decode("latin-1").encode("utf-8"))

    assert read_path(path).records == read_path(latin).records
    assert read_path(path).day == "2026-03-11"


def test_what_was_detected_is_said() -> None:
    found = read_register(guard(shared(*OFFICIAL), TABLES), Choices())

    assert found.reading is not None
    assert (found.layout, found.reading.encoding, found.reading.separator) == (
        "finess", "latin-1", ";",
    )  # fmt: skip
