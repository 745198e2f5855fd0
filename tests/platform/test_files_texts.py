"""CSV, JSON, YAML and photographs: what is read exactly, and what is refused with its place."""

from __future__ import annotations

import io
import json as standard_json
import struct
import zlib
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essaim.kernel.errors import DomainError
from essaim.platform.exports import neutral, to_csv_bytes
from essaim.platform.files import (
    EVIDENCE,
    Kind,
    Ragged,
    Row,
    clean_name,
    guard,
    read_csv,
    read_json,
    read_rows,
    read_yaml,
)

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
PLAIN = st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), max_size=12)


def code_of(act: object, *args: object, **kwargs: object) -> tuple[str, dict[str, object]]:
    assert callable(act)
    with pytest.raises(DomainError) as caught:
        act(*args, **kwargs)
    return caught.value.code, caught.value.facts


# CSV


@pytest.mark.parametrize(
    ("encoding", "used", "is_sure"),
    [
        ("utf-8", "utf-8", True),
        ("utf-8-sig", "utf-8-sig", True),
        ("utf-16", "utf-16", True),
        ("latin-1", "latin-1", False),
        ("cp1252", "latin-1", False),
    ],
)
def test_the_encoding_is_certain_or_shown_as_a_suggestion(
    encoding: str, used: str, is_sure: bool
) -> None:
    table = read_csv("Ville;Numéro\r\nHyères;1\r\n".encode(encoding))

    assert table.header == ("Ville", "Numéro")
    assert table.rows == (Row(2, ("Hyères", "1")),)
    assert table.reading is not None
    assert (table.reading.encoding, table.reading.is_encoding_sure) == (used, is_sure)


def test_curly_quotes_of_windows_are_told_from_latin_1() -> None:
    table = read_csv("ville;nom\nArles;L’Amandier à domicile\n".encode("cp1252"))

    assert table.rows[0].cells == ("Arles", "L’Amandier à domicile")
    assert table.reading is not None
    assert table.reading.encoding == "cp1252"


def test_a_forced_encoding_that_does_not_fit_names_the_line() -> None:
    data = "ville\nArles\nHyères\n".encode("latin-1")

    assert code_of(read_csv, data, encoding="utf-8") == (
        "wrong_encoding", {"encoding": "utf-8", "line": 3},
    )  # fmt: skip
    assert read_csv(data, encoding="latin-1").rows[1].cells == ("Hyères",)


def test_bytes_that_no_encoding_explains_are_refused_not_replaced() -> None:
    assert code_of(read_csv, b"ville\n\x81\x8d\x8f\xff\x90\n")[0] == "unknown_encoding"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_the_separator_is_found(separator: str) -> None:
    lines = [separator.join(cells) for cells in [("a", "b", "c"), ("1", "2", "3"), ("x", "", "z")]]

    table = read_csv("\n".join(lines).encode())
    assert (table.header, len(table.rows)) == (("a", "b", "c"), 2)


def test_a_record_of_several_lines_has_the_line_where_it_starts() -> None:
    table = read_csv(b'nom;note\nA;"une\ndeux\ntrois"\n\nB;quatre\n')

    assert [row.line for row in table.rows] == [2, 6]


def test_quotes_left_open_are_refused_with_their_line() -> None:
    assert code_of(read_csv, b'nom;note\nA;ok\nB;"jamais\nC;x\n') == (
        "csv_quotes", {"line": 3, "most": 32_767},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"nom; NOM ;x\n1;2;3\n", "duplicate_header"),
        ("e\u0301t\u00e9;\u00e9te\u0301\n1;2\n".encode(), "duplicate_header"),
        (b"nom;;x\n1;2;3\n", "empty_header"),
        (b"\n\n  \n", "empty_table"),
        (b"a;b\nx\x07;y\n", "control_character"),
        (b";".join(b"c%d" % n for n in range(201)), "too_many_columns"),
        (b"a;b\n" + b"x" * 40_000 + b";y\n", "cell_too_long"),
    ],
)
def test_tables_that_cannot_be_matched_safely_are_refused(data: bytes, code: str) -> None:
    assert code_of(read_csv, data)[0] == code


