"""What a consolidation meeting prepares and decides, and how it compares with last time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from essaim.diagnosis.domain.consolidation import Decision, is_complete, needs_reason
from essaim.diagnosis.models import (
    CampaignRound,
    ConsolidatedRating,
    ConsolidationMeeting,
    SharedDiagnosis,
)
from essaim.diagnosis.queries.campaigns import framework_of
from essaim.diagnosis.queries.crossed import (
    CrossedPage,
    CrossedRow,
    crossed_views,
    readable_rounds,
    written,
)
from essaim.frameworks.domain.framework import Axis, Framework
from essaim.platform.domain.viewer import Viewer


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One criterion on the list of the meeting: what was seen, and what was decided."""

    seen: CrossedRow
    rating: ConsolidatedRating | None

    @property
    def code(self) -> str:
        return self.seen.code

    @property
    def decision(self) -> Decision:
        return decision_of(self.rating)

    @property
    def needs_reason(self) -> bool:
        return needs_reason(self.decision, [side.view for side in self.seen.sides])

    @property
    def is_complete(self) -> bool:
        return is_complete(self.decision, [side.view for side in self.seen.sides])

    @property
    def lacks_reason(self) -> bool:
        return self.needs_reason and not self.is_complete

    @property
    def version(self) -> int:
        return self.rating.version if self.rating else 0


@dataclass(frozen=True, slots=True)
class Agenda:
    """The list of the meeting, widest gap first, and what is known of the meeting."""

    page: CrossedPage
    meeting: ConsolidationMeeting | None
    rows: tuple[RatingRow, ...]
    diagnosis: SharedDiagnosis | None

    @property
    def decided(self) -> int:
        return sum(row.is_complete for row in self.rows)

    @property
    def lacking(self) -> tuple[RatingRow, ...]:
        return tuple(row for row in self.rows if row.lacks_reason)

    @property
    def is_signed(self) -> bool:
        return self.diagnosis is not None and self.diagnosis.is_signed

    @property
    def is_writable(self) -> bool:
        return self.page.is_carried and not self.is_signed


def decision_of(rating: ConsolidatedRating | None) -> Decision:
    if rating is None:
        return Decision()
    return Decision(rating.level, rating.is_not_applicable, rating.reason, rating.abstentions)


def agenda(current: CampaignRound, viewer: Viewer) -> Agenda | None:
    """Return the list of the meeting, ``None`` before the round is published."""
    if current.published_on is None:
        return None
    page = crossed_views(current, viewer)
    if page is None:
        return None
    ratings = ratings_of(current)
    rows = tuple(RatingRow(row, ratings.get(row.code)) for row in page.rows)
    meeting = ConsolidationMeeting.objects.filter(campaign_round=current).first()
    return Agenda(page, meeting, rows, diagnosis_of(current))


def ratings_of(current: CampaignRound) -> dict[str, ConsolidatedRating]:
    return {each.criterion: each for each in current.ratings.all()}


def diagnosis_of(current: CampaignRound) -> SharedDiagnosis | None:
    rows = SharedDiagnosis.objects.filter(campaign_round=current).defer("docx", "pdf")
    return rows.select_related("adviser", "director").first()


def former_round(current: CampaignRound, viewer: Viewer) -> CampaignRound | None:
    """Return the last round decided before this one on the same framework, whatever its version."""
    earlier = readable_rounds(viewer).filter(
        campaign__organisation=current.campaign.organisation_id,
        published_on__isnull=False,
        pk__lt=current.pk,
        ratings__level__isnull=False,
    )
    wanted = framework_of(current.campaign).id
    for candidate in earlier.distinct().order_by("-published_on", "-pk")[:5]:
        if framework_of(candidate.campaign).id == wanted:
            return candidate
    return None


