"""Words: raw ones for the reader outside the employer, released ones for everybody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q, QuerySet

from essaim.diagnosis.domain.crossed_views import HIDDEN, CrossedViews, RoleView, Standing
from essaim.diagnosis.domain.release import QUOTABLE, Outcome
from essaim.diagnosis.domain.roles import RespondentRole
from essaim.diagnosis.domain.warnings import Warned, warnings
from essaim.diagnosis.models import Answer, CampaignRound, CollectiveLevel, Release, ReleasedExcerpt
from essaim.diagnosis.queries.campaigns import carried_scope
from essaim.diagnosis.queries.views import computed_views, published_views
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.queries import in_own, in_scope

#: Where a word comes from: one person's answer, or a group's.
ANSWER: Final = "answer"
COLLECTIVE: Final = "collective"


@dataclass(frozen=True, slots=True)
class Word:
    """A raw comment, for the adviser who carries the campaign and for nobody else."""

    source: str
    pk: int
    criterion: str
    role: RespondentRole
    text: str
    view: RoleView
    release: Release | None
    excerpts: tuple[ReleasedExcerpt, ...]

    @property
    def is_quotable(self) -> bool:
        return self.view.standing in QUOTABLE

    @property
    def is_released(self) -> bool:
        return any(each.withdrawn_on is None for each in self.excerpts)

    @property
    def is_withheld(self) -> bool:
        return self.release is not None and self.release.outcome == Outcome.WITHHELD

    @property
    def is_waiting(self) -> bool:
        return self.release is None and self.is_quotable

    @property
    def warned(self) -> tuple[Warned, ...]:
        return warnings(self.text)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that their audience may read, and how they were given."""

    criterion: str
    role: RespondentRole
    text: str
    is_reworded: bool
    is_collective: bool
    on: date


def views_of(current: CampaignRound) -> CrossedViews:
    """Return the views as printed, or as they stand before publication."""
    return published_views(current) or computed_views(current)


def comments(current: CampaignRound) -> QuerySet[Answer]:
    """Return the answers of a round that hold words; for those who carry it only."""
    return (
        Answer.objects.filter(
            ~Q(comment="", reason=""),
            submission__is_current=True,
            submission__respondent__campaign_round=current,
        )
        .select_related("question", "release")
        .order_by("question__position", "question__role", "pk")
    )


def group_comments(current: CampaignRound) -> QuerySet[CollectiveLevel]:
    """Return the accepted collective levels that hold words; for those who carry it only."""
    return (
        CollectiveLevel.objects.filter(
            ~Q(comment="", minority_remark=""),
            collective__campaign_round=current,
            collective__accepted_on__isnull=False,
        )
        .select_related("question", "collective", "release")
        .order_by("question__position", "collective__role", "pk")
    )


def raw_words(current: CampaignRound) -> list[Word]:
    """Return every comment of a round with what was decided of it, in three queries.

    The caller holds a round of ``carried_rounds``; nobody else may hold this list.
    """
    views, excerpts = views_of(current), _excerpts_by_release(current)
    found = [_word(views, excerpts, ANSWER, each) for each in comments(current)]
    found += [_word(views, excerpts, COLLECTIVE, each) for each in group_comments(current)]
    return sorted(found, key=lambda word: (not word.is_waiting, word.criterion, word.role))


def one_word(current: CampaignRound, source: str, pk: int) -> Word | None:
    """Return one comment of a round, ``None`` when it is not of this round."""
    rows: QuerySet[Answer] | QuerySet[CollectiveLevel] = (
        comments(current) if source == ANSWER else group_comments(current)
    )
    row = rows.filter(pk=pk).first()
    if row is None:
        return None
    return _word(views_of(current), _excerpts_by_release(current), source, row)


def _word(
    views: CrossedViews,
    excerpts: Mapping[int, tuple[ReleasedExcerpt, ...]],
    source: str,
    row: Answer | CollectiveLevel,
) -> Word:
    criterion, role = row.question.criterion, RespondentRole(row.question.role)
    known = views.criteria.get(criterion)
    release: Release | None = getattr(row, "release", None)
    other = row.reason if isinstance(row, Answer) else row.minority_remark
    return Word(
        source=source,
        pk=row.pk,
        criterion=criterion,
        role=role,
        text="\n".join(each for each in (row.comment, other) if each),
        view=known.roles.get(role, HIDDEN) if known else HIDDEN,
        release=release,
        excerpts=excerpts.get(release.pk, ()) if release else (),
    )


