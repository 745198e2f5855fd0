"""Read CSV strictly: the encoding is known or shown as a suggestion, never guessed in silence."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from charset_normalizer import from_bytes

from essaim.kernel.errors import DomainError
from essaim.platform.files.limits import MOST_BYTES, MOST_CELL, MOST_COLUMNS, MOST_ROWS
from essaim.platform.files.tables import Reading, Row, Table, with_header
from essaim.platform.files.texts import check_characters

#: What a person may choose when the file does not say.
ENCODINGS = ("utf-8", "cp1252", "latin-1", "utf-16")
SEPARATORS = (";", ",", "\t")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_SAMPLE_RECORDS = 30
_SAMPLE_BYTES = 64 * 1024


def decode(data: bytes, encoding: str = "") -> tuple[str, str, bool]:
    """Return the text, the encoding that was used, and whether it is certain.

    A mark at the start of the file, or text that only UTF-8 allows, is certain; otherwise a
    single-byte encoding is suggested when the text it gives looks like words.

    >>> decode("été".encode("cp1252"))
    ('été', 'latin-1', False)

    Raises:
        DomainError: ``wrong_encoding``, ``unknown_encoding``, ``file_too_large``.
    """
    if len(data) > MOST_BYTES:
        raise DomainError("file_too_large", most=MOST_BYTES)
    if encoding:
        return _decode_as(data, encoding), encoding, True
    for mark, marked in _BOMS:
        if data.startswith(mark):
            return _decode_as(data, marked), marked, True
    try:
        return data.decode("utf-8"), "utf-8", True
    except UnicodeDecodeError:
        suggested = _suggest(data)
        return _decode_as(data, suggested), suggested, False


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeError as error:
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        line = data.count(b"\n", 0, start) + 1
        raise DomainError("wrong_encoding", encoding=encoding, line=line) from error
    except LookupError as error:
        raise DomainError("unknown_encoding") from error


def _suggest(data: bytes) -> str:
    """Return the single-byte encoding under which the accented lines read like words."""
    accented = b"\n".join(line for line in data.split(b"\n") if not line.isascii())
    if b"\x00" in data or not from_bytes(accented[:_SAMPLE_BYTES], cp_isolation=["cp1252"]):
        raise DomainError("unknown_encoding")
    return "cp1252" if any(0x80 <= byte < 0xA0 for byte in accented) else "latin-1"


def read_rows(
    data: bytes, *, encoding: str = "", separator: str = ""
) -> tuple[tuple[Row, ...], Reading]:
    """Return every record that is not blank, and how the file was read.

    Raises:
        DomainError: those of :func:`decode`, ``csv_quotes``, ``cell_too_long``,
            ``too_many_rows``, ``too_many_columns``, ``empty_table``, ``control_character``.
    """
    text, used, is_sure = decode(data, encoding)
    check_characters(text)
    chosen = separator or _separator(text)
    rows = tuple(_records(text, chosen))
    if not rows:
        raise DomainError("empty_table", sheet="")
    return rows, Reading(used, is_sure, chosen)


def read_csv(data: bytes, *, encoding: str = "", separator: str = "") -> Table:
    r"""Return the table whose first record names the columns.

    >>> read_csv(b"ville;code\nArles;13004\n").rows
    (Row(line=2, cells=('Arles', '13004')),)

    Raises:
        DomainError: those of :func:`read_rows` and of ``tables.with_header``.
    """
    rows, reading = read_rows(data, encoding=encoding, separator=separator)
    return with_header(rows, reading)


def _separator(text: str) -> str:
    """Return the separator that cuts most of the first records into the same number of cells."""
    return max(SEPARATORS, key=lambda each: _regularity(text, each))


def _regularity(text: str, separator: str) -> tuple[int, int]:
    widths: Counter[int] = Counter()
    sample = csv.reader(io.StringIO(text[:_SAMPLE_BYTES], newline=""), delimiter=separator)
    for cells in islice(filter(None, sample), _SAMPLE_RECORDS):
        widths[len(cells)] += 1
    width, times = widths.most_common(1)[0] if widths else (0, 0)
    return (times, width) if width > 1 else (0, width)


def _records(text: str, separator: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    count, line = 0, 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                count += 1
                _check_size(cells, count, line)
                yield Row(line, tuple(cells))
            line = reader.line_num + 1
    except csv.Error as error:
        code = "cell_too_long" if "field limit" in str(error) else "csv_quotes"
        raise DomainError(code, line=line, most=MOST_CELL) from error


def _check_size(cells: list[str], count: int, line: int) -> None:
    if count > MOST_ROWS + 1:
        raise DomainError("too_many_rows", most=MOST_ROWS, sheet="")
    if len(cells) > MOST_COLUMNS:
        raise DomainError("too_many_columns", line=line, most=MOST_COLUMNS)
    if any(len(cell) > MOST_CELL for cell in cells):
        raise DomainError("cell_too_long", line=line, most=MOST_CELL)
