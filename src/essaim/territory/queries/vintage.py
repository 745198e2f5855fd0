"""The territories of the shipped vintage, read once and kept in memory.

They are the same for everybody and never written to: a frozen table in the process costs less
than 35,000 rows per database (docs/decisions says how much).
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from essaim.platform.files import read_json, read_rows, read_yaml
from essaim.territory.domain.communes import Commune, Gazetteer, Movement

_LIBRARY = files("essaim.territory") / "library"


@dataclass(frozen=True, slots=True)
class Area:
    """A department, a region or a grouping of communes."""

    code: str
    name: str
    parent: str = ""


def _bytes(name: str) -> bytes:
    data = (_LIBRARY / name).read_bytes()
    return gzip.decompress(data) if name.endswith(".gz") else data


def _rows(name: str) -> Iterator[tuple[str, ...]]:
    rows, _reading = read_rows(_bytes(name), encoding="utf-8", separator=",")
    return (row.cells for row in rows[1:])


def _communes() -> Iterator[Commune]:
    for code, name, department, epci, population, postcodes, lat, lon in _rows("communes.csv.gz"):
        yield Commune(
            code=code,
            name=name,
            department=department,
            epci=epci,
            population=int(population) if population else None,
            postcodes=tuple(postcodes.split()),
            centre=(lat, lon) if lat else None,
        )


def _with_districts() -> Iterator[Commune]:
    parents: dict[str, Commune] = {}
    for commune in _communes():
        parents[commune.code] = commune
        yield commune
    for code, name, parent, postcodes in _rows("arrondissements.csv"):
        above = parents[parent]
        yield Commune(
            code=code,
            name=name,
            department=above.department,
            epci=above.epci,
            postcodes=tuple(postcodes.split()),
            centre=above.centre,
            parent=parent,
        )


@cache
def gazetteer() -> Gazetteer:
    """Return every commune of the vintage, with the movements that lead to it."""
    movements = (
        Movement(date.fromisoformat(on), before, after, was)
        for on, before, after, was, _became in _rows("movements.csv.gz")
    )
    return Gazetteer.of(_with_districts(), movements)


@cache
def provenance() -> dict[str, Any]:
    """Return the vintage, its label, licence and the source of each packed file."""
    data, _lines = read_yaml(_bytes("provenance.yaml").decode())
    return dict(data)


@cache
def header_synonyms() -> dict[str, list[str]]:
    """Return what the columns of a register are called, by the field they fill."""
    data, _lines = read_yaml(_bytes("headers.yaml").decode())
    return dict(data)


@cache
def departments() -> dict[str, Area]:
    rows = _rows("departments.csv")
    return {code: Area(code, name, region) for code, name, region, _zone in rows}


@cache
def regions() -> dict[str, Area]:
    return {code: Area(code, name) for code, name, _zone in _rows("regions.csv")}


@cache
def groupings() -> dict[str, Area]:
    """Return the groupings of communes (EPCI) by SIREN."""
    return {siren: Area(siren, name) for siren, name, _kind in _rows("epci.csv.gz")}


@cache
def outlines() -> dict[str, Any]:
    """Return the borders of departments and regions, ready to draw."""
    return dict(read_json(_bytes("outlines.json.gz").decode()))


def outlines_bytes() -> bytes:
    """Return the same borders as they are served, compressed."""
    return (_LIBRARY / "outlines.json.gz").read_bytes()
