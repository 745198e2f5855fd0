"""`essaim aid decide CASE.json`, `essaim aid explain ID`."""

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from essaim.funding.exporters import decision_as_data, explained_statement
from essaim.funding.importers import case_file
from essaim.funding.queries import kept_statement
from essaim.platform.commands import EssaimCommand, existing_file


class Command(EssaimCommand):
    help = "Décide une aide décrite en JSON, ou explique un état de versement."

    def arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="what", required=True)
        decide = acts.add_parser("decide", help="calcule l’aide d’un cas")
        decide.add_argument("case", metavar="CASE.json")
        explain = acts.add_parser("explain", help="explique un état de versement")
        explain.add_argument("statement", metavar="ID", type=int)
        for act in (decide, explain):
            act.add_argument("--json", action="store_true", dest="as_json")

    def act(self, **options: Any) -> Mapping[str, Any]:
        if options["what"] == "explain":
            return explained_statement(kept_statement(options["statement"]))
        case = case_file(existing_file(options["case"]))
        return decision_as_data(case.decide(), case.rule)

    def text(self, result: Mapping[str, Any]) -> str:
        return str(result["text"])
