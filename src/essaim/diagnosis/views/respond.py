"""The form without account: what is told first, one question a screen, review, sent.

A token opens this form and nothing else; no page here says more than its holder was told.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST, require_safe

from essaim.diagnosis import queries, services
from essaim.diagnosis.domain.links import LinkRefusal
from essaim.diagnosis.domain.roles import MAY_STAND_ALONE
from essaim.diagnosis.forms.respond import AnswerForm, screens
from essaim.diagnosis.labels import LINK_REFUSALS
from essaim.diagnosis.models import Respondent, RespondentLink
from essaim.platform.domain.viewer import Viewer

_SALT = "essaim.respondent"
_STATUS = {LinkRefusal.UNKNOWN: 404, LinkRefusal.NOT_OPEN: 403, LinkRefusal.FULL: 403}
_GONE = 410


@dataclass(frozen=True, slots=True)
class Door:
    """A link that opens, and who stands behind it on this device."""

    link: RespondentLink
    respondent: Respondent | None
    token: str

    @property
    def by(self) -> Viewer:
        return Viewer(respondent_link_id=self.link.pk)


def opened(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open the link of the address, or say in one sentence why it does not open."""

    @wraps(view)
    def guarded(request: HttpRequest, link_token: str, **kwargs: Any) -> HttpResponse:
        found = queries.opening(link_token, respondent_id=_place(request, link_token))
        if found.refusal or found.link is None:
            return _shut(request, found)
        return view(request, Door(found.link, found.respondent, link_token), **kwargs)

    return guarded


@require_safe
@opened
def landing(request: HttpRequest, door: Door) -> HttpResponse:
    """Say who listens, who reads, when the answer comes; nothing is asked yet."""
    context = {
        "told": queries.told(door.link.campaign_round, door.link.role),
        "token": door.token,
        "has_sent": bool(door.respondent and queries.has_sent(door.respondent)),
        "is_started": bool(door.respondent and door.respondent.draft),
    }
    return render(request, "diagnosis/respond/landing.html", context)


@require_POST
@opened
def start(request: HttpRequest, door: Door) -> HttpResponse:
    """Take a place on this device, and go where one had stopped."""
    respondent = door.respondent or services.take_place(link_id=door.link.pk, by=door.by)
    response = redirect("diagnosis:respond-question", door.token, _first_open(respondent))
    response.set_signed_cookie(
        _cookie(door.token),
        str(respondent.pk),
        salt=_SALT,
        max_age=400 * 24 * 3600,
        path=reverse("diagnosis:respond", args=[door.token]),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@opened
def question(request: HttpRequest, door: Door, question_number: int) -> HttpResponse:
    """Show a screen, or keep it and go to the next; the last one is the review."""
    if door.respondent is None:
        return redirect("diagnosis:respond", door.token)
    if request.method not in {"GET", "HEAD", "POST"}:
        return HttpResponse(status=405, headers={"Allow": "GET, POST"})
    data = request.POST if request.method == "POST" else None
    forms = _forms(door.respondent, data)
    at = min(max(question_number, 1), len(forms) + 1)
    if data is None:
        return _screen(request, door, forms, at)
    wrong = next((place for place, each in enumerate(forms, 1) if not each.is_valid()), None)
    if wrong:
        return _screen(request, door, forms, wrong, status=422)
    typed = {each.question.criterion: each.typed() for each in forms}
    if data.get("go") == "send":
        return _send(door, door.respondent, data, typed)
    services.keep_drafts(respondent_id=door.respondent.pk, typed=typed, by=door.by)
    step = -1 if data.get("go") == "back" else 1
    return redirect("diagnosis:respond-question", door.token, max(at + step, 1))


@require_POST
@opened
def draft(request: HttpRequest, door: Door) -> HttpResponse:
    """Keep what the phone sends while one types; nothing to show."""
    if door.respondent is None:
        return HttpResponse(status=409)
    forms = _forms(door.respondent, request.POST)
    typed = {each.question.criterion: each.typed() for each in forms if each.is_valid()}
    services.keep_drafts(respondent_id=door.respondent.pk, typed=typed, by=door.by)
    return HttpResponse(status=204)


@require_GET
@opened
def thanks(request: HttpRequest, door: Door) -> HttpResponse:
    context = {
        "told": queries.told(door.link.campaign_round, door.link.role),
        "token": door.token,
        "has_sent": bool(door.respondent and queries.has_sent(door.respondent)),
    }
    return render(request, "diagnosis/respond/thanks.html", context)


def _send(
    door: Door, respondent: Respondent, data: QueryDict, typed: dict[str, Any]
) -> HttpResponse:
    services.send_answers(
        respondent_id=respondent.pk,
        key=data.get("key", ""),
        typed=typed,
        consents_alone=data.get("consents_alone") == "on",
        by=door.by,
    )
    return redirect("diagnosis:respond-thanks", door.token)


def _screen(
    request: HttpRequest, door: Door, forms: list[AnswerForm], at: int, status: int = 200
) -> HttpResponse:
    current = door.link.campaign_round
    context = {
        "told": queries.told(current, door.link.role),
        "token": door.token,
        "screens": forms,
        "at": at,
        "total": len(forms),
        "is_review": at > len(forms),
        "is_head": door.link.role == MAY_STAND_ALONE,
        "key": secrets.token_urlsafe(16).replace("_", "-"),
    }
    return render(request, "diagnosis/respond/question.html", context, status=status)


def _forms(respondent: Respondent, data: QueryDict | None = None) -> list[AnswerForm]:
    campaign = respondent.campaign_round.campaign
    framework = queries.framework_of(campaign)
    language = get_language() or "fr"
    asked = []
    for row in queries.questions_of(campaign.pk, respondent.role):
        criterion = framework.criterion(row.criterion)
        is_own_words = row.text_fr == criterion.title.fr
        description = criterion.description.said(language) if is_own_words else ""
        asked.append((row.to_domain(), services.mark_rule(framework, row.criterion), description))
    return screens(asked, queries.known_answers(respondent), data)


def _first_open(respondent: Respondent) -> int:
    known = queries.known_answers(respondent)
    campaign_id = respondent.campaign_round.campaign_id
    asked = queries.questions_of(campaign_id, respondent.role).values_list("criterion", flat=True)
    waiting = [place for place, code in enumerate(asked, 1) if not _is_answered(known, code)]
    return waiting[0] if waiting else 1


def _is_answered(known: dict[str, Any], code: str) -> bool:
    return code in known and bool(known[code].mark)


def _shut(request: HttpRequest, found: queries.Opening) -> HttpResponse:
    """Say why in one sentence; only who could open it before learns when the answer comes."""
    why = found.refusal or LinkRefusal.UNKNOWN
    current = found.link.campaign_round if found.link and why is LinkRefusal.CLOSED else None
    context = {
        "why": LINK_REFUSALS[why],
        "promised_on": current and current.promised_on,
        "replies": queries.replies(current) if current else (),
    }
    status = _STATUS.get(why, _GONE)
    return render(request, "diagnosis/respond/shut.html", context, status=status)


def _cookie(token: str) -> str:
    return f"place-{token.partition('-')[0]}"


def _place(request: HttpRequest, token: str) -> int | None:
    """Return the respondent this device is, if its signed cookie says so."""
    name = _cookie(token)
    try:
        return int(request.get_signed_cookie(name, salt=_SALT) or "")
    except (KeyError, BadSignature, ValueError):
        return None
