"""Check the other files of the library: parameters, crosswalk, vocabularies, indicators."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Final

from essaim.frameworks.domain.crosswalk import Strength
from essaim.frameworks.domain.faults import Fault, Faults, LineOf, Node, unique_ids
from essaim.frameworks.domain.parameters import Confidence
from essaim.frameworks.domain.words import Provenance

#: The places (``framework/criterion or theme``) of each known version, by urn.
Places = Mapping[str, Collection[str]]
_LINK_KEYS: Final = ("from", "to", "strength", "why")


def check_parameters(data: object, line_of: LineOf = lambda path: 1) -> tuple[Fault, ...]:
    """Return every fault of a file of dated values."""
    faults = Faults(line_of)
    top = Node(faults, data)
    if top.need_keys(("urn", "params")):
        for node in unique_ids(top["params"].items(), "parameter"):
            _parameter(node)
    return faults.all()


def check_vocabularies(data: object, line_of: LineOf = lambda path: 1) -> tuple[Fault, ...]:
    """Return every fault of a file of short lists."""
    faults = Faults(line_of)
    top = Node(faults, data)
    if top.need_keys(("urn", "lists")) and top["lists"].need_keys(()):
        for name in top["lists"].names:
            for node in unique_ids(top["lists"][name].items(), "entry"):
                node["title"].words()
                node["provenance"].one_of(set(Provenance), "unknown_provenance")
    return faults.all()


def check_crosswalk(
    data: object, places: Places, line_of: LineOf = lambda path: 1
) -> tuple[Fault, ...]:
    """Return every fault of a crosswalk; *places* are those of every known version."""
    faults = Faults(line_of)
    top = Node(faults, data)
    if not top.need_keys(("urn", "frameworks", "links")):
        return faults.all()
    versions = list(top["frameworks"].items())
    for version in versions:
        version.one_of(places, "unknown_version")
    named = [version.value for version in versions if version.shown in places]
    for waiting in top["to_confirm"].items(optional=True):
        waiting.one_of([str(each) for each in named], "to_confirm_not_linked")
    known = {place for urn in named for place in places[str(urn)]}
    _bridges(top["links"], known)
    return faults.all()


def check_indicators(
    data: object, bridges: Mapping[tuple[str, str], str], line_of: LineOf = lambda path: 1
) -> tuple[Fault, ...]:
    """Return every fault of a file of indicators; *bridges* are (from, to) → strength."""
    faults = Faults(line_of)
    top = Node(faults, data)
    if top.need_keys(("urn", "indicators")):
        for node in unique_ids(top["indicators"].items(), "indicator"):
            for name in ("title", "unit", "definition"):
                node[name].words()
            node["provenance"].one_of(set(Provenance), "unknown_provenance")
            home = node["home"].text()
            for served in node["serves"].items():
                strength = bridges.get((str(home), served.shown))
                if strength not in {Strength.SAME_FACT, Strength.PARTIAL}:
                    served.fault("no_bridge", home=home, place=served.shown)
            if node["datapoints"].exists:
                node["datapoints"].need_keys(())
    return faults.all()


def check_wordings(data: object, line_of: LineOf = lambda path: 1) -> tuple[Fault, ...]:
    """Return every fault of a file that says in French the short notes written in English."""
    faults = Faults(line_of)
    top = Node(faults, data)
    if top.need_keys(("urn", "french")) and top["french"].need_keys(()):
        for english in top["french"].names:
            top["french"][english].text()
    return faults.all()


def _parameter(node: Node) -> None:
    if not node.need_keys(("id", "title", "provenance", "values", "sources")):
        return
    node["title"].words()
    provenance = node["provenance"].one_of(set(Provenance), "unknown_provenance")
    if not list(node["sources"].items()) and provenance != Provenance.RECONSTRUCTION:
        node["sources"].fault("no_source")
    previous: date | None = None
    for value in node["values"].items():
        if not value.need_keys(("from", "until", "value", "confidence")):
            continue
        value.period()
        value["confidence"].one_of(set(Confidence), "unknown_confidence")
        start, end = _day(value["from"].value), _day(value["until"].value)
        if previous and (start is None or start <= previous):
            value.fault("intervals_overlap", value=value["from"].shown)
        previous = end or date.max
        _plain_value(value["value"])


def _plain_value(node: Node) -> None:
    parts = node.value.values() if isinstance(node.value, dict) else [node.value]
    if not all(isinstance(part, str | int) and part != "" for part in parts):
        node.fault("value_expected")


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _bridges(links: Node, known: Collection[str]) -> None:
    seen: set[frozenset[str]] = set()
    for link in links.items():
        if not link.need_keys(_LINK_KEYS):
            continue
        ends = (link["from"].shown, link["to"].shown)
        for end in ("from", "to"):
            if link[end].shown not in known:
                link[end].fault("unknown_place_linked", place=link[end].shown)
        link["strength"].one_of(set(Strength), "unknown_strength")
        link["why"].text()
        if frozenset(ends) in seen:
            link.fault("linked_twice", source=ends[0], target=ends[1])
        if ends[0].partition("/")[0] == ends[1].partition("/")[0]:
            link.fault("linked_inside", source=ends[0], target=ends[1])
        seen.add(frozenset(ends))
