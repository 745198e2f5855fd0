"""From the plain data of a checked file to the typed framework; assumes the check passed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from essaim.frameworks.domain.framework import (
    MANAGERS,
    Anchor,
    Asked,
    Axis,
    Criterion,
    Family,
    Framework,
    Kind,
    Level,
    NotApplicable,
    Objective,
    Scale,
    Scoring,
    Source,
    SpecialMark,
    Status,
    Theme,
)
from essaim.frameworks.domain.words import Named, Provenance, Words

Data = Mapping[str, Any]
_COUNTS_AS = re.compile(r"counts_as_(\d+)")


def build(data: Data) -> Framework:
    """Return the framework that checked *data* describes, every number exact."""
    notes, validity = data["notes"], data["validity"]
    return Framework(
        urn=data["urn"],
        id=data["id"],
        version=str(data["version"]),
        kind=Kind(data["kind"]),
        status=Status(data["status"]),
        valid_from=_day(validity["from"]),
        valid_until=_day(validity["until"]),
        title=_words(data["title"]),
        description=_words(data["description"]),
        licence=data["licence"]["own_text"],
        licence_note=_words(data["licence"]["note"]),
        sources=tuple(map(_source, data["sources"])),
        scale=_scale(data["scale"]) if data["scale"] else None,
        scoring=_scoring(data["scoring"]) if data["scoring"] else None,
        axes=tuple(map(_axis, data["axes"])),
        themes=tuple(map(_theme, data["themes"])),
        objectives=tuple(map(_objective, data.get("objectives", ()))),
        criteria=tuple(map(_criterion, data["criteria"])),
        asked_of_all=_asked_of_all(data),
        notes_fr=tuple(map(str, notes["fr"])),
        notes_en=tuple(map(str, notes["en"])),
        legal_checks=_named(data.get("legal_checks", ())),
        regimes=_named(data.get("regimes", ())),
        needs_import=bool(data.get("criteria_import", {}).get("required")),
    )


def _asked_of_all(data: Data) -> tuple[str, ...]:
    default = MANAGERS if data["kind"] == Kind.ASSESSMENT else ()
    return tuple(data.get("asked_of_all", default))


def _words(data: Data) -> Words:
    return Words(data["fr"], data["en"])


def _named(items: Sequence[Data]) -> tuple[Named, ...]:
    return tuple(Named(each["id"], _words(each["title"])) for each in items)


def _day(value: object) -> str | None:
    return None if value is None else str(value)


def _source(data: Data) -> Source:
    return Source(*(str(data.get(key, "")) for key in ("id", "kind", "ref", "covers")))


def _axis(data: Data) -> Axis:
    method = _words(data["method"]) if data.get("method") else None
    return Axis(data["id"], _words(data["title"]), Provenance(data["provenance"]), method)


def _theme(data: Data) -> Theme:
    title, provenance = _words(data["title"]), Provenance(data["provenance"])
    return Theme(data["id"], tuple(data["axis"]), title, provenance, str(data.get("source", "")))


def _objective(data: Data) -> Objective:
    return Objective(data["id"], _words(data["title"]), data.get("theme"))


def _scale(data: Data) -> Scale:
    return Scale(
        Provenance(data["provenance"]),
        NotApplicable(data["not_applicable"]),
        tuple(
            Level(
                each["value"],
                _words(each["label"]),
                _words(each["descriptor"]),
                bool(each.get("requires_evidence")),
            )
            for each in data["levels"]
        ),
        tuple(_special(each) for each in data.get("special", ())),
    )


def _special(data: Data) -> SpecialMark:
    effect = data["effect"]
    counts_as = _COUNTS_AS.search(effect)
    return SpecialMark(
        data["code"],
        data["display"],
        _words(data["label"]),
        Provenance(data["provenance"]),
        counts_as=int(counts_as[1]) if counts_as else None,
        needs_reason="with_reason" in effect,
        is_refused_on_imperative="refused_on_imperative" in effect,
    )


def _scoring(data: Data) -> Scoring:
    output = data.get("output", {}) | data.get("rounding", {})
    return Scoring(
        Family(data["family"]),
        action_plan_below=data.get("imperative", {}).get("below"),
        unit=output.get("unit", "share"),
        display_decimals=output.get("display_decimals", 1),
    )


def _criterion(data: Data) -> Criterion:
    weight = data["weight"]
    return Criterion(
        id=data["id"],
        axis=data["axis"],
        theme=data["theme"],
        title=_words(data["title"]),
        description=_words(data["description"]),
        provenance=Provenance(data["provenance"]),
        source=data["source"] or "",
        weight=None if weight is None else Fraction(str(weight)),
        objective=data.get("objective"),
        is_imperative=bool(data.get("imperative")),
        is_key_factor=bool(data.get("key_factor")),
        applies_to=tuple(data.get("applies_to", ())),
        elements=_named(data.get("elements", ())),
        indicators=tuple(_words(each) for each in data.get("indicators", ())),
        regime=tuple(data.get("regime", ())),
        asked=tuple(_asked(each) for each in data.get("asked", ())),
    )


def _asked(data: Data) -> Asked:
    anchors = tuple(Anchor(each["value"], _words(each)) for each in data["anchors"])
    return Asked(data["role"], _words(data["question"]), anchors)
