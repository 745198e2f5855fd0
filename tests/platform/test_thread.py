"""The thread is walked both ways, shows what one may see, and names its broken links."""

from collections.abc import Collection, Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.journeys.story import Story
from essaim.platform import services, thread
from essaim.platform.domain.thread import Edge, NodeKind, NodeRef, Shown, Stage, Standing, walk
from essaim.platform.domain.viewer import PUBLIC, Viewer

HIDDEN = 13


def _kind(code: str, stage: Stage) -> NodeKind:
    def visible(viewer: Viewer, keys: Collection[int]) -> Mapping[int, Shown]:
        return {k: Shown(f"{code} {k}", f"/{code}/{k}/") for k in keys if k != HIDDEN}

    def standing(keys: Collection[int]) -> Mapping[int, Standing]:
        return dict.fromkeys(keys, Standing.OPEN)

    def existing(keys: Collection[int]) -> set[int]:
        return {key for key in keys if key < 100}

    return NodeKind(code, stage, visible, standing, existing)


@pytest.fixture
def kinds() -> Iterator[None]:
    before = thread.kinds()
    for code, stage in (("t_voice", Stage.VOICE), ("t_need", Stage.NEED), ("t_idea", Stage.IDEA)):
        thread.register(_kind(code, stage))
    yield
    thread._kinds.clear()
    thread._kinds.update(before)


def bind(source: tuple[str, int], target: tuple[str, int]) -> None:
    services.link(kind="test", source=source, target=target, by=PUBLIC)


def test_a_strip_shows_where_it_comes_from_and_what_became_of_it(kinds: None, story: Story) -> None:
    for voice in (1, 2, HIDDEN):
        bind(("t_voice", voice), ("t_need", 5))
    bind(("t_need", 5), ("t_idea", 7))

    strip = thread.strip(PUBLIC, "t_need", 5)

    assert [(stop.count, stop.title) for stop in strip.before] == [(2, "t_voice 1")]
    assert [stop.url for stop in strip.after] == ["/t_idea/7/"]
    assert strip.here is not None
    assert strip.here.is_here


def test_a_link_whose_end_is_gone_is_named(kinds: None, story: Story) -> None:
    bind(("t_voice", 1), ("t_need", 5))
    bind(("t_voice", 1), ("t_need", 500))

    assert thread.broken_links() == ["test t_voice:1 → t_need:500: t_need:500"]


def test_the_same_link_is_made_once(kinds: None, story: Story) -> None:
    bind(("t_voice", 1), ("t_need", 5))
    bind(("t_voice", 1), ("t_need", 5))

    assert len(thread.edges_around(NodeRef("t_voice", 1), backward=False)) == 1


NODES = st.builds(NodeRef, st.just("n"), st.integers(1, 8))
EDGES = st.lists(st.builds(Edge, st.just("e"), NODES, NODES), max_size=20)


@given(start=NODES, edges=EDGES)
def test_what_is_reached_forward_reaches_back(start: NodeRef, edges: list[Edge]) -> None:
    for node in walk(start, edges):
        assert start in walk(node, edges, backward=True)
