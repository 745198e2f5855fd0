"""The acts of the adviser on a campaign: prepare, word, open, close, publish, open again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from essaim.diagnosis import queries
from essaim.diagnosis.domain.campaign import (
    Anchor,
    CampaignState,
    Question,
    check_questions,
    check_step,
    check_terms,
)
from essaim.diagnosis.domain.roles import RespondentRole
from essaim.diagnosis.events import RoundPublished
from essaim.diagnosis.models import AskedQuestion, Campaign, CampaignRound, PublishedFigure
from essaim.diagnosis.queries.publication import figures_to_publish
from essaim.frameworks import queries as frameworks
from essaim.frameworks import services as framework_services
from essaim.frameworks.domain.framework import Framework
from essaim.frameworks.domain.framework import Question as FrameworkQuestion
from essaim.kernel.errors import DomainError
from essaim.kernel.period import check_day
from essaim.platform.domain.viewer import Viewer
from essaim.platform.events import announce
from essaim.platform.services import keep_audit_line


@dataclass(frozen=True, slots=True)
class Draft:
    """What the adviser types of a campaign before it opens."""

    title: str
    purpose: str = ""
    cse_informed_on: date | None = None
    has_no_cse: bool = False
    is_paid_time: bool | None = None
    promised_on: date | None = None


@transaction.atomic
def prepare_campaign(
    *,
    organisation_id: int,
    owner_id: int,
    framework_version_id: int,
    draft: Draft,
    by: Viewer,
    roles: Sequence[RespondentRole] | None = None,
) -> Campaign:
    """Create a campaign with the questions its framework has for each role asked."""
    organisation = queries.startable_organisations(by).get(pk=organisation_id)
    owner = queries.ownable_organisations(by).get(pk=owner_id)
    framework = frameworks.framework_of(framework_version_id)
    framework.needed_scale()  # a nomenclature assesses nothing
    campaign = Campaign(
        organisation=organisation, owner=owner, framework_version_id=framework_version_id
    )
    _write(campaign, draft)
    campaign.save()
    CampaignRound.objects.create(campaign=campaign, number=1, promised_on=draft.promised_on)
    _copy_questions(campaign, framework, roles or _default_roles(framework))
    _log(campaign, "prepare_campaign", by)
    return campaign


@transaction.atomic
def write_terms(*, campaign_id: int, version: int, draft: Draft, by: Viewer) -> Campaign:
    """Keep the terms of a draft; somebody who wrote meanwhile is not overwritten."""
    campaign = _draft(campaign_id, by)
    if campaign.version != version:
        raise DomainError("campaign_changed")
    _write(campaign, draft)
    campaign.version += 1
    campaign.save()
    campaign.rounds.update(promised_on=draft.promised_on)
    _log(campaign, "write_terms", by)
    return campaign


@transaction.atomic
def choose_roles(*, campaign_id: int, roles: Sequence[RespondentRole], by: Viewer) -> Campaign:
    """Ask exactly these roles; their questions come from the framework, where it has some."""
    campaign = _draft(campaign_id, by)
    asked = {role for role, _count in queries.asked_roles(campaign.pk)}
    campaign.questions.exclude(role__in=roles).delete()
    _copy_questions(
        campaign, queries.framework_of(campaign), [role for role in roles if role not in asked]
    )
    _log(campaign, "choose_roles", by)
    return campaign


@transaction.atomic
def write_question(*, campaign_id: int, question: Question, by: Viewer) -> AskedQuestion:
    """Ask one more role, or in other words: question and anchors are then the adviser's own."""
    campaign = _draft(campaign_id, by)
    framework = queries.framework_of(campaign)
    framework.criterion(question.criterion)
    question.check([level.value for level in framework.needed_scale().levels])
    place = [each.id for each in framework.criteria].index(question.criterion)
    row, _is_new = AskedQuestion.objects.update_or_create(
        campaign=campaign,
        role=question.role,
        criterion=question.criterion,
        defaults={
            "position": place,
            "text_fr": question.fr.strip()[:300],
            "text_en": question.en.strip()[:300],
            "anchors": [asdict(anchor) for anchor in question.anchors],
        },
    )
    _log(campaign, "write_question", by)
    return row


@transaction.atomic
def drop_question(*, campaign_id: int, role: RespondentRole, criterion: str, by: Viewer) -> None:
    campaign = _draft(campaign_id, by)
    campaign.questions.filter(role=role, criterion=criterion).delete()
    _log(campaign, "drop_question", by)


