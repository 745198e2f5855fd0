"""Which campaigns a viewer may see or carry, who is asked, and how far answers have come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from essaim.diagnosis.domain.campaign import CampaignState, check_questions, check_terms
from essaim.diagnosis.domain.crossed_views import DEFAULT_THRESHOLD
from essaim.diagnosis.domain.roles import PLAIN_ROLES, RespondentRole
from essaim.diagnosis.models import AskedQuestion, Campaign, CampaignRound, Respondent
from essaim.frameworks import queries as frameworks
from essaim.frameworks.domain.framework import Criterion, Framework
from essaim.kernel.errors import DomainError
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.queries import in_own, in_scope, own_organisations, visible_organisations

#: Who reads a campaign in the organisation it assesses: aggregates only, and never a draft.
READERS = (Role.DIRECTOR, Role.BOARD_MEMBER, Role.STAFF_MEMBER)


@dataclass(frozen=True, slots=True)
class AskedRole:
    """One role of a campaign: how much it is asked, and how many have answered.

    *answered* is ``None`` for the employer while the round is open, for who watches a count grow
    learns who has just answered, and for ever when the group is small; *is_enough* says which.
    """

    role: RespondentRole
    questions: int
    answered: int | None
    places: int
    is_collective: bool = False
    is_enough: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    roles: tuple[AskedRole, ...]
    threshold: int

    @property
    def shown_total(self) -> int:
        """Return the only total a page may print: that of the groups large enough."""
        counts = [each.answered for each in self.roles if each.answered is not None]
        return sum(n for n in counts if n >= self.threshold)


@dataclass(frozen=True, slots=True)
class CampaignSheet:
    """All that the page of a campaign shows."""

    campaign: Campaign
    current: CampaignRound
    framework: Framework
    progress: Progress
    is_carried: bool


def carried_scope(viewer: Viewer, campaign: str = "") -> Q:
    """Return which campaigns *viewer* carries; *campaign* is the path to one, « campaign__ »."""
    owner, served = f"{campaign}owner_id", f"{campaign}organisation_id"
    own = in_own(viewer, Role.ADVISER, organisation=owner)
    return own & in_scope(viewer, Role.ADVISER, organisation=served)


def campaign_scope(viewer: Viewer, campaign: str = "") -> Q:
    """Return which campaigns *viewer* may know of, row by row of any table."""
    own = in_own(viewer, *READERS, organisation=f"{campaign}organisation_id")
    draft = Q(**{f"{campaign}state": CampaignState.DRAFT})
    return carried_scope(viewer, campaign) | own & ~draft


def told_scope(viewer: Viewer, campaign: str = "") -> Q:
    """Return which campaigns *viewer* knows of by what others do, carrying none of them."""
    own = in_own(viewer, *READERS, organisation=f"{campaign}organisation_id")
    draft = Q(**{f"{campaign}state": CampaignState.DRAFT})
    return own & ~draft & ~carried_scope(viewer, campaign)


def carried_campaigns(viewer: Viewer) -> QuerySet[Campaign]:
    """Return the campaigns *viewer* carries: own agency's, while it serves the organisation."""
    rows = Campaign.objects.filter(carried_scope(viewer))
    return rows.select_related("organisation", "owner")


def visible_campaigns(viewer: Viewer) -> QuerySet[Campaign]:
    """Return the campaigns *viewer* may know of; those assessed see them once open."""
    rows = Campaign.objects.filter(campaign_scope(viewer))
    return rows.select_related("organisation", "owner")


def visible_rounds(viewer: Viewer) -> QuerySet[CampaignRound]:
    rows = CampaignRound.objects.filter(campaign_scope(viewer, "campaign__"))
    return rows.select_related("campaign__organisation", "campaign__owner")


def carried_rounds(viewer: Viewer) -> QuerySet[CampaignRound]:
    rows = CampaignRound.objects.filter(carried_scope(viewer, "campaign__"))
    return rows.select_related("campaign__organisation", "campaign__owner")


def is_carried(viewer: Viewer, campaign: Campaign) -> bool:
    return carried_campaigns(viewer).filter(pk=campaign.pk).exists()


def latest_round(campaign: Campaign) -> CampaignRound:
    found = campaign.rounds.order_by("-number").first()
    assert found is not None, "a campaign is born with its first round"  # noqa: S101
    found.campaign = campaign
    return found


def ownable_organisations(viewer: Viewer) -> QuerySet[Any]:
    """Return the agencies in whose name *viewer* may carry a campaign."""
    return own_organisations(viewer, Role.ADVISER)


def startable_organisations(viewer: Viewer) -> QuerySet[Any]:
    """Return the organisations that *viewer* accompanies, and may assess."""
    own = in_own(viewer, Role.ADVISER, organisation="pk")
    return visible_organisations(viewer, Role.ADVISER).exclude(own)


