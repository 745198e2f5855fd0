"""The same case as the command line, pasted in a page: one function, one answer."""

from __future__ import annotations

import json

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from essaim.diagnosis.domain.case import decide_case
from essaim.diagnosis.labels import GAPS, ROLES
from essaim.kernel.errors import DomainError
from essaim.platform import labels
from essaim.platform.http import HtmxRequest, account_required

EXAMPLE = """{
  "threshold": 5,
  "consent_alone": ["senior_manager"],
  "criteria": {
    "c01": {
      "senior_manager": [4],
      "middle_manager": [3, 3, 4, 2, 3],
      "care_worker": [1, 2, 1, 1, 2, 2, 1, 3, 1, 2, 1, 1],
      "service_user": [2, "DK", 3]
    },
    "c07": {
      "middle_manager": {"collective": {"n": 2, "level": 3}},
      "care_worker": [2, 2, 3, 2, 1]
    }
  }
}"""


@account_required
@require_http_methods(["GET", "HEAD", "POST"])
def what_if(request: HtmxRequest) -> HttpResponse:
    """Decide a pasted case; nothing is stored."""
    text = request.POST.get("case", EXAMPLE)
    answer, refusal = None, ""
    try:
        answer = decide_case(text) if request.method == "POST" else None
    except DomainError as error:
        refusal = labels.explain(error)
    context = {
        "text": text,
        "refusal": refusal,
        "answer": answer,
        "rows": _rows(answer) if answer else [],
        "said": json.dumps(answer, ensure_ascii=False, indent=2) if answer else "",
    }
    return render(request, "diagnosis/what_if.html", context, status=422 if refusal else 200)


def _rows(answer: dict[str, object]) -> list[dict[str, object]]:
    criteria, ranking = answer["criteria"], answer["ranking"]
    assert isinstance(criteria, dict)  # noqa: S101
    assert isinstance(ranking, list)  # noqa: S101
    return [
        {
            "code": code,
            "gap": criteria[code]["gap"],
            "level": GAPS.get(criteria[code]["level"] or "", _("écart inconnu")),
            "roles": [(ROLES[role], view) for role, view in criteria[code]["roles"].items()],
        }
        for code in ranking
    ]
