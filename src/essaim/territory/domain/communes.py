"""Communes of a vintage, and how a place written in a register finds its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from essaim.territory.domain.names import cut_name, fold_name, without_cedex, without_district


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune, or a municipal arrondissement when it has a *parent*.

    The centre is given in degrees, as text written by the source; nothing is computed with it
    but places on a screen.
    """

    code: str
    name: str
    department: str
    epci: str = ""
    population: int | None = None
    postcodes: tuple[str, ...] = ()
    centre: tuple[str, str] | None = None
    parent: str = ""

    @property
    def commune_code(self) -> str:
        """Return the commune itself: an arrondissement belongs to one."""
        return self.parent or self.code


class Method(StrEnum):
    """How a place was matched to a code; *manual* is a person's choice."""

    CODE = "code"
    NAME = "name"
    POSTCODE = "postcode"
    CEDEX = "cedex"
    TRUNCATED = "truncated"
    MANUAL = "manual"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Place:
    """A place as a register writes it: any part may be missing."""

    city: str = ""
    postcode: str = ""
    code: str = ""
    department: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.city.strip() or self.postcode or self.code)


@dataclass(frozen=True, slots=True)
class Match:
    """The code found, and how; no code with *none*."""

    code: str
    method: Method


@dataclass(frozen=True, slots=True)
class Movement:
    """On a day, the code *before* became, or joined, the code *after*."""

    on: date
    before: str
    after: str
    was: str = ""


def department_of(code: str) -> str:
    """Return the department that a commune code or a postcode starts with.

    >>> department_of("13055"), department_of("97411"), department_of("2A004")
    ('13', '974', '2A')
    """
    return code[:3] if code.startswith(("97", "98")) else code[:2]


NOT_FOUND = Match("", Method.NONE)
_LEAST_PREFIX = 8


