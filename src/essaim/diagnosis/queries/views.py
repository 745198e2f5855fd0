"""From answers to crossed views: computed while the round lives, frozen once published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from essaim.diagnosis.domain.crossed_views import (
    CrossedViews,
    Mark,
    RoleAnswers,
    RoleView,
    Scale,
    assemble,
    cross_views,
)
from essaim.diagnosis.domain.roles import MAY_STAND_ALONE, Absence, RespondentRole
from essaim.diagnosis.models import (
    Answer,
    AskedQuestion,
    CampaignRound,
    CollectiveLevel,
    PublishedFigure,
    Submission,
)
from essaim.diagnosis.queries.campaigns import framework_of, threshold

Answers = Mapping[str, Mapping[RespondentRole, RoleAnswers]]


def round_answers(current: CampaignRound) -> Answers:
    """Return what each role asked gave on each criterion, in the framework's order.

    A collective answer, once accepted, stands for its role: individual ones are not added.
    """
    marks: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    rows = Answer.objects.filter(
        submission__is_current=True, submission__respondent__campaign_round=current
    ).order_by()
    fields = ("question__criterion", "question__role", "level", "absence")
    for criterion, role, level, absence in rows.values_list(*fields):
        marks[criterion, role].append(Absence(absence) if level is None else level)
    together = {
        (each.question.criterion, each.collective.role): each.to_domain()
        for each in CollectiveLevel.objects.filter(
            collective__campaign_round=current, collective__accepted_on__isnull=False
        ).select_related("collective", "question")
    }
    asked = AskedQuestion.objects.filter(campaign=current.campaign_id).order_by()
    keys = set(asked.values_list("criterion", "role"))
    return {
        each.id: {
            role: together.get((each.id, role)) or marks[each.id, role]
            for role in RespondentRole
            if (each.id, role) in keys
        }
        for each in framework_of(current.campaign).criteria
        if any((each.id, role) in keys for role in RespondentRole)
    }


def scale_of(current: CampaignRound) -> Scale:
    scale = framework_of(current.campaign).needed_scale()
    return Scale(scale.lowest, scale.highest)


def computed_views(current: CampaignRound) -> CrossedViews:
    """Return the crossed views as answers stand now; for those who carry the campaign."""
    consents = Submission.objects.filter(
        respondent__campaign_round=current, is_current=True, consents_alone=True
    )
    return cross_views(
        round_answers(current),
        scale=scale_of(current),
        threshold=threshold(),
        consent_alone=(MAY_STAND_ALONE,) if consents.exists() else (),
    )


def published_views(current: CampaignRound) -> CrossedViews | None:
    """Return what was printed when the round was published, ``None`` before; one query."""
    roles: dict[str, dict[RespondentRole, RoleView]] = defaultdict(dict)
    for figure in PublishedFigure.objects.filter(campaign_round=current, table="crossed_views"):
        roles[figure.criterion][RespondentRole(figure.role)] = figure.to_domain()
    if not roles:
        return None
    return assemble(roles, scale_of(current))
