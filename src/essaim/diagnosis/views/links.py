"""Respondent links as the adviser manages them: made, printed, changed, revoked."""

from __future__ import annotations

import io

import segno
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from essaim.diagnosis import queries, services
from essaim.diagnosis.domain.links import LinkKind
from essaim.diagnosis.domain.roles import RespondentRole
from essaim.diagnosis.forms.campaigns import LinkForm, PlacesForm
from essaim.diagnosis.labels import LINK_KINDS, ROLES
from essaim.diagnosis.models import CampaignRound
from essaim.platform.http import HtmxRequest, account_required, viewer_of


@account_required
@require_safe
def links(request: HtmxRequest, round_id: int) -> HttpResponse:
    """Show each link with its address, what it served, and how to shut it."""
    current = get_object_or_404(queries.carried_rounds(viewer_of(request)), pk=round_id)
    return _page(request, current)


@account_required
@require_POST
def link_make(request: HtmxRequest, round_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    current = get_object_or_404(queries.carried_rounds(viewer), pk=round_id)
    form = LinkForm(_roles(current), request.POST)
    if not form.is_valid():
        return _page(request, current, form, status=422)
    kind, typed = LinkKind(form.cleaned_data["kind"]), form.cleaned_data
    services.make_link(
        round_id=current.pk,
        kind=kind,
        role=RespondentRole(typed["role"]),
        places=typed["places"] if kind is LinkKind.ROLE else 1,
        expires_on=typed["expires_on"],
        by=viewer,
    )
    return redirect("diagnosis:links", current.pk)


@account_required
@require_POST
def link_revoke(request: HtmxRequest, link_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    link = get_object_or_404(queries.carried_links(viewer), pk=link_id)
    services.revoke_link(link_id=link.pk, by=viewer)
    return redirect("diagnosis:links", link.campaign_round_id)


@account_required
@require_POST
def link_places(request: HtmxRequest, link_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    link = get_object_or_404(queries.carried_links(viewer), pk=link_id)
    form = PlacesForm(request.POST)
    places = form.cleaned_data["places"] if form.is_valid() else 0
    services.set_places(link_id=link.pk, places=places, by=viewer)
    return redirect("diagnosis:links", link.campaign_round_id)


@account_required
@require_safe
def link_poster(request: HtmxRequest, link_id: int) -> HttpResponse:
    """Print the QR of a link with all that must be known before scanning it."""
    link = get_object_or_404(queries.carried_links(viewer_of(request)), pk=link_id)
    [row] = queries.link_rows(queries.carried_links(viewer_of(request)).filter(pk=link.pk))
    context = {
        "row": row,
        "told": queries.told(link.campaign_round, link.role),
        "address": address(row.token),
        "qr": reverse("diagnosis:link-qr", args=[link.pk]),
    }
    return render(request, "diagnosis/poster.html", context)


@account_required
@require_safe
def link_qr(request: HtmxRequest, link_id: int) -> HttpResponse:
    """Draw the QR of a link."""
    rows = queries.carried_links(viewer_of(request)).filter(pk=link_id)
    link = get_object_or_404(rows)
    [row] = queries.link_rows(rows.filter(pk=link.pk))
    drawn = io.BytesIO()
    code = segno.make(address(row.token), error="m", micro=False)
    code.save(drawn, kind="svg", scale=8, border=2, light="#fff")
    return HttpResponse(drawn.getvalue(), content_type="image/svg+xml")


def address(token: str) -> str:
    """Return the address of a link as it is printed: from the configured site, never a header."""
    return settings.ESSAIM_SITE.rstrip("/") + reverse("diagnosis:respond", args=[token])


def _roles(current: CampaignRound) -> list[RespondentRole]:
    return [role for role, _count in queries.asked_roles(current.campaign_id)]


def _page(
    request: HtmxRequest, current: CampaignRound, form: LinkForm | None = None, status: int = 200
) -> HttpResponse:
    viewer = viewer_of(request)
    rows = queries.link_rows(queries.carried_links(viewer).filter(campaign_round=current))
    context = {
        "current": current,
        "campaign": current.campaign,
        "rows": [
            (row, ROLES[row.link.role], LINK_KINDS[row.link.kind], address(row.token))
            for row in rows
        ],
        "form": form or LinkForm(_roles(current)),
    }
    return render(request, "diagnosis/links.html", context, status=status)
