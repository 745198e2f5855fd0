"""Check the scale, the scoring rule and the weights of a framework file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from essaim.frameworks.domain.faults import Node, unique_ids
from essaim.frameworks.domain.framework import Family, Kind, NotApplicable
from essaim.frameworks.domain.words import Provenance

#: Above this, a weight is a typing error.
MOST_WEIGHT: Final = 1_000_000
#: A whole number reads as such; anything else that is a number reads as its digits.
_DECIMAL = re.compile(r"-?\d{0,12}\.\d{1,12}")


def check(top: Node) -> None:
    """Write down what is wrong in the scale and the scoring rule."""
    scale, scoring = top["scale"], top["scoring"]
    if top["kind"].value == Kind.NOMENCLATURE:
        for part in (scale, scoring):
            if part.exists and part.value is not None:
                part.fault("nomenclature_scored")
        return
    if scale.exists and scale.need_keys(("provenance", "not_applicable", "levels")):
        _scale(scale)
    if scoring.exists and scoring.need_keys(("family",)):
        _scoring(scoring, level_values(top))


def level_values(top: Node) -> list[int]:
    """Return the values of the levels that have one."""
    levels = top["scale"]["levels"].value
    entries = levels if isinstance(levels, list) else []
    values = [each.get("value") for each in entries if isinstance(each, dict)]
    return [int(value) for value in values if value is not None and _is_whole(value)]


def check_weights(top: Node, criteria: Iterable[Node]) -> None:
    """Each weight is above zero, or null where weights mean nothing; so their sum is too."""
    if not isinstance(top["scoring"].value, dict | None) or not top["scoring"].exists:
        return
    family = top["scoring"]["family"].value
    is_weighted = top["kind"].value == Kind.ASSESSMENT and family != Family.PROFILE
    weights = [node["weight"] for node in criteria if node["weight"].exists]
    for weight in weights:
        if is_weighted:
            _weight(weight)
        elif weight.value is not None:
            weight.fault("weight_not_null", value=weight.shown)
    known = [number for weight in weights if (number := weight_of(weight.value)) is not None]
    if is_weighted and known and sum(known) <= 0:
        top["criteria"].fault("weights_sum_to_zero", total=str(sum(known)))


def weight_of(value: object) -> Fraction | None:
    """Return the exact number of a weight, ``None`` when it is none.

    >>> weight_of(2), weight_of("1.5"), weight_of("2"), weight_of("nan")
    (Fraction(2, 1), Fraction(3, 2), None, None)
    """
    if _is_whole(value):
        return Fraction(str(value))
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return Fraction(value)
    return None


def _weight(node: Node) -> None:
    number = weight_of(node.value)
    if number is None:
        node.fault("weight_not_a_number", value=node.shown)
    elif number <= 0:
        node.fault("weight_not_positive", value=node.shown)
    elif number > MOST_WEIGHT:
        node.fault("weight_too_large", value=node.shown, most=MOST_WEIGHT)


def _scale(scale: Node) -> None:
    scale["provenance"].one_of(set(Provenance), "unknown_provenance")
    scale["not_applicable"].one_of(set(NotApplicable), "unknown_not_applicable")
    values: list[int] = []
    for level in scale["levels"].items():
        if not level.need_keys(("value", "label", "descriptor")):
            continue
        value = level["value"].value
        if isinstance(value, int) and _is_whole(value):
            values.append(value)
        else:
            level["value"].fault("level_not_whole", value=level["value"].shown)
        level["label"].words()
        level["descriptor"].words()
    if len(values) < 2 or values != sorted(set(values)):
        scale["levels"].fault("levels_not_rising")
    special = list(scale["special"].items(optional=True))
    unique_ids(special, "special", key="code")
    for mark in special:
        if mark.need_keys(("code", "display", "label", "effect", "provenance")):
            mark["label"].words()
            mark["display"].text()
            mark["effect"].text()
            mark["provenance"].one_of(set(Provenance), "unknown_provenance")


def _scoring(scoring: Node, values: list[int]) -> None:
    family = scoring["family"].one_of(set(Family), "unknown_family")
    _output(scoring)
    if family == Family.PROFILE and scoring["total"].value != "forbidden":
        scoring["total"].fault("profile_with_total")
    if family == Family.ADDITIVE:
        _levels_used(scoring["levels_used"], values)
    if family == Family.HIERARCHICAL:
        chain, imperative = scoring["chain"], scoring["imperative"]
        if not isinstance(chain.value, list) or chain.value[:1] != ["element"]:
            chain.fault("hierarchy_without_elements")
        if imperative["not_applicable"].value != "refused":
            imperative["not_applicable"].fault("imperative_may_be_skipped")
        below = imperative["below"]
        if below.exists and not _is_whole(below.value):
            below.fault("level_not_whole", value=below.shown)


def _output(scoring: Node) -> None:
    """Check what the screen needs: a unit and how many decimals."""
    for name in ("output", "rounding", "imperative"):
        part = scoring[name]
        if not part.exists or not part.need_keys(()):
            continue
        decimals = part["display_decimals"]
        if decimals.exists and decimals.value not in range(7):
            decimals.fault("bad_decimals", value=decimals.shown)
        part["unit"].text(optional=True)


def _levels_used(used: Node, values: list[int]) -> None:
    if used.need_keys(("min", "max")) and values:
        ends = (used["min"].value, used["max"].value)
        if ends != (values[0], values[-1]):
            used.fault("levels_used_differ", lowest=values[0], highest=values[-1])


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
