"""Hostile office files, one test per class of attack; each is built here from nothing."""

from __future__ import annotations

import io
import struct
import time
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from essaim.kernel.errors import DomainError
from essaim.platform.files import Kind, guard, read_workbook, read_xlsx
from essaim.platform.files.archives import check_xml
from essaim.platform.files.limits import MOST_BYTES
from essaim.platform.files.sheets import check_office

SHEET = "xl/worksheets/sheet1.xml"


class Brought(io.BytesIO):
    def __init__(self, name: str, data: bytes) -> None:
        super().__init__(data)
        self.name = name


def workbook(rows: list[list[object]], **options: object) -> bytes:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, **options})
    page = book.add_worksheet("Structures")
    for line, row in enumerate(rows):
        page.write_row(line, 0, row)
    book.close()
    return written.getvalue()


def changed(data: bytes, parts: dict[str, bytes]) -> bytes:
    """Return the same archive with some parts replaced or added."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as copy,
    ):
        for name in source.namelist():
            copy.writestr(name, parts.get(name, source.read(name)))
        for name in parts.keys() - set(source.namelist()):
            copy.writestr(name, parts[name])
    return written.getvalue()


GOOD = workbook([["finess", "nom"], ["130048374", "Un"]])


def refusal(data: bytes, name: str = "classeur.xlsx") -> DomainError:
    with pytest.raises(DomainError) as caught:
        guard(Brought(name, data), {Kind.XLSX, Kind.DOCX})
    return caught.value


def outcome(act: Callable[..., object], *args: object) -> str:
    """Return the code of the refusal, or nothing when *act* went through."""
    try:
        act(*args)
    except DomainError as error:
        return error.code
    return ""


def with_entry(name: str, data: bytes = b"x", **facts: int) -> bytes:
    written = io.BytesIO(GOOD)
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as archive:
        entry = zipfile.ZipInfo(name)
        entry.compress_type = zipfile.ZIP_DEFLATED
        for fact, value in facts.items():
            setattr(entry, fact, value)
        archive.writestr(entry, data)
    return written.getvalue()


def test_a_sound_workbook_goes_through_with_its_digest() -> None:
    intake = guard(Brought("Liste.xlsx", GOOD), {Kind.XLSX})

    assert (intake.name, intake.kind, intake.data, len(intake.sha256)) == (
        "Liste.xlsx", Kind.XLSX, GOOD, 64,
    )  # fmt: skip


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "C:evil", "a\\b", "xl/../../x", "a" * 201]
)
def test_an_entry_that_would_leave_its_folder_is_refused(name: str) -> None:
    assert refusal(with_entry(name)).code == "archive_entry_name"


def test_two_entries_of_one_name_are_refused_whatever_their_case() -> None:
    assert refusal(with_entry("XL/workbook.XML")).code == "archive_entry_name"


def test_a_symbolic_link_is_refused() -> None:
    assert refusal(with_entry("xl/link", external_attr=0o120777 << 16)).code == "archive_entry_kind"


def test_an_unknown_compression_is_refused() -> None:
    assert refusal(with_entry("xl/a", compress_type=zipfile.ZIP_LZMA)).code == "archive_entry_kind"


def test_an_encrypted_entry_is_refused() -> None:
    data = bytearray(GOOD)
    data[data.rfind(b"PK\x01\x02") + 8] |= 1

    assert refusal(bytes(data)).code == "archive_entry_kind"


def test_macros_are_refused_by_name() -> None:
    error = refusal(with_entry("xl/vbaProject.bin"))

    assert (error.code, error.facts["entry"]) == ("file_has_macros", "xl/vbaProject.bin")


def test_an_archive_inside_the_archive_is_refused() -> None:
    assert refusal(with_entry("xl/embeddings/a.bin", GOOD)).code == "archive_nested"


def test_a_bomb_is_stopped_while_it_inflates() -> None:
    started = time.monotonic()

    assert refusal(with_entry("xl/big.xml", b" " * 45_000_000)).code == "archive_too_big"
    assert time.monotonic() - started < 2


def test_a_size_that_lies_does_not_deceive_the_count() -> None:
    data = bytearray(with_entry("xl/big.xml", b" " * 45_000_000))
    entry = data.rfind(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 10)

    assert refusal(bytes(data)).code in {"archive_damaged", "archive_too_big"}


def test_more_entries_than_any_workbook_has_are_refused() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for number in range(2_001):
            archive.writestr(f"xl/{number}.xml", b"")

    assert refusal(written.getvalue()).code == "archive_too_many_entries"


def test_entries_that_share_bytes_are_refused() -> None:
    data = bytearray(GOOD)
    first, last = data.find(b"PK\x01\x02"), data.rfind(b"PK\x01\x02")
    data[last + 42 : last + 46] = data[first + 42 : first + 46]

    assert refusal(bytes(data)).code in {"archive_overlap", "archive_damaged"}


def test_bytes_before_the_archive_are_refused() -> None:
    assert refusal(b"PK\x03\x04" + b"\0" * 60 + GOOD).code in {"archive_overlap", "archive_damaged"}


@pytest.mark.parametrize("size", [0, 4, 100, -30])
def test_a_cut_file_is_refused(size: int) -> None:
    assert refusal(GOOD[:size]).code in {"file_empty", "archive_damaged"}


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("lisez-moi.txt", "bonjour")

    assert refusal(written.getvalue()).code == "archive_without_part"


DOCTYPE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_whatever_the_encoding(encoding: str) -> None:
    assert refusal(changed(GOOD, {SHEET: DOCTYPE.encode(encoding)})).code == "xml_doctype"


@pytest.mark.parametrize(
    ("code", "part"),
    [
        ("xml_encoding", b'<?xml version="1.0" encoding="UTF-7"?><a/>'),
        ("xml_encoding", b'<?xml version="1.0" encoding="ISO-8859-1"?><a/>'),
        ("xml_encoding", "<a/>".encode("utf-32")),
        ("xml_too_deep", b"<a>" * 65 + b"</a>" * 65),
        ("xml_too_many_attributes", b"<a %s/>" % b" ".join(b'a%d=""' % n for n in range(501))),
        ("xml_damaged", b"<a><b></a>"),
        ("xml_damaged", b""),
    ],
)
def test_xml_is_plain_shallow_and_whole(code: str, part: bytes) -> None:
    assert refusal(changed(GOOD, {SHEET: part})).code == code


def test_a_protected_or_old_file_says_how_to_save_it() -> None:
    assert refusal(b"\xd0\xcf\x11\xe0" + b"\0" * 100).code == "file_encrypted_or_old"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.exe", b"MZ", "file_kind_not_accepted"),
        ("a", b"x", "file_kind_not_accepted"),
        ("a.svg", b"<svg/>", "file_kind_not_accepted"),
        ("a.docx", b"%PDF-1.7", "file_not_what_it_says"),
        ("a.xlsx", b"", "file_empty"),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * MOST_BYTES, "file_too_large"),
    ],
)
def test_name_size_and_first_bytes_are_looked_at_in_that_order(
    name: str, data: bytes, code: str
) -> None:
    assert refusal(data, name).code == code


@pytest.mark.parametrize("name", ["a.csv", "a.yaml", "a.json", "a.txt"])
@pytest.mark.parametrize("data", [GOOD, b"%PDF-1", b"a;b\0c", b"\x1f\x8b\x08"])
def test_a_text_file_holds_text(name: str, data: bytes) -> None:
    with pytest.raises(DomainError, match="file_not_what_it_says"):
        guard(Brought(name, data), set(Kind))


def test_values_come_back_as_a_person_reads_them() -> None:
    book = workbook([["a", "b", "c", "d"], ["01400", 44239603200132, 12.5, True]])
    table = read_xlsx(book)

    assert table.header == ("a", "b", "c", "d")
    assert table.rows[0].cells == ("01400", "44239603200132", "12.5", "oui")
    assert (table.rows[0].line, table.sheet) == (2, "Structures")


@pytest.mark.parametrize("is_1904", [False, True])
def test_dates_are_right_in_both_calendars(is_1904: bool) -> None:
    book = workbook(
        [["jour"], [date(2026, 3, 12)]], default_date_format="dd/mm/yyyy", date_1904=is_1904
    )

    assert read_xlsx(book).rows[0].cells == ("2026-03-12",)


def sheet_xml(rows: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>nom</t></is></c></row>'


@pytest.mark.parametrize(
    ("cell", "is_refused"),
    [
        ('<c r="A2"><f>1+1</f></c>', True),
        ('<c r="A2"><f>1+1</f><v></v></c>', True),
        ('<c r="A2" t="e"><v>#N/A</v></c>', True),
        ('<c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', True),
        ('<c r="A2"><f>1+1</f><v>2</v></c>', False),
        ('<c r="A2" t="str"><f>""</f><v></v></c>', False),
    ],
)
def test_formulas_never_computed_and_errors_are_named(cell: str, is_refused: bool) -> None:
    data = changed(GOOD, {SHEET: sheet_xml(f'{HEADER}<row r="2">{cell}</row>')})
    if not is_refused:
        assert read_xlsx(data).header == ("nom",)
        return
    with pytest.raises(DomainError) as caught:
        read_xlsx(data)
    assert caught.value.code == "formula_or_error_cells"
    assert caught.value.facts == {"sheet": "Structures", "cells": "A2"}


def test_a_million_empty_rows_are_read_past_quickly() -> None:
    empty = "".join(f'<row r="{line}"/>' for line in range(2, 1_000_001))
    last = '<row r="1000001"><c r="A1000001" t="inlineStr"><is><t>fin</t></is></c></row>'
    data = changed(GOOD, {SHEET: sheet_xml(HEADER + empty + last)})
    started = time.monotonic()
    table = read_xlsx(data)

    assert [(row.line, row.cells) for row in table.rows] == [(1_000_001, ("fin",))]
    assert time.monotonic() - started < 6


def test_a_false_dimension_is_not_believed() -> None:
    body = sheet_xml(HEADER).replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')

    assert read_xlsx(changed(GOOD, {SHEET: body})).header == ("nom",)


@pytest.mark.parametrize(("row", "cell"), [("9" * 30, "A2"), ("2", "ZZZZZZZZ2"), ("-5", "A-5")])
def test_places_out_of_the_sheet_are_refused_or_ignored(row: str, cell: str) -> None:
    wild = f'<row r="{row}"><c r="{cell}"><v>1</v></c></row>'
    code = outcome(read_xlsx, changed(GOOD, {SHEET: sheet_xml(HEADER + wild)}))

    assert code in {"", "archive_damaged", "too_many_rows", "file_too_heavy"}


def test_columns_and_sheets_are_counted() -> None:
    wide = workbook([[f"c{number}" for number in range(201)]])
    with pytest.raises(DomainError, match="too_many_columns"):
        read_xlsx(wide)
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    for _ in range(51):
        book.add_worksheet()
    book.close()
    with pytest.raises(DomainError, match="too_many_sheets"):
        read_workbook(written.getvalue())


def test_hidden_sheets_are_not_read_and_unknown_ones_are_named() -> None:
    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True})
    for name in ("Vue", "Cachée"):
        page = book.add_worksheet(name)
        page.write_row(0, 0, ["nom"])
    page.hide()
    book.close()

    assert list(read_workbook(written.getvalue())) == ["Vue"]
    with pytest.raises(DomainError, match="unknown_sheet"):
        read_xlsx(written.getvalue(), "Cachée")


@given(st.binary(max_size=400), st.integers(0, len(GOOD) - 1))
@settings(max_examples=500, deadline=None)
def test_no_bytes_make_the_container_reader_fail_otherwise_than_by_a_refusal(
    noise: bytes, place: int
) -> None:
    data = GOOD[:place] + noise + GOOD[place + len(noise) :]
    code = outcome(check_office, data, "xl/workbook.xml")

    assert code.startswith(("archive_", "xml_", "file_")) or not code


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
@settings(max_examples=500, deadline=None)
def test_no_bytes_make_the_xml_reader_fail_otherwise_than_by_a_refusal(data: bytes) -> None:
    code = outcome(check_xml, "part.xml", data)

    assert code.startswith("xml_") or not code
