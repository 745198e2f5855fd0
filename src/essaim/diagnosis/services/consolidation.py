"""The consolidation meeting: when, who was there by role, and what it decided of each criterion."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.db import models, transaction
from django.utils import timezone

from essaim.diagnosis import queries
from essaim.diagnosis.domain.consolidation import Decision, check_decision
from essaim.diagnosis.models import CampaignRound, ConsolidatedRating, ConsolidationMeeting
from essaim.diagnosis.queries.consolidation import diagnosis_of
from essaim.kernel.errors import DomainError
from essaim.kernel.period import check_day
from essaim.platform.domain.viewer import Viewer
from essaim.platform.services import keep_audit_line

MOST_TEXT = 5_000
Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Kept(Generic[Row]):
    """A row as it is kept; *is_stale* when somebody wrote meanwhile, and nothing was changed."""

    row: Row
    is_stale: bool = False


@dataclass(frozen=True, slots=True)
class MeetingNote:
    """What is typed of a meeting."""

    held_on: date | None
    attendance: str = ""
    note: str = ""


@transaction.atomic
def keep_meeting(
    *, round_id: int, note: MeetingNote, version: int, by: Viewer
) -> Kept[ConsolidationMeeting]:
    """Write when the meeting is held and who attends, by role, never by name.

    Raises:
        DomainError: ``no_meeting_day``, ``date_out_of_range``, ``diagnosis_signed_already``.
    """
    current = open_round(round_id, by)
    if note.held_on is None:
        raise DomainError("no_meeting_day")
    row = ConsolidationMeeting.objects.select_for_update().filter(campaign_round=current).first()
    if row and row.version != version:
        return Kept(row, is_stale=True)
    row = row or ConsolidationMeeting(campaign_round=current, version=0)
    row.held_on = check_day(note.held_on)
    row.attendance = clean_text(note.attendance, most=300)
    row.note = clean_text(note.note)
    row.version += 1
    row.save()
    _log(current, row, "keep_meeting", by)
    return Kept(row)


@transaction.atomic
def keep_rating(
    *, round_id: int, criterion: str, decision: Decision, version: int, by: Viewer
) -> Kept[ConsolidatedRating]:
    """Write what the meeting decides of a criterion; kept as one goes, reason missing or not.

    Raises:
        DomainError: those of ``check_decision``, ``rating_of_unknown_criterion``,
            ``diagnosis_signed_already``, ``round_not_published``.
    """
    current = open_round(round_id, by)
    framework = queries.framework_of(current.campaign)
    if criterion not in {each.id for each in framework.criteria}:
        raise DomainError("rating_of_unknown_criterion")
    asked = framework.criterion(criterion)
    if decision.is_not_applicable and asked.is_imperative:
        raise DomainError("not_applicable_on_imperative", criterion=asked.title.fr)
    levels = [level.value for level in framework.needed_scale().levels]
    check_decision(asked.title.fr, decision, levels=levels)
    rows = ConsolidatedRating.objects.select_for_update().filter(campaign_round=current)
    row = rows.filter(criterion=criterion).first()
    if row and row.version != version:
        return Kept(row, is_stale=True)
    row = row or ConsolidatedRating(campaign_round=current, criterion=criterion, version=0)
    row.level, row.is_not_applicable = decision.level, decision.is_not_applicable
    row.reason, row.abstentions = clean_text(decision.reason), decision.abstentions
    row.decided_on = timezone.localdate()
    row.version += 1
    row.save()
    _log(current, row, "keep_rating", by)
    return Kept(row)


def open_round(round_id: int, by: Viewer) -> CampaignRound:
    """Return a published round *by* carries, whose diagnosis both have not signed yet."""
    current = queries.carried_rounds(by).select_for_update(of=("self",)).get(pk=round_id)
    if current.published_on is None:
        raise DomainError("round_not_published")
    diagnosis = diagnosis_of(current)
    if diagnosis and diagnosis.is_signed:
        raise DomainError("diagnosis_signed_already")
    return current


def settle_round(current: CampaignRound) -> None:
    """Note the day when nobody waits any more: signed by both, and answered."""
    diagnosis = diagnosis_of(current)
    if diagnosis and diagnosis.is_signed and current.replies.exists() and not current.settled_on:
        current.settled_on = timezone.localdate()
        current.save(update_fields=["settled_on"])


def clean_text(text: str, *, most: int = MOST_TEXT) -> str:
    if "\0" in text:
        raise DomainError("unreadable_words")
    if len(text) > most:
        raise DomainError("text_too_long", most=most)
    return text.strip()


def _log(current: CampaignRound, row: models.Model, act: str, by: Viewer) -> None:
    keep_audit_line(row, act=act, by=by, organisation_id=current.campaign.organisation_id)
