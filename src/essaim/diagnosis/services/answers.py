"""Answers come in: from a phone, from a sheet typed in by somebody outside, from a group.

What a respondent does leaves no line in the log: the log keeps hours, an answer only its day,
and the director reads the log of the organisation. The submission and the former ones it
supersedes are the trace.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, replace

from django.db import transaction

from essaim.diagnosis import queries
from essaim.diagnosis.domain.answers import Given, MarkRule, Typed, check_some, read_answer
from essaim.diagnosis.domain.campaign import Collector, check_collector
from essaim.diagnosis.domain.links import LinkKind
from essaim.diagnosis.domain.roles import MAY_STAND_ALONE, CollectionMode, RespondentRole
from essaim.diagnosis.models import (
    Answer,
    AskedQuestion,
    Campaign,
    CampaignRound,
    Respondent,
    RespondentLink,
    Submission,
)
from essaim.diagnosis.services.links import free_code
from essaim.frameworks.domain.framework import Framework, NotApplicable
from essaim.kernel.errors import DomainError
from essaim.platform.domain.viewer import Viewer
from essaim.platform.services import keep_audit_line

_KEY = re.compile(r"[0-9A-Za-z-]{8,36}")
TypedAnswers = Mapping[str, Typed]


@transaction.atomic
def take_place(*, link_id: int, by: Viewer) -> Respondent:
    """Become one of the respondents of a role link, if a place is left.

    Raises:
        DomainError: ``link_full``, ``round_not_open``.
    """
    if by.respondent_link_id != link_id:
        raise DomainError("not_allowed")
    link = RespondentLink.objects.select_for_update().get(pk=link_id)
    if not link.campaign_round.is_open:
        raise DomainError("round_not_open")
    if link.kind == LinkKind.PERSONAL:
        return link.respondents.get()
    if link.respondents.count() >= link.places:
        raise DomainError("link_full")
    return Respondent.objects.create(
        campaign_round=link.campaign_round,
        role=link.role,
        code=free_code(link.campaign_round),
        link=link,
    )


@transaction.atomic
def keep_drafts(*, respondent_id: int, typed: TypedAnswers, by: Viewer) -> Respondent:
    """Keep what is typed on the server, whatever happens to the phone; a reason may still miss."""
    respondent = _respondent(respondent_id, by)
    campaign = respondent.campaign_round.campaign
    framework = queries.framework_of(campaign)
    rows = queries.questions_of(campaign.pk, respondent.role)
    asked = set(rows.values_list("criterion", flat=True))
    for criterion, each in typed.items():
        if criterion not in asked:
            raise DomainError("criterion_not_asked", criterion=criterion[:60])
        rule = replace(mark_rule(framework, criterion), needs_reason=False)
        read_answer(rule, each)
    respondent.draft = respondent.draft | {code: asdict(each) for code, each in typed.items()}
    respondent.save(update_fields=["draft"])
    return respondent


@transaction.atomic
def send_answers(
    *,
    respondent_id: int,
    key: str,
    by: Viewer,
    typed: TypedAnswers | None = None,
    consents_alone: bool = False,
) -> Submission:
    """Send a form; the same *key* twice has one effect, another key supersedes and keeps.

    Without *typed*, the drafts kept screen by screen are sent.
    """
    respondent = _respondent(respondent_id, by)
    drafts = {code: Typed(**each) for code, each in respondent.draft.items()}
    if consents_alone and respondent.role != MAY_STAND_ALONE:
        raise DomainError("no_free_consent", role=respondent.role)
    submission = Submission(
        respondent=respondent, key=key, mode=CollectionMode.ONLINE, consents_alone=consents_alone
    )
    return _submit(submission, drafts | dict(typed or {}))


@transaction.atomic
def prepare_sheets(
    *, round_id: int, role: RespondentRole, number: int, by: Viewer
) -> list[Respondent]:
    """Give codes to paper sheets before they are printed."""
    current = _carried_round(round_id, by)
    if not queries.questions_of(current.campaign_id, role).exists():
        raise DomainError("role_not_asked", role=role)
    if not 1 <= number <= 200:
        raise DomainError("link_places", n=number, most=200)
    sheets = [
        Respondent.objects.create(campaign_round=current, role=role, code=free_code(current))
        for _each in range(number)
    ]
    _log(current, "prepare_sheets", by)
    return sheets


@transaction.atomic
def record_sheet(
    *,
    round_id: int,
    role: RespondentRole,
    code: str,
    typed: TypedAnswers,
    mode: CollectionMode,
    key: str,
    by: Viewer,
    gives_the_help: bool = False,
    has_trusted_person: bool = False,
    is_correction: bool = False,
) -> Submission:
    """Type in what somebody wrote or said; without *code* (telephone, visit) one is given."""
    current = _carried_round(round_id, by)
    check_pen(current, mode, by, gives_the_help=gives_the_help)
    respondent = _sheet(current, role, code.strip().upper(), key, is_correction=is_correction)
    submission = Submission(
        respondent=respondent,
        key=key,
        mode=mode,
        collector_id=by.account_id,
        has_trusted_person=has_trusted_person,
    )
    _log(current, "record_sheet", by)
    return _submit(submission, typed)


def check_pen(
    current: CampaignRound, mode: CollectionMode, by: Viewer, *, gives_the_help: bool
) -> None:
    """Refuse that the employer, or who gives the help, writes down somebody's answer."""
    is_employer = queries.is_employer(by, current.campaign)
    check_collector(mode, Collector(by.account_id, is_employer, gives_the_help))


