"""What a campaign asks of people today, and what a search finds: bounded reads, few queries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from essaim.diagnosis.domain.campaign import CampaignState
from essaim.diagnosis.models import Campaign, CampaignRound, Reply, Submission
from essaim.diagnosis.queries.campaigns import (
    campaign_rows,
    carried_scope,
    told_scope,
    visible_campaigns,
    visible_rounds,
)
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.queries import in_own

#: A list of things to do that is longer than this is no list of things to do.
MOST = 20


@dataclass(frozen=True, slots=True)
class Waiting:
    """A campaign that waits for its adviser, and for what."""

    campaign: Campaign
    state: CampaignState
    promised_on: date | None
    answered: int

    @property
    def is_late(self) -> bool:
        return bool(self.promised_on and self.promised_on < timezone.localdate())


def waiting_campaigns(viewer: Viewer) -> list[Waiting]:
    """Return the campaigns *viewer* has to move on, soonest promise first; three queries."""
    mine = Campaign.objects.filter(carried_scope(viewer), pk=OuterRef("campaign"))
    open_rounds = CampaignRound.objects.filter(
        Exists(mine.exclude(state=CampaignState.PUBLISHED)),  # not a join: in the order of days
        published_on__isnull=True,
    )
    soonest = open_rounds.order_by("promised_on", "pk").values_list("campaign", flat=True)[:MOST]
    order = list(soonest)
    rows = campaign_rows(viewer).filter(pk__in=order)
    return list(_with_answers(sorted(rows, key=lambda row: order.index(row.pk))))


def open_for(viewer: Viewer) -> QuerySet[Campaign]:
    """Return the open campaigns of the organisations *viewer* directs."""
    mine = in_own(viewer, Role.DIRECTOR)
    return visible_campaigns(viewer).filter(mine, state=CampaignState.OPEN)[:MOST]


def published_rounds(viewer: Viewer, limit: int) -> QuerySet[CampaignRound]:
    """Return the rounds published to *viewer* by somebody else, latest first."""
    rows = visible_rounds(viewer).filter(told_scope(viewer, "campaign__"))
    return rows.filter(published_on__isnull=False).order_by("-published_on", "-pk")[:limit]


def latest_replies(viewer: Viewer, limit: int) -> QuerySet[Reply]:
    """Return what those who answered were told, in the rounds *viewer* reads, latest first."""
    rows = Reply.objects.filter(told_scope(viewer, "campaign_round__campaign__"))
    return rows.order_by("-said_on", "-pk").select_related("campaign_round__campaign")[:limit]


def found_campaigns(viewer: Viewer, words: str, limit: int) -> QuerySet[Campaign]:
    named = Q(title__icontains=words) | Q(organisation__name__icontains=words)
    return visible_campaigns(viewer).filter(named).order_by("-pk")[:limit]


def _with_answers(rows: list[Campaign]) -> Iterator[Waiting]:
    counted = (
        Submission.objects.filter(
            is_current=True, respondent__campaign_round__in=[_round(row) for row in rows]
        )
        .order_by()
        .values_list("respondent__campaign_round")
        .annotate(Count("pk"))
    )
    answered = dict(counted)
    for row in rows:
        promised: date | None = getattr(row, "promised_on", None)
        yield Waiting(row, CampaignState(row.state), promised, answered.get(_round(row), 0))


def _round(row: Campaign) -> int:
    """Return the last round of a row of ``campaign_rows``, which annotates it."""
    found: int = getattr(row, "last_round_id", 0)
    return found
