"""A scheme is data: versioned, dated, sourced, and annexed to the agreements signed under it.

The YAML of a version never changes once published; any edit makes the next version.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TypeVar

from essaim.funding.domain.aid import AidRule
from essaim.funding.domain.case import read_rule
from essaim.funding.domain.reading import (
    choice,
    items,
    mapping,
    needed,
    read_amount,
    sentence,
    whole,
)
from essaim.kernel.errors import DomainError
from essaim.kernel.money import Money
from essaim.kernel.period import Period, check_day
from essaim.kernel.share import parse_share

SCHEMA = "urn:essaim:schema:aid-scheme:1"
MOST_YEARS = 10
Read = TypeVar("Read")


class Provenance(StrEnum):
    """Who says a value: the seminar, a public source, or ourselves."""

    SEED = "seed"
    PUBLIC = "public"
    RECONSTRUCTION = "reconstruction"


class Status(StrEnum):
    """Where a version stands: only one in force may be annexed to an agreement."""

    DRAFT = "draft"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"


class WeightsSource(StrEnum):
    """Where the weights of the lines are written."""

    AGREEMENT = "agreement"


@dataclass(frozen=True, slots=True)
class CatchUp:
    """What a missed line may still earn: within *years*, its unpaid part times *rate*."""

    years: int
    rate: Fraction


@dataclass(frozen=True, slots=True)
class Source:
    """Where something was read, and what it covers."""

    kind: str
    ref: str
    covers: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What a version promises; shares from 0 to 1, amounts in cents."""

    grant_max: Money
    tranches: tuple[Fraction, ...]
    weights: WeightsSource
    rule: AidRule
    prepayment_max_share: Fraction
    catch_up: CatchUp
    right_to_reply_days: int


