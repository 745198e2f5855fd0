"""A scheme is checked with its lines, said in French, published once; no float is near money."""

from __future__ import annotations

import ast
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

import essaim.funding
from essaim.funding.importers import checked_scheme, shipped_schemes
from essaim.funding.models import SchemeVersion

SHIPPED = list(shipped_schemes())


@pytest.mark.parametrize("text", SHIPPED)
def test_what_is_shipped_is_sound_and_says_its_provenance(text: str) -> None:
    scheme, faults = checked_scheme(text)

    assert faults == []
    assert scheme is not None
    assert scheme.provenance["rule"] == "reconstruction"
    assert scheme.provenance["tranches"] == "seed"
    assert scheme.sources


@pytest.mark.parametrize(
    ("was", "becomes", "line", "code"),
    [
        ("floor: '0.5'", "floor: 0.5", 25, None),
        ("floor: '0.5'", "floor: 'NaN'", 25, "not_an_exact_number"),
        ("floor: '0.5'", "floor: '0.9' #", 26, "yaml_syntax"),
        ("full: '1'", "full: '0.4'", 25, "rule_disordered"),
        ("tranches: ['1/3', '1/3', '1/3']", "tranches: ['1/3', '1/3']", 23, "tranches_not_one"),
        ("tranches: ['1/3', '1/3', '1/3']", "tranches: []", 23, "tranches_not_one"),
        ("grant_max: '60000.00'", "grant_max: '60000'", 22, "not_an_exact_amount"),
        ("grant_max: '60000.00'", "grant_max: '-1.00'", 22, "negative_amount"),
        ("grant_max: '60000.00'", "grant_max: '0.00'", 22, "nothing_to_grant"),
        ("from: '2026-01-01'", "from: '2026-13-01'", 8, "not_a_day"),
        ("from: '2026-01-01'", "from: '0001-01-01'", 8, "date_out_of_range"),
        ("from: '2026-01-01'", "from: '2027-01-01'", 8, "period_reversed"),
        ("years: 1", "years: 'un'", 27, "not_a_whole_number"),
        ("right_to_reply_days: 30", "right_to_reply_days: -1", 28, "not_a_whole_number"),
        ("status: in_force", "status: perhaps", 7, "unknown_status"),
        ("version: '2026.1'", "version: '2026.2'", 4, "urn_mismatch"),
        ("shape: ratio", "shape: bell", 25, "unknown_shape"),
        ("weights: agreement", "weights: guess", 24, "unknown_weights"),
        ("  rule: reconstruction", "  rule: rumour", 33, "unknown_provenance"),
        ("weights: agreement", "weight: agreement", 24, "unknown_key"),
        ("id: cedre_like", "id: cedre_like\nid: again", 6, "duplicate_key"),
        ("schema: urn", "schema: &a urn", 3, "yaml_alias"),
    ],
)
def test_each_fault_is_named_with_its_line(
    was: str, becomes: str, line: int, code: str | None
) -> None:
    scheme, faults = checked_scheme(SHIPPED[0].replace(was, becomes, 1))

    if code is None:  # without quotes it stays the text that was written
        assert scheme is not None
        return
    assert scheme is None
    assert (line, code) in {(fault.line, fault.error.code) for fault in faults}


def test_the_command_says_a_scheme_in_french(tmp_path: Path) -> None:
    path, said = tmp_path / "scheme.yaml", StringIO()
    path.write_text(SHIPPED[0], encoding="utf-8")

    call_command("scheme", "text", str(path), stdout=said)

    assert "plancher 0,5, plein à 1" in said.getvalue()
    assert "[reconstruction]" in said.getvalue()


def test_the_command_lists_every_fault_and_stores_nothing(db: None, tmp_path: Path) -> None:
    path = tmp_path / "scheme.yaml"
    broken = SHIPPED[0].replace("ratio", "bell").replace("years: 1", "years: -1")
    path.write_text(broken, encoding="utf-8")

    for act in ("check", "load"):
        with pytest.raises(CommandError) as refusal:
            call_command("scheme", act, str(path))
        assert refusal.value.returncode == 3
        assert "bell" in str(refusal.value)
    assert not SchemeVersion.objects.exists()


def test_the_command_publishes_what_is_shipped_once(db: None) -> None:
    for _ in range(2):
        call_command("scheme", "load", stdout=StringIO())

    assert SchemeVersion.objects.count() == len(SHIPPED)


def test_no_float_comes_near_money() -> None:
    """Neither the type nor a literal; a true division of whole numbers makes one too."""
    loose = []
    for path in Path(essaim.funding.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            is_name = isinstance(node, ast.Name) and node.id == "float"
            is_number = isinstance(node, ast.Constant) and isinstance(node.value, float)
            if is_name or is_number:
                loose.append(f"{path.name}: {ast.unparse(node)}")
    assert loose == []
