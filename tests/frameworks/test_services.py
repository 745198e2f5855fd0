"""What the installation keeps of frameworks, and what it never lets change."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from conftest import shared
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.db.utils import InternalError
from shipped_frameworks import LIBRARY, data_of

from essaim.frameworks import importers, queries, services
from essaim.frameworks.domain.editing import Edits
from essaim.frameworks.domain.facts import Carried
from essaim.frameworks.domain.framework import Status
from essaim.frameworks.models import FrameworkVersion, IndicatorValue, ReferenceDocument
from essaim.journeys.story import Story
from essaim.kernel.errors import DomainError
from essaim.platform.domain.viewer import HOUSE, PUBLIC, Role, Viewer
from essaim.platform.files import guard
from essaim.platform.models import AuditLine, StoredFile

CEDRE = "urn:essaim:framework:cedre21:2026.1"


@pytest.fixture
def library(db: None) -> None:
    services.install_library(by=HOUSE)


@pytest.fixture
def adviser(story: Story, library: None) -> Viewer:
    return story.person(Role.ADVISER)


def cedre() -> FrameworkVersion:
    return FrameworkVersion.objects.get(urn=CEDRE)


def load(path: Path, by: Viewer) -> services.Loaded:
    document = importers.read_document(guard(path, {"yaml"}), importers.known_context())
    return services.load_document(document=document, by=by)


def heavier(version_id: int, by: Viewer, weight: int = 2) -> FrameworkVersion:
    edits: Edits = {("criteria", "c01", "weight"): weight}
    return services.publish_next_version(version_id=version_id, edits=edits, by=by)


def test_the_shipped_library_installs_once_and_again_changes_nothing(library: None) -> None:
    counts = FrameworkVersion.objects.count(), ReferenceDocument.objects.count()
    lines = AuditLine.objects.count()

    again = services.install_library(by=HOUSE)

    assert counts == (14, 5)
    assert {each.outcome for each in again} == {services.Outcome.UNCHANGED}
    assert (FrameworkVersion.objects.count(), AuditLine.objects.count()) == (14, lines)
    assert queries.digest_faults() == []


def test_every_file_of_the_specifications_is_already_kept(library: None) -> None:
    for path in shared("frameworks").glob("*.yaml"):
        if path.stem != "examples":
            assert load(path, HOUSE).outcome is services.Outcome.UNCHANGED, path.name


def test_a_version_is_read_by_urn_by_row_and_in_numbers(library: None) -> None:
    row = cedre()

    assert queries.framework(CEDRE) is queries.framework_of(row.pk)
    assert queries.frameworks_of([row.pk])[row.pk].urn == CEDRE
    assert (row.criteria_count, row.seed_count, row.public_count) == (21, 5, 0)
    assert row.reconstruction_count == 16
    assert len(queries.asked_of(CEDRE, "care_worker")) == 8
    assert queries.scale(CEDRE).highest == 4
    assert len(queries.criteria(CEDRE)) == 21
    assert [each.version for each in queries.history("has_essms")] == ["2025.1", "2022.1"]
    with pytest.raises(DomainError, match="unknown_framework"):
        queries.framework("urn:nowhere")


def test_lists_parameters_and_bridges_are_read_without_a_file(library: None) -> None:
    found = queries.parameter_on("sad_floor_tariff", date(2025, 3, 1))

    assert queries.vocabulary("barriers")[0].id == "tariff"
    assert found is not None
    assert found.number() == Decimal("24.58")
    crosswalk = queries.current_crosswalk()
    assert crosswalk is not None
    assert len(crosswalk.bridges) == 98
    with pytest.raises(DomainError, match="unknown_vocabulary"):
        queries.vocabulary("nowhere")


def test_an_edit_makes_the_next_version_and_the_old_one_stays(adviser: Viewer) -> None:
    old = cedre()
    before = old.content, old.digest

    new = heavier(old.pk, adviser)

    old.refresh_from_db()
    assert (old.content, old.digest) == before
    assert (old.status, new.status) == (Status.SUPERSEDED, Status.DRAFT)
    assert (new.version, new.previous_id) == ("2026.2", old.pk)
    assert queries.framework(CEDRE).criterion("c01").weight == 1
    assert queries.framework(new.urn).criterion("c01").weight == 2
    (change,) = queries.changes(old.pk, new.pk)
    assert (change.before, change.after) == (1, 2)
    assert AuditLine.objects.filter(act="publish_next_version", author=str(adviser)).count() == 1


def test_two_edits_of_one_version_take_two_numbers(adviser: Viewer) -> None:
    old = cedre()

    assert [heavier(old.pk, adviser, weight).version for weight in (2, 3)] == ["2026.2", "2026.3"]


def test_a_new_version_keeps_the_bridges_until_they_are_confirmed(adviser: Viewer) -> None:
    new = heavier(cedre().pk, adviser)

    assert new.urn in {row.urn for row in queries.versions_to_confirm()}
    services.confirm_bridges(version_id=new.pk, by=adviser)
    assert queries.is_confirmed(new.pk)
    assert new.urn not in {row.urn for row in queries.versions_to_confirm()}
    with pytest.raises(DomainError, match="nothing_to_confirm"):
        services.confirm_bridges(version_id=new.pk, by=adviser)


def test_an_unsound_edit_is_refused_and_nothing_is_kept(adviser: Viewer) -> None:
    edits: Edits = {("criteria", "c01", "weight"): -1}

    with pytest.raises(DomainError, match="edit_refused"):
        services.publish_next_version(version_id=cedre().pk, edits=edits, by=adviser)
    assert queries.history("cedre21") == [cedre()]


@pytest.mark.parametrize("role", [Role.DIRECTOR, Role.BOARD_MEMBER, Role.RESEARCHER])
def test_who_does_not_publish_makes_no_version(story: Story, library: None, role: Role) -> None:
    with pytest.raises(ObjectDoesNotExist):
        heavier(cedre().pk, story.person(role))
    with pytest.raises(DomainError, match="not_allowed"):
        load(LIBRARY / "csess.yaml", story.person(role))
    assert not queries.visible_versions(PUBLIC).exists()


def spoilt(tmp_path: Path, name: str, **changes: object) -> Path:
    data = data_of(name) | changes
    path = tmp_path / f"{name}.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return path


def test_the_same_urn_with_another_content_is_refused_once_used(
    adviser: Viewer, tmp_path: Path
) -> None:
    path = spoilt(tmp_path, "csess", title={"fr": "Autre", "en": "Other"})
    row = FrameworkVersion.objects.get(code="csess")

    assert load(path, adviser).outcome is services.Outcome.REPLACED
    services.use_version(version_id=row.pk, by=adviser)
    services.use_version(version_id=row.pk, by=adviser)
    assert load(path, adviser).outcome is services.Outcome.UNCHANGED
    with pytest.raises(DomainError, match="version_in_use"):
        load(LIBRARY / "csess.yaml", adviser)
    assert AuditLine.objects.filter(act="use_version").count() == 1
    kept = [each for each in services.install_library(by=HOUSE) if each.name == "csess.yaml"]
    assert [each.outcome for each in kept] == [services.Outcome.KEPT]


def test_the_database_itself_refuses_to_touch_a_version_in_use(library: None) -> None:
    row = cedre()
    services.use_version(version_id=row.pk, by=HOUSE)
    rows = FrameworkVersion.objects.filter(pk=row.pk)

    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        rows.update(content="{}")
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        rows.delete()
    rows.update(status=Status.SUPERSEDED)
    assert queries.framework(CEDRE).id == "cedre21"


def test_a_faulty_file_stores_nothing_and_says_its_first_line(
    adviser: Viewer, tmp_path: Path
) -> None:
    path = spoilt(tmp_path, "csess", status="perhaps", urn="urn:x")

    with pytest.raises(DomainError, match="framework_refused") as refused:
        load(path, adviser)
    assert refused.value.facts["count"] == 2
    assert FrameworkVersion.objects.count() == 14


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("schema: urn:essaim:schema:poem:1\n", "unknown_document"),
        ("- a\n", "unknown_document"),
        ("a: &x [*x]\n", "yaml_alias"),
        ("a: 1\na: 2\n", "duplicate_key"),
        ("a: [\n", "yaml_syntax"),
        ("a: \x07\n", "control_character"),
    ],
)
def test_what_is_no_document_is_refused(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "f.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(DomainError, match=code):
        importers.read_document(guard(path, {"yaml"}), None)


def test_a_file_in_another_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes("a: b\nb: é\n".encode("latin-1"))

    with pytest.raises(DomainError, match="file_not_utf8") as refused:
        importers.read_document(guard(path, {"yaml"}), None)
    assert refused.value.facts["line"] == 2


def rate(story: Story, by: Viewer, **more: object) -> IndicatorValue:
    told = {"value": Decimal("4.8"), "effective_on": date(2026, 12, 31)} | more
    return services.record_fact(
        organisation_id=story.ids["amandier"],
        indicator="accident_rate",
        year=2026,
        by=by,
        **told,  # type: ignore[arg-type]
    )


def test_one_answer_entered_once_fills_three_frameworks(story: Story, library: None) -> None:
    rate(story, story.person(Role.DIRECTOR))

    for code, place in (("cedre21", "c04"), ("sad_quality", "q5"), ("vsme", "B9")):
        _, rows = queries.filled(code, story.ids["amandier"], 2026)
        found = [row for row in rows if row.carried is not Carried.NOTHING]
        assert [(row.criterion.id, row.value) for row in found] == [(place, Decimal("4.8"))]


def test_a_correction_keeps_the_former_value(story: Story, library: None) -> None:
    director = story.person(Role.DIRECTOR)
    first, second = rate(story, director), rate(story, director, value=Decimal("5.1"))

    first.refresh_from_db()
    assert first.replaced_at is not None
    (fact,) = queries.facts_of(story.ids["amandier"], 2026)
    assert fact.value == second.value == Decimal("5.1")
    assert queries.years_with_facts([story.ids["amandier"]]) == {story.ids["amandier"]: {2026}}


@pytest.mark.parametrize("who", [Role.BOARD_MEMBER, Role.FUNDER, Role.STAFF_MEMBER])
def test_who_only_reads_or_less_enters_no_value(story: Story, library: None, who: Role) -> None:
    with pytest.raises(ObjectDoesNotExist):
        rate(story, story.person(who))


def test_a_document_of_another_organisation_proves_nothing_here(
    story: Story, library: None
) -> None:
    foreign = StoredFile.objects.create(
        organisation_id=story.ids["traverse"],
        original_name="DUERP.pdf",
        stored_as="x.bin",
        kind="pdf",
        size=1,
        sha256="0" * 64,
        author="account:1",
    )

    with pytest.raises(DomainError, match="evidence_of_another"):
        rate(story, story.person(Role.DIRECTOR), evidence_id=foreign.pk)


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"value": None}, "value_or_reason"),
        ({"value": Decimal("NaN")}, "value_out_of_range"),
        ({"value": Decimal("1e308")}, "value_out_of_range"),
        ({"effective_on": date(9999, 12, 31)}, "date_out_of_range"),
        ({"effective_on": date(2025, 12, 31)}, "fact_outside_year"),
    ],
)
def test_an_absurd_value_is_refused_and_the_former_stays(
    story: Story, library: None, told: dict[str, object], code: str
) -> None:
    director = story.person(Role.DIRECTOR)
    kept = rate(story, director)

    with pytest.raises(DomainError, match=code):
        rate(story, director, **told)
    kept.refresh_from_db()
    assert kept.replaced_at is None
