"""`essaim check`: Django's checks, then the integrity of the data, or its privacy."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.commands.check import Command as DjangoCheck

from essaim.platform import checks


class Command(DjangoCheck):
    help = "Vérifie le réglage, le fil, le journal, les états ; --privacy : les tableaux publiés."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)  # type: ignore[arg-type]
        parser.add_argument("--privacy", action="store_true")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *labels: Any, **options: Any) -> None:
        """Exit 1 with one line per fault; ``--deploy`` and ``--tag`` keep Django's meaning."""
        privacy, as_json = options.pop("privacy"), options.pop("as_json")
        wants_django = bool(labels or options["deploy"] or options["tags"])
        if not privacy and not as_json:
            super().handle(*labels, **options)
        if wants_django:
            return
        faults = checks.faults(privacy=privacy)
        if as_json:
            self.stdout.write(json.dumps({"faults": faults}, ensure_ascii=False))
        for name, found in () if as_json else faults.items():
            self.stdout.write(f"{name} : {len(found)}")
            for fault in found:
                self.stderr.write(f"{name} : {fault}")
        if any(faults.values()):
            raise SystemExit(1)