def _excerpts_by_release(current: CampaignRound) -> dict[int, tuple[ReleasedExcerpt, ...]]:
    found: dict[int, tuple[ReleasedExcerpt, ...]] = {}
    for each in ReleasedExcerpt.objects.filter(release__campaign_round=current):
        found[each.release_id] = (*found.get(each.release_id, ()), each)
    return found


def live_excerpts() -> QuerySet[ReleasedExcerpt]:
    """Return what was released in a published round and not withdrawn since."""
    return ReleasedExcerpt.objects.filter(
        withdrawn_on__isnull=True,
        release__outcome=Outcome.RELEASED,
        release__campaign_round__published_on__isnull=False,
    )


def visible_excerpts(viewer: Viewer) -> QuerySet[ReleasedExcerpt]:
    """Return the words *viewer* may read: own audience only, and funders once submitted."""
    current = "release__campaign_round__"
    organisation = f"{current}campaign__organisation_id"
    inside = in_own(
        viewer, *(Role.DIRECTOR, Role.BOARD_MEMBER, Role.STAFF_MEMBER), organisation=organisation
    )
    funded = in_scope(viewer, Role.FUNDER, organisation=organisation)
    submitted = Q(**{f"{current}diagnosis__submitted_on__isnull": False})
    allowed = carried_scope(viewer, f"{current}campaign__")
    allowed |= Q(is_for_organisation=True) & inside
    allowed |= Q(is_for_funders=True) & submitted & funded
    return live_excerpts().filter(allowed)


def quotes(excerpts: QuerySet[ReleasedExcerpt], current: CampaignRound) -> list[Quote]:
    """Return the excerpts of a round, in the order they were released; one query."""
    rows = excerpts.filter(release__campaign_round=current).select_related("release")
    return [
        Quote(
            each.release.criterion,
            RespondentRole(each.release.role),
            each.text,
            each.is_reworded,
            each.release.collective_level_id is not None,
            each.release.read_on,
        )
        for each in rows.order_by("release__criterion", "release__role", "pk")
    ]


def heard_not_quotable(current: CampaignRound, views: CrossedViews) -> dict[str, int]:
    """Return, by criterion, how many comments were heard and may not be quoted.

    A count is words, never people: where it would prove that somebody of a masked group
    answered, the words of masked groups are left out of it.
    """
    return {code: printed for code, printed, _room in heard_bounds(current, views)}


def heard_bounds(current: CampaignRound, views: CrossedViews) -> Iterator[tuple[str, int, int]]:
    """Yield each criterion, the count printed, and how many the groups shown can have written.

    A count above what the groups shown can have written proves that others did.
    """
    shown, masked, given = _heard(current, views)
    for code, criterion in views.criteria.items():
        room = sum(_most_words(view) for view in criterion.roles.values()) - given[code]
        whole = shown[code] + masked[code]
        yield code, whole if whole <= room else shown[code], room


def _quotes(view: RoleView) -> bool:
    return view.standing in QUOTABLE


def _most_words(view: RoleView) -> int:
    """Return how many comments a group shown can have written: one each, one together."""
    if not _quotes(view):
        return 0
    return 1 if view.standing is Standing.COLLECTIVE else view.n or 0


def _heard(
    current: CampaignRound, views: CrossedViews
) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Count the comments of a round: of groups shown, of groups masked, and those quoted."""
    live = Q(release__excerpts__withdrawn_on__isnull=True, release__excerpts__isnull=False)
    shown, masked, given = Counter[str](), Counter[str](), Counter[str]()
    for rows in (comments(current), group_comments(current)):
        quoted = set(rows.filter(live).values_list("pk", flat=True))
        for pk, code, role in rows.values_list("pk", "question__criterion", "question__role"):
            known = views.criteria.get(code)
            if known is None or not _quotes(known.roles.get(RespondentRole(role), HIDDEN)):
                masked[code] += 1
            elif pk in quoted:
                given[code] += 1
            else:
                shown[code] += 1
    return shown, masked, given
