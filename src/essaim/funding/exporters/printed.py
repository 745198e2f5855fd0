"""The statement as a tagged PDF (PDF/UA-1): made offline, the same bytes for the same content."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Any

import typst
from django.utils import translation
from django.utils.translation import gettext

from essaim.funding.exporters.frozen import frozen_content
from essaim.funding.labels import number_text
from essaim.funding.labels.numbers import long_day
from essaim.funding.labels.printed import PRINTED, columns, fall_columns
from essaim.funding.models import Statement
from essaim.kernel.errors import DomainError
from essaim.kernel.money import Money
from essaim.kernel.share import parse_fraction

#: A PDF carries a moment; without one of its own, a draft has always the same.
NO_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)


def statement_pdf(content: Mapping[str, Any]) -> bytes:
    """Return the printed form of a frozen content; typst refuses what would not be accessible."""
    with translation.override("fr"):
        page = json.dumps(_page(content), ensure_ascii=False)
    printed = typst.compile(
        (files("essaim.funding") / "library" / "statement.typ").read_bytes(),
        format="pdf",
        sys_inputs={"data": page},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=_made_at(content),
    )
    if not isinstance(printed, bytes):  # one document, one file
        raise TypeError(type(printed).__name__)
    return printed


def _made_at(content: Mapping[str, Any]) -> datetime:
    if not content["is_final"]:
        return NO_MOMENT
    decided = date.fromisoformat(content["acts"][-1]["on"])
    return datetime(decided.year, decided.month, decided.day, 12, tzinfo=UTC)


def _page(content: Mapping[str, Any]) -> dict[str, Any]:
    agreement, rule = content["agreement"], content["rule"]
    facts = _facts(content)
    words = {name: gettext(text) % facts for name, text in PRINTED.items()}
    settled = "overpaid_lede" if facts["overpaid"].cents else "balance_lede"
    return {
        **words,
        "kicker": words["kicker" if content["is_final"] else "draft_kicker"],
        "title": words["title" if content["is_final"] else "draft_title"],
        "lede": words[settled],
        "keywords": [agreement["number"], str(content["year"])],
        "funder": agreement["funder"],
        "parties": _parties(content, words),
        "columns": columns(),
        "fall_columns": fall_columns(),
        "lines": [_line(each) for each in content["lines"]],
        "due": str(facts["due"]),
        "bars": [_bar(each) for each in content["bars"]],
        "rule_text": words["rule_sentence"] % {"rule": rule["text"]},
        "rule_url": rule["url"],
        "mentions": content["mentions"],
        "people": " ".join(_acts(content, words)),
    }


def _facts(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the words of the page may name."""
    agreement, rule = content["agreement"], content["rule"]
    amounts = {name: Money.exact(content[name]) for name in ("due", "balance", "overpaid")}
    return {
        **{f"agreement_{key}": value for key, value in agreement.items()},
        **amounts,
        "year": content["year"],
        "version": content["version"],
        "urn": rule["urn"],
        "legal": rule["legal_reference"],
        "signed": _long(agreement["signed_on"]),
        "board": _long(agreement["board_decided_on"]),
        "lost": Money.exact(content["capped_to"]) - amounts["due"],
        "digest": rule["digest"][:16],
    }


def _parties(content: Mapping[str, Any], words: Mapping[str, str]) -> list[list[str]]:
    agreement = content["agreement"]
    return [
        [words["agreement_label"], words["agreement_value"]],
        [words["funder_label"], words["funder_value"]],
        [words["organisation_label"], words["organisation_value"]],
        [words["board_label"], words["board_value"]],
        [words["grant_label"], str(Money.exact(agreement["grant"]))],
    ]


def _acts(content: Mapping[str, Any], words: Mapping[str, str]) -> list[str]:
    return [words[f"act_{each['act']}"] % {"on": _long(each["on"])} for each in content["acts"]]


def _line(line: Mapping[str, Any]) -> dict[str, str]:
    return {
        "name": line["name"],
        "why": line["why"],
        "ceiling": str(Money.exact(line["ceiling"])),
        "achievement": number_text(parse_fraction(line["achievement"])),
        "paid": str(Money.exact(line["paid"])),
    }


def _bar(bar: Mapping[str, Any]) -> dict[str, Any]:
    return {**bar, "amount": str(Money.exact(bar["amount"]))}


def _long(day: str) -> str:
    return long_day(date.fromisoformat(day) if day else None)


def statement_print(row: Statement) -> bytes:
    """Return the kept bytes of a final statement; a project is printed as one.

    Raises:
        DomainError: ``statement_incomplete`` while an amount is unknown.
    """
    if row.due is None:
        raise DomainError("statement_incomplete", year=row.tranche.year)
    if row.is_final:
        return bytes(row.pdf or b"")
    return statement_pdf(frozen_content(row, list(row.lines.all())))


def explained_statement(row: Statement) -> dict[str, Any]:
    """Return what a statement says: the frozen words of a final one, else those of today.

    Raises:
        DomainError: ``statement_incomplete`` while an amount is unknown.
    """
    if row.due is None:
        raise DomainError("statement_incomplete", year=row.tranche.year)
    if row.is_final:
        kept: dict[str, Any] = json.loads(bytes(row.frozen or b"{}"))
        return {**kept, "sha256": row.sha256}
    return frozen_content(row, list(row.lines.all()))
