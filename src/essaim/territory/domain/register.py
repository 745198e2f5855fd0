"""What a register asks of us, line by line: create, update, leave, or refuse and say why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from essaim.kernel.errors import DomainError
from essaim.territory.domain.communes import Gazetteer, Match, Method, Place
from essaim.territory.domain.identifiers import parse_finess, parse_siret

MOST_HEADCOUNT = 100_000
_WIDTHS = {"name": 200, "address": 200, "city": 80, "legal_form": 80, "phone": 30, "website": 200}
_PHONE_SIGNS = re.compile(r"[\s.\-()/]")


class Action(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Entry:
    """One sound line of a register, its commune already looked for."""

    line: int
    finess: str
    siret: str
    name: str
    match: Match
    commune_code: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejection:
    """A line that is not taken: which field, what it held, which rule, and that rule's facts."""

    line: int
    name: str
    value: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """What is already known of a provider: its row, its keys, and its register values."""

    pk: int
    finess: str
    siret: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """One line and what it does; *pk* is the row it updates or leaves."""

    entry: Entry
    action: Action
    pk: int | None = None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    steps: tuple[Step, ...]
    rejected: tuple[Rejection, ...]

    def count(self, action: Action) -> int:
        return sum(step.action is action for step in self.steps)


def read_entry(line: int, cells: Mapping[str, str], gazetteer: Gazetteer) -> Entry | Rejection:
    """Return a sound entry, or why the line is refused.

    >>> read_entry(2, {"finess": "130048375", "name": "X"}, Gazetteer.of([])).code
    'bad_finess'
    """
    try:
        return _entry(line, {name: cell.strip() for name, cell in cells.items()}, gazetteer)
    except DomainError as error:
        name = str(error.facts.get("field") or error.code.removeprefix("bad_"))
        value = str(error.facts.get("value", cells.get(name, "")))[:80]
        return Rejection(line, name, value, error.code, error.facts)


def _entry(line: int, cells: Mapping[str, str], gazetteer: Gazetteer) -> Entry:
    finess, siret = parse_finess(cells.get("finess", "")), parse_siret(cells.get("siret", ""))
    if not finess and not siret:
        raise DomainError("no_key", field="finess", value="")
    _check_words(cells)
    place = Place(
        city=cells.get("city", ""),
        postcode=_postcode(cells.get("postcode", "")),
        code=_code(cells.get("insee", "")),
        department=_department(cells.get("department", "")),
    )
    match = gazetteer.find(place)
    if match.method is Method.NONE and not place.is_empty:
        raise _unknown(place, gazetteer)
    found = gazetteer.communes.get(match.code)
    facts = {
        "address": cells.get("address", ""),
        "postcode": place.postcode,
        "city": place.city,
        "legal_form": cells.get("legal_form", ""),
        "category": cells.get("category", "")[:4],
        "headcount": _headcount(cells.get("headcount", "")),
        "phone": _phone(cells.get("phone", "")),
        "website": cells.get("website", ""),
    }
    commune = found.commune_code if found else ""
    return Entry(line, finess, siret, cells["name"], match, commune, facts)


def _check_words(cells: Mapping[str, str]) -> None:
    """Refuse a line without a name, or with a value that no column holds."""
    if not cells.get("name"):
        raise DomainError("no_name", field="name", value="")
    for name, width in _WIDTHS.items():
        if len(cells.get(name, "")) > width:
            raise DomainError("value_too_long", field=name, value=cells[name][:40], most=width)


def _unknown(place: Place, gazetteer: Gazetteer) -> DomainError:
    there = gazetteer.at_postcode(place.postcode)
    near = ", ".join(commune.name for commune in there[:6])
    written = " ".join(filter(None, (place.postcode, place.city or place.code)))
    if not near:
        return DomainError("unknown_postcode", field="city", value=written[:80])
    return DomainError("unknown_commune", field="city", value=written[:80], near=near)


def _postcode(text: str) -> str:
    """Return five digits; a spreadsheet drops the zero in front."""
    bare = re.sub(r"\s", "", text)
    full = bare.zfill(5) if len(bare) == 4 else bare
    if full and not re.fullmatch(r"[0-9]{5}", full):
        raise DomainError("bad_postcode", field="postcode", value=text[:40])
    return full


def _code(text: str) -> str:
    bare = text.replace(" ", "").upper()
    return bare.zfill(5) if len(bare) == 4 else bare


def _department(text: str) -> str:
    bare = text.strip().upper()
    return bare.zfill(2) if re.fullmatch(r"[0-9]|[0-9]{2,3}|2[AB]", bare) else ""


