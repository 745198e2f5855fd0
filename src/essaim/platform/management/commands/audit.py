"""`essaim audit anchor | verify FILE`: keep the ends of the log elsewhere, and compare later."""

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from essaim.kernel.errors import DomainError
from essaim.platform import anchors
from essaim.platform.commands import EssaimCommand, existing_file
from essaim.platform.files.json import read_json


class Command(EssaimCommand):
    help = "Imprime l’ancre du journal, ou compare le journal à une ancre gardée ailleurs."

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=["anchor", "verify"])
        parser.add_argument("file", nargs="?", default="")

    def act(self, *, action: str, file: str, **_: object) -> Mapping[str, Any]:
        if action == "anchor":
            return anchors.anchor()
        kept = read_json(existing_file(file).read_text("utf-8"))
        if not isinstance(kept, dict):
            raise DomainError("anchor_not_ours")
        faults = anchors.anchor_faults(kept)
        if faults:
            self.stderr.write("\n".join(faults))
            raise SystemExit(1)
        return {"faults": []}
