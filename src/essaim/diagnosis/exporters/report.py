"""The shared diagnosis as files: DOCX to work on, PDF/UA to keep; from its signed content only."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from fractions import Fraction
from importlib.resources import files
from typing import Any

import typst
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from essaim.diagnosis.domain.crossed_views import GapLevel
from essaim.diagnosis.labels.results import level_words
from essaim.diagnosis.models import SharedDiagnosis
from essaim.diagnosis.queries.report import LANGUAGE
from essaim.platform.domain.writing import write_number, write_typography

#: A file carries a moment; the same content always gives the same bytes.
_NOON = 12


def report_pdf(signed: SharedDiagnosis) -> bytes:
    """Return the report as a tagged PDF/UA; typst refuses what would not be accessible."""
    with translation.override(LANGUAGE):
        page = json.dumps(_page(signed), ensure_ascii=False)
    printed = typst.compile(
        (files("essaim.diagnosis") / "exporters" / "report.typ").read_bytes(),
        format="pdf",
        sys_inputs={"data": page},
        pdf_standards=["ua-1"],
        ignore_system_fonts=True,
        timestamp=_moment(signed),
    )
    if not isinstance(printed, bytes):  # one document, one file
        raise TypeError(type(printed).__name__)
    return printed


def report_docx(signed: SharedDiagnosis) -> bytes:
    """Return the report as a word-processor file, in French, with real headings and tables."""
    from docx import Document  # loaded when a report is signed, not when the server starts

    with translation.override(LANGUAGE):
        page = _page(signed)
    written = Document()
    _set_language(written)
    written.core_properties.title = page["title"]
    written.core_properties.author = page["agency"]
    written.core_properties.language = "fr-FR"
    written.core_properties.created = written.core_properties.modified = _moment(signed)
    _body(written, page)
    kept = io.BytesIO()
    written.save(kept)
    return kept.getvalue()


def _body(written: Any, page: Mapping[str, Any]) -> None:
    written.add_heading(page["title"], level=0)
    for line in (page["lede"], *page["facts"]):
        written.add_paragraph(line)
    written.add_heading(page["summary_title"], level=1)
    for paragraph in page["summary"]:
        written.add_paragraph(paragraph)
    written.add_heading(page["decided_title"], level=1)
    _table(written, page["columns"], page["rows"])
    written.add_heading(page["details_title"], level=1)
    for detail in page["details"]:
        _detail(written, detail)
    written.add_heading(page["unseen_title"], level=1)
    written.add_paragraph(page["unseen"])
    written.add_heading(page["signatures_title"], level=1)
    for line in page["signatures"]:
        written.add_paragraph(line)


def _set_language(written: Any) -> None:
    """Say the language to those who listen to the file: the template ships in English."""
    from docx.oxml.ns import qn

    for element in written.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), "fr-FR")


def _table(written: Any, columns: list[str], rows: list[list[str]]) -> None:
    from docx.oxml.ns import qn

    table = written.add_table(rows=1, cols=len(columns), style="Light Grid Accent 1")
    for cell, name in zip(table.rows[0].cells, columns, strict=True):
        cell.text = name
    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(header.makeelement(qn("w:tblHeader"), {}))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text


def _detail(written: Any, detail: Mapping[str, Any]) -> None:
    written.add_heading(detail["title"], level=2)
    for line in detail["lines"]:
        written.add_paragraph(line)
    for quote in detail["quotes"]:
        written.add_paragraph(quote, style="Intense Quote")


def _moment(signed: SharedDiagnosis) -> datetime:
    day = signed.director_signed_on or signed.adviser_signed_on or date(2000, 1, 1)
    return datetime(day.year, day.month, day.day, _NOON, tzinfo=UTC)


def _page(signed: SharedDiagnosis) -> dict[str, Any]:
    content = signed.content
    facts = {key: content[key] for key in ("organisation", "agency", "framework", "total")}
    return {
        "title": _("Diagnostic partagé : %(organisation)s") % facts,
        "agency": content["agency"],
        "lede": _("Établi avec %(agency)s, sur le référentiel « %(framework)s ».") % facts,
        "facts": list(_facts(content)),
        "summary_title": _("Synthèse"),
        "summary": [write_typography(p) for p in content["summary"].split("\n") if p.strip()],
        "decided_title": _("Ce qui a été décidé, du plus grand écart au plus petit"),
        "columns": [_("Critère"), _("Niveau"), _("Écart"), _("Raison")],
        "rows": [_row(each) for each in content["criteria"]],
        "details_title": _("Les regards, critère par critère"),
        "details": [_told(each) for each in content["criteria"] if each["sides"]],
        "unseen_title": _("Ce qui n’est pas montré, et pourquoi"),
        "unseen": _unseen(content),
        "signatures_title": _("Signatures"),
        "signatures": [*_signatures(signed)],
        "footer": _("Diagnostic partagé · %(organisation)s") % facts,
    }


def _facts(content: Mapping[str, Any]) -> Iterator[str]:
    yield _("But : %(purpose)s") % {"purpose": write_typography(content["purpose"])}
    shown = ", ".join(f"{each['name']} {each['n']}" for each in content["shown"])
    if shown:
        yield _("Réponses montrées : %(total)s (%(shown)s).") % {
            "total": content["total"],
            "shown": shown,
        }
    if content["held_on"]:
        yield _("Réunion de consolidation du %(day)s. Présents : %(attendance)s") % {
            "day": _day(content["held_on"]),
            "attendance": content["attendance"] or "–",
        }


def _row(criterion: Mapping[str, Any]) -> list[str]:
    gap = criterion["gap"]
    return [
        criterion["title"],
        _level(criterion),
        _number(gap) if gap else "–",
        write_typography(criterion["reason"]) or "–",
    ]


def _level(criterion: Mapping[str, Any]) -> str:
    if criterion["is_not_applicable"]:
        return _("non concerné")
    return "–" if criterion["level"] is None else f"{criterion['level']} · {criterion['label']}"


def _told(criterion: Mapping[str, Any]) -> dict[str, Any]:
    lines = [_side(each) for each in criterion["sides"]]
    if criterion["gap"]:
        lines.append(
            _("Écart %(gap)s : %(word)s.")
            % {
                "gap": _number(criterion["gap"]),
                "word": level_words(GapLevel(criterion["gap_level"])),
            }
        )
    if criterion["heard"]:
        lines.append(_("Paroles entendues, non citables : %(n)s.") % {"n": criterion["heard"]})
    return {
        "title": criterion["title"],
        "lines": lines,
        "quotes": [_quote(q, side) for side in criterion["sides"] for q in side["quotes"]],
    }


def _side(side: Mapping[str, Any]) -> str:
    facts = {"name": side["name"], "n": side["n"], "median": _number(side["median"])}
    if not side["median"]:
        return _("%(name)s : réponse collective, n = %(n)s, sans accord sur un niveau.") % facts
    if side["standing"] == "collective":
        return _("%(name)s : %(median)s, réponse collective, n = %(n)s.") % facts
    if side["is_alone"]:
        return _("%(name)s : %(median)s, une personne, avec son accord, hors écart.") % facts
    facts["dispersion"] = write_number(Fraction(side["dispersion"]), decimals=2)
    return _("%(name)s : médiane %(median)s, dispersion %(dispersion)s, n = %(n)s.") % facts


def _quote(quote: Mapping[str, Any], side: Mapping[str, Any]) -> str:
    text = write_typography(quote["text"])
    told = _("« %(text)s » (%(name)s)") % {"text": text, "name": side["name"]}
    return f"{told} · {_('reformulé')}" if quote["is_reworded"] else told


def _unseen(content: Mapping[str, Any]) -> str:
    rule = _(
        "Un groupe de moins de %(threshold)s personnes n’est pas montré, et aucun total ne permet "
        "de le retrouver. Les paroles citées ont été lues par une personne extérieure."
    ) % {"threshold": content["threshold"]}
    if not content["masked"]:
        return rule
    masked = _("Masqués : %(roles)s.") % {"roles": ", ".join(content["masked"])}
    return f"{masked} {rule}"


def _signatures(signed: SharedDiagnosis) -> Iterator[str]:
    for who, account, day in (
        (_("Pour l’accompagnement"), signed.adviser, signed.adviser_signed_on),
        (_("Pour la structure"), signed.director, signed.director_signed_on),
    ):
        if account and day:
            facts = {"who": who, "name": account.name, "day": _day(str(day))}
            yield _("%(who)s : %(name)s, le %(day)s.") % facts
        else:
            yield _("%(who)s : pas encore signé.") % {"who": who}
    yield _("Empreinte du contenu signé : %(digest)s") % {"digest": signed.digest or "–"}


def _number(text: str) -> str:
    return write_number(Fraction(text)) if text else "–"


def _day(text: str) -> str:
    return date_format(date.fromisoformat(text), "j F Y")
