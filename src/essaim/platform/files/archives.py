"""Open an office file (a zip of XML) without trusting anything it says of itself."""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import cast
from xml.parsers import expat

from essaim.kernel.errors import DomainError
from essaim.platform.files import limits

_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zX")
_BAD_NAME = re.compile(r"[\x00-\x1f\x7f\\]|^/|^[A-Za-z]:|(^|/)\.\.(/|$)")
_MACROS = re.compile(r"(vbaProject|vbaData|activeX|macrosheets)", re.IGNORECASE)
_DECLARED = re.compile(rb"""encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODINGS = {"utf-8", "utf8", "utf-16", "us-ascii", "ascii"}
_CHUNK = 64 * 1024


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Return the archive once its list of entries is sound; nothing is inflated yet.

    Raises:
        DomainError: ``archive_damaged``, ``archive_too_many_entries``, ``archive_entry_name``,
            ``archive_entry_kind``, ``archive_overlap``, ``file_has_macros``.
    """
    if not data.startswith(b"PK\x03\x04"):
        raise DomainError("archive_damaged")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError) as error:
        raise DomainError("archive_damaged") from error
    entries = archive.infolist()
    if len(entries) > limits.MOST_ENTRIES:
        raise DomainError("archive_too_many_entries", most=limits.MOST_ENTRIES)
    _check_names(entries)
    _check_kinds(entries)
    _check_places(entries, data)
    return archive


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        shown = name[:80].encode("ascii", "backslashreplace").decode()
        if len(name) > limits.MOST_NAME or _BAD_NAME.search(name) or name.lower() in seen:
            raise DomainError("archive_entry_name", entry=shown)
        if _MACROS.search(name):
            raise DomainError("file_has_macros", entry=shown)
        seen.add(name.lower())


def _check_kinds(entries: list[zipfile.ZipInfo]) -> None:
    for entry in entries:
        mode = entry.external_attr >> 16
        is_link = stat.S_ISLNK(mode)
        if is_link or entry.flag_bits & 0x1 or entry.compress_type not in {0, 8}:
            raise DomainError("archive_entry_kind", entry=entry.filename[:80])


def _check_places(entries: list[zipfile.ZipInfo], data: bytes) -> None:
    """Refuse entries that share bytes: one compressed block read a thousand times is a bomb."""
    end = 0
    for entry in sorted(entries, key=lambda each: each.header_offset):
        start = entry.header_offset
        if start < end or (end == 0 and start):
            raise DomainError("archive_overlap", entry=entry.filename[:80])
        header = data[start : start + 30]
        if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
            raise DomainError("archive_damaged")
        name_size = int.from_bytes(header[26:28], "little")
        extra_size = int.from_bytes(header[28:30], "little")
        end = start + 30 + name_size + extra_size + entry.compress_size
    if end > len(data):
        raise DomainError("archive_damaged")


def read_parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Yield each entry with its real bytes, counted while they are inflated.

    Raises:
        DomainError: ``archive_too_big``, ``archive_nested``, ``archive_damaged``.
    """
    total = 0
    for entry in archive.infolist():
        if entry.is_dir():
            continue
        part = _inflate(archive, entry, limits.MOST_INFLATED - total)
        if part.startswith(_ARCHIVES):
            raise DomainError("archive_nested", entry=entry.filename[:80])
        total += len(part)
        yield entry.filename, part


def _inflate(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    most = min(limits.MOST_PART, left)
    ratio_cap = max(limits.RATIO_FROM, entry.compress_size * limits.MOST_RATIO)
    found = bytearray()
    try:
        with archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                found += chunk
                if len(found) > most or len(found) > ratio_cap:
                    raise DomainError("archive_too_big", entry=entry.filename[:80])
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError) as error:
        raise DomainError("archive_damaged") from error
    except NotImplementedError as error:
        raise DomainError("archive_entry_kind", entry=entry.filename[:80]) from error
    return bytes(found)


def is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def check_xml(name: str, data: bytes) -> None:
    """Refuse a document type, odd encodings, deep nesting and crowds of attributes.

    Raises:
        DomainError: ``xml_doctype``, ``xml_encoding``, ``xml_too_deep``,
            ``xml_too_many_attributes``, ``xml_damaged``.
    """
    scan_xml(name, data, expat.ParserCreate())


def scan_xml(name: str, data: bytes, parser: expat.XMLParserType) -> None:
    """Run *parser*, whose own handlers are kept, under the rules of :func:`check_xml`."""
    _check_encoding(name, data)
    watch = _Watch(name, parser)
    parser.StartElementHandler, parser.EndElementHandler = watch.start, watch.end
    parser.StartDoctypeDeclHandler = watch.doctype
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise DomainError("xml_damaged", entry=name, line=error.lineno) from error


class _Watch:
    """Count depth and attributes on the way to the handlers that were there before."""

    def __init__(self, name: str, parser: expat.XMLParserType) -> None:
        self._name, self._depth = name, 0
        self._start = cast(
            Callable[[str, dict[str, str]], object] | None, parser.StartElementHandler
        )
        self._end = parser.EndElementHandler

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > limits.MOST_XML_DEPTH:
            raise DomainError("xml_too_deep", entry=self._name, most=limits.MOST_XML_DEPTH)
        if len(attributes) > limits.MOST_ATTRIBUTES:
            most = limits.MOST_ATTRIBUTES
            raise DomainError("xml_too_many_attributes", entry=self._name, most=most)
        if self._start:
            self._start(tag, attributes)

    def end(self, tag: str) -> None:
        self._depth -= 1
        if self._end:
            self._end(tag)

    def doctype(self, *_facts: object) -> None:
        raise DomainError("xml_doctype", entry=self._name)


def _check_encoding(name: str, data: bytes) -> None:
    head = data[:400].replace(b"\x00", b"")
    declared = _DECLARED.search(head.split(b"?>")[0])
    said = declared[1].decode().lower() if declared else "utf-8"
    if said not in _ENCODINGS or data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        raise DomainError("xml_encoding", entry=name, encoding=said)
