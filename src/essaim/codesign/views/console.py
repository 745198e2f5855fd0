"""The facilitator's console and the screen of the room: each act answers the board."""

from __future__ import annotations

import io
from collections.abc import Callable

import segno
from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from essaim.codesign import queries, services
from essaim.codesign.domain.notes import NoteActKind
from essaim.codesign.forms.sessions import (
    MOVE,
    NAME,
    GroupForm,
    IdeaForm,
    NotesActForm,
    PrepareForm,
    StepForm,
)
from essaim.codesign.labels import DONE, UNDONE
from essaim.codesign.models import CreativitySession
from essaim.codesign.views.shown import (
    Asked,
    Panel,
    context_of,
    decision_form,
    panel_of,
    room_address,
)
from essaim.kernel.errors import DomainError
from essaim.platform.http import HtmxRequest, account_required, render_part, viewer_of
from essaim.platform.labels import explain


def _mine(request: HttpRequest, session_id: int) -> CreativitySession:
    rows = queries.facilitated_sessions(viewer_of(request))
    return get_object_or_404(rows, pk=session_id)


def _show(
    request: HtmxRequest, row: CreativitySession, asked: Asked | None = None, *, status: int = 200
) -> HttpResponse:
    """Answer the part that moves to a script, the whole console otherwise."""
    context = context_of(row, asked)
    return render_part(request, "codesign/console.html", "board", context, status)


@require_safe
@account_required
def console(request: HttpRequest, session_id: int) -> HttpResponse:
    row = _mine(request, session_id)
    return render(request, "codesign/console.html", context_of(row))


@require_safe
@account_required
def board(request: HttpRequest, session_id: int) -> HttpResponse:
    """Answer the part of the console that moves; fetched when the stream says so."""
    row = _mine(request, session_id)
    return render(request, "codesign/console.html#board", context_of(row))


@require_safe
@account_required
def screen(request: HttpRequest, session_id: int) -> HttpResponse:
    """Show what the room sees on the wall: large, without a name."""
    row = _mine(request, session_id)
    return render(request, "codesign/screen.html", context_of(row))


@require_safe
@account_required
def screen_part(request: HttpRequest, session_id: int) -> HttpResponse:
    row = _mine(request, session_id)
    return render(request, "codesign/screen.html#wall", context_of(row))


@require_safe
@account_required
def session_qr(request: HttpRequest, session_id: int) -> HttpResponse:
    row, drawn = _mine(request, session_id), io.BytesIO()
    segno.make(room_address(row), error="m", micro=False).save(drawn, kind="svg", border=2)
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


@require_POST
@account_required
def session_start(request: HttpRequest, session_id: int) -> HttpResponse:
    services.start_session(session_id=_mine(request, session_id).pk, by=viewer_of(request))
    return redirect("codesign:console", session_id)


@require_POST
@account_required
def step_go(request: HttpRequest, session_id: int) -> HttpResponse:
    row, form = _mine(request, session_id), StepForm(request.POST)
    position = form.cleaned_data["position"] if form.is_valid() else 0
    services.go_to_step(session_id=row.pk, position=position, by=viewer_of(request))
    return redirect("codesign:console", session_id)


@require_POST
@account_required
def step_extend(request: HttpRequest, session_id: int) -> HttpResponse:
    services.extend_step(session_id=_mine(request, session_id).pk, by=viewer_of(request))
    return redirect("codesign:console", session_id)


@require_POST
@account_required
def session_pause(request: HttpRequest, session_id: int) -> HttpResponse:
    services.pause_session(session_id=_mine(request, session_id).pk, by=viewer_of(request))
    return redirect("codesign:console", session_id)


@require_POST
@account_required
def session_close(request: HttpRequest, session_id: int) -> HttpResponse:
    services.close_session(session_id=_mine(request, session_id).pk, by=viewer_of(request))
    return redirect("codesign:session", session_id)


