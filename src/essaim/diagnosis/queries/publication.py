"""What a round prints when it is published: a closed list of tables, checked two by two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from essaim.diagnosis.domain.crossed_views import CrossedViews, Standing, dispersion, median
from essaim.diagnosis.domain.privacy import MODE_TABLES, Population, check_publishable
from essaim.diagnosis.domain.roles import CollectionMode
from essaim.diagnosis.models import Answer, CampaignRound, PublishedFigure
from essaim.diagnosis.queries.campaigns import threshold
from essaim.diagnosis.queries.views import computed_views

#: Level of each respondent, by criterion and role, then by mode.
_Levels = Mapping[tuple[str, str], Mapping[str, Mapping[int, int]]]


def figures_to_publish(current: CampaignRound) -> list[PublishedFigure]:
    """Return the figures of a round, not yet kept; each table is declared with those it covers.

    A role is also told by mode of answer when every mode has enough people and the medians
    differ: fewer would let a reader subtract.

    Raises:
        DomainError: ``table_not_publishable``, ``tables_too_close``.
    """
    views = computed_views(current)
    return [*_by_role(current, views), *_by_mode(current, views)]


def _by_role(current: CampaignRound, views: CrossedViews) -> Iterator[PublishedFigure]:
    for place, (code, criterion) in enumerate(views.criteria.items()):
        for role, view in criterion.roles.items():
            yield PublishedFigure(
                campaign_round=current,
                criterion=code,
                role=role,
                standing=view.standing,
                n=view.n,
                median="" if view.median is None else str(view.median),
                dispersion="" if view.dispersion is None else str(view.dispersion),
                position=place,
            )


def _by_mode(current: CampaignRound, views: CrossedViews) -> Iterator[PublishedFigure]:
    least, levels = threshold(), _levels(current)
    for place, (code, criterion) in enumerate(views.criteria.items()):
        for role, view in criterion.roles.items():
            modes = levels.get((code, role), {})
            if view.standing is Standing.SHOWN and _parts(modes, least):
                _declare(modes, least)
                for mode, people in modes.items():
                    figure = _mode_figure(mode, list(people.values()))
                    figure.campaign_round, figure.position = current, place
                    figure.criterion, figure.role = code, role
                    yield figure


def _declare(modes: Mapping[str, Mapping[int, int]], least: int) -> None:
    tables = [
        Population("crossed_views", frozenset(one for each in modes.values() for one in each))
    ]
    for mode, people in modes.items():
        tables.append(Population(MODE_TABLES[CollectionMode(mode)], frozenset(people)))
    check_publishable(tables, threshold=least)


def _mode_figure(mode: str, given: list[int]) -> PublishedFigure:
    return PublishedFigure(
        table=MODE_TABLES[CollectionMode(mode)],
        standing=Standing.SHOWN,
        n=len(given),
        median=str(median(given)),
        dispersion=str(dispersion(given)),
    )


def _parts(modes: Mapping[str, Mapping[int, int]], least: int) -> bool:
    """Return whether the modes may be told apart, and are worth it."""
    groups = [list(people.values()) for people in modes.values()]
    if len(groups) < 2 or min(map(len, groups)) < least:
        return False
    return len({median(group) for group in groups}) > 1


def _levels(current: CampaignRound) -> _Levels:
    found: dict[tuple[str, str], dict[str, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    rows = Answer.objects.filter(
        submission__is_current=True,
        submission__respondent__campaign_round=current,
        level__isnull=False,
    ).order_by()
    fields = ("question__criterion", "question__role", "submission__mode")
    for criterion, role, mode, person, level in rows.values_list(
        *fields, "submission__respondent", "level"
    ):
        found[criterion, role][mode][person] = level
    return found
