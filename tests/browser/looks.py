"""One page, four looks: light, dark, 320 px wide, enlarged; loaded once, restyled, read by axe."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 320, "height": 800}
#: Twice enlarged, a window of 1440 px has the room of one of 720 px.
ENLARGED = {"width": 720, "height": 450}


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is shown before it is read."""

    name: str
    theme: str
    size: dict[str, int]


LOOKS = (
    Look("light", "light", WIDE),
    Look("dark", "dark", WIDE),
    Look("320 px", "light", NARROW),
    Look("200 %", "dark", ENLARGED),
)


def violations(page: Page, looks: tuple[Look, ...] = LOOKS) -> list[str]:
    """Return what axe refuses of the page as it stands, and what overflows, in each look."""
    if not AXE.exists():
        pytest.fail("axe-core is missing: run `python hatch_build.py`")
    page.evaluate(AXE.read_text("utf-8"))  # not a script of the page: its policy stays
    found = []
    for look in looks:
        _show(page, look)
        found += [f"{look.name}: {fault}" for fault in (*_axe(page), *_sideways(page))]
    _show(page, LOOKS[0])
    return found


def _show(page: Page, look: Look) -> None:
    page.set_viewport_size({"width": look.size["width"], "height": look.size["height"]})
    page.evaluate("theme => document.documentElement.dataset.theme = theme", look.theme)
    page.evaluate("() => document.getAnimations().forEach(one => one.finish())")


def _axe(page: Page) -> list[str]:
    outcome: dict[str, Any] = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules},"
        " resultTypes: ['violations']})",
        RULES,
    )
    return [
        f"{rule['id']} ({rule['help']}): {node['html'][:160]}"
        for rule in outcome["violations"]
        for node in rule["nodes"][:3]
    ]


def _sideways(page: Page) -> list[str]:
    """Return the width that spills out of the window, if any."""
    wide: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [f"the page scrolls sideways by {wide} px"] if wide > 0 else []
