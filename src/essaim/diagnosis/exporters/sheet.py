"""The listening sheet on paper, and the workbook of answers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import typst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.diagnosis.models import AskedQuestion
from essaim.diagnosis.queries import Told
from essaim.platform.domain.writing import write_typography
from essaim.platform.templatetags.essaim import day

TEMPLATE = Path(__file__).with_name("sheet.typ")
#: Columns of the workbook before those of the questions.
CODE, COMMENT = "code", "mot"


def sheet_pdf(*, told: Told, questions: Sequence[AskedQuestion], codes: Sequence[str]) -> bytes:
    """Return one tagged A4 sheet per code; it names no one and says who reads."""
    data = {
        "lang": (get_language() or "fr")[:2],
        "title": _("%(listener)s vous écoute") % {"listener": told.listener},
        "listener": told.listener,
        "code-label": _("Feuille "),
        "who": _said_who(told),
        "promise": _("Vous aurez une réponse le %(date)s au plus tard.")
        % {"date": day(told.promised_on)},
        "tick": _("Cochez une case par question."),
        "dont-know": _("je ne sais pas"),
        "not-applicable": _("pas concerné·e"),
        "word": _("Un mot de plus, si vous voulez. Ne donnez pas de nom."),
        "questions": [_question(each) for each in questions],
        "codes": list(codes),
    }
    pdf = typst.compile(
        TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        ignore_system_fonts=True,
        pdf_standards="ua-1",
    )
    assert isinstance(pdf, bytes)  # noqa: S101 (one document, never a list of pages)
    return pdf


def workbook(
    questions: Sequence[AskedQuestion], codes: Sequence[str]
) -> tuple[list[str], list[list[str]]]:
    """Return the header and the lines of the workbook to fill: 1 to 4, NSP, NC, or nothing."""
    header = [CODE]
    for each in questions:
        header += [f"{each.criterion} {each.text_fr}", f"{each.criterion} {COMMENT}"]
    return header, [[code, *[""] * (len(header) - 1)] for code in codes]


def _question(asked: AskedQuestion) -> dict[str, object]:
    is_english = (get_language() or "fr").startswith("en")
    words = asked.text_en if is_english and asked.text_en else asked.text_fr
    anchors = [
        a["en"] if is_english and a.get("en") else write_typography(a["fr"]) for a in asked.anchors
    ]
    return {"words": words if is_english else write_typography(words), "anchors": anchors}


def _said_who(told: Told) -> str:
    return _(
        "%(listener)s lit vos réponses sur %(organisation)s. Votre nom n’est pas demandé. "
        "Les autres ne voient que le groupe : il faut au moins %(n)s réponses."
    ) % {"listener": told.listener, "organisation": told.organisation, "n": told.threshold}