@require_POST
@account_required
def notes_act(request: HtmxRequest, session_id: int) -> HttpResponse:
    """Ask for the words of an act on the notes chosen, then do it."""
    row = _mine(request, session_id)
    if "kind" not in request.POST:
        return _prepare(request, row)
    form = NotesActForm(row.pk, request.POST)

    def act() -> None:
        services.act_on_notes(
            session_id=row.pk,
            kind=NoteActKind(form.cleaned_data["kind"]),
            note_ids=form.cleaned_data["notes"],
            texts=form.texts(),
            why=form.cleaned_data["why"],
            by=viewer_of(request),
        )

    kind = request.POST["kind"]
    return _tried(request, row, form, act, kind if kind in DONE else MOVE)


def _prepare(request: HtmxRequest, row: CreativitySession) -> HttpResponse:
    """Open the panel of an act; without script it comes with the whole page."""
    form = PrepareForm(row.pk, request.POST)
    if not form.is_valid():
        raise Http404
    keys = form.chosen()
    panel = panel_of(row, form.kind(), keys, form.cleaned_data["rename"])
    asked = Asked(panel=panel, picked=keys)
    return render_part(request, "codesign/console.html", "act", context_of(row, asked))


@require_POST
@account_required
def notes_group(request: HtmxRequest, session_id: int) -> HttpResponse:
    row = _mine(request, session_id)
    form = GroupForm(row.pk, request.POST)

    def act() -> None:
        idea = form.cleaned_data["idea"]
        if idea:
            get_object_or_404(row.ideas, pk=idea)
        services.group_notes(
            session_id=row.pk,
            note_ids=form.cleaned_data["notes"],
            idea_id=idea,
            by=viewer_of(request),
        )

    return _tried(request, row, form, act, MOVE)


@require_POST
@account_required
def idea_name(request: HtmxRequest, session_id: int) -> HttpResponse:
    """Name a group; the notes chosen go under it."""
    row = _mine(request, session_id)
    form = IdeaForm(row.pk, request.POST)

    def act() -> None:
        known, notes = form.cleaned_data["idea"], form.cleaned_data["notes"]
        if known:
            get_object_or_404(row.ideas, pk=known)
        by, title = viewer_of(request), form.cleaned_data["title"]
        with transaction.atomic():
            idea = services.name_idea(session_id=row.pk, title=title, idea_id=known, by=by)
            if notes:
                services.group_notes(session_id=row.pk, note_ids=notes, idea_id=idea.pk, by=by)

    return _tried(request, row, form, act, NAME)


@require_POST
@account_required
def act_undo(request: HtmxRequest, act_id: int) -> HttpResponse:
    act = get_object_or_404(queries.facilitated_acts(viewer_of(request)), pk=act_id)
    services.undo_act(act_id=act.pk, by=viewer_of(request))
    if request.htmx:
        return _show(request, _mine(request, act.session_id), Asked(done=UNDONE))
    messages.success(request, str(UNDONE))
    return redirect("codesign:console", act.session_id)


@require_POST
@account_required
def idea_decide(request: HtmxRequest, idea_id: int) -> HttpResponse:
    idea = get_object_or_404(queries.facilitated_ideas(viewer_of(request)), pk=idea_id)
    form = decision_form(idea.pk, request.POST)
    try:
        if form.is_valid():
            services.decide_idea(idea_id=idea.pk, by=viewer_of(request), **form.cleaned_data)
            return redirect("codesign:console", idea.session_id)
    except DomainError as error:
        form.add_error(None, explain(error))
    row = _mine(request, idea.session_id)
    asked = Asked(decision=(idea.pk, form))
    return render(request, "codesign/console.html", context_of(row, asked), status=422)


def _tried(
    request: HtmxRequest,
    row: CreativitySession,
    form: forms.Form,
    act: Callable[[], None],
    kind: str,
) -> HttpResponse:
    """Do an act; refused, the board comes back as it is now, with what was typed."""
    try:
        if form.is_valid():
            act()
            if not request.htmx:
                messages.success(request, str(DONE[kind]))
                return redirect("codesign:console", row.pk)
            done = Asked(done=DONE[kind], takes_focus="panel" in request.POST)
            return _show(request, _mine(request, row.pk), done)
    except DomainError as error:
        form.add_error(None, explain(error))
    keys = form.cleaned_data.get("notes", [])
    panel = Panel(kind, list(row.notes.filter(pk__in=keys)), form, form.cleaned_data.get("idea"))
    asked = Asked(panel=panel, picked=keys)
    return _show(request, _mine(request, row.pk), asked, status=422)
