"""The one door for files that people bring: extension, size, magic, container, parts, content."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from essaim.kernel.errors import DomainError
from essaim.platform.files.containers import ask_child
from essaim.platform.files.images import clean_jpeg, clean_png
from essaim.platform.files.limits import MIB, MOST_BYTES, MOST_NAME


class Kind(StrEnum):
    """The kinds of file that Essaim knows; nothing else is taken."""

    CSV = "csv"
    XLSX = "xlsx"
    DOCX = "docx"
    YAML = "yaml"
    JSON = "json"
    TXT = "txt"
    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"


TABLES = frozenset({Kind.CSV, Kind.XLSX})
EVIDENCE = frozenset({Kind.PDF, Kind.PNG, Kind.JPEG, Kind.DOCX, Kind.XLSX, Kind.CSV})

_EXTENSIONS = {kind.value: kind for kind in Kind} | {
    "jpg": Kind.JPEG,
    "yml": Kind.YAML,
    "tsv": Kind.CSV,
}
_MAGIC = {
    Kind.XLSX: b"PK\x03\x04",
    Kind.DOCX: b"PK\x03\x04",
    Kind.PDF: b"%PDF-",
    Kind.PNG: b"\x89PNG\r\n\x1a\n",
    Kind.JPEG: b"\xff\xd8\xff",
}
_NOT_TEXT = (
    *(b"PK\x03\x04", b"PK\x05\x06", b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0"),
    *(b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!\x1a", b"\x7fELF"),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f/\\<>:\"|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


class Upload(Protocol):
    """What is asked of an uploaded file: Django's and any open binary file fit."""

    @property
    def name(self) -> str | None: ...

    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Intake:
    """A file that went through the guard: its bytes are what may be stored or read."""

    name: str
    kind: Kind
    data: bytes
    sha256: str

    @property
    def size(self) -> int:
        return len(self.data)


def guard(source: Upload | Path, kinds: Collection[Kind | str]) -> Intake:
    """Return the file once it is sound; photographs come back without their camera data.

    Raises:
        DomainError: ``file_kind_not_accepted``, ``file_empty``, ``file_too_large``,
            ``file_unreadable``, ``file_encrypted_or_old``, ``file_not_what_it_says``, and those
            of ``archives``, ``sheets`` and ``images``.
    """
    name = clean_name(source.name or "")
    kind = _kind(name, {Kind(each) for each in kinds})
    data = _read(source)
    if not data:
        raise DomainError("file_empty", name=name)
    if len(data) > MOST_BYTES:
        raise DomainError("file_too_large", name=name, most=MOST_BYTES)
    _check_magic(name, kind, data)
    if content := _CONTENT.get(kind):
        data = content(data)
    return Intake(name, kind, data, hashlib.sha256(data).hexdigest())


def clean_name(name: str) -> str:
    """Return the name of a file without its folders nor anything a screen could misread.

    >>> clean_name("../../etc/Relevé<b>.csv")
    'Relevé_b_.csv'
    """
    last = re.split(r"[/\\]", name)[-1]
    safe = _UNSAFE.sub("_", unicodedata.normalize("NFC", last)).strip(" .")
    stem, dot, extension = safe.rpartition(".")
    return (stem[: MOST_NAME - 12] + dot + extension[:10]) if dot else safe[:MOST_NAME]


def _kind(name: str, kinds: set[Kind]) -> Kind:
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    kind = _EXTENSIONS.get(extension)
    if kind is None or kind not in kinds:
        accepted = ", ".join(sorted(kinds))
        raise DomainError("file_kind_not_accepted", name=name, accepted=accepted)
    return kind


def _read(source: Upload | Path) -> bytes:
    try:
        if isinstance(source, Path):
            with source.open("rb") as opened:
                return opened.read(MOST_BYTES + 1)
        return source.read(MOST_BYTES + 1)
    except OSError as error:
        name = clean_name(source.name or "")
        raise DomainError("file_unreadable", name=name) from error


def _check_magic(name: str, kind: Kind, data: bytes) -> None:
    if kind in {Kind.XLSX, Kind.DOCX} and data.startswith(_OLD_OFFICE):
        raise DomainError("file_encrypted_or_old", name=name)
    if magic := _MAGIC.get(kind):
        is_right = data.startswith(magic)
    else:
        is_right = not data.startswith(_NOT_TEXT) and (data.startswith(_UTF16) or b"\0" not in data)
    if not is_right:
        raise DomainError("file_not_what_it_says", name=name, kind=kind.value)


def _asking(what: str) -> Callable[[bytes], bytes]:
    def check(data: bytes) -> bytes:
        ask_child(what, data)
        return data

    return check


def _check_pdf(data: bytes) -> bytes:
    if b"%%EOF" not in data[-MIB // 256 :]:
        raise DomainError("pdf_damaged")
    return data


_CONTENT: dict[Kind, Callable[[bytes], bytes]] = {
    Kind.XLSX: _asking("check-xlsx"),
    Kind.DOCX: _asking("check-docx"),
    Kind.PNG: clean_png,
    Kind.JPEG: clean_jpeg,
    Kind.PDF: _check_pdf,
}