@dataclass(frozen=True, slots=True)
class Scheme:
    """One version of a scheme, with the words and sources that go with its terms."""

    urn: str
    key: str
    version: str
    status: Status
    validity: Period
    title: Mapping[str, str]
    description: Mapping[str, str]
    legal_reference: Mapping[str, str]
    sources: tuple[Source, ...]
    provenance: Mapping[str, Provenance]
    terms: Terms


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a scheme and under which key; the importer adds the line."""

    place: str
    code: str
    facts: Mapping[str, object]


_KEYS = frozenset({
    "schema", "urn", "id", "version", "status", "validity", "title", "description",
    "legal_reference", "sources", "provenance", "grant_max", "tranches", "weights", "rule",
    "prepayment_max_share", "catch_up", "right_to_reply_days",
})  # fmt: skip
#: The terms whose provenance must be said.
TERMS = ("grant_max", "tranches", "weights", "rule", "prepayment_max_share", "catch_up",
         "right_to_reply_days")  # fmt: skip


def read_scheme(data: object) -> Scheme:
    """Return the version that decoded YAML describes.

    Raises:
        DomainError: the first fault of :func:`check_scheme`.
    """
    scheme, faults = check_scheme(data)
    if scheme is None:
        raise DomainError(faults[0].code, **faults[0].facts)
    return scheme


def check_scheme(data: object) -> tuple[Scheme | None, tuple[Fault, ...]]:
    """Return the version, or every fault found in it, in the order of the keys.

    >>> scheme, faults = check_scheme({})
    >>> scheme is None, faults[0].code, faults[0].place
    (True, 'missing_key', 'schema')
    """
    faults: list[Fault] = []

    def read(reader: Callable[[], Read], place: str) -> Read | None:
        try:
            return reader()
        except DomainError as error:
            where = str(error.facts.get("name") or place)
            faults.append(Fault(where, error.code, {"name": where, **error.facts}))
            return None

    known = read(lambda: mapping(data, "", _KEYS), "")
    if known is None and not isinstance(data, Mapping):
        return None, tuple(faults)
    source: Mapping[str, object] = data if isinstance(data, Mapping) else {}
    parts = {key: read(_reader(source, key), key) for key in _READERS}
    if faults:
        return None, tuple(faults)
    return _built(parts), ()


def _reader(source: Mapping[str, object], key: str) -> Callable[[], object]:
    def read() -> object:
        return _READERS[key](needed(source, key, ""), key, source)

    return read


def _built(parts: Mapping[str, object]) -> Scheme:
    terms = Terms(**{key: parts[key] for key in TERMS})  # type: ignore[arg-type]
    words = {
        name: parts[name]
        for name in ("urn", "version", "status", "validity", "title", "description",
                     "legal_reference", "sources", "provenance")
    }  # fmt: skip
    return Scheme(key=str(parts["id"]), terms=terms, **words)  # type: ignore[arg-type]


def _schema(value: object, place: str, source: Mapping[str, object]) -> str:
    if value != SCHEMA:
        raise DomainError("unknown_schema", name=place, value=str(value)[:60], known=SCHEMA)
    return SCHEMA


def _urn(value: object, place: str, source: Mapping[str, object]) -> str:
    expected = f"urn:essaim:aid-scheme:{source.get('id')}:{source.get('version')}"
    if value != expected:
        raise DomainError("urn_mismatch", name=place, value=str(value)[:80], expected=expected[:80])
    return expected


def _slug(value: object, place: str, source: Mapping[str, object]) -> str:
    text = sentence(value, place, 40)
    if not text.replace("_", "").replace(".", "").isalnum() or not text.isascii():
        raise DomainError("not_a_slug", name=place, value=text)
    return text


def _validity(value: object, place: str, source: Mapping[str, object]) -> Period:
    bounds = mapping(value, place, frozenset({"from", "until"}))
    start = _day(needed(bounds, "from", place), f"{place}.from")
    until = bounds.get("until")
    return Period(start, None if until is None else _day(until, f"{place}.until"))


def _day(value: object, place: str) -> date:
    try:
        day = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    if day is None:
        raise DomainError("not_a_day", name=place, value=str(value)[:40])
    return check_day(day, name=place)


def _words(value: object, place: str, source: Mapping[str, object]) -> Mapping[str, str]:
    words = mapping(value, place, frozenset({"fr", "en"}))
    return {tongue: sentence(needed(words, tongue, place), place) for tongue in ("fr", "en")}


def _legal(value: object, place: str, source: Mapping[str, object]) -> Mapping[str, str]:
    legal = mapping(value, place, frozenset({"fr", "en", "url"}))
    return {key: sentence(needed(legal, key, place), place) for key in ("fr", "en", "url")}


def _sources(value: object, place: str, source: Mapping[str, object]) -> tuple[Source, ...]:
    read = []
    for rank, each in enumerate(items(value, place)):
        where = f"{place}[{rank}]"
        entry = mapping(each, where, frozenset({"kind", "ref", "covers"}))
        parts = (sentence(needed(entry, key, where), where) for key in ("kind", "ref", "covers"))
        read.append(Source(*parts))
    if not read:
        raise DomainError("missing_key", name=place)
    return tuple(read)


def _provenance(
    value: object, place: str, source: Mapping[str, object]
) -> Mapping[str, Provenance]:
    said = mapping(value, place, frozenset(TERMS))
    return {
        term: choice(needed(said, term, place), Provenance, f"{place}.{term}", "unknown_provenance")
        for term in TERMS
    }


def _grant(value: object, place: str, source: Mapping[str, object]) -> Money:
    amount = read_amount(value, place)
    if not amount.cents:
        raise DomainError("nothing_to_grant", name=place)
    return amount


def _tranches(value: object, place: str, source: Mapping[str, object]) -> tuple[Fraction, ...]:
    shares = tuple(parse_share(each, name=place) for each in items(value, place))
    if sum(shares, Fraction(0)) != 1 or len(shares) > MOST_YEARS:
        raise DomainError("tranches_not_one", name=place, total=str(sum(shares, Fraction(0))))
    return shares


def _catch_up(value: object, place: str, source: Mapping[str, object]) -> CatchUp:
    entry = mapping(value, place, frozenset({"years", "rate"}))
    years = whole(needed(entry, "years", place), f"{place}.years", 0, MOST_YEARS)
    return CatchUp(years, parse_share(needed(entry, "rate", place), name=f"{place}.rate"))


_Reader = Callable[[object, str, Mapping[str, object]], object]
_READERS: Mapping[str, _Reader] = {
    "schema": _schema,
    "urn": _urn,
    "id": _slug,
    "version": _slug,
    "status": lambda value, place, _: choice(value, Status, place, "unknown_status"),
    "validity": _validity,
    "title": _words,
    "description": _words,
    "legal_reference": _legal,
    "sources": _sources,
    "provenance": _provenance,
    "grant_max": _grant,
    "tranches": _tranches,
    "weights": lambda value, place, _: choice(value, WeightsSource, place, "unknown_weights"),
    "rule": lambda value, place, _: read_rule(value, place),
    "prepayment_max_share": lambda value, place, _: parse_share(value, name=place),
    "catch_up": _catch_up,
    "right_to_reply_days": lambda value, place, _: whole(value, place, 0, 365),
}


def changed_terms(before: Terms, after: Terms) -> tuple[str, ...]:
    """Return the names of the terms that two versions word differently, in reading order.

    >>> changed_terms.__name__
    'changed_terms'
    """
    return tuple(term for term in TERMS if getattr(before, term) != getattr(after, term))