@transaction.atomic
def open_campaign(*, campaign_id: int, by: Viewer) -> CampaignRound:
    """Open the round once respondents can be told all; never on the employer's installation.

    Raises:
        DomainError: ``employer_is_operator``, and those of the terms and of the questions.
    """
    campaign = _draft(campaign_id, by)
    current = queries.latest_round(campaign)
    if queries.is_operated_by_employer(campaign):
        raise DomainError("employer_is_operator")
    check_terms(current.terms(), today=timezone.localdate())
    check_questions([each.to_domain() for each in campaign.questions.all()])
    framework_services.use_version(version_id=campaign.framework_version_id, by=by)
    current.opened_on = timezone.localdate()
    current.save(update_fields=["opened_on"])
    _pass(campaign, CampaignState.OPEN, "open_campaign", by)
    return current


@transaction.atomic
def close_round(*, campaign_id: int, by: Viewer) -> CampaignRound:
    """Stop taking answers; drafts never sent are erased, for nobody agreed to give them."""
    campaign = _carried(campaign_id, by)
    check_step(CampaignState(campaign.state), CampaignState.CLOSED)
    current = queries.latest_round(campaign)
    current.closed_on = timezone.localdate()
    current.save(update_fields=["closed_on"])
    current.respondents.update(draft={})
    _pass(campaign, CampaignState.CLOSED, "close_round", by)
    return current


@transaction.atomic
def publish_round(*, campaign_id: int, by: Viewer) -> CampaignRound:
    """Print the crossed views, once: figures are frozen, later answers wait for the next round."""
    campaign = _carried(campaign_id, by)
    check_step(CampaignState(campaign.state), CampaignState.PUBLISHED)
    current = queries.latest_round(campaign)
    PublishedFigure.objects.bulk_create(figures_to_publish(current))
    current.published_on = timezone.localdate()
    current.save(update_fields=["published_on"])
    _pass(campaign, CampaignState.PUBLISHED, "publish_round", by)
    announce(RoundPublished(campaign.pk, current.pk, campaign.organisation_id, by))
    return current


@transaction.atomic
def open_next_round(*, campaign_id: int, promised_on: date | None, by: Viewer) -> CampaignRound:
    """Ask again, with a new promise; the former round stays as it was published."""
    campaign = _carried(campaign_id, by)
    check_step(CampaignState(campaign.state), CampaignState.OPEN)
    former = queries.latest_round(campaign)
    current = CampaignRound(
        campaign=campaign, number=former.number + 1, promised_on=_day(promised_on)
    )
    check_terms(current.terms(), today=timezone.localdate())
    current.opened_on = timezone.localdate()
    current.save()
    _pass(campaign, CampaignState.OPEN, "open_next_round", by)
    return current


def _default_roles(framework: Framework) -> list[RespondentRole]:
    return [role for role in RespondentRole if role in framework.asked_roles()]


def _copy_questions(
    campaign: Campaign, framework: Framework, roles: Sequence[RespondentRole]
) -> None:
    places = {each.id: place for place, each in enumerate(framework.criteria)}
    AskedQuestion.objects.bulk_create(
        _copied(campaign, role, asked, places[asked.criterion.id])
        for role in roles
        for asked in framework.asked_of(role)
    )


def _copied(
    campaign: Campaign, role: RespondentRole, asked: FrameworkQuestion, place: int
) -> AskedQuestion:
    anchors = [Anchor(each.value, each.words.fr, each.words.en) for each in asked.anchors]
    return AskedQuestion(
        campaign=campaign,
        role=role,
        criterion=asked.criterion.id,
        position=place,
        text_fr=asked.words.fr[:300],
        text_en=asked.words.en[:300],
        anchors=[asdict(anchor) for anchor in anchors],
    )


def _write(campaign: Campaign, draft: Draft) -> None:
    campaign.title = draft.title.strip()[:200]
    campaign.purpose = draft.purpose.strip()
    campaign.cse_informed_on = _day(draft.cse_informed_on)
    campaign.has_no_cse = draft.has_no_cse
    campaign.is_paid_time = draft.is_paid_time
    _day(draft.promised_on)


def _day(day: date | None) -> date | None:
    return day and check_day(day)


def _carried(campaign_id: int, by: Viewer) -> Campaign:
    rows = queries.carried_campaigns(by).select_for_update(of=("self",))
    return rows.get(pk=campaign_id)


def _draft(campaign_id: int, by: Viewer) -> Campaign:
    campaign = _carried(campaign_id, by)
    if campaign.state != CampaignState.DRAFT:
        raise DomainError("campaign_not_draft")
    return campaign


def _pass(campaign: Campaign, state: CampaignState, act: str, by: Viewer) -> None:
    campaign.state = state
    campaign.version += 1
    campaign.save(update_fields=["state", "version"])
    _log(campaign, act, by)


def _log(campaign: Campaign, act: str, by: Viewer) -> None:
    keep_audit_line(campaign, act=act, by=by, organisation_id=campaign.organisation_id)
