"""`essaim framework check|load|diff FILE…`: what a file is worth, without opening a page."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from essaim.frameworks import importers, services
from essaim.frameworks.domain.comparison import compare
from essaim.frameworks.domain.documents import DocumentKind
from essaim.frameworks.importers import Document
from essaim.frameworks.labels import DOCUMENTS, explain_change, explain_fault
from essaim.kernel.errors import DomainError
from essaim.platform.commands import REFUSED, USAGE, EssaimCommand, existing_file
from essaim.platform.domain.viewer import HOUSE

COMPARED = 2


class Command(EssaimCommand):
    help = "Contrôle, charge ou compare des référentiels et les autres fichiers de la bibliothèque."
    has_faults = False

    def arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["check", "load", "diff"])
        parser.add_argument("files", nargs="*", metavar="FILE")
        parser.add_argument(
            "--library", action="store_true", help="charge la bibliothèque livrée (load)"
        )

    def handle(self, *arguments: object, **options: Any) -> None:
        """Exit 3 when a checked file has faults, all of them printed."""
        super().handle(*arguments, **options)
        if self.has_faults:
            raise SystemExit(REFUSED)

    def act(self, **options: Any) -> Mapping[str, Any]:
        what, files, library = options["what"], options["files"], options["library"]
        if what == "diff" and len(files) != COMPARED:
            raise CommandError("diff compare deux fichiers.", returncode=USAGE)
        if not files and not (what == "load" and library):
            raise CommandError("donnez au moins un fichier.", returncode=USAGE)
        paths = [existing_file(each) for each in files]
        if what == "check":
            return self._check(paths)
        return _diff(paths) if what == "diff" else _load(paths, library=library)

    def text(self, result: Mapping[str, Any]) -> str:
        if "changes" in result:
            lines = [change["text"] for change in result["changes"]] or ["aucune différence"]
            return "\n".join([f"{result['old']} → {result['new']}", *lines])
        if "loaded" in result:
            return "\n".join(
                f"{each['file']} : {each['urn']}, {each['outcome']}" for each in result["loaded"]
            )
        lines = []
        for each in result["files"]:
            count = len(each["faults"])
            said = f"{count} défaut(s)" if count else f"sans défaut, {each['digest'][:12]}"
            lines.append(f"{each['file']} ({each['kind']}) : {said}")
            lines += [f"  {fault['message']}" for fault in each["faults"]]
        return "\n".join(lines)

    def _check(self, paths: list[Path]) -> Mapping[str, Any]:
        documents = importers.read_together(paths, importers.shipped_context())
        self.has_faults = any(document.faults for document in documents)
        return {
            "files": [_checked(document) for document in documents],
            "faults": sum(len(document.faults) for document in documents),
        }


def _checked(document: Document) -> dict[str, Any]:
    faults = [
        {
            "line": fault.line,
            "place": fault.place,
            "code": fault.code,
            "message": explain_fault(fault),
        }
        for fault in document.faults
    ]
    return {
        "file": document.name,
        "kind": str(DOCUMENTS[document.kind]),
        "urn": document.urn,
        "digest": document.digest,
        "faults": faults,
    }


def _load(paths: list[Path], *, library: bool) -> Mapping[str, Any]:
    found = services.install_library(by=HOUSE) if library else ()
    documents = importers.read_together(paths, importers.known_context()) if paths else ()
    found = (*found, *services.load_documents(documents=documents, by=HOUSE))
    return {
        "loaded": [
            {"file": each.name, "urn": each.urn, "outcome": each.outcome, "id": each.row.pk}
            for each in found
        ]
    }


def _diff(paths: list[Path]) -> Mapping[str, Any]:
    context = importers.shipped_context()
    old, new = (_sound(path, context) for path in paths)
    changes = [
        {
            "kind": change.kind,
            "path": list(change.path),
            "before": change.before,
            "after": change.after,
            "text": explain_change(change),
        }
        for change in compare(old.data, new.data)
    ]
    return {"old": old.urn, "new": new.urn, "changes": changes}


def _sound(path: Path, context: importers.Context) -> Document:
    """Return a framework without fault: comparing what is broken says nothing."""
    (document,) = importers.read_together([path], context)
    if document.kind is not DocumentKind.FRAMEWORK:
        raise DomainError("not_one_framework", file=document.name)
    if document.faults:
        raise services.refusal_of(document)
    return document
