"""The documentation leads somewhere: every link opens, every guide is found from the README."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_of_a_page_opens(page: Path) -> None:
    missing = [
        link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()
    ]
    assert missing == []


def test_each_change_has_its_fragment_in_french_sentences() -> None:
    fragments = list((ROOT / "changelog.d").glob("*.md"))
    loose = [p.name for p in fragments if not p.read_text("utf-8").strip().endswith((".", "»"))]

    assert fragments
    assert loose == []


@pytest.mark.parametrize("page", sorted(ROOT.glob("docs/decisions/*.md")), ids=lambda p: p.stem)
def test_the_title_of_a_decision_states_it(page: Path) -> None:
    title = page.read_text("utf-8").splitlines()[0]

    assert re.fullmatch(r"# [A-ZÀ-Ý].{15,}", title)
    assert not title.endswith((".", "?"))
