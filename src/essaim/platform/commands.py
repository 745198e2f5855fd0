"""The manners of every command: text for people, JSON for programs, one code per outcome."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import translation

from essaim.kernel.errors import DomainError
from essaim.platform import labels

FAULT, USAGE, REFUSED = 1, 2, 3
BASE_NOT_READY = "La base n’est pas prête : lancez d’abord « essaim migrate »."


class EssaimCommand(BaseCommand):
    """Exit 0 done, 2 bad usage, 3 refused input (the sentence says what and where), 1 fault."""

    requires_system_checks: list[str] = []
    #: Does the work with the options asked for, and returns what ``--json`` prints.
    act: Callable[..., Mapping[str, Any] | None]

    def arguments(self, parser: ArgumentParser) -> None:
        """Declare what the command takes, besides ``--json``."""

    def text(self, result: Mapping[str, Any]) -> str:
        """Return what a person reads; by default the JSON itself."""
        return json.dumps(result, ensure_ascii=False, indent=2)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", dest="as_json")
        self.arguments(parser)

    def handle(self, *_args: object, as_json: bool = False, **options: Any) -> None:
        with translation.override("fr"):
            try:
                result = self.act(**options)
            except DomainError as error:
                self._refuse(error, as_json=as_json)
            except DatabaseError as error:
                if not is_base_ready():
                    raise CommandError(BASE_NOT_READY, returncode=FAULT) from error
                raise
            if result is None:
                return
            said = json.dumps(result, ensure_ascii=False) if as_json else self.text(result)
        self.stdout.write(said)

    def _refuse(self, error: DomainError, *, as_json: bool) -> NoReturn:
        sentence = labels.explain(error)
        if as_json:
            refusal = {"code": error.code, "sentence": sentence, "facts": _plain(error.facts)}
            self.stdout.write(json.dumps({"refused": refusal}, ensure_ascii=False))
        raise CommandError(sentence, returncode=REFUSED)


def is_base_ready() -> bool:
    """Return whether every migration has been applied; quicker than migrating for nothing."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _plain(facts: Mapping[str, object]) -> dict[str, object]:
    kept = (int, bool, type(None))
    return {
        name: fact if isinstance(fact, kept) else labels.printable(str(fact))
        for name, fact in facts.items()
    }


def existing_file(text: str) -> Path:
    """Return the path of a file a command was given.

    Raises:
        DomainError: ``file_missing``.
    """
    path = Path(text)
    if not path.is_file():
        raise DomainError("file_missing", file=text)
    return path
