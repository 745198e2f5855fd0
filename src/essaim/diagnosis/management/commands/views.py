"""`essaim views decide CASE.json`: crossed views of a case, as the pages decide them."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from essaim.diagnosis.domain.case import MOST_CHARACTERS, decide_case
from essaim.diagnosis.labels import GAPS, ROLES
from essaim.kernel.errors import DomainError
from essaim.platform.commands import EssaimCommand, existing_file


class Command(EssaimCommand):
    help = "Décide des regards croisés écrits dans un cas : montrés, masqués, écarts, classement."

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["decide"])
        parser.add_argument("case", metavar="CASE.json")

    def act(self, **options: Any) -> Mapping[str, Any]:
        with existing_file(options["case"]).open("rb") as opened:
            data = opened.read(4 * MOST_CHARACTERS)
        try:
            return decide_case(data.decode())
        except UnicodeDecodeError as error:
            raise DomainError("case_not_utf8", place=error.start) from error

    def text(self, result: Mapping[str, Any]) -> str:
        lines = []
        for code in result["ranking"]:
            view = result["criteria"][code]
            word = GAPS.get(view["level"] or "", "écart inconnu")
            lines.append(f"{code} : écart {view['gap'] or '?'}, {word}")
            lines += [f"  {ROLES[role]} : {_said(seen)}" for role, seen in view["roles"].items()]
        return "\n".join(lines)


def _said(seen: Mapping[str, Any]) -> str:
    if not seen["shown"]:
        return "masqué"
    level = "pas d’accord entre nous" if seen["median"] is None else f"médiane {seen['median']}"
    kind = "réponse collective, " if seen.get("collective") else ""
    return f"{kind}{level}, n = {seen['n']}"