@dataclass(frozen=True)
class Gazetteer:
    """Every commune of a vintage, looked up by code, postcode and folded name."""

    communes: Mapping[str, Commune]
    movements: Mapping[str, Sequence[Movement]] = field(default_factory=dict)
    former_names: Mapping[tuple[str, str], str] = field(default_factory=dict)
    _by_postcode: dict[str, list[Commune]] = field(default_factory=dict)
    _by_name: dict[tuple[str, str], list[Commune]] = field(default_factory=dict)
    _by_department: dict[str, list[tuple[str, Commune]]] = field(default_factory=dict)

    @classmethod
    def of(cls, communes: Iterable[Commune], movements: Iterable[Movement] = ()) -> Gazetteer:
        """Return the gazetteer of *communes*, told of the codes they had before."""
        known = {commune.code: commune for commune in communes}
        moves: dict[str, list[Movement]] = {}
        former: dict[tuple[str, str], str] = {}
        for move in sorted(movements, key=lambda each: each.on):
            moves.setdefault(move.before, []).append(move)
            former.setdefault((department_of(move.before), fold_name(move.was)), move.before)
        found = cls(known, moves, former)
        for commune in known.values():
            found._index(commune)
        return found

    def _index(self, commune: Commune) -> None:
        for postcode in commune.postcodes:
            self._by_postcode.setdefault(postcode, []).append(commune)
        if not commune.parent:
            folded = fold_name(commune.name)
            self._by_name.setdefault((commune.department, folded), []).append(commune)
            self._by_department.setdefault(commune.department, []).append((folded, commune))

    def current_code(self, code: str, on: date | None = None) -> str | None:
        """Return today's code of what was *code* on a day; ``None`` when nobody can say.

        A commune split among several has no single heir. Without a day, a code in force is
        itself.
        """
        if on is None and code in self.communes:
            return code
        day = on or date.min
        for move in self.movements.get(code, ()):
            heirs = {each.after for each in self.movements[code] if each.on == move.on}
            if move.on <= day or code in heirs:
                continue
            if len(heirs) > 1:
                return None
            return self.current_code(heirs.pop(), move.on)
        return code if code in self.communes else None

    def find(self, place: Place) -> Match:
        """Return the commune of a place: by code, name, postcode, business mail, cut name."""
        if place.is_empty:
            return NOT_FOUND
        current = self.current_code(place.code) if place.code else None
        if current:
            return Match(current, Method.CODE)
        folded = fold_name(place.city)
        return (
            self._at_postcode(place, folded)
            or self._by_its_name(place, folded)
            or self._cut(place)
            or self._alone_at_postcode(place)
            or NOT_FOUND
        )

    def _at_postcode(self, place: Place, folded: str) -> Match | None:
        """Look for the name among those of the postcode; an arrondissement is its postcode's."""
        wanted = without_district(folded)
        for commune in self._by_postcode.get(place.postcode, ()):
            if commune.parent and self._is_named(self.communes[commune.parent], wanted):
                return Match(commune.code, Method.POSTCODE)
        for commune in self._by_postcode.get(place.postcode, ()):
            if self._is_named(commune, folded) and not commune.parent:
                return Match(commune.code, Method.NAME)
        return None

    @staticmethod
    def _is_named(commune: Commune, folded: str) -> bool:
        return fold_name(commune.name) == folded

    def _by_its_name(self, place: Place, folded: str) -> Match | None:
        """Look for the name in the department, nearest postcode first.

        Several communes of one name and no postcode to choose by: nothing is found.
        """
        bare = without_cedex(folded)
        is_mail = bare != folded or self._is_business(place.postcode)
        for name in (bare, without_district(bare)):
            found = [
                commune
                for department in self._departments(place)
                for commune in self._by_name.get((department, name), ())
            ]
            if len(found) == 1 or (found and place.postcode):
                nearest = self._nearest(found, place.postcode)
                return Match(nearest.code, Method.CEDEX if is_mail else Method.NAME)
        return self._by_former_name(place, bare)

    def _is_business(self, postcode: str) -> bool:
        """Say whether a postcode belongs to no commune, as those of business mail."""
        return bool(postcode) and postcode not in self._by_postcode

    def _by_former_name(self, place: Place, bare: str) -> Match | None:
        for department in self._departments(place):
            code = self.former_names.get((department, bare), "")
            current = self.current_code(code) if code else None
            if current:
                return Match(current, Method.NAME)
        return None

    def _cut(self, place: Place) -> Match | None:
        """Look for the names that a cut one may begin: at the postcode, else in the department."""
        beginning = without_cedex(fold_name(place.city))
        if len(beginning) < _LEAST_PREFIX:
            return None
        near = [
            each
            for each in self._by_postcode.get(place.postcode, ())
            if fold_name(each.name).startswith(beginning) and not each.parent
        ]
        if len(near) == 1:
            return Match(near[0].code, Method.TRUNCATED)
        beginning = cut_name(place.city)
        if len(beginning) < _LEAST_PREFIX:
            return None
        return self._cut_in_department(place, beginning)

    def _cut_in_department(self, place: Place, beginning: str) -> Match | None:
        found = [
            (name, commune)
            for department in self._departments(place)
            for name, commune in self._by_department.get(department, ())
            if name.startswith(beginning)
        ]
        whole = [commune for name, commune in found if name == beginning]
        several = whole or [commune for _name, commune in found]
        if not several:
            return None
        return Match(self._nearest(several, place.postcode).code, Method.TRUNCATED)

    def _alone_at_postcode(self, place: Place) -> Match | None:
        there = self._by_postcode.get(place.postcode, ())
        codes = {commune.code for commune in there if not commune.parent}
        districts = {commune.code for commune in there if commune.parent}
        only = districts if len(districts) == 1 else codes
        return Match(only.pop(), Method.POSTCODE) if len(only) == 1 else None

    def _departments(self, place: Place) -> tuple[str, ...]:
        """Return where to look: the department said, else the one of the postcode, else all."""
        if place.department:
            return (place.department,)
        start = department_of(place.postcode)
        if start == "20":
            return ("2A", "2B")
        return (start,) if start else tuple(self._by_department)

    def _nearest(self, communes: Sequence[Commune], postcode: str) -> Commune:
        """Return the commune whose postcodes are the closest numbers; ties by code."""
        wanted = int(postcode) if postcode.isdigit() else 0

        def away(commune: Commune) -> tuple[int, str]:
            numbers = [abs(int(each) - wanted) for each in commune.postcodes if each.isdigit()]
            return min(numbers, default=10**6), commune.code

        return min(communes, key=away)

    def at_postcode(self, postcode: str) -> Sequence[Commune]:
        return self._by_postcode.get(postcode, ())

    def starting(self, words: str, limit: int = 12) -> list[Commune]:
        """Return the communes whose name, code or postcode starts so, most peopled first."""
        folded = fold_name(words)
        if not folded:
            return []
        if folded.isdigit():
            there = [
                commune
                for postcode, communes in self._by_postcode.items()
                if postcode.startswith(folded)
                for commune in communes
            ]
            there += [each for code, each in self.communes.items() if code.startswith(folded)]
            found = {commune.code: commune for commune in there}
        else:
            found = {
                commune.code: commune
                for communes in self._by_department.values()
                for name, commune in communes
                if name.startswith(folded)
            }
        return sorted(found.values(), key=lambda each: (-(each.population or 0), each.code))[:limit]
