"""What the holder of a link may see, and what the adviser sees of links."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from essaim.diagnosis.domain.answers import DONT_KNOW, NOT_APPLICABLE, Typed
from essaim.diagnosis.domain.links import LinkFacts, LinkKind, LinkRefusal, refusal
from essaim.diagnosis.domain.roles import Absence, RespondentRole
from essaim.diagnosis.domain.tokens import digest, link_of, sign_link
from essaim.diagnosis.models import (
    Answer,
    CampaignRound,
    CollectiveAnswer,
    CollectiveLevel,
    Reply,
    Respondent,
    RespondentLink,
)
from essaim.diagnosis.queries.campaigns import carried_scope, questions_of, threshold
from essaim.platform.domain.viewer import Viewer

#: Those whose working time and staff committee the campaign speaks of.
STAFF = frozenset({RespondentRole.CARE_WORKER, RespondentRole.MIDDLE_MANAGER})


@dataclass(frozen=True, slots=True)
class Opening:
    """What a token opens: the form of a respondent, or why not."""

    link: RespondentLink | None
    respondent: Respondent | None
    refusal: LinkRefusal | None


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link as the adviser sees it, with its address."""

    link: RespondentLink
    token: str
    taken: int
    sent: int

    @property
    def is_dead(self) -> bool:
        return self.link.revoked_on is not None or self.link.expires_on < timezone.localdate()


def carried_links(viewer: Viewer) -> QuerySet[RespondentLink]:
    rows = RespondentLink.objects.filter(carried_scope(viewer, "campaign_round__campaign__"))
    return rows.select_related("campaign_round__campaign__organisation")


def link_rows(links: QuerySet[RespondentLink]) -> list[LinkRow]:
    """Return links with the number of places taken and of answers sent, in one query."""
    counted = links.annotate(
        taken=Count("respondents", distinct=True),
        sent=Count(
            "respondents", filter=Q(respondents__submissions__is_current=True), distinct=True
        ),
    )
    return [
        LinkRow(link, sign_link(link.pk, settings.SECRET_KEY), link.taken, link.sent)
        for link in counted
    ]


def opening(token: str, *, respondent_id: int | None) -> Opening:
    """Return what *token* opens today, for the device that holds *respondent_id* or nobody.

    A token never opens a login: it leads to one form, and to nothing else.
    """
    link = _link(token)
    if link is None:
        return Opening(None, None, LinkRefusal.UNKNOWN)
    own = respondent_of_link(link, respondent_id)
    current = link.campaign_round
    facts = LinkFacts(
        is_revoked=link.revoked_on is not None,
        expires_on=link.expires_on,
        is_round_draft=current.opened_on is None,
        is_round_closed=current.closed_on is not None,
        places=link.places,
        taken=link.respondents.count(),
        has_own_place=own is not None,
    )
    return Opening(link, own, refusal(facts, today=timezone.localdate()))


def respondent_of_link(link: RespondentLink, respondent_id: int | None) -> Respondent | None:
    """Return who answers by this link: the only one of a personal link, or this device's."""
    people = link.respondents.select_related("campaign_round__campaign")
    if link.kind == LinkKind.PERSONAL:
        return people.first()
    return people.filter(pk=respondent_id).first() if respondent_id else None


def _link(token: str) -> RespondentLink | None:
    if link_of(token, settings.SECRET_KEY) is None:
        return None
    links = RespondentLink.objects.select_related(
        "campaign_round__campaign__organisation", "campaign_round__campaign__owner"
    )
    return links.filter(digest=digest(token)).first()


def carried_respondents(viewer: Viewer, current: CampaignRound) -> QuerySet[Respondent]:
    """Return the respondents of a round, for the adviser who carries it."""
    return Respondent.objects.filter(
        carried_scope(viewer, "campaign_round__campaign__"), campaign_round=current
    )


@dataclass(frozen=True, slots=True)
class Told:
    """What a respondent is told before typing: who listens, who reads, when the answer comes."""

    organisation: str
    listener: str
    purpose: str
    role: RespondentRole
    questions: int
    promised_on: date | None
    is_paid_time: bool | None
    cse_informed_on: date | None
    is_staff: bool
    threshold: int


def told(current: CampaignRound, role: str) -> Told:
    campaign = current.campaign
    return Told(
        organisation=campaign.organisation.name,
        listener=campaign.owner.name,
        purpose=campaign.purpose,
        role=RespondentRole(role),
        questions=questions_of(campaign.pk, role).count(),
        promised_on=current.promised_on,
        is_paid_time=campaign.is_paid_time,
        cse_informed_on=campaign.cse_informed_on,
        is_staff=role in STAFF,
        threshold=threshold(),
    )


def known_answers(respondent: Respondent) -> dict[str, Typed]:
    """Return what a respondent already typed: the draft over what was last sent."""
    sent = Answer.objects.filter(submission__respondent=respondent, submission__is_current=True)
    former = {
        each.question.criterion: Typed(_mark(each), each.reason, each.comment)
        for each in sent.select_related("question")
    }
    return former | {code: Typed(**each) for code, each in respondent.draft.items()}


def has_sent(respondent: Respondent) -> bool:
    return respondent.submissions.filter(is_current=True).exists()


def replies(current: CampaignRound) -> QuerySet[Reply]:
    """Return what respondents of a round were answered, latest first."""
    return current.replies.order_by("-said_on", "-pk")


def _mark(answer: Answer) -> str:
    words = {Absence.DONT_KNOW: DONT_KNOW, Absence.NOT_APPLICABLE: NOT_APPLICABLE}
    if answer.level is not None:
        return str(answer.level)
    return words.get(Absence(answer.absence), "")


def collective_answer(viewer: Viewer, current: CampaignRound, role: str) -> CollectiveAnswer | None:
    """Return what a group answered together, for the adviser who carries the campaign."""
    rows = CollectiveAnswer.objects.filter(
        carried_scope(viewer, "campaign_round__campaign__"), campaign_round=current
    )
    return rows.filter(role=role).first()


def collective_levels(answer: CollectiveAnswer) -> QuerySet[CollectiveLevel]:
    return answer.levels.select_related("question").order_by("question__position")


def collective_known(answer: CollectiveAnswer) -> dict[str, object]:
    """Return what was noted, by the names of the form."""
    known: dict[str, object] = {"n": answer.n}
    for each in collective_levels(answer):
        code = each.question.criterion
        known[f"mark-{code}"] = "none" if each.level is None else str(each.level)
        known[f"minority-{code}"] = each.minority_remark
        known[f"comment-{code}"] = each.comment
    return known
