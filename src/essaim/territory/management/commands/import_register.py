"""``essaim import-register FILE``: take a register of providers in."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext, ngettext

from essaim.platform.commands import EssaimCommand, existing_file
from essaim.platform.domain.viewer import HOUSE
from essaim.platform.files import ENCODINGS, TABLES, guard
from essaim.territory import queries, services
from essaim.territory.domain.layouts import Layout
from essaim.territory.importers import Choices, read_register
from essaim.territory.labels import reason


def _pair(text: str) -> tuple[str, str]:
    name, equals, column = text.partition("=")
    if not equals or not name or not column:
        raise ArgumentTypeError("écrivez champ=colonne")
    return name, column


class Command(EssaimCommand):
    help = "Importe un registre de structures : extrait officiel FINESS, CSV ou XLSX."

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--layout", choices=[str(each) for each in Layout], default="")
        parser.add_argument("--map", type=_pair, nargs="+", action="extend", default=[])
        parser.add_argument("--encoding", choices=ENCODINGS, default="")
        parser.add_argument("--sheet", default="")
        parser.add_argument("--agency", default="", help="agence qui accompagnera les structures")
        parser.add_argument("--dry-run", action="store_true")

    def act(self, **options: Any) -> Mapping[str, Any]:
        path: Path = existing_file(options["file"])
        choices = Choices(
            layout=options["layout"],
            sheet=options["sheet"],
            encoding=options["encoding"],
            columns=dict(options["map"]),
        )
        register = read_register(guard(path, TABLES), choices)
        outcome = services.import_register(
            register=register,
            agency_id=queries.agency_named(options["agency"]),
            by=HOUSE,
            dry_run=options["dry_run"],
        )
        found = outcome.as_dict()
        rejected = [
            {
                "line": each["line"],
                "field": each["field"],
                "value": each["value"],
                "reason": reason(each),
            }
            for each in found["rejected"]
        ]
        return {**found, "rejected": rejected}

    def text(self, result: Mapping[str, Any]) -> str:
        counts = gettext("%(created)s créées, %(updated)s mises à jour, %(unchanged)s inchangées.")
        refused = len(result["rejected"])
        lines = [counts % result]
        lines.append(
            ngettext("%(n)s ligne refusée.", "%(n)s lignes refusées.", refused) % {"n": refused}
        )
        for each in result["rejected"]:
            place = gettext("Ligne %(line)s, %(field)s : %(reason)s")
            lines.append(place % each)
        return "\n".join(lines)
