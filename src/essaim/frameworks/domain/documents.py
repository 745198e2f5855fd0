"""What the files of the library are: one schema each, told by their first key."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from essaim.kernel.errors import DomainError


class DocumentKind(StrEnum):
    FRAMEWORK = "framework"
    PARAMETERS = "parameters"
    CROSSWALK = "crosswalk"
    VOCABULARIES = "vocabularies"
    INDICATORS = "indicators"
    WORDINGS = "wordings"


_PREFIX: Final = "urn:essaim:schema:"


def kind_of(data: object, *, name: str) -> DocumentKind:
    """Return what the file *name* says it is.

    >>> kind_of({"schema": "urn:essaim:schema:crosswalk:1"}, name="c.yaml")
    <DocumentKind.CROSSWALK: 'crosswalk'>

    Raises:
        DomainError: ``unknown_document``.
    """
    schema = data.get("schema") if isinstance(data, dict) else None
    for kind in DocumentKind:
        if schema == f"{_PREFIX}{kind}:1":
            return kind
    raise DomainError("unknown_document", file=name, value=str(schema)[:60])
