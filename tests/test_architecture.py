"""The walls that import-linter cannot say."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import grimp

import essaim

ROOT = Path(essaim.__path__[0])
PROJECT = tomllib.loads((ROOT.parents[1] / "pyproject.toml").read_text("utf-8"))
#: What one app may import of another: its rules, its readings, its acts, its announcements.
DOORS = {"domain", "queries", "services", "events"}
#: The floor lends more: words of refusals, registries, the request, files, exports.
FLOOR = DOORS | {
    *("labels", "panels", "http", "files", "exports", "jobs", "thread", "todo", "commands"),
    *("forms", "search", "checks", "navigation", "news", "templatetags", "pictures", "portfolio"),
    *("serving", "shipped", "documents", "related", "live"),
}
FLOOR_DOORS = {"platform": FLOOR}
#: The only places that open archives, parse XML or tables, or connect to the outside.
GUARD = "platform/files"
MOST_LINES, MOST_FUNCTION, MOST_TEMPLATE = 400, 30, 150


def sources() -> Iterator[tuple[str, ast.Module]]:
    """Yield each module of ours, migrations left out."""
    for path in sorted(ROOT.rglob("*.py")):
        if "migrations" not in path.parts:
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text("utf-8"))


def test_apps_meet_only_at_their_doors() -> None:
    graph = grimp.build_graph("essaim")
    trespasses = [
        f"{importer} -> {imported}"
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if _trespasses(importer.split("."), imported.split("."))
    ]
    assert trespasses == []


def _trespasses(importer: list[str], imported: list[str]) -> bool:
    if len(importer) < 2 or len(imported) < 3 or imported[1] in {importer[1], "kernel", "config"}:
        return False
    return imported[2] not in FLOOR_DOORS.get(imported[1], DOORS)


def test_the_inner_wall_knows_every_app() -> None:
    inner = PROJECT["tool"]["importlinter"]["contracts"][1]["containers"]
    apps = {f"essaim.{path.parent.name}" for path in ROOT.glob("*/urls.py")}

    assert set(inner) == apps - {"essaim.platform", "essaim.config"}


def test_what_browsers_reach_never_touches_the_rows_directly() -> None:
    names = ("views", "forms", "panels", "api")
    drawers = [path for name in names for path in ROOT.glob(f"*/{name}.py")]
    drawers += [path for name in names for path in ROOT.glob(f"*/{name}/*.py")]

    assert [str(p) for p in drawers if ".objects" in p.read_text("utf-8")] == []


def test_functions_stay_under_thirty_lines() -> None:
    long = [
        f"{name}: {node.name} ({length})"
        for name, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > MOST_FUNCTION
    ]
    assert long == []


def test_modules_and_templates_stay_readable() -> None:
    modules = [*ROOT.rglob("*.py"), *(ROOT.parents[1] / "tests").rglob("*.py")]
    long = [p for p in modules if _lines(p) > MOST_LINES and "migrations" not in p.parts]
    long += [p for p in ROOT.rglob("templates/**/*.html") if _lines(p) > MOST_TEMPLATE]

    assert [f"{path.relative_to(ROOT.parents[1])}: {_lines(path)}" for path in long] == []


def _lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def test_one_guard_opens_what_people_send() -> None:
    forbidden = {"zipfile", "lxml", "xml", "defusedxml", "openpyxl", "csv", "tarfile"}
    found = [
        f"{name}: {module}"
        for name, tree in sources()
        for module in _imports(tree)
        if module.split(".")[0] in forbidden and not name.startswith((GUARD, "platform/exports"))
    ]
    assert found == []


def test_nothing_connects_to_the_outside() -> None:
    forbidden = {"requests", "httpx", "socket", "urllib.request", "http.client", "pickle"}
    found = [f"{n}: {m}" for n, tree in sources() for m in _imports(tree) if m in forbidden]

    assert found == []


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_markup_is_never_declared_safe_and_rows_never_raw() -> None:
    banned = re.compile(r"\b(mark_safe|\.raw\(|\.extra\(|yaml\.load\(|eval\(|exec\()")
    found = [
        str(path.relative_to(ROOT))
        for path in ROOT.rglob("*.py")
        if banned.search(path.read_text("utf-8")) and "migrations" not in path.parts
    ]
    assert found == []


def test_no_float_touches_money() -> None:
    money = [
        ROOT / "kernel" / "money.py",
        *ROOT.glob("funding/**/*.py"),
        *ROOT.glob("plans/**/*.py"),
    ]
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in money
        if "migrations" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Name) and node.id == "float")
        or (isinstance(node, ast.Attribute) and node.attr == "FloatField")
    ]
    assert found == []


def test_pages_carry_no_inline_script_style_or_handler() -> None:
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son(click|change|load|submit|input)=|javascript:"
    )
    found = [
        f"{path.relative_to(ROOT)}: {match.group(0)}"
        for path in ROOT.rglob("templates/**/*.html")
        for match in [inline.search(path.read_text("utf-8"))]
        if match
    ]
    assert found == []


def test_no_word_leaves_the_house() -> None:
    """No third-party address in a page, a script or a style, except links people follow."""
    outside = re.compile(
        r"""(?:src|action)=["']?https?://|@import\s+["']?https?:|url\(["']?https?:"""
    )
    found = [
        str(path.relative_to(ROOT))
        for pattern in ("templates/**/*.html", "static/**/*.css", "static/**/*.js")
        for path in ROOT.rglob(pattern)
        if "built" not in path.parts and outside.search(path.read_text("utf-8"))
    ]
    assert found == []
