"""What the shared diagnosis says, word for word: published figures and released words only."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import translation

from essaim.diagnosis.domain.crossed_views import Standing
from essaim.diagnosis.labels import ROLES
from essaim.diagnosis.models import CampaignRound, SharedDiagnosis
from essaim.diagnosis.queries.campaigns import campaign_scope, framework_of
from essaim.diagnosis.queries.consolidation import Agenda, RatingRow, agenda
from essaim.diagnosis.queries.crossed import Side
from essaim.diagnosis.queries.released import Quote, live_excerpts, quotes
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.queries import in_scope

#: What is signed is written in French, the language of the parties.
LANGUAGE = "fr"


def report_content(current: CampaignRound, summary: str, viewer: Viewer) -> dict[str, Any]:
    """Return the report as plain data, for *viewer* who may read the round.

    A report goes to the organisation, then to the funder: it quotes only words released to both.
    """
    with translation.override(LANGUAGE):
        listed = agenda(current, viewer)
        if listed is None:
            return {}
        said = live_excerpts().filter(is_for_organisation=True, is_for_funders=True)
        return _content(current, listed, quotes(said, current), summary)


def _content(
    current: CampaignRound, listed: Agenda, said: list[Quote], summary: str
) -> dict[str, Any]:
    campaign, framework = current.campaign, framework_of(current.campaign)
    meeting = listed.meeting
    labels = {level.value: level.label.fr for level in framework.needed_scale().levels}
    return {
        "organisation": campaign.organisation.name,
        "agency": campaign.owner.name,
        "campaign": campaign.title,
        "purpose": campaign.purpose,
        "framework": framework.title.fr,
        "urn": framework.urn,
        "round": current.number,
        "published_on": str(current.published_on),
        "held_on": str(meeting.held_on) if meeting else "",
        "attendance": meeting.attendance if meeting else "",
        "summary": summary,
        "threshold": listed.page.threshold,
        "shown": [
            {"role": each.role, "name": str(ROLES[each.role]), "n": each.n}
            for each in listed.page.shown
        ],
        "total": listed.page.total,
        "masked": [str(ROLES[role]) for role in listed.page.masked],
        "criteria": [_criterion(row, said, labels) for row in listed.rows],
    }


def _criterion(row: RatingRow, said: list[Quote], labels: dict[int, str]) -> dict[str, Any]:
    decision = row.decision
    return {
        "code": row.code,
        "title": row.seen.title,
        "provenance": row.seen.criterion.provenance,
        "sides": [_side(row.code, side, said) for side in row.seen.sides],
        "masked": [str(ROLES[role]) for role in row.seen.masked],
        "gap": "" if row.seen.gap is None else str(row.seen.gap),
        "gap_level": row.seen.level or "",
        "heard": row.seen.heard,
        "level": decision.level,
        "label": labels.get(decision.level or 0, ""),
        "is_not_applicable": decision.is_not_applicable,
        "reason": decision.reason,
        "abstentions": decision.abstentions,
    }


def _side(code: str, side: Side, said: list[Quote]) -> dict[str, Any]:
    view = side.view
    return {
        "role": side.role,
        "name": str(ROLES[side.role]),
        "standing": view.standing,
        "is_alone": view.standing is Standing.ALONE,
        "n": view.n,
        "median": "" if view.median is None else str(view.median),
        "dispersion": "" if view.dispersion is None else str(view.dispersion),
        "quotes": [
            {"text": each.text, "is_reworded": each.is_reworded}
            for each in said
            if (each.criterion, each.role) == (code, side.role)
        ],
    }


def digest_of(content: dict[str, Any]) -> str:
    """Return the sha256 of a content, whatever the order in which a base gives its keys back."""
    written = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()


def visible_diagnoses(viewer: Viewer) -> QuerySet[SharedDiagnosis]:
    """Return the shared diagnoses *viewer* may read: a funder only what was submitted."""
    campaign = "campaign_round__campaign__"
    funded = in_scope(viewer, Role.FUNDER, organisation=f"{campaign}organisation_id")
    submitted = Q(submitted_on__isnull=False) & funded
    rows = SharedDiagnosis.objects.filter(campaign_scope(viewer, campaign) | submitted)
    return rows.select_related("campaign_round__campaign__organisation", "adviser", "director")
