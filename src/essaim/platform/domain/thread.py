"""The chain from a voice to a euro: what a node is, and how a walk goes both ways."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """Where a node stands on the chain; the order is that of the chain."""

    VOICE = "voice"
    NEED = "need"
    CRITERION = "criterion"
    DIAGNOSIS = "diagnosis"
    IDEA = "idea"
    PLAN = "plan"
    ACTION = "action"
    TARGET = "target"
    RESULT = "result"
    AID_LINE = "aid_line"
    PAYMENT = "payment"
    PRACTICE = "practice"


class Standing(StrEnum):
    """What became of a node: the question every voice asks."""

    OPEN = "open"
    COMMITTED = "committed"
    DELIVERED = "delivered"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class NodeRef:
    """A row of any app, named by the code of its kind and its key."""

    kind: str
    pk: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.pk}"


@dataclass(frozen=True, slots=True)
class Shown:
    """A node as a viewer may see it."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class NodeKind:
    """How an app shows its rows to the thread, which knows no app.

    *visible* returns only the nodes the viewer may see; *standing* what became of each.
    """

    code: str
    stage: Stage
    visible: Callable[..., Mapping[int, Shown]]
    standing: Callable[[Collection[int]], Mapping[int, Standing]]
    existing: Callable[[Collection[int]], set[int]]


@dataclass(frozen=True, slots=True)
class Edge:
    """One link of the chain, from what asked to what answered."""

    kind: str
    source: NodeRef
    target: NodeRef


def walk(start: NodeRef, edges: Iterable[Edge], *, backward: bool = False) -> list[NodeRef]:
    """Return every node reached from *start*, nearest first, *start* left out.

    >>> v, n = NodeRef("voice", 1), NodeRef("need", 2)
    >>> [str(node) for node in walk(n, [Edge("voices", v, n)], backward=True)]
    ['voice:1']
    """
    steps: dict[NodeRef, list[NodeRef]] = {}
    for edge in edges:
        near, far = (edge.target, edge.source) if backward else (edge.source, edge.target)
        steps.setdefault(near, []).append(far)
    seen, waiting, found = {start}, [start], []
    while waiting:
        for node in steps.get(waiting.pop(0), []):
            if node not in seen:
                seen.add(node)
                waiting.append(node)
                found.append(node)
    return found
