"""The adviser reads raw comments, releases them or not: nobody else opens these pages."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from essaim.diagnosis import queries
from essaim.diagnosis.forms.results import ReleaseForm, WithdrawForm, WithholdForm
from essaim.diagnosis.models import CampaignRound
from essaim.diagnosis.queries.crossed import written
from essaim.diagnosis.queries.released import Word, raw_words
from essaim.diagnosis.services.release import release_word, withdraw_excerpt, withhold_word
from essaim.platform.http import PAGE, account_required, viewer_of

STATES = ("waiting", "released", "withheld", "masked")


@require_safe
@account_required
def release(request: HttpRequest, round_id: int) -> HttpResponse:
    current = get_object_or_404(queries.carried_rounds(viewer_of(request)), pk=round_id)
    return _page(request, current)


@require_POST
@account_required
def word_release(request: HttpRequest, round_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    current = get_object_or_404(queries.carried_rounds(viewer), pk=round_id)
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        return _page(request, current, form, status=422)
    release_word(
        round_id=round_id,
        text=form.cleaned_data["text"],
        audience=form.audience(),
        checklist=form.checklist(),
        by=viewer,
        **form.chosen(),
    )
    return redirect("diagnosis:release", round_id)


@require_POST
@account_required
def word_withhold(request: HttpRequest, round_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    current = get_object_or_404(queries.carried_rounds(viewer), pk=round_id)
    form = WithholdForm(request.POST)
    if not form.is_valid():
        return _page(request, current, form, status=422)
    withhold_word(round_id=round_id, reason=form.cleaned_data["reason"], by=viewer, **form.chosen())
    return redirect("diagnosis:release", round_id)


@require_POST
@account_required
def excerpt_withdraw(request: HttpRequest, round_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    current = get_object_or_404(queries.carried_rounds(viewer), pk=round_id)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _page(request, current, form, status=422)
    withdraw_excerpt(round_id=round_id, excerpt_id=form.cleaned_data["excerpt"], by=viewer)
    return redirect("diagnosis:release", round_id)


def _page(
    request: HttpRequest,
    current: CampaignRound,
    wrong: ReleaseForm | WithholdForm | WithdrawForm | None = None,
    status: int = 200,
) -> HttpResponse:
    words = raw_words(current)
    asked = request.GET.get("etat", "")
    chosen = [word for word in words if asked not in STATES or state_of(word) == asked]
    page = Paginator(chosen, PAGE).get_page(request.GET.get("page", "1"))
    framework = queries.framework_of(current.campaign)
    context = {
        "current": current,
        "page": page,
        "rows": [
            (
                word,
                written(framework.criterion(word.criterion).title),
                state_of(word),
                _form(word, wrong),
            )
            for word in page
        ],
        "wrong": wrong,
        "counts": {state: sum(state_of(w) == state for w in words) for state in STATES},
        "total": len(words),
        "asked": asked if asked in STATES else "",
    }
    return render(request, "diagnosis/release.html", context, status=status)


def state_of(word: Word) -> str:
    """Return where a comment stands; a masked group's is heard, and stays with the reader."""
    if word.is_released:
        return "released"
    if not word.is_quotable:
        return "masked"
    return "withheld" if word.release else "waiting"


def _form(word: Word, wrong: ReleaseForm | WithholdForm | WithdrawForm | None) -> ReleaseForm:
    sent = (wrong.data.get("source"), wrong.data.get("word")) if wrong else ()
    if isinstance(wrong, ReleaseForm) and sent == (word.source, str(word.pk)):
        return wrong
    initial = {"source": word.source, "word": word.pk, "text": word.text}
    return ReleaseForm(
        initial={**initial, "organisation": True, "respondents": True},
        auto_id=f"{word.source}-{word.pk}-%s",
    )
