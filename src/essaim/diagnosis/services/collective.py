"""A group answers together: noted, read back, accepted; then it stands for its role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from essaim.diagnosis import queries
from essaim.diagnosis.domain.answers import MOST_COMMENT
from essaim.diagnosis.domain.crossed_views import Collective, Standing
from essaim.diagnosis.domain.roles import CollectionMode, RespondentRole
from essaim.diagnosis.models import AskedQuestion, CampaignRound, CollectiveAnswer, CollectiveLevel
from essaim.diagnosis.services.answers import check_pen
from essaim.kernel.errors import DomainError
from essaim.platform.domain.viewer import Viewer
from essaim.platform.services import keep_audit_line

#: What a group says when it has no common level.
NO_AGREEMENT = "none"


@dataclass(frozen=True, slots=True)
class TypedLevel:
    """One criterion as noted: a level, « none » for no agreement, nothing when not discussed."""

    mark: str = ""
    minority_remark: str = ""
    comment: str = ""


@transaction.atomic
def note_collective_answer(
    *,
    round_id: int,
    role: RespondentRole,
    n: int,
    levels: Mapping[str, TypedLevel],
    by: Viewer,
    gives_the_help: bool = False,
) -> CollectiveAnswer:
    """Write down what a group says; it counts only once read back and accepted.

    Raises:
        DomainError: ``collective_too_small``, ``collective_not_needed``,
            ``collective_already_accepted``, ``level_unknown``, ``nothing_answered``.
    """
    current = _round(round_id, by)
    Collective(n, None)  # the rule refuses a group of one
    check_pen(current, CollectionMode.COLLECTIVE, by, gives_the_help=gives_the_help)
    _check_needed(current, role)
    known = {each.criterion: each for each in queries.questions_of(current.campaign_id, role)}
    if not known:
        raise DomainError("role_not_asked", role=role)
    answer = _answer(current, role, n, by)
    answer.levels.all().delete()
    rows = [_level(answer, known, code, typed) for code, typed in levels.items() if typed.mark]
    if not rows:
        raise DomainError("nothing_answered")
    CollectiveLevel.objects.bulk_create(rows)
    _log(answer, "note_collective_answer", by)
    return answer


@transaction.atomic
def accept_collective_answer(
    *, round_id: int, role: RespondentRole, is_read_back: bool, by: Viewer
) -> CollectiveAnswer:
    """Say that the group heard its answer read back, and accepts it."""
    current = _round(round_id, by)
    if not is_read_back:
        raise DomainError("not_read_back")
    _check_needed(current, role)
    answer = current.collective_answers.select_for_update().get(role=role)
    if answer.accepted_on:
        raise DomainError("collective_already_accepted", role=role)
    answer.accepted_on = timezone.localdate()
    answer.save(update_fields=["accepted_on"])
    _log(answer, "accept_collective_answer", by)
    return answer


def _check_needed(current: CampaignRound, role: RespondentRole) -> None:
    """Refuse where individual answers already show the role: the two are never added."""
    criteria = queries.computed_views(current).criteria.values()
    standings = [view.roles[role].standing for view in criteria if role in view.roles]
    if Standing.SHOWN in standings:
        raise DomainError("collective_not_needed", role=role)


def _answer(current: CampaignRound, role: RespondentRole, n: int, by: Viewer) -> CollectiveAnswer:
    answer, _is_new = CollectiveAnswer.objects.select_for_update().get_or_create(
        campaign_round=current, role=role, defaults={"n": n, "collector_id": by.account_id or 0}
    )
    if answer.accepted_on:
        raise DomainError("collective_already_accepted", role=role)
    answer.n, answer.collector_id = n, by.account_id or 0
    answer.save(update_fields=["n", "collector"])
    return answer


def _level(
    answer: CollectiveAnswer, known: Mapping[str, AskedQuestion], code: str, typed: TypedLevel
) -> CollectiveLevel:
    question = known.get(code)
    if question is None:
        raise DomainError("criterion_not_asked", criterion=code[:60])
    for words in (typed.minority_remark, typed.comment):
        if len(words) > MOST_COMMENT:
            raise DomainError("words_too_long", criterion=code, most=MOST_COMMENT)
        if "\0" in words:
            raise DomainError("unreadable_words")
    levels = {str(anchor["value"]): int(anchor["value"]) for anchor in question.anchors}
    if typed.mark != NO_AGREEMENT and typed.mark not in levels:
        raise DomainError("level_unknown", criterion=code, value=typed.mark[:20])
    return CollectiveLevel(
        collective=answer,
        question=question,
        level=levels.get(typed.mark),
        minority_remark=typed.minority_remark.strip(),
        comment=typed.comment.strip(),
    )


def _round(round_id: int, by: Viewer) -> CampaignRound:
    current = queries.carried_rounds(by).select_for_update(of=("self",)).get(pk=round_id)
    if not current.is_open:
        raise DomainError("round_not_open")
    return current


def _log(answer: CollectiveAnswer, act: str, by: Viewer) -> None:
    organisation_id = answer.campaign_round.campaign.organisation_id
    keep_audit_line(answer, act=act, by=by, organisation_id=organisation_id)
