"""Every table that leaves is opened again: no formula, numbers still numbers."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from essaim.kernel.money import Money
from essaim.platform.exports import csv_response, to_csv_bytes, to_xlsx_bytes, xlsx_response

ATTACKS = [
    "=1+1", "+33 4", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\u200b=1",
    "＝1+1", "＋1", "－1", "＠A1", '=HYPERLINK("http://x.example";"y")', "=cmd|'/c calc'!A0",
]  # fmt: skip
ACTIVE = tuple("=+-@\t\r\n＝＋－＠")


def reopened_csv(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def reopened_xlsx(data: bytes) -> list[list[object]]:
    page = load_workbook(io.BytesIO(data)).worksheets[0]
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
    return [[cell.value for cell in row] for row in page.iter_rows()]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_is_taken_for_a_formula_in_a_cell_or_a_header(attack: str) -> None:
    for written in (to_csv_bytes([attack], [[attack]]), to_xlsx_bytes([attack], [[attack]])):
        rows = reopened_csv(written) if written.startswith(b"\xef") else reopened_xlsx(written)
        assert len(rows) == 2
        for row in rows:
            assert not str(row[0]).lstrip().startswith(ACTIVE)


@given(st.text(max_size=60))
@settings(max_examples=500, deadline=None)
def test_no_text_whatever_it_is_starts_a_formula(text: str) -> None:
    [[cell]] = reopened_csv(to_csv_bytes([text or "vide"], []))

    assert not cell.startswith(ACTIVE)
    assert not cell.strip("\u200b\ufeff \u00a0").startswith(ACTIVE)


def test_negative_numbers_stay_numbers() -> None:
    row = [-5, Decimal("-1.5"), Money(-1234), Fraction(-3, 4)]

    assert reopened_csv(to_csv_bytes("abcd", [row]))[1] == ["-5", "-1,5", "-12,34", "-0,75"]
    assert reopened_xlsx(to_xlsx_bytes("abcd", [row]))[1] == [-5, -1.5, -12.34, -0.75]


def test_days_are_days_and_days_before_spreadsheets_are_texts() -> None:
    row = [date(2026, 3, 12), date(1, 1, 1), date(9999, 12, 31), datetime(2026, 3, 12, 8, 30)]  # noqa: DTZ001
    reopened = reopened_xlsx(to_xlsx_bytes("abcd", [row]))[1]

    assert reopened[0] == datetime(2026, 3, 12)  # noqa: DTZ001
    assert reopened[1] == "0001-01-01"
    assert reopened[2] == datetime(9999, 12, 31)  # noqa: DTZ001
    assert reopened[3] == "2026-03-12 08:30"
    assert reopened_csv(to_csv_bytes("abcd", [row]))[1][0] == "2026-03-12"


def test_codes_with_zeros_in_front_stay_texts() -> None:
    assert reopened_xlsx(to_xlsx_bytes(["code"], [["01400"]]))[1] == ["01400"]


def test_what_has_no_cell_is_a_fault_of_ours() -> None:
    with pytest.raises(TypeError):
        to_csv_bytes(["x"], [[object()]])


def test_a_table_is_served_as_an_attachment_under_its_french_name() -> None:
    response = csv_response("structures à domicile", ["nom"], [["L’Amandier"]])

    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''structures")
    assert xlsx_response("a", ["nom"], [])["Content-Disposition"] == 'attachment; filename="a.xlsx"'