def test_ragged_records_are_listed_and_empty_tails_forgiven() -> None:
    table = read_csv(b"a;b\n1;2\n3\n4;5;6\n7;8;;\n")

    assert [row.line for row in table.rows] == [2, 5]
    assert table.ragged == (Ragged(3, 1), Ragged(4, 3))


def test_a_hundred_thousand_rows_pass_and_one_more_does_not() -> None:
    head, line = b"a;b\n", b"1;2\n"

    assert len(read_csv(head + line * 100_000).rows) == 100_000
    assert code_of(read_csv, head + line * 100_001)[0] == "too_many_rows"


@given(st.binary(max_size=300))
@settings(max_examples=500, deadline=None)
def test_any_bytes_are_read_or_refused_as_csv(data: bytes) -> None:
    try:
        rows, reading = read_rows(data)
    except DomainError:
        return
    assert rows
    assert reading.separator in ";,\t"


@given(st.lists(st.lists(PLAIN, min_size=3, max_size=3), min_size=1, max_size=6))
@settings(max_examples=500, deadline=None)
def test_what_our_writer_writes_is_read_back_the_same(rows: list[list[str]]) -> None:
    table = read_csv(to_csv_bytes(["a", "b", "c"], rows))

    kept = [tuple(map(neutral, row)) for row in rows]
    assert [row.cells for row in table.rows] == [row for row in kept if any(map(str.strip, row))]


# YAML


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: &x 1\nb: *x", "yaml_alias", 1),
        ("a: 1\nb: !!python/object:os.system x", "yaml_tag", 2),
        ("a: 1\na: 2", "duplicate_key", 2),
        ("---\na: 1\n---\nb: 2", "yaml_several_documents", 3),
        ("? [a]\n: b", "key_not_text", 1),
        ("[" * 70, "too_deep", 1),
        ("a:\n\tb: 1", "yaml_syntax", 2),
        ("a: " + "9" * 41, "too_many_digits", 1),
        ("a: b\nc: \x00", "control_character", 2),
        ("a: \ud800", "half_character", 1),
    ],
)
def test_yaml_that_means_more_than_it_shows_is_refused(text: str, code: str, line: int) -> None:
    found, facts = code_of(read_yaml, text)

    assert (found, facts["line"]) == (code, line)


def test_what_is_written_without_quotes_stays_text_unless_whole_true_or_nothing() -> None:
    text = "- NO\n- 1.10\n- 2016-01-01\n- 1e308\n- .nan\n- 007\n- 12\n- true\n- ~\n- '12'\n- 1_000"
    data, _ = read_yaml(text)

    assert data == [
        "NO", "1.10", "2016-01-01", "1e308", ".nan", "007", 12, True, None, "12", "1_000",
    ]  # fmt: skip


def test_each_value_keeps_its_line() -> None:
    _, line_of = read_yaml("a:\n  - id: x\n    weight: 1\n  - id: y\n")

    assert [line_of(path) for path in [("a",), ("a", 0, "weight"), ("a", 1), ("a", 9)]] == [
        1, 3, 4, 1,
    ]  # fmt: skip


@given(st.text(max_size=120) | st.lists(WORDS).map("\n".join))
@settings(max_examples=500, deadline=None)
def test_any_text_is_read_or_refused_as_yaml(text: str) -> None:
    with suppress(DomainError):
        read_yaml(text)


# JSON

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**30), 10**30) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"a": 1, "a": 2}', "json_duplicate_key"),
        ('{"a": NaN}', "json_constant"),
        ('{"a": -Infinity}', "json_constant"),
        ('{"a": ' + "9" * 41 + "}", "too_many_digits"),
        ('{"a": 1e401}', "too_many_digits"),
        ('{"a": 0.' + "1" * 41 + "}", "too_many_digits"),
        ("[" * 65 + "]" * 65, "too_deep"),
        ("[" * 200_000, "too_deep"),
        (r'{"a": "\ud800"}', "half_character"),
        (r'{"a\u0000": 1}', "control_character"),
        ('{"a": }', "json_syntax"),
        ('"' + '\\"' * 100_000, "json_syntax"),
        ("", "json_syntax"),
    ],
)
def test_json_that_cannot_be_trusted_is_refused(text: str, code: str) -> None:
    assert code_of(read_json, text)[0] == code


