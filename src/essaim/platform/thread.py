"""The strip of the thread on every object: where it comes from, what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from django.db import connection

from essaim.platform.domain.thread import Edge, NodeKind, NodeRef, Shown, Stage
from essaim.platform.domain.viewer import Viewer
from essaim.platform.models import Link

_kinds: dict[str, NodeKind] = {}
#: How far a strip looks, in links; pages of the whole thread walk further.
REACH = 6
#: The links met on the way out from a node. SQLite reads the two sides of a cross join in the
#: order they are written: each end reached is then found by an index, never by a scan.
_WALK = """
WITH RECURSIVE reached (kind, id, steps) AS (
    SELECT CAST(%s AS varchar(40)), CAST(%s AS bigint), 0
    UNION
    SELECT link.{far}_kind, link.{far}_id, reached.steps + 1
    FROM reached CROSS JOIN platform_link AS link
    WHERE link.{near}_kind = reached.kind AND link.{near}_id = reached.id AND reached.steps < %s
)
SELECT DISTINCT link.kind, link.source_kind, link.source_id, link.target_kind, link.target_id
FROM reached CROSS JOIN platform_link AS link
WHERE link.{near}_kind = reached.kind AND link.{near}_id = reached.id
"""


def register(kind: NodeKind) -> None:
    """Tell the thread a kind of node; called once, from ``AppConfig.ready``."""
    _kinds[kind.code] = kind


def kinds() -> dict[str, NodeKind]:
    return dict(_kinds)


@dataclass(frozen=True, slots=True)
class Stop:
    """One stage on a strip: how many nodes stand there, and the first the viewer may open."""

    stage: Stage
    count: int
    title: str
    url: str
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    before: tuple[Stop, ...]
    here: Stop | None
    after: tuple[Stop, ...]


def edges_around(start: NodeRef, *, backward: bool) -> list[Edge]:
    """Return the links within reach of *start* in one direction, in one query."""
    ends = {"near": "target", "far": "source"} if backward else {"near": "source", "far": "target"}
    with connection.cursor() as cursor:
        cursor.execute(_WALK.format(**ends), [start.kind, start.pk, REACH - 1])
        rows = cursor.fetchall()
    return [
        Edge(kind, NodeRef(source, source_id), NodeRef(target, target_id))
        for kind, source, source_id, target, target_id in rows
    ]


def strip(viewer: Viewer, code: str, pk: int) -> Strip:
    """Return what *viewer* may see around a node; what is not visible is not counted."""
    start = NodeRef(code, pk)
    before = {edge.source for edge in edges_around(start, backward=True)} - {start}
    after = {edge.target for edge in edges_around(start, backward=False)} - before - {start}
    shown = _shown(viewer, {start, *before, *after})
    here = _stops(shown, {start})
    marked = here[0] if here else None
    return Strip(
        _stops(shown, before), marked and replace(marked, is_here=True), _stops(shown, after)
    )


def _shown(viewer: Viewer, nodes: AbstractSet[NodeRef]) -> dict[NodeRef, Shown]:
    """Return what *viewer* may see of some nodes: one question to each kind."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for node in nodes:
        if node.kind in _kinds:
            by_kind[node.kind].append(node.pk)
    return {
        NodeRef(code, key): shown
        for code, keys in by_kind.items()
        for key, shown in _kinds[code].visible(viewer, keys).items()
    }


def _stops(shown: Mapping[NodeRef, Shown], nodes: AbstractSet[NodeRef]) -> tuple[Stop, ...]:
    by_stage: dict[Stage, list[NodeRef]] = defaultdict(list)
    for node in sorted(nodes & shown.keys(), key=lambda each: (each.kind, each.pk)):
        by_stage[_kinds[node.kind].stage].append(node)
    firsts = [
        (stage, len(by_stage[stage]), shown[by_stage[stage][0]])
        for stage in Stage
        if by_stage[stage]
    ]
    return tuple(Stop(stage, count, first.title, first.url) for stage, count, first in firsts)


def pairs(kind: str, source_kind: str, target_kind: str) -> set[tuple[int, int]]:
    """Return the keys at both ends of every link of a kind, to compare with a structural FK."""
    rows = Link.objects.filter(kind=kind, source_kind=source_kind, target_kind=target_kind)
    return set(rows.values_list("source_id", "target_id"))


def broken_links() -> list[str]:
    """Return the links whose end no longer exists, named; for `essaim check`."""
    wanted: dict[str, set[int]] = defaultdict(set)
    edges = [link.to_domain() for link in Link.objects.iterator(2000)]
    for edge in edges:
        for node in (edge.source, edge.target):
            wanted[node.kind].add(node.pk)
    there = {
        NodeRef(code, pk)
        for code, keys in wanted.items()
        if code in _kinds
        for pk in _kinds[code].existing(keys)
    }
    return [
        f"{edge.kind} {edge.source} → {edge.target}: {node}"
        for edge in edges
        for node in (edge.source, edge.target)
        if node not in there
    ]
