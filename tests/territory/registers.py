"""Registers written for the tests, as people would bring them."""

from __future__ import annotations

import io
from pathlib import Path

from essaim.platform.files import TABLES, Intake, guard
from essaim.territory.domain.identifiers import passes_luhn
from essaim.territory.importers import Choices, RegisterFile, read_register

HEADER = "finess_et;raison_sociale;adresse;code_postal;ville;siret"
GOOD = "130048374;SAAD UN;22 R DU COMMANDANT ROLLAND;13008;MARSEILLE;44239603200132"
OTHER = "130048390;SAAD DEUX;46 AV DE SAINT BARNABE;13012;MARSEILLE;50327155300029"


class Brought(io.BytesIO):
    """A file as a browser sends it."""

    def __init__(self, data: bytes, name: str = "registre.csv") -> None:
        super().__init__(data)
        self.name = name


def intake(*lines: str, name: str = "registre.csv", encoding: str = "utf-8") -> Intake:
    text = "\n".join([HEADER, *lines]) + "\n"
    return guard(Brought(text.encode(encoding), name), TABLES)


def register(*lines: str) -> RegisterFile:
    return read_register(intake(*lines), Choices())


def read_path(path: Path) -> RegisterFile:
    return read_register(guard(path, TABLES), Choices())


def keyed(digits: str) -> str:
    """Return *digits* followed by their right key."""
    return next(digits + str(key) for key in range(10) if passes_luhn(digits + str(key)))


def many(count: int) -> list[str]:
    """Return lines of invented providers, each with its own keys, in real communes."""
    towns = ("13001 AIX EN PROVENCE", "84000 AVIGNON", "04000 DIGNE LES BAINS", "05000 GAP")
    lines = []
    for number in range(count):
        postcode, _, city = towns[number % len(towns)].partition(" ")
        finess, siren = keyed(f"99{number:06}"), keyed(f"9{number:07}")
        siret = keyed(f"{siren}0001")
        lines.append(
            f"{finess};STRUCTURE {number:05};{number} R DES LILAS;{postcode};{city};{siret}"
        )
    return lines
