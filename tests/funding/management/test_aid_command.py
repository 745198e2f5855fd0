"""`essaim aid decide`: the contract of its JSON, and what it refuses."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

REFUSED = 3


def decide(path: Path, case: object) -> dict[str, Any]:
    path.write_text(case if isinstance(case, str) else json.dumps(case), encoding="utf-8")
    said = StringIO()
    call_command("aid", "decide", str(path), "--json", stdout=said)
    answer: dict[str, Any] = json.loads(said.getvalue())
    return answer


def test_the_worked_example_is_answered_to_the_cent(
    case_path: Path, worked: dict[str, Any]
) -> None:
    answer = decide(case_path, worked)

    assert set(answer) == {"lines", "due", "balance", "overpaid", "text"}
    assert (answer["due"], answer["balance"], answer["overpaid"]) == ("8760.00", "3760.00", "0.00")
    assert [set(line) for line in answer["lines"]] == [
        {"name", "ceiling", "achievement", "paid", "why"}
    ] * 4
    assert [(e["ceiling"], e["achievement"], e["paid"]) for e in answer["lines"]] == [
        ("4800.00", "1", "4800.00"),
        ("3600.00", "3/5", "2160.00"),
        ("2400.00", "3/4", "1800.00"),
        ("1200.00", "49/100", "0.00"),
    ]


def test_each_line_says_why_in_french(case_path: Path, worked: dict[str, Any]) -> None:
    whys = [line["why"] for line in decide(case_path, worked)["lines"]]

    assert "40\u202f% de 12\u202f000,00\u00a0€\u00a0: plafond 4\u202f800,00\u00a0€" in whys[0]
    assert "en proportion de l’atteinte, 0,6 du plafond" in whys[1]
    assert "Atteinte 0,49, sous le plancher 0,5" in whys[3]


def test_the_text_holds_every_amount(case_path: Path, worked: dict[str, Any]) -> None:
    text = decide(case_path, worked)["text"]

    for amount in ("4\u202f800,00", "2\u202f160,00", "1\u202f800,00", "8\u202f760,00"):
        assert f"{amount}\u00a0€" in text
    assert text.endswith("Reste à verser\u00a0: 3\u202f760,00\u00a0€.")


def test_an_overpayment_is_said(case_path: Path, worked: dict[str, Any]) -> None:
    worked["prepaid"] = "10760.00"

    answer = decide(case_path, worked)

    assert (answer["balance"], answer["overpaid"]) == ("0.00", "2000.00")
    assert "Trop-perçu\u00a0: 2\u202f000,00\u00a0€" in answer["text"]


@pytest.mark.parametrize(
    ("case", "place"),
    [
        ('{"tranche_max": 12000.00, "lines": []}', "tranche_max"),
        ('{"tranche_max": NaN, "lines": []}', "NaN"),
        ('{"tranche_max": "1.00", "tranche_max": "2.00"}', "tranche_max"),
        ('{"tranche_max": "100.00", "lines": [{"name": "a", "weight": 0.4}]}', "lines[0].weight"),
        ("{", "Ligne 1"),
        ("[" * 5000, "Ligne 1"),
        ('{"tranche_max": ' + "9" * 6000 + "}", ""),
        ('{"tranche_max": "100.00", "lines": [{"name": "a\\u0000", "weight": "1"}]}', ""),
        ("", "case.json"),
    ],
)
def test_a_refusal_is_exit_3_with_a_sentence(case_path: Path, case: str, place: str) -> None:
    with pytest.raises(CommandError) as refusal:
        decide(case_path, case)

    assert refusal.value.returncode == REFUSED
    assert place in str(refusal.value)
    assert str(refusal.value).rstrip().endswith((".", ":"))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("aid", "decide", str(tmp_path / "nulle-part.json"))

    assert refusal.value.returncode == REFUSED
