"""The shared diagnosis: written by the adviser, signed by both, then sent on; its bytes stay."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from essaim.diagnosis import queries
from essaim.diagnosis.events import DiagnosisShared
from essaim.diagnosis.exporters.report import report_docx, report_pdf
from essaim.diagnosis.models import CampaignRound, ReleasedExcerpt, SharedDiagnosis
from essaim.diagnosis.queries.consolidation import Agenda, agenda, diagnosis_of
from essaim.diagnosis.queries.report import digest_of, report_content
from essaim.diagnosis.services.consolidation import Kept, clean_text, open_round, settle_round
from essaim.kernel.errors import DomainError
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.events import announce
from essaim.platform.queries import own_organisations
from essaim.platform.services import keep_audit_line, link


@transaction.atomic
def write_summary(
    *, round_id: int, summary: str, version: int, by: Viewer
) -> Kept[SharedDiagnosis]:
    """Write the synthesis; a signature given before no longer covers it.

    Raises:
        DomainError: ``diagnosis_signed_already``, ``round_not_published``, ``text_too_long``.
    """
    current = open_round(round_id, by)
    row = SharedDiagnosis.objects.select_for_update().filter(campaign_round=current).first()
    if row and row.version != version:
        return Kept(row, is_stale=True)
    row = row or SharedDiagnosis(campaign_round=current, version=0)
    row.summary = clean_text(summary, most=20_000)
    row.version += 1
    row.adviser_id, row.adviser_signed_on, row.digest = None, None, ""
    row.save()
    _log(current, row, "write_summary", by)
    return Kept(row)


@transaction.atomic
def sign_as_adviser(*, round_id: int, by: Viewer) -> SharedDiagnosis:
    """Sign for the accompaniment what is written today; the organisation signs the same after.

    Raises:
        DomainError: ``no_summary``, ``nothing_decided``, ``ratings_incomplete``,
            ``diagnosis_signed_already``.
    """
    current = open_round(round_id, by)
    row = SharedDiagnosis.objects.select_for_update().filter(campaign_round=current).first()
    if row is None or not row.summary:
        raise DomainError("no_summary")
    _check_decided(agenda(current, by))
    row.content = report_content(current, row.summary, by)
    row.digest = digest_of(row.content)
    row.adviser_id, row.adviser_signed_on = by.account_id, timezone.localdate()
    row.save()
    _log(current, row, "sign_as_adviser", by)
    return row


@transaction.atomic
def sign_as_director(*, round_id: int, by: Viewer) -> SharedDiagnosis:
    """Sign for the organisation exactly what the adviser signed; the files are then frozen.

    Raises:
        DomainError: ``adviser_signs_first``, ``diagnosis_changed_since``,
            ``diagnosis_signed_already``.
    """
    current = _own_round(round_id, by)
    row = SharedDiagnosis.objects.select_for_update().filter(campaign_round=current).first()
    if row is None or row.adviser_signed_on is None:
        raise DomainError("adviser_signs_first")
    if row.is_signed:
        raise DomainError("diagnosis_signed_already")
    if digest_of(report_content(current, row.summary, by)) != row.digest:
        raise DomainError("diagnosis_changed_since")
    row.director_id, row.director_signed_on = by.account_id, timezone.localdate()
    row.save()
    signed = diagnosis_of(current) or row
    row.docx, row.pdf = report_docx(signed), report_pdf(signed)
    row.save(update_fields=["docx", "pdf"])
    settle_round(current)
    _link(current, by)
    _log(current, row, "sign_as_director", by)
    campaign = current.campaign
    announce(DiagnosisShared(campaign.pk, current.pk, campaign.organisation_id, by))
    return row


@transaction.atomic
def submit_diagnosis(*, round_id: int, by: Viewer) -> SharedDiagnosis:
    """Send the signed diagnosis to those who fund the organisation: they may read it from then.

    Raises:
        DomainError: ``diagnosis_not_signed``, ``diagnosis_submitted_already``.
    """
    current = _own_round(round_id, by)
    row = SharedDiagnosis.objects.select_for_update().filter(campaign_round=current).first()
    if row is None or not row.is_signed:
        raise DomainError("diagnosis_not_signed")
    if row.submitted_on:
        raise DomainError("diagnosis_submitted_already")
    row.submitted_on = timezone.localdate()
    row.save(update_fields=["submitted_on"])
    _log(current, row, "submit_diagnosis", by)
    return row


def _check_decided(listed: Agenda | None) -> None:
    if listed is None or not listed.decided:
        raise DomainError("nothing_decided")
    if listed.lacking:
        names = ", ".join(row.seen.title for row in listed.lacking)
        raise DomainError("ratings_incomplete", criteria=names)


def _own_round(round_id: int, by: Viewer) -> CampaignRound:
    """Return a published round of an organisation that *by* directs."""
    mine = own_organisations(by, Role.DIRECTOR)
    rows = queries.visible_rounds(by).filter(campaign__organisation__in=mine)
    current = rows.select_for_update(of=("self",)).get(pk=round_id)
    if current.published_on is None:
        raise DomainError("round_not_published")
    return current


def _link(current: CampaignRound, by: Viewer) -> None:
    """Tie, on the thread, released words to their criterion, and it to the diagnosis."""
    ratings = current.ratings.filter(level__isnull=False)
    for rating in ratings:
        link(
            kind="decides", source=("criterion", rating.pk), target=("diagnosis", current.pk), by=by
        )
    by_code = {rating.criterion: rating.pk for rating in ratings}
    live = ReleasedExcerpt.objects.filter(
        release__campaign_round=current, withdrawn_on__isnull=True
    )
    for pk, code in live.values_list("pk", "release__criterion"):
        if code in by_code:
            link(kind="tells", source=("excerpt", pk), target=("criterion", by_code[code]), by=by)


def _log(current: CampaignRound, row: SharedDiagnosis, act: str, by: Viewer) -> None:
    keep_audit_line(row, act=act, by=by, organisation_id=current.campaign.organisation_id)
