"""Write French spaces as typography asks: thin before ; ! ? and inside « », fixed before a colon.

Rewrites the string literals of Python sources, the text of templates and the msgid of
catalogues; ``--check`` only lists what would change.
"""

from __future__ import annotations

import re
import sys
import tokenize
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
THIN, FIXED = "\u202f", "\u00a0"
RULES = (
    (re.compile(r"[ \u00a0]([;!?])(?=[\s<\"'’){]|$|\\n)"), THIN + r"\1"),
    (re.compile(r"(?<=[\w»)%}])[ \u202f](:)(?=[\s<\"{]|$|\\n)"), FIXED + r"\1"),
    (re.compile(r"«[ \u00a0]"), "«" + THIN),
    (re.compile(r"(?<=\S)[ \u00a0]»"), THIN + "»"),
    (re.compile(r"(?<=\d) (?=€|%(?!\}))"), FIXED),
)


def mended(text: str) -> str:
    """Return *text* with French spaces.

    >>> mended("« Oui » : vraiment ?") == "«\u202fOui\u202f»\u00a0: vraiment\u202f?"
    True
    """
    for pattern, written in RULES:
        text = pattern.sub(written, text)
    return text


def mended_python(path: Path) -> str:
    """Return the source with French spaces in its string literals only."""
    lines = path.read_text("utf-8").splitlines(keepends=True)
    with path.open("rb") as source:
        tokens = [t for t in tokenize.tokenize(source.readline) if t.type == tokenize.STRING]
    for token in reversed(tokens):
        if 'r"' in token.string[:3] or "r'" in token.string[:3]:
            continue  # a pattern is not a sentence
        (first, start), (last, end) = token.start, token.end
        new = mended(token.string)
        if new == token.string:
            continue
        lines[first - 1 : last] = [lines[first - 1][:start] + new + lines[last - 1][end:]]
    return "".join(lines)


def mended_catalogue(path: Path) -> str:
    """Return a catalogue whose French sentences, and only they, have French spaces."""
    parts = re.split(r"(?m)^(?=msgid|msgstr|msgctxt|#|$)", path.read_text("utf-8"))
    return "".join(mended(part) if part.startswith("msgid") else part for part in parts)


def main() -> int:
    source = ROOT / "src" / "essaim"
    work = [
        (path, mended_python) for path in source.rglob("*.py") if "migrations" not in path.parts
    ]
    work += [
        (p, lambda p: mended(p.read_text("utf-8"))) for p in source.rglob("templates/**/*.html")
    ]
    work += [(path, mended_catalogue) for path in source.rglob("*.po")]
    changed = [(path, new) for path, mend in work if (new := mend(path)) != path.read_text("utf-8")]
    for path, new in changed:
        print(path.relative_to(ROOT))
        if "--check" not in sys.argv:
            path.write_text(new, "utf-8")
    return int(bool(changed) and "--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
