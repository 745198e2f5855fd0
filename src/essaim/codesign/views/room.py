"""The room on a phone, without account: a code opens it, a secret is one's place."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from dataclasses import dataclass
from functools import wraps
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.handlers.asgi import ASGIRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from essaim.codesign import queries, services
from essaim.codesign.domain.room import RoomRefusal
from essaim.codesign.domain.steps import SessionState, VoteMethod
from essaim.codesign.domain.votes import GRADES, HIGHEST_SCORE
from essaim.codesign.forms.room import BallotForm, CodeForm, JoinForm, NoteForm
from essaim.codesign.labels import FATES, ROOM_REFUSALS, STEPS
from essaim.codesign.labels import GRADES as GRADE_WORDS
from essaim.codesign.models import CreativitySession, Participant
from essaim.diagnosis.domain.roles import RespondentRole
from essaim.kernel.errors import DomainError
from essaim.platform.labels import explain
from essaim.platform.live import Hub, give_back_thread

COOKIE = "essaim_place"
_STATUS = {RoomRefusal.UNKNOWN: 404, RoomRefusal.TOO_SOON: 403, RoomRefusal.FULL: 403}
_GONE, _NO_PLACE, _REFUSED = 410, 409, 422
HUB = Hub(queries.versions)


@dataclass(frozen=True, slots=True)
class Door:
    """A room that opens, and who stands at this phone, if anybody took a place."""

    session: CreativitySession
    participant: Participant | None
    token: str


def opened(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open the room of the address, or say in one sentence why it does not open."""

    @wraps(view)
    def guarded(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        found = _entrance(request, code)
        if found.refusal or found.session is None:
            return _shut(request, found)
        return view(request, _door(request, found), **kwargs)

    return guarded


def _entrance(request: HttpRequest, code: str) -> queries.Entrance:
    return queries.entrance(code, request.COOKIES.get(COOKIE, ""))


def _door(request: HttpRequest, found: queries.Entrance) -> Door:
    if found.session is None:
        raise Http404
    token = request.COOKIES.get(COOKIE, "") if found.participant else ""
    return Door(found.session, found.participant, token)


def _shut(request: HttpRequest, found: queries.Entrance) -> HttpResponse:
    """Say why nothing opens, and give back what was typed."""
    refusal = found.refusal or RoomRefusal.UNKNOWN
    status, reason = _STATUS.get(refusal, _GONE), _(ROOM_REFUSALS[refusal])
    if _sends_alone(request):
        return JsonResponse({"reason": reason}, status=status)
    context = {
        "reason": reason,
        "refusal": refusal,
        "participant": found.participant,
        "token": request.COOKIES.get(COOKIE, "") if found.participant else "",
        "typed": request.POST.get("text", ""),
    }
    return render(request, "codesign/room_shut.html", context, status=status)


def _sends_alone(request: HttpRequest) -> bool:
    """Tell a phone that sends in the background from a form that waits for a page."""
    return request.headers.get("Accept") == "application/json"


@require_safe
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code read on the wall, where a QR cannot be read."""
    form = CodeForm(request.GET or None)
    if form.is_bound and form.is_valid():
        return redirect("codesign:room", form.cleaned_data["code"] or "-")
    return render(request, "codesign/room_code.html", {"form": form})


@require_safe
@opened
def room(request: HttpRequest, door: Door) -> HttpResponse:
    return _show(request, door)


@require_safe
def part(request: HttpRequest, code: str) -> HttpResponse:
    """Answer what moves on the phone, to the end: fetched when the stream says so."""
    found = _entrance(request, code)
    if found.participant is None:
        return _shut(request, found) if found.refusal else redirect("codesign:room", code)
    return render(request, "codesign/room_part.html", _context(_door(request, found)))


def _show(request: HttpRequest, door: Door, status: int = 200, **more: object) -> HttpResponse:
    context = _context(door) | {"join": JoinForm()} | more
    return render(request, "codesign/room.html", context, status=status)


def _refused(request: HttpRequest, door: Door, reason: str, status: int = _REFUSED) -> HttpResponse:
    """Say what is wrong beside what was typed, which stays in its field."""
    if _sends_alone(request):
        return JsonResponse({"reason": reason}, status=status)
    return _show(request, door, status, reason=reason, typed=request.POST.get("text", ""))


def _context(door: Door) -> dict[str, Any]:
    session, step, clock = door.session, door.session.step, door.session.clock()
    is_voting = session.state == SessionState.RUNNING and queries.is_voting(session)
    given = _given(door) if is_voting else {}
    return {
        "session": session,
        "participant": door.participant,
        "token": door.token,
        "step": step,
        "step_name": STEPS[step.kind] if step else "",
        "left": clock.left(timezone.now()) if clock else None,
        "is_paused": bool(session.paused_at),
        "notes": _told(door.participant) if door.participant else [],
        "key": secrets.token_hex(16),
        "ballot": [(idea, given.get(idea.pk)) for idea in session.ideas.all()] if is_voting else [],
        "is_voting": is_voting,
        "has_voted": bool(given),
        "scale": _scale(step.method) if is_voting and step else [],
    }


def _told(who: Participant) -> list[tuple[queries.OwnNote, list[tuple[object, object]]]]:
    """Return one's notes, each with the words of what happened to it."""
    return [
        (own, [(FATES[told.kind], told) for told in own.story]) for own in queries.own_notes(who)
    ]


def _given(door: Door) -> dict[int, int]:
    step = door.session.step
    if door.participant is None or step is None:
        return {}
    return queries.last_ballot(door.participant, step.pk)


def _scale(method: str) -> list[tuple[int, object]]:
    if method == VoteMethod.JUDGMENT:
        return [(grade, GRADE_WORDS[grade]) for grade in reversed(range(GRADES))]
    if method == VoteMethod.SCORE:
        return [(score, score) for score in range(HIGHEST_SCORE + 1)]
    return []


@require_POST
@opened
def join(request: HttpRequest, door: Door) -> HttpResponse:
    """Take a place; the phone keeps its secret, and its owner the address that follows notes."""
    if door.participant:
        return redirect("codesign:room", door.session.code)
    form = JoinForm(request.POST)
    if not form.is_valid():
        return _show(request, door, _REFUSED, join=form)
    seat = services.join_session(
        session_id=door.session.pk,
        role=RespondentRole(form.cleaned_data["role"]),
        pseudonym=form.cleaned_data["pseudonym"],
        house=form.cleaned_data["house"],
    )
    response = redirect("codesign:room", door.session.code)
    response.set_cookie(
        COOKIE,
        seat.token,
        max_age=400 * 24 * 3600,
        path=reverse("codesign:room", args=[door.session.code]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@require_POST
def note_write(request: HttpRequest, code: str) -> HttpResponse:
    """Keep a note: one that arrived already is not refused for coming again after the end."""
    found = _entrance(request, code)
    who, (key, text) = found.participant, NoteForm(request.POST).typed()
    if who is None:
        return _without_place(request, found)
    try:
        services.write_note(participant_id=who.pk, key=key, text=text)
    except DomainError as error:
        if found.refusal and not _sends_alone(request):
            return _shut(request, found)
        status = _GONE if error.code == "session_closed" else _REFUSED
        return _refused(request, _door(request, found), explain(error), status)
    return _done(request, code)


def _done(request: HttpRequest, code: str) -> HttpResponse:
    return HttpResponse(status=204) if _sends_alone(request) else redirect("codesign:room", code)


def _without_place(request: HttpRequest, found: queries.Entrance) -> HttpResponse:
    if found.refusal:
        return _shut(request, found)
    reason = _("Votre place n’est plus connue de ce téléphone : reprenez-en une, puis renvoyez.")
    return _refused(request, _door(request, found), reason, _NO_PLACE)


def seated(view: Callable[..., None]) -> Callable[..., HttpResponse]:
    """Do what somebody who has a place asks; a refusal is said on the page of the room."""

    @wraps(view)
    def guarded(request: HttpRequest, code: str, **kwargs: Any) -> HttpResponse:
        found = _entrance(request, code)
        if found.participant is None or found.refusal:
            return _without_place(request, found)
        door = _door(request, found)
        try:
            view(request, door.session, found.participant, **kwargs)
        except DomainError as error:
            return _refused(request, door, explain(error))
        return _done(request, code)

    return guarded


@require_POST
@seated
def note_take_back(
    request: HttpRequest, session: CreativitySession, who: Participant, note_id: int
) -> None:
    get_object_or_404(who.notes, pk=note_id)
    services.take_back_note(participant_id=who.pk, note_id=note_id)


@require_POST
@seated
def vote(request: HttpRequest, session: CreativitySession, who: Participant) -> None:
    form = BallotForm(list(session.ideas.values_list("pk", flat=True)), request.POST)
    values = form.values()
    services.cast_ballot(participant_id=who.pk, step_id=form.cleaned_data["step"], values=values)


@require_safe
def own_notes(request: HttpRequest, token: str) -> HttpResponse:
    """Show what became of one's notes, long after the session; the secret opens nothing else."""
    who = queries.participant_of(token)
    if who is None:
        raise Http404
    context = {"who": who, "session": who.session, "notes": _told(who)}
    return render(request, "codesign/own_notes.html", context)


@require_GET
async def stream(request: HttpRequest, code: str) -> HttpResponseBase:
    """Say when the session moved; nothing of it goes through here."""
    if not isinstance(request, ASGIRequest):  # a server of threads cannot keep a phone waiting
        return HttpResponse(status=204)
    found = await sync_to_async(queries.entrance)(code, None)
    if found.session is None:
        raise Http404
    answer = StreamingHttpResponse(_moves(found.session.pk), content_type="text/event-stream")
    answer["X-Accel-Buffering"] = "no"
    return answer


async def _moves(session_id: int) -> AsyncIterator[str]:
    await give_back_thread()
    async with aclosing(HUB.follow(session_id)) as moves:
        async for version in moves:
            yield ": alive\n\n" if version is None else f"data: {version}\n\n"