def _headcount(text: str) -> str:
    """Return a whole number of people, written plainly."""
    bare = re.sub(r"[\s\u00a0\u202f]", "", text)
    if not bare:
        return ""
    whole = re.fullmatch(r"([0-9]{1,9})([.,]0+)?", bare)
    if not whole or int(whole[1]) > MOST_HEADCOUNT:
        facts = {"field": "headcount", "value": text[:40], "most": MOST_HEADCOUNT}
        raise DomainError("bad_headcount", **facts)
    return str(int(whole[1]))


def _phone(text: str) -> str:
    """Return a French number by pairs of digits; another writing is kept as it is.

    >>> _phone("0491000000")
    '04 91 00 00 00'
    """
    bare = _PHONE_SIGNS.sub("", text)
    bare = bare.zfill(10) if re.fullmatch(r"[1-9][0-9]{8}", bare) else bare
    if not re.fullmatch(r"0[0-9]{9}", bare):
        return text.strip()
    return " ".join(bare[place : place + 2] for place in range(0, 10, 2))


def written_values(entry: Entry, before: Mapping[str, str]) -> dict[str, str]:
    """Return the values a record holds once *entry* is written over those it held.

    An empty cell erases nothing, and the commune that a person chose stays as long as the
    register writes the place in the same way.
    """
    place = {"place_code": entry.match.code, "commune_code": entry.commune_code}
    values = {"finess": entry.finess, "siret": entry.siret, "name": entry.name, **entry.facts}
    kept = {name: value or before.get(name, "") for name, value in values.items()}
    same_place = all(before.get(name) == kept[name] for name in ("postcode", "city"))
    is_chosen = before.get("match") == Method.MANUAL and same_place
    if before and (is_chosen or entry.match.method is Method.NONE):
        stays = {name: before[name] for name in ("place_code", "commune_code", "match")}
        return kept | stays
    return kept | place | {"match": str(entry.match.method)}


def plan_import(lines: Iterable[Entry | Rejection], known: Iterable[Record]) -> ImportPlan:
    """Return what each line does to what is known, in the order of the file.

    A key that an earlier line already used is a duplicate; a FINESS and a SIRET that belong to
    two records are a conflict.
    """
    index = _Index(known)
    steps: list[Step] = []
    rejected: list[Rejection] = []
    for line in lines:
        outcome = line if isinstance(line, Rejection) else index.decide(line)
        if isinstance(outcome, Rejection):
            rejected.append(outcome)
        else:
            steps.append(outcome)
    return ImportPlan(tuple(steps), tuple(rejected))


class _Index:
    def __init__(self, known: Iterable[Record]) -> None:
        self._by_finess: dict[str, Record] = {}
        self._by_siret: dict[str, Record] = {}
        self._seen: dict[tuple[str, str], int] = {}
        for record in known:
            if record.finess:
                self._by_finess[record.finess] = record
            if record.siret:
                self._by_siret[record.siret] = record

    def decide(self, entry: Entry) -> Step | Rejection:
        refusal = self._duplicate(entry) or self._conflict(entry)
        if refusal:
            return refusal
        for key in self._keys(entry):
            self._seen[key] = entry.line
        record = self._by_finess.get(entry.finess) or self._by_siret.get(entry.siret)
        if record is None:
            return Step(entry, Action.CREATED)
        same = written_values(entry, record.values) == dict(record.values)
        return Step(entry, Action.UNCHANGED if same else Action.UPDATED, record.pk)

    @staticmethod
    def _keys(entry: Entry) -> Sequence[tuple[str, str]]:
        keys = (("finess", entry.finess), ("siret", entry.siret))
        return [(name, value) for name, value in keys if value]

    def _duplicate(self, entry: Entry) -> Rejection | None:
        for name, value in self._keys(entry):
            if first := self._seen.get((name, value)):
                facts = {"first": first, "value": value}
                return Rejection(entry.line, name, value, "duplicate_line", facts)
        return None

    def _conflict(self, entry: Entry) -> Rejection | None:
        by_finess = self._by_finess.get(entry.finess) if entry.finess else None
        by_siret = self._by_siret.get(entry.siret) if entry.siret else None
        if by_siret is None or by_siret is by_finess:
            return None
        if by_finess is None and not (by_siret.finess and entry.finess):
            return None
        facts = {"value": entry.siret, "finess": entry.finess, "other": by_siret.finess}
        return Rejection(entry.line, "siret", entry.siret, "keys_disagree", facts)
