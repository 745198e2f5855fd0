"""The sessions of a house: the list, a new one, what became of one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from essaim.codesign import queries, services
from essaim.codesign.domain.notes import NoteActKind
from essaim.codesign.forms.sessions import SessionForm
from essaim.codesign.labels import STATE_TONES, STATES
from essaim.codesign.views.shown import results_of
from essaim.kernel.errors import DomainError
from essaim.platform.http import account_required, page_of, viewer_of
from essaim.platform.labels import explain


@require_safe
@account_required
def sessions(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    page = page_of(queries.listed_sessions(viewer), request.GET)
    rows = [(row, STATES[row.state], STATE_TONES[row.state]) for row in page]
    context = {
        "page": page,
        "rows": rows,
        "may_prepare": queries.facilitating_organisations(viewer).exists(),
        "mine": set(queries.facilitated_sessions(viewer).values_list("pk", flat=True)),
    }
    return render(request, "codesign/sessions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@account_required
def session_new(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    get_object_or_404(queries.facilitating_organisations(viewer)[:1])
    form = SessionForm(viewer, request.POST if request.method == "POST" else None)
    try:
        if form.is_valid():
            made = services.prepare_session(steps=form.steps(), by=viewer, **form.facts())
            return redirect("codesign:console", made.pk)
    except DomainError as error:
        form.add_error(None, explain(error))
    status = 422 if form.is_bound else 200
    return render(request, "codesign/session_new.html", {"form": form}, status=status)


@require_safe
@account_required
def session(request: HttpRequest, session_id: int) -> HttpResponse:
    """Show what the room wrote and decided, and all that was done to notes."""
    viewer = viewer_of(request)
    row = get_object_or_404(queries.visible_sessions(viewer), pk=session_id)
    board, acts = queries.board(row), list(queries.acts_of(row))
    standing = [act for act in acts if act.undone_at is None]
    context = {
        "session": row,
        "board": board,
        "results": results_of(board, is_deciding=False),
        "acts": acts,
        "dropped": [act for act in standing if act.kind == NoteActKind.DROP],
        "state": STATES[row.state],
        "tone": STATE_TONES[row.state],
        "may_run": queries.facilitated_sessions(viewer).filter(pk=row.pk).exists(),
    }
    return render(request, "codesign/session.html", context)
