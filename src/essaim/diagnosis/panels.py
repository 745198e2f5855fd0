"""What the diagnosis shows on lower pages: things to do, things found, an organisation's rounds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.diagnosis import queries
from essaim.diagnosis.domain.campaign import CampaignState
from essaim.diagnosis.labels import STATE_TONES, STATES
from essaim.diagnosis.queries.waiting import latest_replies, published_rounds
from essaim.platform.domain.viewer import Viewer
from essaim.platform.news import Change
from essaim.platform.related import MOST, RelatedCard, RelatedLine
from essaim.platform.search import Hit
from essaim.platform.todo import Task

TINT = "diagnose"


def waiting(viewer: Viewer) -> Iterator[Task]:
    """Say what the adviser's campaigns wait for, and what a director tells the team."""
    for each in queries.waiting_campaigns(viewer):
        yield Task(
            title=_verb(each.state),
            detail=each.campaign.organisation.name,
            url=reverse("diagnosis:campaign", args=[each.campaign.pk]),
            tint=TINT,
            when=each.promised_on,
            is_late=each.is_late,
            note=_note(each),
        )
    for campaign in queries.open_for(viewer):
        yield Task(
            title=_("Dire à l’équipe que les questions sont ouvertes"),
            detail=campaign.title,
            url=reverse("diagnosis:campaign", args=[campaign.pk]),
            tint=TINT,
            note=_("vous ne lirez que des groupes d’au moins cinq personnes"),
        )


def _verb(state: CampaignState) -> str:
    return {
        CampaignState.DRAFT: _("Ouvrir la campagne de diagnostic"),
        CampaignState.OPEN: _("Recueillir les réponses"),
    }.get(state, _("Publier les regards croisés"))


def _note(each: queries.Waiting) -> str:
    if each.state is CampaignState.DRAFT:
        return _("rien n’est encore envoyé")
    said = ngettext("%(n)s réponse", "%(n)s réponses", each.answered) % {"n": each.answered}
    return _("%(answers)s · réponse promise") % {"answers": said}


def found(viewer: Viewer, words: str, limit: int) -> Iterator[Hit]:
    for campaign in queries.found_campaigns(viewer, words, limit):
        yield Hit(
            kind=_("campagne"),
            title=campaign.title,
            url=reverse("diagnosis:campaign", args=[campaign.pk]),
            tint=TINT,
            detail=f"{campaign.organisation.name} · {STATES[campaign.state]}",
        )


def news(viewer: Viewer, limit: int) -> Iterator[Change]:
    """Tell what others did of my diagnoses: a round published, a reply given."""
    for current in published_rounds(viewer, limit):
        yield Change(
            _("Les regards croisés sont publiés."),
            current.campaign.title,
            reverse("diagnosis:crossed-views", args=[current.pk]),
            _at(current.published_on),
        )
    for reply in latest_replies(viewer, limit):
        yield Change(
            _("Une réponse est donnée aux personnes interrogées"),
            reply.campaign_round.campaign.title,
            reverse("diagnosis:reply", args=[reply.campaign_round_id]),
            _at(reply.said_on),
        )


def _at(day: date | None) -> datetime:
    """Return the noon of a day: rounds and replies keep no hour."""
    return timezone.make_aware(datetime.combine(day or timezone.localdate(), time(12)))


def related_campaigns(viewer: Viewer, organisation_id: int) -> RelatedCard:
    """Return the campaigns of my agency about an organisation, and how to prepare one."""
    carried = queries.carried_campaigns(viewer).filter(organisation=organisation_id)
    return RelatedCard(
        _("Diagnostics"),
        [
            RelatedLine(
                reverse("diagnosis:campaign", args=[row.pk]),
                row.title,
                str(STATES[row.state]),
                STATE_TONES[row.state],
            )
            for row in carried.order_by("-pk")[:MOST]
        ],
        _("Aucune campagne portée par votre agence."),
        RelatedLine(reverse("diagnosis:campaign-new"), _("Préparer une campagne")),
    )
