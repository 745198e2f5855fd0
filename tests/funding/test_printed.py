"""The printed statement: PDF/UA, readable in order, the same bytes each time."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from funding.conftest import Funded
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from essaim.funding.models import Statement


@pytest.fixture
def pdf(funded: Funded) -> PdfReader:
    statement = funded.go_to_decision()
    return PdfReader(BytesIO(bytes(Statement.objects.get(pk=statement.pk).pdf or b"")))


def elements(node: object) -> list[DictionaryObject]:
    """Return every element of the structure tree, in reading order."""
    found: list[DictionaryObject] = []
    if isinstance(node, IndirectObject):
        node = node.get_object()
    if isinstance(node, list):
        for each in node:
            found += elements(each)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            found.append(node)
        if "/K" in node:
            found += elements(node["/K"])
    return found


def test_it_is_tagged_french_and_titled(pdf: PdfReader) -> None:
    root: Any = pdf.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"].value is True
    assert str(root["/Lang"]).startswith("fr")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Aide 2026\u00a0: 8\u202f760,00\u00a0€"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


def test_its_tree_has_titles_tables_and_an_alternative_for_the_picture(pdf: PdfReader) -> None:
    root: Any = pdf.trailer["/Root"]
    tree = elements(root["/StructTreeRoot"])
    kinds = [str(each["/S"]) for each in tree]

    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure"} <= set(kinds)
    figures = [each for each in tree if str(each["/S"]) == "/Figure"]
    assert all("/Alt" in each for each in figures)


def test_its_text_reads_in_order(pdf: PdfReader) -> None:
    text = " ".join(page.extract_text() for page in pdf.pages)
    order = ["Aide 2026", "2026-014", "Part de CDI", "Kilomètres", "Somme des lignes",
             "Du maximum au versement", "La règle", "Vos droits", "311-3-1", "CADA"]  # fmt: skip

    places = [text.index(words) for words in order]
    assert places == sorted(places)
    assert "urn:essaim:aid-scheme:cedre_like:2026.1" in text


def test_the_command_writes_the_kept_bytes(funded: Funded, tmp_path: object) -> None:
    statement = funded.go_to_decision()
    out = f"{tmp_path}/etat.pdf"

    call_command("statement", str(statement.pk), "--pdf", out)

    with open(out, "rb") as written:
        assert written.read() == bytes(Statement.objects.get(pk=statement.pk).pdf or b"")


def test_the_command_explains_what_was_frozen(
    funded: Funded, capsys: pytest.CaptureFixture[str]
) -> None:
    statement = funded.go_to_decision()

    call_command("aid", "explain", str(statement.pk), "--json")

    said = capsys.readouterr().out
    assert '"due": "8760.00"' in said
    assert statement.sha256 in said


@pytest.mark.parametrize("command", [("aid", "explain", "999"), ("statement", "999", "--pdf", "x")])
def test_an_unknown_statement_is_refused(db: None, command: tuple[str, ...]) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command(*command)

    assert refusal.value.returncode == 3


def test_a_year_without_amount_is_not_printed(funded: Funded, tmp_path: object) -> None:
    with pytest.raises(CommandError) as refusal:
        call_command("statement", str(funded.statement().pk), "--pdf", f"{tmp_path}/a.pdf")

    assert refusal.value.returncode == 3


def test_a_file_that_cannot_be_written_is_refused(funded: Funded) -> None:
    statement = funded.go_to_decision()

    with pytest.raises(CommandError) as refusal:
        call_command("statement", str(statement.pk), "--pdf", "/nulle/part/etat.pdf")

    assert refusal.value.returncode == 3