def test_a_number_with_a_point_is_exact() -> None:
    assert read_json("[0.1, 1e308, 3]") == [Decimal("0.1"), Decimal("1E+308"), 3]


@given(JSON)
@settings(max_examples=500, deadline=None)
def test_json_comes_back_as_it_was_written(data: object) -> None:
    assert read_json(standard_json.dumps(data)) == data


@given(st.text(max_size=80) | st.text('[]{}",:0eE.-\\u d', max_size=40))
@settings(max_examples=500, deadline=None)
def test_any_text_is_read_or_refused_as_json(text: str) -> None:
    with suppress(DomainError):
        read_json(text)


# Names, photographs and PDF


def brought(name: str, data: bytes) -> io.BytesIO:
    file = io.BytesIO(data)
    file.name = name
    return file


def png(width: int = 2, height: int = 2, extra: bytes = b"") -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    words = chunk(b"tEXt", b"Comment\0" + extra) if extra else b""
    body = chunk(b"IDAT", zlib.compress(b"\0" * 14))
    return b"\x89PNG\r\n\x1a\n" + head + words + body + chunk(b"IEND", b"")


def jpeg(width: int = 2, height: int = 2, exif: bytes = b"") -> bytes:
    def segment(marker: int, body: bytes) -> bytes:
        return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body

    size = segment(0xC0, struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00")
    camera = segment(0xE1, b"Exif\0\0" + exif) if exif else b""
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x12\x34"
    return b"\xff\xd8" + segment(0xE0, b"JFIF\0") + camera + size + scan + b"\xff\xd9"


@pytest.mark.parametrize(
    ("name", "data"), [("a.png", png(extra=b"43.2965N")), ("a.jpg", jpeg(exif=b"43.2965N"))]
)
def test_a_photograph_loses_where_it_was_taken(name: str, data: bytes) -> None:
    intake = guard(brought(name, data), EVIDENCE)

    assert b"43.2965N" in data
    assert b"43.2965N" not in intake.data
    assert intake.data == (png() if name.endswith("png") else jpeg())


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.png", png(20_000, 20_000), "image_too_large"),
        ("a.jpeg", jpeg(20_000, 20_000), "image_too_large"),
        ("a.png", png()[:-6], "image_damaged"),
        ("a.jpg", jpeg()[:-6], "image_damaged"),
        ("a.png", png(0, 2), "image_damaged"),
        ("a.pdf", b"%PDF-1.7\n", "pdf_damaged"),
        ("a.pdf", png(), "file_not_what_it_says"),
    ],
)
def test_damaged_or_huge_evidence_is_refused(name: str, data: bytes, code: str) -> None:
    assert code_of(guard, brought(name, data), EVIDENCE)[0] == code


@given(st.binary(max_size=120), st.sampled_from([png(), jpeg()]), st.integers(0, 60))
@settings(max_examples=500, deadline=None)
def test_any_bytes_are_read_or_refused_as_a_picture(noise: bytes, base: bytes, place: int) -> None:
    data = base[:place] + noise + base[place + len(noise) :]
    name = "a.png" if base == png() else "a.jpg"
    with suppress(DomainError):
        assert guard(brought(name, data), EVIDENCE).kind in {Kind.PNG, Kind.JPEG}


def test_a_path_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    assert code_of(guard, tmp_path / "absent.csv", {Kind.CSV})[0] == "file_unreadable"


@given(st.text(max_size=400))
@settings(max_examples=500)
def test_a_clean_name_has_no_folder_and_fits(name: str) -> None:
    clean = clean_name(name)

    assert len(clean) <= 200
    assert not set(clean) & set('/\\\0\n<>:"|?*')
