"""`essaim views decide`: the answer on standard output, the refusal in one sentence, exit 3."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

JOBS = {
    "threshold": 5,
    "consent_alone": ["senior_manager"],
    "criteria": {
        "c01": {
            "senior_manager": [4],
            "middle_manager": [3, 3, 4, 2, 3],
            "care_worker": {"collective": {"n": 3, "level": 1}},
        }
    },
}


def decide(case: Path, *options: str) -> str:
    said = io.StringIO()
    call_command("views", "decide", str(case), *options, stdout=said)
    return said.getvalue()


def test_the_command_prints_the_contract_or_words(tmp_path: Path) -> None:
    case = tmp_path / "case.json"
    case.write_text(json.dumps(JOBS), "utf-8")

    answer = json.loads(decide(case, "--json"))
    assert answer["criteria"]["c01"]["gap"] == "2"
    assert answer["criteria"]["c01"]["roles"]["care_worker"] == {
        "n": 3,
        "shown": True,
        "collective": True,
        "median": "1",
    }
    assert "c01 : écart 2, désaccord" in decide(case).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'{"criteria": {"c01": {"care_worker": [1.5]}}}', "criteria.c01.care_worker « 1.5 »"),
        (b"{", "Ligne 1, colonne 2"),
        (b"\xff", "UTF-8"),
        (b'{"criteria": {"c01": {"robot": []}}}', "« robot »"),
    ],
)
def test_a_refused_case_exits_three_and_says_where(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    case = tmp_path / "case.json"
    case.write_bytes(content)

    with pytest.raises(CommandError) as refusal:
        decide(case)

    said = str(refusal.value).replace("\u202f", " ").replace("\u00a0", " ")
    assert refusal.value.returncode == 3
    assert sentence in said


def test_a_missing_file_is_refused_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refusal:
        decide(tmp_path / "absent.json")

    assert refusal.value.returncode == 3
    assert "absent.json" in str(refusal.value)


@pytest.mark.parametrize(
    "case",
    [
        '{"threshold": "\\ud800", "criteria": {}}',
        '{"consent_alone": ["\\u0000"], "criteria": {}}',
        '{"\\udfff": 1}',
        '{"scale": {"\\u001b[2J": 1}, "criteria": {}}',
    ],
)
def test_a_refusal_never_carries_what_a_terminal_cannot_show(tmp_path: Path, case: str) -> None:
    written = tmp_path / "case.json"
    written.write_text(case, "utf-8")

    for options in ((), ("--json",)):
        with pytest.raises(CommandError) as refused:
            decide(written, *options)
        assert refused.value.returncode == 3
        assert "\\" in str(refused.value)
        assert str(refused.value).isprintable() or "\u202f" in str(refused.value)
        str(refused.value).encode()


def test_a_refusal_quotes_the_case_as_it_is_written(tmp_path: Path) -> None:
    written = tmp_path / "case.json"
    for case, said in (
        ('{"threshold": "5", "criteria": {}}', 'threshold «\u202f"5"\u202f»'),
        ('{"threshold": null, "criteria": {}}', "threshold «\u202fnull\u202f»"),
        ("[]", "{ }\u00a0: la forme"),
    ):
        written.write_text(case, "utf-8")
        with pytest.raises(CommandError, match=re.escape(said)):
            decide(written)
