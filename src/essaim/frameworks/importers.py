"""Read the files of the library through the guard: data, faults with their lines, digest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from essaim.frameworks import queries
from essaim.frameworks.domain import check_others as check
from essaim.frameworks.domain.canonical import digest_of, write_kept
from essaim.frameworks.domain.checking import check_framework
from essaim.frameworks.domain.documents import DocumentKind, kind_of
from essaim.frameworks.domain.faults import Fault
from essaim.frameworks.domain.framework import Status
from essaim.kernel.errors import DomainError
from essaim.platform.files import Intake, Lines, guard, read_yaml

SHIPPED: Final = Path(__file__).parent / "library"


@dataclass(frozen=True, slots=True)
class Document:
    """A file as read: what it is, what it holds, and every fault found in it."""

    name: str
    kind: DocumentKind
    data: Any
    faults: tuple[Fault, ...]
    source_digest: str

    @property
    def urn(self) -> str:
        urn = self.data.get("urn")
        return urn[:140] if isinstance(urn, str) else ""

    @property
    def content(self) -> str:
        return write_kept(self.data)

    @property
    def digest(self) -> str:
        return digest_of(self.data)


@dataclass
class Context:
    """What files are checked against: the roles, the places, the bridges known so far."""

    roles: frozenset[str]
    places: dict[str, set[str]]
    bridges: dict[tuple[str, str], str]

    def learn(self, document: Document) -> None:
        """Let the files that follow be checked against this one."""
        if document.faults:
            return
        if document.kind is DocumentKind.FRAMEWORK:
            ends = (*document.data["criteria"], *document.data["themes"])
            self.places[document.urn] = {f"{document.data['id']}/{each['id']}" for each in ends}
        elif document.kind is DocumentKind.CROSSWALK:
            links = document.data["links"]
            self.bridges = {(each["from"], each["to"]): each["strength"] for each in links}
        elif document.kind is DocumentKind.VOCABULARIES:
            entries = document.data["lists"].get("stakeholder_roles", [])
            self.roles = frozenset(each["id"] for each in entries)


def known_context() -> Context:
    """Return what the installation knows already."""
    crosswalk = queries.current_crosswalk()
    bridges = crosswalk.bridges if crosswalk else ()
    return Context(
        queries.stakeholder_roles(),
        queries.places(),
        {(each.source, each.target): str(each.strength) for each in bridges},
    )


def shipped_context() -> Context:
    """Return what the shipped files know, for a check without a database."""
    context = Context(frozenset(), {}, {})
    for path in shipped_files():
        context.learn(read_document(guard(path, {"yaml"}), None))
    return context


def read_together(paths: Iterable[Path], context: Context) -> tuple[Document, ...]:
    """Return several files checked one after the other, and against each other.

    A version given twice, or two current versions of one framework, are faults of the second.
    """
    found: list[Document] = []
    for path in paths:
        document = read_document(guard(path, {"yaml"}), context)
        context.learn(document)
        found.append(replace(document, faults=(*document.faults, *_clashes(document, found))))
    return tuple(found)


def read_document(intake: Intake, context: Context | None) -> Document:
    """Return the document of a guarded YAML file; without *context* its faults are not sought.

    Raises:
        DomainError: ``file_not_utf8``, ``unknown_document`` and those of ``read_yaml``.
    """
    data, line_of = read_yaml(_decoded(intake))
    kind = kind_of(data, name=intake.name)
    faults = _faults(kind, data, line_of, context) if context else ()
    return Document(intake.name, kind, data, faults, sha256(intake.data).hexdigest())


def shipped_files() -> Iterator[Path]:
    """Yield the shipped files, those that others are checked against first."""
    first = ("vocabularies.yaml", "crosswalk.yaml", "indicators.yaml")
    yield SHIPPED / first[0]
    yield from (path for path in sorted(SHIPPED.glob("*.yaml")) if path.name not in first)
    yield from (SHIPPED / name for name in first[1:])


def _clashes(document: Document, others: Iterable[Document]) -> Iterator[Fault]:
    if document.kind is not DocumentKind.FRAMEWORK:
        return
    identity, status = document.data.get("id"), document.data.get("status")
    for other in others:
        if other.kind is not DocumentKind.FRAMEWORK or other.data.get("id") != identity:
            continue
        facts = {"urn": document.urn, "file": other.name}
        if other.urn == document.urn:
            yield Fault(1, "urn", "given_twice", facts)
        elif Status.SUPERSEDED not in {status, other.data.get("status")}:
            yield Fault(1, "status", "two_current", facts)


def _faults(kind: DocumentKind, data: Any, line_of: Lines, context: Context) -> tuple[Fault, ...]:
    match kind:
        case DocumentKind.FRAMEWORK:
            return check_framework(data, context.roles, line_of)
        case DocumentKind.PARAMETERS:
            return check.check_parameters(data, line_of)
        case DocumentKind.CROSSWALK:
            return check.check_crosswalk(data, context.places, line_of)
        case DocumentKind.VOCABULARIES:
            return check.check_vocabularies(data, line_of)
        case DocumentKind.INDICATORS:
            return check.check_indicators(data, context.bridges, line_of)
        case DocumentKind.WORDINGS:
            return check.check_wordings(data, line_of)


def _decoded(intake: Intake) -> str:
    try:
        return intake.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = intake.data.count(b"\n", 0, error.start) + 1
        raise DomainError("file_not_utf8", file=intake.name, line=line) from error
