"""Promises that no single app can keep alone."""

import ast
import re
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands

import essaim
from essaim.platform import labels

ROOT = Path(essaim.__path__[0])
REFERENCE = ROOT.parents[1] / "docs" / "reference"


@pytest.mark.django_db
def test_migrations_match_the_models() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.mark.django_db
def test_system_checks_pass() -> None:
    call_command("check", "--fail-level", "WARNING", verbosity=0)


def test_each_broken_rule_has_its_french_sentence() -> None:
    sources = [path.read_text("utf-8") for path in ROOT.rglob("*.py")]
    codes = set(re.findall(r'DomainError\(\s*"(\w+)"', "".join(sources)))

    assert codes - set(labels.sentences()) == set()


def test_sentences_end_as_sentences_do() -> None:
    loose = [
        code
        for code, sentence in labels.sentences().items()
        if not sentence.rstrip().endswith((".", "!", "?", ")s", "»"))
    ]
    assert loose == []


def test_french_typography_is_written_not_styled() -> None:
    """A thin space before ; ! ? and inside « », a no-break one before a colon."""
    bad = re.compile(
        r"[^\s\u202f\u00a0][;!?](?=\s|$)|«[^\u202f\u00a0]|[^\u202f\u00a0]»|\w :(?=\s|$)"
    )
    found = [
        f"{code}: {match.group(0)!r}"
        for code, sentence in labels.sentences().items()
        for match in [bad.search(re.sub(r"%\(\w+\)s", "x", sentence))]
        if match
    ]
    assert found == []


def test_each_setting_has_its_line_in_the_reference() -> None:
    code = "".join(p.read_text("utf-8") for p in (ROOT / "config").glob("*.py"))
    variables = set(re.findall(r'environ\.get\(\s*"(\w+)"', code))
    told = (REFERENCE / "reglages.md").read_text("utf-8")

    assert {name for name in variables if f"`{name}`" not in told} == set()


def test_each_command_has_its_line_in_the_reference() -> None:
    ours = {name for name, app in get_commands().items() if str(app).startswith("essaim.")}
    told = (REFERENCE / "commandes.md").read_text("utf-8")

    assert {name for name in ours if f"essaim {name.replace('_', '-')}" not in told} == set()


def test_names_of_tests_are_sentences() -> None:
    short = [
        f"{path.name}: {node.name}"
        for path in (ROOT.parents[1] / "tests").rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and node.name.count("_") < 3
    ]
    assert short == []


def test_the_repository_tells_nothing_of_the_machine_it_was_written_on() -> None:
    root = ROOT.parents[1]
    kept = [*root.glob("*.*"), *root.glob("docs/**/*.md"), *root.glob("src/**/*.py")]
    kept += [
        *root.glob("tests/**/*.py"),
        *root.glob("requirements/*.txt"),
        *root.glob("bench/*.py"),
    ]
    absolute = re.compile(r"""(?<![\w.:/])/(?:work|root|home)/\w""")
    found = [str(p) for p in kept if p.is_file() and absolute.search(p.read_text("utf-8"))]

    assert found == []


def test_the_main_action_of_what_is_typed_ends_its_form() -> None:
    """On a phone the head is far above; only a filter keeps its button there."""
    loose = []
    for path in ROOT.rglob("templates/**/*.html"):
        page = path.read_text("utf-8")
        for head in re.findall(r'<c-slot name="action">(.*?)</c-slot>', page, re.DOTALL):
            alone = re.sub(r"<form.*?</form>", "", head, flags=re.DOTALL)
            for tied in re.findall(r'<button class="btn main"(?: form="(\w+)")?>', alone):
                if f'<form class="filters" id="{tied}"' not in page:
                    loose.append(path.name)
    assert loose == []


def test_a_count_without_bound_is_written_as_a_number_in_a_heading() -> None:
    """A thousand is « 1\u202f000 »: what is counted and what is shown are two values."""
    bare = re.compile(
        r"count (\w+)=\S*paginator\.count\b[^%]*%\}(?:(?!endblock).)*\{\{ \1 \}\}", re.S
    )
    pages = ROOT.rglob("templates/**/*.html")

    assert [path.name for path in pages if bare.search(path.read_text("utf-8"))] == []
