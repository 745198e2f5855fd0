"""Every fault and every refusal has its sentence."""

from __future__ import annotations

import re
from pathlib import Path

import essaim.frameworks
from essaim.frameworks.domain.faults import Fault
from essaim.frameworks.labels import FAULTS, SENTENCES, explain_fault

HOME = Path(essaim.frameworks.__file__).parent
SOURCES = {path: path.read_text(encoding="utf-8") for path in HOME.rglob("*.py")}


def test_every_fault_has_its_sentence_and_every_sentence_its_fault() -> None:
    named: set[str] = set()
    for text in SOURCES.values():
        named |= set(re.findall(r'\.fault\(\s*"(\w+)"', text))
        named |= set(re.findall(r'Fault\(1, "\w+", "(\w+)"', text))
        named |= set(re.findall(r'one_of\([^()]*(?:\([^()]*\))*[^()]*, "(\w+)"\)', text))

    assert named == set(FAULTS)


def test_every_refusal_has_its_sentence() -> None:
    raised: set[str] = set()
    for text in SOURCES.values():
        raised |= set(re.findall(r'DomainError\(\s*"(\w+)"', text))

    assert raised - set(SENTENCES) <= {"not_allowed", "date_out_of_range", "year_out_of_range"} | {
        "total_of_profile",
        "total_of_hierarchy",
    }


def test_a_fault_says_its_line_its_place_and_the_remedy() -> None:
    facts = {"what": "criterion", "id": "c01", "first": 12}

    said = explain_fault(Fault(70, "criteria[1].id", "duplicate_id", facts))

    assert said.replace("\u202f", " ").replace("\u00a0", " ") == (
        "Ligne 70, criteria[1].id : le code « c01 » est déjà pris ligne 12 (critère) : "
        "donnez-en un autre."
    )
