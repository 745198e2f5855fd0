"""« Et si… » : the amount for any achievement, nothing stored; the same reader as the command."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from essaim.funding import queries
from essaim.funding.domain.aid import AidDecision, AidRule
from essaim.funding.domain.case import Case
from essaim.funding.exporters import decision_as_data
from essaim.funding.forms import CaseForm, WhatIfForm, WhatIfLine, WhatIfLines
from essaim.funding.importers import case_from
from essaim.funding.labels import fall_steps, number_text, rule_text, weight_text
from essaim.funding.models import SchemeVersion
from essaim.kernel.errors import DomainError
from essaim.kernel.money import Money
from essaim.platform.http import account_required, viewer_of
from essaim.platform.labels import explain

#: What the page starts from, when no statement is given.
EXAMPLE = (("40 %", "1"), ("30 %", "0,6"), ("20 %", "0,75"), ("10 %", "0,49"))
#: Achievements of the table « pour toute atteinte ».
TENTHS = tuple(Fraction(tenth, 10) for tenth in range(11))


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def what_if(request: HttpRequest) -> HttpResponse:
    schemes = queries.published_schemes()
    if request.method != "POST":
        return _answer(request, *_first_forms(request, schemes))
    if request.POST.get("by") == "case":
        form, lines = _first_forms(request, schemes)
        return _answer(request, form, lines, pasted=request.POST.get("case", ""))
    form = WhatIfForm(schemes, request.POST)
    return _answer(request, form, WhatIfLines(request.POST, prefix="lines"))


def _first_forms(
    request: HttpRequest, schemes: Iterable[SchemeVersion]
) -> tuple[WhatIfForm, BaseFormSet[WhatIfLine]]:
    """Return forms filled from a statement one may read, or from the worked example."""
    asked = request.GET.get("etat", "")
    known = queries.visible_statements(viewer_of(request))
    is_key = asked.isascii() and asked.isdigit() and len(asked) < 10
    row = known.filter(pk=int(asked)).first() if is_key else None
    if row is None:
        lines = [
            {
                "name": gettext("Objectif %(rank)s") % {"rank": rank},
                "weight": weight,
                "achievement": achievement,
            }
            for rank, (weight, achievement) in enumerate(EXAMPLE, start=1)
        ]
        given: dict[str, Any] = {"tranche": "12 000,00", "prepaid": "5 000,00"}
        return _forms(given, lines)
    lines = [
        {
            "name": line.name,
            "weight": weight_text(line.share_of_year),
            "achievement": "" if line.progress is None else number_text(line.progress),
        }
        for line in row.lines.all()
    ]
    given = {"tranche": row.tranche.most, "prepaid": row.prepaid, "scheme": row.scheme_version_id}
    return _forms(given, lines)


def _forms(
    given: dict[str, Any], lines: list[dict[str, str]]
) -> tuple[WhatIfForm, BaseFormSet[WhatIfLine]]:
    schemes = queries.published_schemes()
    first = schemes.first()
    data = {
        "scheme": first.pk if first else "",
        **{key: str(value) for key, value in given.items()},
        "lines-TOTAL_FORMS": str(len(lines) + 1),  # one empty line, to add another
        "lines-INITIAL_FORMS": "0",
    }
    for rank, line in enumerate(lines):
        data |= {f"lines-{rank}-{key}": value for key, value in line.items()}
    return WhatIfForm(schemes, data), WhatIfLines(data, prefix="lines")


def _answer(
    request: HttpRequest,
    form: WhatIfForm,
    lines: BaseFormSet[WhatIfLine],
    pasted: str | None = None,
) -> HttpResponse:
    case, text, refusal = None, pasted or "", ""
    try:
        if pasted is not None:
            case = case_from(pasted)
        elif form.is_valid() and lines.is_valid():
            text = _written(form.cleaned_data, lines)
            case = case_from(text)
        decision = case.decide() if case else None
    except DomainError as error:  # the page keeps what was typed, and says the rule beside it
        decision, refusal = None, explain(error)
    context = {
        "form": form,
        "lines": lines,
        "case_form": CaseForm(initial={"case": text}),
        "refusal": refusal,
        "is_pasted": pasted is not None,
        **(_shown(case, decision) if case and decision else {}),
    }
    is_bad = request.method == "POST" and decision is None
    return render(request, "funding/what_if.html", context, status=422 if is_bad else 200)


def _written(given: Mapping[str, Any], lines: BaseFormSet[WhatIfLine]) -> str:
    """Return the case that the form describes, as the command line reads it."""
    case = {
        "tranche_max": given["tranche"].plain(),
        "prepaid": (given["prepaid"] or Money(0)).plain(),
        "rule": given["scheme"].data["rule"],
        "lines": [_line(line.cleaned_data) for line in lines if not line.is_empty],
    }
    return json.dumps(case, ensure_ascii=False, indent=2)


def _line(given: Mapping[str, Any]) -> dict[str, str]:
    line = {"name": given["name"], "weight": str(given["weight"] or 0)}
    if given["achievement"] is not None:
        line["achievement"] = str(given["achievement"])
    return line


def _shown(case: Case, decision: AidDecision) -> dict[str, Any]:
    said = decision_as_data(decision, case.rule)
    whys = [line["why"] for line in said["lines"]]
    return {
        "decision": decision,
        "answer": list(zip(decision.lines, whys, strict=True)),
        "fall": fall_steps(decision),
        "rule": rule_text(case.rule),
        "heads": [line.name for line in decision.lines],
        "table": _any_achievement(decision, case.rule),
    }


def _any_achievement(decision: AidDecision, rule: AidRule) -> list[tuple[str, list[Money]]]:
    """Return what each line would pay for each tenth of achievement."""
    return [
        (number_text(tenth), [line.ceiling.share(rule.share(tenth)) for line in decision.lines])
        for tenth in TENTHS
    ]
