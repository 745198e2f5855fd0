"""The adviser's campaigns, from the draft to the publication; those assessed read the same page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from essaim.diagnosis import queries, services
from essaim.diagnosis.domain.campaign import CampaignState
from essaim.diagnosis.forms.campaigns import (
    NewCampaignForm,
    PromiseForm,
    QuestionForm,
    RolesForm,
    TermsForm,
)
from essaim.diagnosis.labels import ROLES, SENTENCES, STATE_TONES, STATES
from essaim.diagnosis.models import Campaign
from essaim.platform.http import HtmxRequest, account_required, page_of, viewer_of

READ = ["GET", "HEAD", "POST"]


@account_required
@require_safe
def campaigns(request: HtmxRequest) -> HttpResponse:
    """List the campaigns I carry, or those that assess my organisation."""
    viewer = viewer_of(request)
    state, words = request.GET.get("etat", ""), _words(request)
    context = {
        "page": page_of(queries.campaign_rows(viewer, state=state, words=words), request.GET),
        "query": _query(request.GET),
        "words": words,
        "state": state,
        "states": list(STATES.items()),
        "tones": STATE_TONES,
        "may_create": queries.ownable_organisations(viewer).exists(),
    }
    return render(request, "diagnosis/campaigns.html", context)


@account_required
@require_http_methods(READ)
def campaign_new(request: HtmxRequest) -> HttpResponse:
    viewer = viewer_of(request)
    get_object_or_404(queries.ownable_organisations(viewer)[:1])
    if request.method != "POST":
        words = _words(request)
        return _new_page(request, NewCampaignForm(viewer, words=words), words=words)
    form = NewCampaignForm(viewer, request.POST)
    if not form.is_valid():
        return _new_page(request, form, status=422)
    campaign = services.prepare_campaign(
        organisation_id=form.cleaned_data["organisation"].pk,
        owner_id=form.cleaned_data["owner"].pk,
        framework_version_id=form.cleaned_data["framework_version"].pk,
        draft=form.draft(),
        by=viewer,
    )
    return redirect("diagnosis:campaign", campaign.pk)


@account_required
@require_safe
def campaign(request: HtmxRequest, campaign_id: int) -> HttpResponse:
    """Say where the campaign stands, who is asked, how many answered, and what comes next."""
    viewer = viewer_of(request)
    row = get_object_or_404(queries.visible_campaigns(viewer), pk=campaign_id)
    sheet = queries.campaign_sheet(viewer, row)
    missing = queries.missing_terms(sheet.current) if row.state == CampaignState.DRAFT else ""
    context = {
        "sheet": sheet,
        "campaign": row,
        "current": sheet.current,
        "state": STATES[row.state],
        "tone": STATE_TONES[row.state],
        "missing": _(SENTENCES[missing]) if missing in SENTENCES else "",
        "framework_title": sheet.framework.title.said(get_language() or "fr"),
        "roles": [(ROLES[each.role], each) for each in sheet.progress.roles],
    }
    return render(request, "diagnosis/campaign.html", context)


@account_required
@require_http_methods(READ)
def terms(request: HtmxRequest, campaign_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = get_object_or_404(queries.carried_campaigns(viewer), pk=campaign_id)
    known = TermsForm.known(row, queries.latest_round(row))
    form = TermsForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        services.write_terms(
            campaign_id=row.pk,
            version=form.cleaned_data["version"] or 0,
            draft=form.draft(),
            by=viewer,
        )
        return redirect("diagnosis:campaign", row.pk)
    context = {"campaign": row, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "diagnosis/terms.html", context, status=status)


@account_required
@require_safe
def questions(request: HtmxRequest, campaign_id: int) -> HttpResponse:
    """Show who is asked what; a draft may still change it."""
    row = get_object_or_404(queries.visible_campaigns(viewer_of(request)), pk=campaign_id)
    return _questions_page(request, row)


@account_required
@require_POST
def roles_choose(request: HtmxRequest, campaign_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = get_object_or_404(queries.carried_campaigns(viewer), pk=campaign_id)
    form = RolesForm(request.POST)
    if not form.is_valid():
        return _questions_page(request, row, roles=form, status=422)
    services.choose_roles(campaign_id=row.pk, roles=form.chosen(), by=viewer)
    return redirect("diagnosis:questions", row.pk)


@account_required
@require_POST
def question_write(request: HtmxRequest, campaign_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = get_object_or_404(queries.carried_campaigns(viewer), pk=campaign_id)
    form = QuestionForm(row, request.POST)
    if not form.is_valid():
        return _questions_page(request, row, question=form, status=422)
    services.write_question(campaign_id=row.pk, question=form.question(), by=viewer)
    return redirect("diagnosis:questions", row.pk)


@account_required
@require_POST
def campaign_open(request: HtmxRequest, campaign_id: int) -> HttpResponse:
    return _act(request, campaign_id, services.open_campaign, _("La campagne est ouverte."))


@account_required
@require_POST
def round_close(request: HtmxRequest, campaign_id: int) -> HttpResponse:
    return _act(request, campaign_id, services.close_round, _("Le tour est clos."))


@account_required
@require_POST
def round_publish(request: HtmxRequest, campaign_id: int) -> HttpResponse:
    return _act(
        request, campaign_id, services.publish_round, _("Les regards croisés sont publiés.")
    )


@account_required
@require_POST
def round_next(request: HtmxRequest, campaign_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = get_object_or_404(queries.carried_campaigns(viewer), pk=campaign_id)
    form = PromiseForm(request.POST)
    promised = form.cleaned_data["promised_on"] if form.is_valid() else None
    services.open_next_round(campaign_id=row.pk, promised_on=promised, by=viewer)
    return redirect("diagnosis:campaign", row.pk)


def _act(
    request: HtmxRequest, campaign_id: int, act: Callable[..., Any], said: str
) -> HttpResponse:
    viewer = viewer_of(request)
    row = get_object_or_404(queries.carried_campaigns(viewer), pk=campaign_id)
    act(campaign_id=row.pk, by=viewer)
    messages.success(request, said)
    return redirect("diagnosis:campaign", row.pk)


def _words(request: HtmxRequest) -> str:
    return request.GET.get("q", "").replace("\0", "")[:80]


def _new_page(
    request: HtmxRequest, form: NewCampaignForm, *, words: str = "", status: int = 200
) -> HttpResponse:
    context = {"form": form, "words": words}
    return render(request, "diagnosis/campaign_new.html", context, status=status)


def _questions_page(
    request: HtmxRequest,
    row: Campaign,
    *,
    roles: RolesForm | None = None,
    question: QuestionForm | None = None,
    status: int = 200,
) -> HttpResponse:
    framework = queries.framework_of(row)
    asked = [role for role, _count in queries.asked_roles(row.pk)]
    may_change = row.state == CampaignState.DRAFT and queries.is_carried(viewer_of(request), row)
    context = {
        "campaign": row,
        "groups": queries.question_groups(row.pk, framework),
        "may_change": may_change,
        "roles_form": roles or RolesForm(initial={"roles": asked}),
        "question_form": question or QuestionForm(row),
    }
    return render(request, "diagnosis/questions.html", context, status=status)


def _query(asked: QueryDict) -> str:
    kept = asked.copy()
    kept.pop("page", None)
    return kept.urlencode()
