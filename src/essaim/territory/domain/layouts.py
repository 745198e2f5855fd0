"""How the columns of a register are understood: the official layout, or headers to match."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum

from essaim.kernel.errors import DomainError

#: The fields of the official extract, in their fixed order: it has no header.
FINESS_FIELDS = (
    *("typeet", "nofinesset", "nofinessej", "rs", "rslongue", "complrs", "compldistrib"),
    *("numvoie", "typvoie", "voie", "compvoie", "lieuditbp", "commune", "departement"),
    *("libdepartement", "ligneacheminement", "telephone", "telecopie", "categetab"),
    *("libcategetab", "categagretab", "libcategagretab", "siret", "codeape", "codemft"),
    *("libmft", "codesph", "libsph", "dateouv", "dateautor", "datemaj", "numuai"),
)
#: Its first line says what it is and of which day: ``finess;etalab;96;2026-03-11``.
_METADATA = re.compile(r"finess;etalab;\d+;(\d{4}-\d{2}-\d{2})")
_RECORD = "structureet"
_SIGNS = re.compile(r"[^a-z0-9]+")
_KEYS = ("finess", "siret")
#: Overseas departments as the register writes them.
_OVERSEAS = {"9A": "971", "9B": "972", "9C": "973", "9D": "974", "9E": "975", "9F": "976"}


class Layout(StrEnum):
    FINESS = "finess"
    COLUMNS = "columns"


def fold_column(name: str) -> str:
    """Return what two writings of a header have in common.

    >>> fold_column("N° FINESS (ET)"), fold_column("Code_Postal")
    ('n finess et', 'code postal')
    """
    plain = unicodedata.normalize("NFD", name.replace("°", " "))
    bare = "".join(each for each in plain if not unicodedata.combining(each))
    return _SIGNS.sub(" ", bare.casefold()).strip()


def detect_layout(first: Sequence[str], second: Sequence[str]) -> Layout:
    """Return the layout that the first two records show.

    >>> detect_layout(["finess", "etalab", "96", "2026-03-11"], ["structureet"])
    <Layout.FINESS: 'finess'>
    """
    is_official = metadata_day(first) or any(
        len(row) == len(FINESS_FIELDS) and row[0] == _RECORD for row in (first, second)
    )
    return Layout.FINESS if is_official else Layout.COLUMNS


def metadata_day(cells: Sequence[str]) -> str:
    """Return the day written on the metadata line, or nothing for another line.

    >>> metadata_day(["finess", "etalab", "96", "2026-03-11"])
    '2026-03-11'
    """
    found = _METADATA.fullmatch(";".join(cells[:4]).strip().lower())
    return found[1] if found else ""


def match_columns(
    header: Sequence[str],
    synonyms: Mapping[str, Sequence[str]],
    chosen: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Return which column fills which field; a person's choice wins over the synonyms.

    >>> match_columns(["FINESS_ET", "Ville"], {"finess": ["finess et"], "city": ["ville"],
    ...     "siret": [], "name": []}, {"name": "Ville"})
    {'name': 'Ville', 'finess': 'FINESS_ET'}

    Raises:
        DomainError: ``unknown_field``, ``unknown_column``, ``ambiguous_column``.
    """
    mapping = _chosen(header, synonyms, chosen or {})
    taken = set(mapping.values())
    for name, writings in synonyms.items():
        if name in mapping:
            continue
        folded = [fold_column(each) for each in writings]
        found = [each for each in header if fold_column(each) in folded and each not in taken]
        if len(found) > 1 and name in _KEYS:
            raise DomainError("ambiguous_column", field=name, columns=", ".join(found)[:200])
        if found:
            mapping[name] = min(found, key=lambda each: folded.index(fold_column(each)))
            taken.add(mapping[name])
    return mapping


def _chosen(
    header: Sequence[str], synonyms: Mapping[str, Sequence[str]], chosen: Mapping[str, str]
) -> dict[str, str]:
    """Return the choices in our words: either side may be written as people write it."""
    columns = {fold_column(each): each for each in header}
    fields = {fold_column(each): name for name, many in synonyms.items() for each in (name, *many)}
    mapping: dict[str, str] = {}
    for name, column in chosen.items():
        known = fields.get(fold_column(name))
        if known is None:
            raise DomainError("unknown_field", field=name[:40], known=", ".join(synonyms))
        if not column:
            continue
        if fold_column(column) not in columns:
            raise DomainError("unknown_column", column=column[:80], known=", ".join(header)[:300])
        mapping[known] = columns[fold_column(column)]
    return mapping


def check_mapping(mapping: Mapping[str, str]) -> None:
    """Refuse a register whose lines could not be told apart, or have no name.

    Raises:
        DomainError: ``missing_key_column``, ``missing_name_column``.
    """
    if not mapping.keys() & set(_KEYS):
        raise DomainError("missing_key_column")
    if "name" not in mapping:
        raise DomainError("missing_name_column")


def read_finess(cells: Sequence[str]) -> dict[str, str]:
    """Return our fields from one record of the official layout.

    >>> row = [""] * 32
    >>> row[1], row[13], row[15] = "130048374", "13", "13008 MARSEILLE"
    >>> found = read_finess(row)
    >>> found["postcode"], found["city"], found["department"]
    ('13008', 'MARSEILLE', '13')
    """
    row = dict(zip(FINESS_FIELDS, (cell.strip() for cell in cells), strict=True))
    department = _OVERSEAS.get(row["departement"].upper(), row["departement"].upper())
    postcode, _, city = row["ligneacheminement"].partition(" ")
    if not re.fullmatch(r"\d{5}", postcode):
        postcode, city = "", row["ligneacheminement"]
    code = department[:2] + row["commune"] if row["commune"] else ""
    street = (row["numvoie"], row["typvoie"], row["voie"], row["compvoie"], row["lieuditbp"])
    return {
        "finess": row["nofinesset"],
        "siret": row["siret"],
        "name": row["rslongue"] or row["rs"],
        "address": " ".join(filter(None, street)),
        "postcode": postcode,
        "city": city.strip(),
        "insee": code,
        "department": department,
        "category": row["categetab"],
        "phone": row["telephone"],
    }
