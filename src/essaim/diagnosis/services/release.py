"""Words leave a round one by one: read outside the employer, released or withheld, withdrawn.

The log keeps which row was acted upon, never a word of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from essaim.diagnosis import queries
from essaim.diagnosis.domain.release import Outcome, check_release
from essaim.diagnosis.models import CampaignRound, Release, ReleasedExcerpt
from essaim.diagnosis.queries.released import ANSWER, Word, one_word
from essaim.kernel.errors import DomainError
from essaim.platform.domain.viewer import Viewer
from essaim.platform.services import keep_audit_line

MOST_EXCERPT = 2_000


@dataclass(frozen=True, slots=True)
class Audience:
    """Who may read an excerpt; each is decided apart."""

    organisation: bool = True
    funders: bool = False
    respondents: bool = True


@dataclass(frozen=True, slots=True)
class Checklist:
    """What the reader confirms of a passage, point by point."""

    no_person_or_round: bool = False
    no_place: bool = False
    no_date: bool = False
    no_rare_post: bool = False

    @property
    def is_ticked(self) -> bool:
        return all((self.no_person_or_round, self.no_place, self.no_date, self.no_rare_post))


@transaction.atomic
def release_word(
    *,
    round_id: int,
    source: str,
    word_id: int,
    text: str,
    audience: Audience,
    checklist: Checklist,
    by: Viewer,
) -> ReleasedExcerpt:
    """Release a comment, as it is or reworded; the original stays beside, unread.

    What was released before of the same comment is withdrawn, and kept.

    Raises:
        DomainError: ``round_not_closed``, ``reader_is_employer``, ``word_unknown``,
            ``group_too_small_to_quote``, ``names_someone``, ``nothing_to_release``,
            ``nobody_to_release_to``, ``text_too_long``.
    """
    current = _readable(round_id, by)
    word = _word(current, source, word_id)
    text = _clean(text)
    check_release(word.view, text=text, names_nobody=checklist.is_ticked)
    if not (audience.organisation or audience.funders or audience.respondents):
        raise DomainError("nobody_to_release_to")
    release = _read(current, word, Outcome.RELEASED, "", by)
    excerpt = _say(release, text, audience, is_reworded=not _is_part(text, word.text))
    _log(current, release, "release_word", by)
    return excerpt


@transaction.atomic
def withhold_word(*, round_id: int, source: str, word_id: int, reason: str, by: Viewer) -> Release:
    """Read a comment and keep it: it is counted, never shown."""
    current = _readable(round_id, by)
    word = _word(current, source, word_id)
    if not reason.strip():
        raise DomainError("withheld_without_reason")
    release = _read(current, word, Outcome.WITHHELD, _clean(reason)[:300], by)
    release.excerpts.filter(withdrawn_on__isnull=True).update(withdrawn_on=timezone.localdate())
    _log(current, release, "withhold_word", by)
    return release


@transaction.atomic
def withdraw_excerpt(*, round_id: int, excerpt_id: int, by: Viewer) -> ReleasedExcerpt:
    """Take released words back; they stay written, and are shown to nobody."""
    current = _readable(round_id, by)
    rows = ReleasedExcerpt.objects.select_for_update().filter(release__campaign_round=current)
    excerpt = rows.filter(pk=excerpt_id).select_related("release").first()
    if excerpt is None:
        raise DomainError("word_unknown")
    if excerpt.withdrawn_on:
        raise DomainError("excerpt_withdrawn_already")
    excerpt.withdrawn_on = timezone.localdate()
    excerpt.save(update_fields=["withdrawn_on"])
    _log(current, excerpt.release, "withdraw_excerpt", by)
    return excerpt


def _readable(round_id: int, by: Viewer) -> CampaignRound:
    """Return a closed round of a campaign *by* carries, from outside the organisation."""
    current = queries.carried_rounds(by).select_for_update(of=("self",)).get(pk=round_id)
    if queries.is_employer(by, current.campaign):
        raise DomainError("reader_is_employer")
    if current.closed_on is None:
        raise DomainError("round_not_closed")
    return current


def _word(current: CampaignRound, source: str, word_id: int) -> Word:
    word = one_word(current, source, word_id)
    if word is None:
        raise DomainError("word_unknown")
    return word


def _read(current: CampaignRound, word: Word, outcome: Outcome, reason: str, by: Viewer) -> Release:
    release = word.release or Release(
        campaign_round=current, criterion=word.criterion, role=word.role
    )
    if word.source == ANSWER:
        release.answer_id = word.pk
    else:
        release.collective_level_id = word.pk
    release.outcome, release.reason = outcome, reason
    release.reader_id, release.read_on = by.account_id or 0, timezone.localdate()
    release.save()
    return release


def _say(release: Release, text: str, audience: Audience, *, is_reworded: bool) -> ReleasedExcerpt:
    """Keep the words now released; those released before of the same comment are withdrawn."""
    release.excerpts.filter(withdrawn_on__isnull=True).update(withdrawn_on=timezone.localdate())
    return ReleasedExcerpt.objects.create(
        release=release,
        text=text,
        is_reworded=is_reworded,
        is_for_organisation=audience.organisation,
        is_for_funders=audience.funders,
        is_for_respondents=audience.respondents,
    )


def _clean(text: str) -> str:
    if "\0" in text:
        raise DomainError("unreadable_words")
    if len(text) > MOST_EXCERPT:
        raise DomainError("text_too_long", most=MOST_EXCERPT)
    return " ".join(text.split())


def _is_part(text: str, original: str) -> bool:
    """Return whether *text* is the original or a whole piece of it: then nothing was reworded."""
    return text in " ".join(original.split())


def _log(current: CampaignRound, release: Release, act: str, by: Viewer) -> None:
    keep_audit_line(release, act=act, by=by, organisation_id=current.campaign.organisation_id)
