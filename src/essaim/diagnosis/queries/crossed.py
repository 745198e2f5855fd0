"""The page of crossed views as one read model: the same for the picture, the table, the files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from essaim.diagnosis.domain.campaign import CampaignState
from essaim.diagnosis.domain.crossed_views import (
    CriterionView,
    CrossedViews,
    GapLevel,
    RoleView,
    Scale,
    Standing,
    assemble,
)
from essaim.diagnosis.domain.privacy import MODE_TABLES
from essaim.diagnosis.domain.release import QUOTABLE
from essaim.diagnosis.domain.roles import CollectionMode, RespondentRole
from essaim.diagnosis.models import CampaignRound, PublishedFigure
from essaim.diagnosis.queries.campaigns import (
    campaign_scope,
    framework_of,
    is_carried,
    threshold,
    visible_campaigns,
)
from essaim.diagnosis.queries.released import Quote, heard_not_quotable, quotes, visible_excerpts
from essaim.diagnosis.queries.views import computed_views
from essaim.frameworks.domain.framework import Criterion
from essaim.frameworks.domain.words import Words
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.domain.writing import write_typography
from essaim.platform.queries import in_scope

Views = tuple[CrossedViews, Mapping[tuple[str, str], Mapping[CollectionMode, RoleView]]]


@dataclass(frozen=True, slots=True)
class Side:
    """One viewpoint of a criterion that may be shown, with its released words."""

    role: RespondentRole
    view: RoleView
    quotes: tuple[Quote, ...]
    modes: Mapping[CollectionMode, RoleView]


@dataclass(frozen=True, slots=True)
class CrossedRow:
    """One criterion: its viewpoints shown, those masked, its gap, and words not quotable."""

    criterion: Criterion
    title: str
    sides: tuple[Side, ...]
    masked: tuple[RespondentRole, ...]
    gap: Fraction | None
    level: GapLevel | None
    heard: int
    is_open: bool = False

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        return self.criterion.id

    @property
    def voices(self) -> tuple[Side, ...]:
        """Return the viewpoints whose words may be quoted: never somebody alone."""
        return tuple(side for side in self.sides if side.view.standing in QUOTABLE)

    @property
    def opens(self) -> bool:
        """Return whether there is something to read under the line."""
        return bool(self.heard) or any(side.quotes or side.modes for side in self.voices)


@dataclass(frozen=True, slots=True)
class ShownRole:
    """How many answered in a role that is shown; the only counts a page may print."""

    role: RespondentRole
    n: int
    is_collective: bool


@dataclass(frozen=True, slots=True)
class CrossedPage:
    """All that is printed of a round; what is masked is nowhere in it."""

    current: CampaignRound
    rows: tuple[CrossedRow, ...]
    shown: tuple[ShownRole, ...]
    masked: tuple[RespondentRole, ...]
    scale: Scale
    words: tuple[str, ...]
    threshold: int
    is_published: bool
    is_carried: bool
    is_inside: bool

    @property
    def total(self) -> int:
        """Return the allowed total: the roles shown, and nobody else."""
        return sum(each.n for each in self.shown)

    @property
    def compared(self) -> tuple[CrossedRow, ...]:
        return tuple(row for row in self.rows if row.gap is not None)

    @property
    def has_alone(self) -> bool:
        return any(s.view.standing is Standing.ALONE for row in self.rows for s in row.sides)

    @property
    def sides(self) -> int:
        """Return how many viewpoints can meet on one criterion, at best."""
        return max((sum(s.view.is_in_gap for s in row.sides) for row in self.rows), default=0)


def readable_scope(viewer: Viewer, current: str = "") -> Q:
    """Return which rounds have a page that *viewer* may open; *current* is the path to one."""
    campaign = f"{current}campaign__"
    draft = Q(**{f"{campaign}state": CampaignState.DRAFT})
    submitted = Q(**{f"{current}diagnosis__submitted_on__isnull": False})
    funded = in_scope(viewer, Role.FUNDER, organisation=f"{campaign}organisation_id")
    return campaign_scope(viewer, campaign) & ~draft | submitted & funded


def readable_rounds(viewer: Viewer) -> QuerySet[CampaignRound]:
    """Return the rounds whose page *viewer* may open: a funder only what was submitted."""
    rows = CampaignRound.objects.filter(readable_scope(viewer))
    return rows.select_related("campaign__organisation", "campaign__owner")


def crossed_views(current: CampaignRound, viewer: Viewer) -> CrossedPage | None:
    """Return what *viewer* reads of a round, ``None`` before it is published.

    The adviser who carries it also sees, before, what would be printed today.
    """
    carried = is_carried(viewer, current.campaign)
    if current.published_on is None and not carried:
        return None
    framework = framework_of(current.campaign)
    needed = framework.needed_scale()
    scale = Scale(needed.lowest, needed.highest)
    is_out = current.published_on is not None
    views, modes = _printed(current, scale) if is_out else (computed_views(current), {})
    said = _by_side(quotes(visible_excerpts(viewer), current))
    heard = heard_not_quotable(current, views)
    return CrossedPage(
        current=current,
        rows=tuple(
            _row(framework.criterion(code), views.criteria[code], modes, said, heard[code])
            for code in views.ranking
        ),
        shown=_shown(views),
        masked=_never_shown(views),
        scale=scale,
        words=tuple(level.label.said(get_language() or "fr") for level in needed.levels),
        threshold=threshold(),
        is_published=is_out,
        is_carried=carried,
        is_inside=carried or visible_campaigns(viewer).filter(pk=current.campaign_id).exists(),
    )


def _printed(current: CampaignRound, scale: Scale) -> Views:
    """Return the frozen figures, by role and by mode, in one query."""
    roles: dict[str, dict[RespondentRole, RoleView]] = defaultdict(dict)
    modes: dict[tuple[str, str], dict[CollectionMode, RoleView]] = defaultdict(dict)
    named = {table: mode for mode, table in MODE_TABLES.items()}
    for figure in PublishedFigure.objects.filter(campaign_round=current):
        if figure.table == "crossed_views":
            roles[figure.criterion][RespondentRole(figure.role)] = figure.to_domain()
        elif figure.table in named:
            modes[figure.criterion, figure.role][named[figure.table]] = figure.to_domain()
    return assemble(roles, scale), modes


def _row(
    criterion: Criterion,
    view: CriterionView,
    modes: Mapping[tuple[str, str], Mapping[CollectionMode, RoleView]],
    said: Mapping[tuple[str, str], Sequence[Quote]],
    heard: int,
) -> CrossedRow:
    def side(role: RespondentRole, each: RoleView) -> Side:
        key = criterion.id, role
        return Side(role, each, tuple(said.get(key, ())), modes.get(key, {}))

    return CrossedRow(
        criterion=criterion,
        title=written(criterion.title),
        sides=tuple(side(role, each) for role, each in view.roles.items() if each.is_shown),
        masked=tuple(role for role, each in view.roles.items() if not each.is_shown),
        gap=view.gap,
        level=view.level,
        heard=heard,
    )


def written(words: Words) -> str:
    """Return a title of a framework as its reader's language writes it."""
    language = (get_language() or "fr")[:2]
    said = words.said(language)
    return write_typography(said) if language == "fr" else said


def _by_side(found: Sequence[Quote]) -> dict[tuple[str, str], list[Quote]]:
    sides: dict[tuple[str, str], list[Quote]] = defaultdict(list)
    for quote in found:
        sides[quote.criterion, quote.role].append(quote)
    return sides


def _shown(views: CrossedViews) -> tuple[ShownRole, ...]:
    """Return each role shown with its largest count: those who answered it somewhere."""
    found: dict[RespondentRole, ShownRole] = {}
    for criterion in views.criteria.values():
        for role, view in criterion.roles.items():
            if view.standing in (Standing.SHOWN, Standing.COLLECTIVE):
                known = found.get(role)
                n = max(view.n or 0, known.n if known else 0)
                found[role] = ShownRole(role, n, view.standing is Standing.COLLECTIVE)
    return tuple(found[role] for role in RespondentRole if role in found)


def _never_shown(views: CrossedViews) -> tuple[RespondentRole, ...]:
    asked = {role for each in views.criteria.values() for role in each.roles}
    shown = {
        role for each in views.criteria.values() for role, v in each.roles.items() if v.is_shown
    }
    return tuple(role for role in RespondentRole if role in asked - shown)