def mark_rule(framework: Framework, criterion: str) -> MarkRule:
    """Return what a question about *criterion* accepts; an imperative one always applies."""
    scale = framework.needed_scale()
    allows = scale.not_applicable is not NotApplicable.FORBIDDEN
    return MarkRule(
        criterion,
        [level.value for level in scale.levels],
        may_not_apply=allows and not framework.criterion(criterion).is_imperative,
        needs_reason=scale.not_applicable is NotApplicable.JUSTIFIED,
    )


def _submit(submission: Submission, typed: TypedAnswers) -> Submission:
    if not _KEY.fullmatch(submission.key):
        raise DomainError("submission_key")
    respondent = submission.respondent
    sent = respondent.submissions.filter(key=submission.key).first()
    if sent:
        return sent
    current = respondent.campaign_round
    if not current.is_open:
        raise DomainError("round_not_open")
    questions = list(queries.questions_of(current.campaign_id, respondent.role))
    given = _given(current.campaign, questions, typed)
    respondent.submissions.filter(is_current=True).update(is_current=False)
    submission.save()
    Answer.objects.bulk_create(
        Answer(
            submission=submission,
            question=question,
            level=each.level,
            absence=each.absence or "",
            reason=each.reason,
            comment=each.comment,
        )
        for question, each in zip(questions, given, strict=True)
    )
    respondent.draft = {}
    respondent.save(update_fields=["draft"])
    return submission


def _given(campaign: Campaign, questions: list[AskedQuestion], typed: TypedAnswers) -> list[Given]:
    unknown = typed.keys() - {question.criterion for question in questions}
    if unknown:
        raise DomainError("criterion_not_asked", criterion=min(unknown)[:60])
    framework = queries.framework_of(campaign)
    given = [
        read_answer(
            mark_rule(framework, question.criterion), typed.get(question.criterion, Typed())
        )
        for question in questions
    ]
    check_some(given)
    return given


def _respondent(respondent_id: int, by: Viewer) -> Respondent:
    """Return the respondent of the link *by* came through, and of no other."""
    rows = Respondent.objects.select_related("campaign_round__campaign")
    respondent = rows.select_for_update(of=("self",)).get(
        pk=respondent_id, link_id=by.respondent_link_id or 0, link__revoked_on__isnull=True
    )
    if not respondent.campaign_round.is_open:
        raise DomainError("round_not_open")
    return respondent


def _sheet(
    current: CampaignRound, role: RespondentRole, code: str, key: str, *, is_correction: bool
) -> Respondent:
    if not code:
        return Respondent.objects.create(campaign_round=current, role=role, code=free_code(current))
    people = current.respondents.filter(role=role, link__isnull=True)
    found = people.select_for_update().filter(code=code).first()
    if found is None:
        raise DomainError("sheet_code_unknown", sheet=code[:12])
    others = found.submissions.exclude(key=key)
    if not is_correction and others.exists():
        raise DomainError("sheet_code_taken", sheet=code)
    return found


def _carried_round(round_id: int, by: Viewer) -> CampaignRound:
    current = queries.carried_rounds(by).select_for_update(of=("self",)).get(pk=round_id)
    if not current.is_open:
        raise DomainError("round_not_open")
    return current


def _log(current: CampaignRound, act: str, by: Viewer) -> None:
    keep_audit_line(current, act=act, by=by, organisation_id=current.campaign.organisation_id)
