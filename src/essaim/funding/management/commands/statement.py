"""`essaim statement ID --pdf OUT`: the kept bytes of a final statement, or its project."""

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from essaim.funding.exporters import statement_print
from essaim.funding.queries import kept_statement
from essaim.kernel.errors import DomainError
from essaim.platform.commands import EssaimCommand


class Command(EssaimCommand):
    help = "Écrit le PDF d’un état de versement."

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("statement", metavar="ID", type=int)
        parser.add_argument("--pdf", metavar="OUT", required=True)

    def act(self, **options: Any) -> Mapping[str, Any]:
        row, out = kept_statement(options["statement"]), Path(options["pdf"])
        data = statement_print(row)
        try:
            out.write_bytes(data)
        except OSError as error:
            raise DomainError("cannot_write", file=str(out)) from error
        return {
            "statement": row.pk,
            "pdf": str(out),
            "bytes": len(data),
            "is_final": row.is_final,
            "sha256": row.pdf_sha256,
        }

    def text(self, result: Mapping[str, Any]) -> str:
        return f"{result['pdf']} ({result['bytes']} octets)"