@dataclass(frozen=True, slots=True)
class Compared:
    """One criterion, last time and now; ``None`` where nothing was decided."""

    code: str
    title: str
    axis: str
    past: Decision
    now: Decision

    @property
    def change(self) -> int | None:
        if self.past.level is None or self.now.level is None:
            return None
        return self.now.level - self.past.level


@dataclass(frozen=True, slots=True)
class AxisProfile:
    """The criteria of one axis, for one radar."""

    axis: Axis
    title: str
    rows: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The decided levels of a round beside those of the former one."""

    current: CampaignRound
    former: CampaignRound | None
    axes: tuple[AxisProfile, ...]
    highest: int

    @property
    def rows(self) -> tuple[Compared, ...]:
        return tuple(row for each in self.axes for row in each.rows)

    @property
    def better(self) -> int:
        return sum((row.change or 0) > 0 for row in self.rows)

    @property
    def worse(self) -> int:
        return sum((row.change or 0) < 0 for row in self.rows)

    @property
    def is_decided(self) -> bool:
        return any(not row.now.is_draft for row in self.rows)


def comparison(current: CampaignRound, viewer: Viewer) -> Comparison:
    """Return the profile of a round over the former one, axis by axis."""
    framework = framework_of(current.campaign)
    former = former_round(current, viewer)
    now, past = ratings_of(current), ratings_of(former) if former else {}
    axes = tuple(_axis(framework, axis, now, past) for axis in framework.axes)
    return Comparison(current, former, axes, framework.needed_scale().highest)


def _axis(
    framework: Framework,
    axis: Axis,
    now: Mapping[str, ConsolidatedRating],
    past: Mapping[str, ConsolidatedRating],
) -> AxisProfile:
    rows = tuple(
        Compared(
            code=each.id,
            title=written(each.title),
            axis=axis.id,
            past=decision_of(past.get(each.id)),
            now=decision_of(now.get(each.id)),
        )
        for each in framework.criteria
        if each.axis == axis.id
    )
    return AxisProfile(axis, written(axis.title), rows)


@dataclass(frozen=True, slots=True)
class ConsolidatedCriterion:
    """A criterion as the signed diagnosis decided it, for those who plan from it.

    *node_id* is its node on the thread (kind ``criterion``). It *is_valued* when the meeting
    placed it high and every viewpoint shown agrees.
    """

    framework_urn: str
    code: str
    title: str
    level: int
    reason: str
    is_valued: bool
    node_id: int
    lowest: int
    highest: int


def consolidated_ratings(viewer: Viewer, organisation_id: int) -> tuple[ConsolidatedCriterion, ...]:
    """Return the decided criteria of the last signed diagnosis of an organisation.

    Those not applicable are left out; empty where *viewer* may not read it or nothing is signed.
    """
    signed = readable_rounds(viewer).filter(
        campaign__organisation=organisation_id,
        diagnosis__adviser_signed_on__isnull=False,
        diagnosis__director_signed_on__isnull=False,
    )
    current = signed.order_by("-diagnosis__director_signed_on", "-pk").first()
    listed = current and agenda(current, viewer)
    if not listed:
        return ()
    framework = framework_of(listed.page.current.campaign)
    return tuple(
        _consolidated(framework, row, row.rating)
        for row in sorted(listed.rows, key=lambda row: row.code)
        if row.rating is not None and row.rating.level is not None
    )


def _consolidated(
    framework: Framework, row: RatingRow, rating: ConsolidatedRating
) -> ConsolidatedCriterion:
    scale = framework.needed_scale()
    level = rating.level or scale.lowest
    medians = [side.view.median for side in row.seen.sides if side.view.is_in_gap]
    agreed = bool(medians) and all(each is not None and each >= level for each in medians)
    return ConsolidatedCriterion(
        framework_urn=framework.urn,
        code=row.code,
        title=row.seen.title,
        level=level,
        reason=rating.reason,
        is_valued=level == scale.highest or (level == scale.highest - 1 and agreed),
        node_id=rating.pk,
        lowest=scale.lowest,
        highest=scale.highest,
    )
