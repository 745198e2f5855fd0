"""Extract the marked sentences of each app into its English catalogue, or check it is complete.

    .venv/bin/python chores/catalogues.py [APP …]           extract, keeping what is translated
    .venv/bin/python chores/catalogues.py --check [APP …]   list what is missing, exit 1

French is the source. Django's own tool needs the system's gettext, which the project does not ask
for: Python files are read with ``ast``, templates with Django's own lexer.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.template.base import Lexer, Token, TokenType
from django.utils.text import smart_split
from django.utils.translation import trim_whitespace

SOURCES = Path(__file__).resolve().parents[1] / "src/essaim"
#: Name of the function → which arguments are (context, sentence, plural); None is absent.
FUNCTIONS: dict[str, tuple[int | None, int, int | None]] = {
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
FUNCTIONS |= {f"{name}_lazy": places for name, places in list(FUNCTIONS.items())}
FUNCTIONS["gettext_noop"] = FUNCTIONS["gettext"]
INLINE = re.compile(r"""_\(("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\)""")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
METADATA = {
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": "en",
    "MIME-Version": "1.0",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A marked sentence: what a catalogue is searched by, and its plural."""

    context: str | None
    text: str
    plural: str | None = None

    @property
    def key(self) -> tuple[str | None, str]:
        return self.context, self.text


class UnreadableMarkError(Exception):
    """A mark whose sentence is not a literal: nothing could find its translation."""


def in_python(source: str, name: str = "") -> Iterator[Sentence]:
    """Yield the marked sentences of a Python file, under whatever name gettext is imported.

    >>> list(in_python('from django.utils.translation import gettext as _; _("Oui")'))
    [Sentence(context=None, text='Oui', plural=None)]
    """
    tree = ast.parse(source)
    names = dict.fromkeys(FUNCTIONS, "") | _aliases(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        called = node.func.id if isinstance(node.func, ast.Name) else called
        if called not in names:
            continue
        places = FUNCTIONS[names[called] or called]
        texts = [None if at is None else _literal(node, at, name) for at in places]
        if texts[1] is not None:
            yield Sentence(texts[0], texts[1], texts[2])


def _aliases(tree: ast.Module) -> dict[str, str]:
    return {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in FUNCTIONS
    }


def _literal(call: ast.Call, place: int, name: str) -> str | None:
    """Return the literal of an argument; a variable is the sentence of another mark."""
    argument = call.args[place] if place < len(call.args) else None
    if isinstance(argument, ast.JoinedStr | ast.BinOp):
        raise UnreadableMarkError(f"{name}:{call.lineno}: a marked sentence must be one literal")
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    return None


def in_template(source: str) -> Iterator[Sentence]:
    """Yield the marked sentences of a Django template, as its tags will ask for them.

    >>> list(in_template("{% blocktranslate trimmed %} Oui {{ n }} {% endblocktranslate %}"))
    [Sentence(context=None, text='Oui %(n)s', plural=None)]
    """
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        if token.token_type not in {TokenType.BLOCK, TokenType.VAR}:
            continue
        for found in INLINE.findall(token.contents):
            yield Sentence(None, _unquoted(found).replace("%", "%%"))
        word = token.contents.split()[0] if token.token_type == TokenType.BLOCK else ""
        if word in {"translate", "trans"}:
            yield from _translate(token)
        elif word in {"blocktranslate", "blocktrans"}:
            yield _block(token, tokens)


def _translate(token: Token) -> Iterator[Sentence]:
    bits = list(smart_split(token.contents))[1:]
    if bits and bits[0][0] in "\"'":
        yield Sentence(_context(bits), _unquoted(bits[0].partition("|")[0]).replace("%", "%%"))


def _context(bits: list[str]) -> str | None:
    return _unquoted(bits[bits.index("context") + 1]) if "context" in bits else None


def _block(token: Token, tokens: Iterator[Token]) -> Sentence:
    bits = list(smart_split(token.contents))
    parts: list[list[str]] = [[]]
    for inner in tokens:
        word = inner.contents.split()[0] if inner.token_type == TokenType.BLOCK else ""
        if word in {"endblocktranslate", "endblocktrans"}:
            break
        if word == "plural":
            parts.append([])
        elif inner.token_type == TokenType.VAR:
            parts[-1].append(f"%({inner.contents})s")
        elif inner.token_type == TokenType.TEXT:
            parts[-1].append(inner.contents.replace("%", "%%"))
    texts = ["".join(part) for part in parts]
    if "trimmed" in bits:
        texts = [trim_whitespace(text) for text in texts]
    return Sentence(_context(bits), texts[0], texts[1] if len(texts) > 1 else None)


def _unquoted(literal: str) -> str:
    return str(ast.literal_eval(literal))


def sentences(app: Path) -> dict[Sentence, list[str]]:
    """Return each sentence of an app and the files that use it, in the order of the files."""
    found: dict[Sentence, list[str]] = {}
    files = [
        *app.rglob("*.py"),
        *app.rglob("templates/**/*.html"),
        *app.rglob("templates/**/*.txt"),
    ]
    for path in sorted(files):
        if "migrations" in path.parts or not path.is_file():
            continue
        text, name = path.read_text(), path.relative_to(app).as_posix()
        for each in in_python(text, str(path)) if path.suffix == ".py" else in_template(text):
            if each.text:
                places = found.setdefault(each, [])
                if name not in places:
                    places.append(name)
    return _joined(found)


def _joined(found: dict[Sentence, list[str]]) -> dict[Sentence, list[str]]:
    """Let a sentence with a plural stand for the same one without, as gettext does."""
    plurals = {each.key: each for each in found if each.plural}
    joined: dict[Sentence, list[str]] = {}
    for each, places in found.items():
        joined.setdefault(plurals.get(each.key, each), []).extend(places)
    return joined


def catalogue_of(app: Path) -> Path:
    return app / "locale/en/LC_MESSAGES/django.po"


def extract(app: Path) -> int:
    """Write the catalogue of an app anew, keeping its translations; return what is left to do."""
    wanted, path = sentences(app), catalogue_of(app)
    if not wanted and not path.exists():
        return 0
    kept = _kept(path)
    fresh = polib.POFile(wrapwidth=99)
    fresh.metadata = METADATA
    for each, places in wanted.items():
        fresh.append(_entry(each, places, kept.get(_plain(each.key))))
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh.save(str(path))
    return len(fresh.untranslated_entries())


def _kept(path: Path) -> dict[tuple[str, str], polib.POEntry]:
    if not path.exists():
        return {}
    return {_plain((e.msgctxt, e.msgid)): e for e in polib.pofile(str(path)) if not e.obsolete}


def _plain(key: tuple[str | None, str]) -> tuple[str, str]:
    """Return a key that a change of spaces or of apostrophe does not change."""
    context, text = key
    return context or "", re.sub(r"[\s\u00a0\u202f]+", " ", text).replace("’", "'")


def _entry(each: Sentence, places: list[str], old: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(
        msgid=each.text, msgctxt=each.context, occurrences=[(place, "") for place in places]
    )
    if "%(" in each.text:
        entry.flags.append("python-format")
    if each.plural:
        entry.msgid_plural = each.plural
        entry.msgstr_plural = (old and old.msgstr_plural) or {0: old.msgstr if old else "", 1: ""}
    elif old:
        entry.msgstr = old.msgstr or old.msgstr_plural.get(0, "")
    return entry


def faults(app: Path) -> Iterator[str]:
    """Yield what keeps the English of an app from being complete and faithful."""
    path = catalogue_of(app)
    wanted = {each.key: each for each in sentences(app)}
    entries = {(e.msgctxt, e.msgid): e for e in polib.pofile(str(path))} if path.exists() else {}
    for _context, text in wanted.keys() - entries.keys():
        yield f"{app.name}: not extracted: {text!r}"
    for _context, text in entries.keys() - wanted.keys():
        yield f"{app.name}: no longer used: {text!r}"
    for key in wanted.keys() & entries.keys():
        yield from (f"{app.name}: {why}: {key[1]!r}" for why in _weaknesses(entries[key]))


def _weaknesses(entry: polib.POEntry) -> Iterator[str]:
    forms = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
    if not all(forms):
        yield "not translated"
        return
    if entry.fuzzy:
        yield "fuzzy"
    known = {*PLACEHOLDER.findall(entry.msgid), *PLACEHOLDER.findall(entry.msgid_plural or "")}
    for form in forms:
        said = set(PLACEHOLDER.findall(form))
        missing = known - said if not entry.msgid_plural else set()
        if said - known or missing:
            yield f"other placeholders in {form!r}"


def apps(names: Iterable[str] = ()) -> list[Path]:
    """Return the folders of the apps named, or of all."""
    chosen = [SOURCES / name for name in names]
    return chosen or sorted(path.parent for path in SOURCES.glob("*/__init__.py"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("app", nargs="*")
    parser.add_argument("--check", action="store_true", help="list what is missing, change nothing")
    asked = parser.parse_args()
    if asked.check:
        found = [fault for app in apps(asked.app) for fault in sorted(faults(app))]
        print("\n".join(found) or "every catalogue is complete")
        return 1 if found else 0
    for app in apps(asked.app):
        left = extract(app)
        if left:
            print(f"{app.name}: {left} to translate in {catalogue_of(app)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
