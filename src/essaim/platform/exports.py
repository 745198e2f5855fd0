"""The one writer of tables that leave Essaim: the right accents, typed cells, no formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.http import content_disposition_header

from essaim.kernel.money import Money

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_MOST_CELL = 32_767
_FRACTION_PLACES = 6
_EXCEL_EPOCH = date(1900, 3, 1)  # before, spreadsheets count a 29 February that never was
# A spreadsheet runs what starts so, spaces before it or not, full-width signs included.
_ACTIVE = re.compile(
    r"[\s\u200b-\u200f\u2060\ufeff]*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]|[\t\r\n]"
)
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def neutral(text: str) -> str:
    """Return *text* such that no spreadsheet takes it for a formula.

    >>> neutral("=1+1"), neutral("＠SUM(A1)"), neutral("Aide à domicile")
    ("'=1+1", "'＠SUM(A1)", 'Aide à domicile')
    """
    clean = _UNWRITABLE.sub("\ufffd", text)
    return ("'" + clean if _ACTIVE.match(clean) else clean)[:_MOST_CELL]


def to_csv_bytes(header: Sequence[object], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a CSV that French spreadsheets open as it is: UTF-8 with its mark, ``;``."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow([neutral(str(name)) for name in header])
    writer.writerows([_plain(value) for value in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def to_xlsx_bytes(
    header: Sequence[object], rows: Iterable[Sequence[object]], *, sheet: str = "Données"
) -> bytes:
    """Return a workbook of one sheet; texts are text cells, numbers numbers, dates dates."""
    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(written, options)
    page = book.add_worksheet(re.sub(r"[\[\]:*?/\\']", " ", sheet)[:31].strip() or "Données")
    formats = {"day": book.add_format({"num_format": "dd/mm/yyyy"})}
    formats["money"] = book.add_format({"num_format": '# ##0.00 "€"'})
    bold = book.add_format({"bold": True, "text_wrap": True})
    for column, name in enumerate(header):
        page.write_string(0, column, neutral(str(name)), bold)
    for line, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            _write(page, line, column, value, formats)
    page.freeze_panes(1, 0)
    page.autofit()
    book.close()
    return written.getvalue()


def csv_response(
    filename: str, header: Sequence[object], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    return _attachment(filename, ".csv", CSV_TYPE, to_csv_bytes(header, rows))


def xlsx_response(
    filename: str, header: Sequence[object], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    return _attachment(filename, ".xlsx", XLSX_TYPE, to_xlsx_bytes(header, rows))


def _attachment(filename: str, suffix: str, kind: str, data: bytes) -> HttpResponse:
    name = filename if filename.endswith(suffix) else filename + suffix
    headers = {
        "Content-Disposition": content_disposition_header(True, name) or "attachment",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(data, content_type=kind, headers=headers)


def _plain(value: object) -> str:
    """Write a value in CSV; a number keeps its sign and takes the French comma."""
    if isinstance(value, Money):
        return value.plain().replace(".", ",")
    number = _number(value)
    if number is not None:
        return format(number, "f").replace(".", ",")
    return neutral(_words(value))


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str | Promise):
        return str(value)
    raise TypeError(f"no cell for {type(value).__name__}")


def _number(value: object) -> Decimal | None:
    """Return the exact number of a cell; what is not a finite number is not one."""
    if isinstance(value, Fraction):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        return round(exact, _FRACTION_PLACES).normalize()
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return value if isinstance(value, Decimal) and value.is_finite() else None


def _write(page: Any, line: int, column: int, value: object, formats: dict[str, Any]) -> None:
    if isinstance(value, Money):
        page.write_number(line, column, Decimal(value.cents) / 100, formats["money"])
    elif (number := _number(value)) is not None:
        write: Callable[..., object] = page.write_number
        write(line, column, number)
    elif isinstance(value, date) and not isinstance(value, datetime) and value >= _EXCEL_EPOCH:
        page.write_datetime(line, column, value, formats["day"])
    elif value not in (None, ""):
        page.write_string(line, column, neutral(_words(value)))
