"""What those who answered are told: written by the adviser, read by all, printed for the wall."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from essaim.diagnosis import queries
from essaim.diagnosis.forms.results import ReplyForm
from essaim.diagnosis.queries.released import live_excerpts, quotes
from essaim.diagnosis.services.reply import say_reply
from essaim.platform.http import account_required, viewer_of


@account_required
def reply(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show what was replied; the adviser who carries the campaign writes it here."""
    if request.method not in {"GET", "HEAD", "POST"}:
        return HttpResponse(status=405, headers={"Allow": "GET, POST"})
    viewer = viewer_of(request)
    is_post = request.method == "POST"
    rows = queries.carried_rounds(viewer) if is_post else queries.visible_rounds(viewer)
    current = get_object_or_404(rows, pk=round_id)
    form = ReplyForm(request.POST if is_post else None)
    if is_post and form.is_valid():
        say_reply(round_id=round_id, by=viewer, **form.cleaned_data)
        return redirect("diagnosis:reply", round_id)
    context = {
        "current": current,
        "form": form,
        "replies": queries.replies(current),
        "is_carried": queries.is_carried(viewer, current.campaign),
    }
    return render(request, "diagnosis/reply.html", context, status=422 if is_post else 200)


@require_safe
@account_required
def reply_poster(request: HttpRequest, round_id: int) -> HttpResponse:
    """Show the reply alone, in large simple words, to print and to pin up."""
    current = get_object_or_404(queries.visible_rounds(viewer_of(request)), pk=round_id)
    said = live_excerpts().filter(is_for_respondents=True, is_for_organisation=True)
    context = {
        "current": current,
        "replies": queries.replies(current),
        "quotes": quotes(said, current)[:6],
    }
    return render(request, "diagnosis/reply_poster.html", context)
