"""The strip of the thread on every object: where it comes from, what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q

from essaim.platform.domain.thread import Edge, NodeKind, NodeRef, Shown, Stage
from essaim.platform.domain.viewer import Viewer
from essaim.platform.models import Link

_kinds: dict[str, NodeKind] = {}
#: How far a strip looks, in links; pages of the whole thread walk further.
REACH = 6


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
    """Return the links within reach of *start* in one direction, one query per step."""
    found: list[Edge] = []
    frontier, seen = {start}, {start}
    for _step in range(REACH):
        if not frontier:
            break
        rows = Link.objects.filter(_touching(frontier, backward=backward))
        edges = [row.to_domain() for row in rows]
        found += edges
        far = {edge.source if backward else edge.target for edge in edges}
        frontier = far - seen
        seen |= far
    return found


def _touching(nodes: Collection[NodeRef], *, backward: bool) -> Q:
    near = "target" if backward else "source"
    by_kind: dict[str, list[int]] = defaultdict(list)
    for node in nodes:
        by_kind[node.kind].append(node.pk)
    wanted = Q(pk__in=[])
    for kind, keys in by_kind.items():
        wanted |= Q(**{f"{near}_kind": kind, f"{near}_id__in": keys})
    return wanted


def strip(viewer: Viewer, code: str, pk: int) -> Strip:
    """Return what *viewer* may see around a node; what is not visible is not counted."""
    start = NodeRef(code, pk)
    before = {edge.source for edge in edges_around(start, backward=True)}
    after = {edge.target for edge in edges_around(start, backward=False)} - before
    here = _stops(viewer, [start])
    stop = here[0] if here else None
    marked = stop and Stop(stop.stage, 1, stop.title, stop.url, is_here=True)
    return Strip(_stops(viewer, before - {start}), marked, _stops(viewer, after - {start}))


def _stops(viewer: Viewer, nodes: Iterable[NodeRef]) -> tuple[Stop, ...]:
    by_kind: dict[str, list[int]] = defaultdict(list)
    for node in nodes:
        if node.kind in _kinds:
            by_kind[node.kind].append(node.pk)
    shown: dict[Stage, list[Shown]] = defaultdict(list)
    for code, keys in by_kind.items():
        visible = _kinds[code].visible(viewer, keys)
        shown[_kinds[code].stage] += [visible[key] for key in sorted(visible)]
    order = list(Stage)
    return tuple(
        Stop(stage, len(found), found[0].title, found[0].url)
        for stage, found in sorted(shown.items(), key=lambda pair: order.index(pair[0]))
        if found
    )


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
