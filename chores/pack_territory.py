"""Pack the territories of a vintage into the files that Essaim ships.

``python chores/pack_territory.py SOURCE`` where SOURCE is the folder of the open data named in
``src/essaim/territory/library/provenance.yaml``. Run it again when the vintage changes.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import math
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

LIBRARY = Path(__file__).resolve().parents[1] / "src/essaim/territory/library"
TOLERANCE = 0.004  # degrees, about 400 m: a border at the scale of a screen
PLACES = 3
Point = tuple[float, float]

#: Municipal arrondissements: first code, first postcode, how many, name of the commune.
MUNICIPAL = (("75056", 75101, 75001, 20, "Paris"), ("13055", 13201, 13001, 16, "Marseille"),
             ("69123", 69381, 69001, 9, "Lyon"))  # fmt: skip


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def write(name: str, rows: Iterable[Sequence[object]]) -> None:
    """Write a table; compressed without a date, so that the same data give the same bytes."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    data = text.getvalue().encode()
    if name.endswith(".gz"):
        data = gzip.compress(data, 9, mtime=0)
    (LIBRARY / name).write_bytes(data)
    print(f"{name}: {len(data)} bytes")


def pack_communes(source: Path) -> None:
    header = ("code", "name", "department", "epci", "population", "postcodes", "lat", "lon")
    rows = [
        (
            row["code_insee"],
            row["nom"],
            row["departement"],
            row["epci_siren"],
            row["population_municipale"],
            row["codes_postaux"],
            row["centroide_lat"] or row["mairie_lat"],
            row["centroide_lon"] or row["mairie_lon"],
        )
        for row in rows_of(source / "communes_france_cog2026.csv")
    ]
    write("communes.csv.gz", [header, *rows])


def pack_arrondissements() -> None:
    rows = []
    for commune, first_code, first_postcode, count, name in MUNICIPAL:
        for number in range(count):
            code, postcode = str(first_code + number), str(first_postcode + number)
            ordinal = f"{number + 1}er" if number == 0 else f"{number + 1}e"
            codes = "75016 75116" if code == "75116" else postcode
            rows.append((code, f"{name} {ordinal} arrondissement", commune, codes))
    write("arrondissements.csv", [("code", "name", "commune", "postcodes"), *rows])


def pack_areas(source: Path) -> None:
    epci = [(row["siren"], row["nom"], row["type"]) for row in rows_of(source / "epci_2026.csv")]
    write("epci.csv.gz", [("siren", "name", "kind"), *epci])
    for name, columns in (
        ("departments", ("code", "nom", "region", "zone")),
        ("regions", ("code", "nom", "zone")),
    ):
        source_name = {"departments": "departements_2026.json", "regions": "regions_2026.json"}
        found = json.loads((source / source_name[name]).read_text(encoding="utf-8"))
        rows = [tuple(each.get(column, "") for column in columns) for each in found]
        english = {"nom": "name"}
        write(f"{name}.csv", [tuple(english.get(each, each) for each in columns), *rows])


def pack_movements(source: Path) -> None:
    """Keep what changes a code: a commune that becomes, or becomes a part of, another."""
    kept = {
        (row["DATE_EFF"], row["COM_AV"], row["COM_AP"], row["LIBELLE_AV"], row["LIBELLE_AP"])
        for row in rows_of(source / "mouvements_communes_depuis_2013.csv")
        if row["TYPECOM_AV"] == row["TYPECOM_AP"] == "COM"
        and (row["COM_AV"] != row["COM_AP"] or row["LIBELLE_AV"] != row["LIBELLE_AP"])
    }
    write("movements.csv.gz", [("on", "before", "after", "was", "became"), *sorted(kept)])


def pack_outlines(source: Path) -> None:
    layers = {}
    for layer, name in (
        ("departments", "contours_departements_2018_simplifie.geojson"),
        ("regions", "contours_regions_2018_simplifie.geojson"),
    ):
        found = json.loads((source / name).read_text(encoding="utf-8"))["features"]
        layers[layer] = [
            {"code": each["properties"]["code"], "name": each["properties"]["nom"],
             "rings": rings(each["geometry"])}
            for each in found
        ]  # fmt: skip
    data = json.dumps(layers, ensure_ascii=False, separators=(",", ":")).encode()
    (LIBRARY / "outlines.json.gz").write_bytes(gzip.compress(data, 9, mtime=0))
    print(f"outlines.json.gz: {len(data)} bytes plain")


def rings(geometry: dict[str, Any]) -> list[list[int]]:
    """Return each ring as whole thousandths of a degree, each point relative to the last."""
    many = geometry["coordinates"]
    polygons = many if geometry["type"] == "MultiPolygon" else [many]
    found = []
    for polygon in polygons:
        line = simplified([(x, y) for x, y in polygon[0]])
        if len(line) >= 4:
            found.append(deltas(line))
    return found


def deltas(line: Sequence[Point]) -> list[int]:
    scale, last, found = 10**PLACES, (0, 0), []
    for x, y in line:
        here = (round(x * scale), round(y * scale))
        if not found or here != last:
            found += [here[0] - last[0], here[1] - last[1]]
            last = here
    return found


def simplified(line: Sequence[Point]) -> list[Point]:
    """Drop the points that stay within the tolerance of the line (Douglas and Peucker)."""
    kept = {0, len(line) - 1}
    waiting = [(0, len(line) // 2), (len(line) // 2, len(line) - 1)]  # a ring has no two ends
    while waiting:
        first, last = waiting.pop()
        far, place = 0.0, 0
        for index in range(first + 1, last):
            away = distance(line[index], line[first], line[last])
            if away > far:
                far, place = away, index
        if far > TOLERANCE:
            kept.add(place)
            waiting += [(first, place), (place, last)]
    return [line[index] for index in sorted(kept | {len(line) // 2})]


def distance(point: Point, start: Point, end: Point) -> float:
    way = math.dist(start, end)
    if not way:
        return math.dist(point, start)
    (x, y), (a, b), (c, d) = point, start, end
    return abs((c - a) * (b - y) - (a - x) * (d - b)) / way


def main() -> None:
    source = Path(sys.argv[1])
    LIBRARY.mkdir(parents=True, exist_ok=True)
    pack_communes(source)
    pack_arrondissements()
    pack_areas(source)
    pack_movements(source)
    pack_outlines(source)


if __name__ == "__main__":
    main()
