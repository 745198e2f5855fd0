"""`essaim framework check|load|diff`: every fault with its line, and the right exit code."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from conftest import shared
from django.core.management import call_command
from django.core.management.base import CommandError
from shipped_frameworks import LIBRARY

from essaim.frameworks.models import FrameworkVersion

CEDRE = LIBRARY / "cedre21.yaml"


def run(what: str, *files: Path | str, **options: bool) -> Any:
    written = StringIO()
    call_command("framework", what, *map(str, files), "--json", stdout=written, **options)
    return json.loads(written.getvalue())


def heavier(tmp_path: Path) -> Path:
    text = CEDRE.read_text(encoding="utf-8").replace("2026.1", "2026.2")
    path = tmp_path / "v2.yaml"
    path.write_text(text.replace("weight: 1", "weight: 2", 1), encoding="utf-8")
    return path


def test_every_file_of_the_specifications_is_accepted() -> None:
    files = [path for path in shared("frameworks").glob("*.yaml") if path.stem != "examples"]

    result = run("check", *files)

    assert result["faults"] == 0
    assert len(result["files"]) == len(files) == 17


def test_every_fault_is_printed_and_the_exit_code_is_three(tmp_path: Path) -> None:
    text = CEDRE.read_text(encoding="utf-8").replace("- id: c02", "- id: c01")
    path = tmp_path / "bad.yaml"
    path.write_text(text.replace("weight: 1\n- id: c06", "weight: 0\n- id: c06"), "utf-8")
    written = StringIO()

    with pytest.raises(SystemExit) as left:
        call_command("framework", "check", str(path), "--json", stdout=written)

    assert left.value.code == 3
    faults = json.loads(written.getvalue())["files"][0]["faults"]
    assert [(each["line"], each["code"]) for each in faults] == [
        (70, "duplicate_id"),
        (118, "weight_not_positive"),
    ]
    assert all(each["message"].startswith("Ligne ") for each in faults)


def test_two_current_versions_checked_together_are_a_fault(tmp_path: Path) -> None:
    written = StringIO()

    with pytest.raises(SystemExit):
        call_command("framework", "check", str(CEDRE), str(heavier(tmp_path)), stdout=written)

    assert "est aussi une version courante" in written.getvalue()


def test_the_difference_of_two_files_is_one_sentence(tmp_path: Path) -> None:
    result = run("diff", CEDRE, heavier(tmp_path))

    (change,) = result["changes"]
    assert (change["path"], change["before"], change["after"]) == (
        ["criteria", "c01", "weight"],
        1,
        2,
    )
    assert change["text"].replace("\u00a0", " ") == "critère c01 · poids : 1 → 2"


@pytest.mark.django_db
def test_loading_twice_changes_nothing_and_a_fault_stores_nothing(tmp_path: Path) -> None:
    assert len(run("load", library=True)["loaded"]) == 19
    (loaded,) = run("load", heavier(tmp_path))["loaded"]
    assert loaded["outcome"] == "created"
    (again,) = run("load", heavier(tmp_path))["loaded"]
    assert (again["outcome"], again["id"]) == ("unchanged", loaded["id"])
    bad = tmp_path / "bad.yaml"
    bad.write_text(CEDRE.read_text(encoding="utf-8").replace("version: '2026.1'", "version: '9'"))
    count = FrameworkVersion.objects.count()

    with pytest.raises(CommandError) as refused:
        run("load", LIBRARY / "csess.yaml", bad)

    assert refused.value.returncode == 3
    assert FrameworkVersion.objects.count() == count


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("check",), 2),
        (("diff", str(CEDRE)), 2),
        (("check", "/nowhere.yaml"), 3),
        (("diff", str(CEDRE), str(LIBRARY / "crosswalk.yaml")), 3),
    ],
)
def test_bad_usage_and_missing_files_have_their_own_codes(
    arguments: tuple[str, ...], code: int
) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("framework", *arguments)

    assert refused.value.returncode == code