def framework_of(campaign: Campaign) -> Framework:
    return frameworks.framework_of(campaign.framework_version_id)


def questions_of(campaign_id: int, role: str) -> QuerySet[AskedQuestion]:
    """Return what a role is asked, in order, for a caller already allowed the campaign."""
    return AskedQuestion.objects.filter(campaign=campaign_id, role=role).order_by("position")


def threshold() -> int:
    """Return how many respondents it takes for a group to be shown today."""
    dated = frameworks.parameter_on("privacy_thresholds", timezone.localdate())
    if dated is None:
        return DEFAULT_THRESHOLD
    return max(DEFAULT_THRESHOLD, int(dated.number("internal_min_respondents")))


def is_operated_by_employer(campaign: Campaign) -> bool:
    """Return whether somebody of the organisation assessed operates this installation."""
    people = Campaign.objects.filter(pk=campaign.pk)
    return people.filter(organisation__memberships__user__memberships__role=Role.OPERATOR).exists()


def is_employer(viewer: Viewer, campaign: Campaign) -> bool:
    """Return whether *viewer* belongs to the organisation assessed."""
    return own_organisations(viewer).filter(pk=campaign.organisation_id).exists()


def campaign_progress(current: CampaignRound, *, is_carried: bool) -> Progress:
    """Return how many answered in each role; the employer never reads a small number."""
    least = threshold()
    answered = _counts(current, submissions__is_current=True)
    places: dict[str, int] = {}
    for role, number in current.links.filter(revoked_on__isnull=True).values_list("role", "places"):
        places[role] = places.get(role, 0) + number
    together = set(
        current.collective_answers.filter(accepted_on__isnull=False).values_list("role", flat=True)
    )
    roles = [
        AskedRole(
            role,
            asked,
            _seen(answered.get(role, 0), least, is_carried=is_carried, is_open=current.is_open),
            places.get(role, 0),
            role in together,
            answered.get(role, 0) >= least,
        )
        for role, asked in asked_roles(current.campaign_id)
    ]
    return Progress(tuple(roles), least)


def asked_roles(campaign_id: int) -> list[tuple[RespondentRole, int]]:
    """Return each role asked and its number of questions, in the order of the roles."""
    rows = AskedQuestion.objects.filter(campaign=campaign_id).order_by().values_list("role")
    counts = dict(rows.annotate(Count("pk")))
    return [(role, counts[role]) for role in RespondentRole if role in counts]


def _counts(current: CampaignRound, **wanted: object) -> dict[str, int]:
    rows = Respondent.objects.filter(campaign_round=current, **wanted).order_by()
    return dict(rows.values_list("role").annotate(Count("pk")))


def _seen(answered: int, least: int, *, is_carried: bool, is_open: bool) -> int | None:
    may_read = is_carried or (answered >= least and not is_open)
    return answered if may_read else None


def campaign_rows(viewer: Viewer, *, state: str = "", words: str = "") -> QuerySet[Campaign]:
    """Return the campaigns of a list, latest first, with the promise and number of their round."""
    last = CampaignRound.objects.filter(campaign=OuterRef("pk")).order_by("-number")
    rows = visible_campaigns(viewer).annotate(
        round_number=Subquery(last.values("number")[:1]),
        promised_on=Subquery(last.values("promised_on")[:1]),
        last_round_id=Subquery(last.values("pk")[:1]),
    )
    if state in tuple(CampaignState):
        rows = rows.filter(state=state)
    if words:
        rows = rows.filter(Q(title__icontains=words) | Q(organisation__name__icontains=words))
    return rows.order_by("-pk")


def campaign_sheet(viewer: Viewer, campaign: Campaign) -> CampaignSheet:
    current, carried = latest_round(campaign), is_carried(viewer, campaign)
    progress = campaign_progress(current, is_carried=carried)
    return CampaignSheet(campaign, current, framework_of(campaign), progress, carried)


def missing_terms(current: CampaignRound) -> str:
    """Return the code of what still keeps a draft from opening, empty when nothing does."""
    try:
        check_terms(current.terms(), today=timezone.localdate())
        check_questions([each.to_domain() for each in current.campaign.questions.all()])
    except DomainError as error:
        return error.code
    return ""


@dataclass(frozen=True, slots=True)
class AskedGroup:
    """What one role is asked, with the criterion each question belongs to."""

    role: RespondentRole
    questions: tuple[tuple[AskedQuestion, Criterion], ...]
    is_plain: bool


def question_groups(campaign_id: int, framework: Framework) -> list[AskedGroup]:
    """Return every question of a campaign by role, in one query."""
    rows = list(AskedQuestion.objects.filter(campaign=campaign_id).order_by("position"))
    groups = []
    for role in RespondentRole:
        asked = tuple(
            (each, framework.criterion(each.criterion)) for each in rows if each.role == role
        )
        if asked:
            groups.append(AskedGroup(role, asked, role in PLAIN_ROLES))
    return groups
