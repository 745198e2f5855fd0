"""What the build makes: small where every page needs it, locked, and made again only if needed."""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
from pathlib import Path
from types import ModuleType

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "src/essaim/platform/static/built"


def load_build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("name", "most"),
    [("core.css", 16_000), ("core.js", 4_000), ("simple.js", 4_000), ("room.js", 4_000)],
)
def test_what_every_page_loads_is_small_once_compressed(name: str, most: int) -> None:
    assert len(gzip.compress((BUILT / name).read_bytes())) < most


def test_the_lock_names_no_registry_and_checks_every_package() -> None:
    text = (ROOT / "package-lock.json").read_text("utf-8")
    packages = json.loads(text)["packages"]
    assert "resolved" not in text
    assert "://" not in text.replace("https://opencollective", "").replace("https://github", "")
    assert all("integrity" in each for name, each in packages.items() if name)


def test_scripts_ask_for_nothing_the_policy_forbids() -> None:
    # charts.js keeps a branch for browsers without JSON; a browser test draws it under the policy
    for name in ("core.js", "simple.js", "room.js", "sorting.js"):
        text = (BUILT / name).read_text("utf-8")
        assert "eval(" not in text
        assert "new Function" not in text


def test_nothing_is_made_again_when_nothing_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    build = load_build()
    build.make()
    monkeypatch.setattr(build, "bundle", lambda: pytest.fail("the bundles were made again"))
    build.make()


def test_catalogues_are_compiled_when_they_are_newer(tmp_path: Path) -> None:
    build = load_build()
    folder = tmp_path / "essaim/plans/locale/en/LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.append(polib.POEntry(msgid="Oui", msgstr="Yes"))
    catalogue.save(str(folder / "django.po"))

    assert build.compile_catalogues(tmp_path) == 1
    assert polib.mofile(str(folder / "django.mo"))[0].msgstr == "Yes"
    assert build.compile_catalogues(tmp_path) == 0
    os.utime(folder / "django.po", (2**31, 2**31))
    assert build.compile_catalogues(tmp_path) == 1
