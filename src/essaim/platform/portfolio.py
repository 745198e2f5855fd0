"""The organisations an adviser carries, by step and by delay: one query, whatever their number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.utils import timezone

from essaim.platform.domain.accompaniment import WALK, Step
from essaim.platform.domain.viewer import Viewer
from essaim.platform.models import Accompaniment
from essaim.platform.queries import visible_accompaniments

#: A step is to be recalled when it falls due within a week.
SOON = timedelta(days=7)
#: Cells drawn of a step: beyond, one cell stands for several organisations.
MOST_CELLS = 120
#: Said as what is left out, so that the base reads the list in the order of its days.
OFF_WALK = set(Step) - set(WALK)


class Delay(StrEnum):
    LATE = "late"
    SOON = "soon"
    ON_TIME = "on_time"


@dataclass(frozen=True, slots=True)
class Column:
    """How many organisations stand at a step, by delay."""

    step: Step
    late: int
    soon: int
    on_time: int

    @property
    def total(self) -> int:
        return self.late + self.soon + self.on_time


@dataclass(frozen=True, slots=True)
class Hive:
    columns: tuple[Column, ...]

    @property
    def total(self) -> int:
        return sum(column.total for column in self.columns)

    @property
    def late(self) -> int:
        return sum(column.late for column in self.columns)

    @property
    def soon(self) -> int:
        return sum(column.soon for column in self.columns)

    @property
    def on_time(self) -> int:
        return sum(column.on_time for column in self.columns)

    @property
    def per_cell(self) -> int:
        """Return how many organisations a drawn cell stands for, one as long as it can."""
        return -(-max(column.total for column in self.columns) // MOST_CELLS) or 1

    @property
    def latest(self) -> Column | None:
        """Return the step where lateness gathers."""
        late = [column for column in self.columns if column.late]
        return max(late, key=lambda column: column.late, default=None)


def delay_of(due_on: date | None, today: date) -> Delay:
    if due_on is None or due_on > today + SOON:
        return Delay.ON_TIME
    return Delay.LATE if due_on < today else Delay.SOON


def with_delay(rows: QuerySet[Accompaniment]) -> QuerySet[Any]:
    """Return the rows with their delay, as :func:`delay_of` says it."""
    today = timezone.localdate()
    delay = Case(
        When(due_on__lt=today, then=Value(Delay.LATE)),
        When(due_on__lte=today + SOON, then=Value(Delay.SOON)),
        default=Value(Delay.ON_TIME),
        output_field=CharField(),
    )
    return rows.annotate(delay=delay)


def hive(viewer: Viewer) -> Hive | None:
    """Return the steps of all that the agencies of *viewer* carry; none for other people."""
    rows = with_delay(visible_accompaniments(viewer)).filter(step__in=WALK).order_by()
    counts = {
        (Step(step), delay): count
        for step, delay, count in rows.values_list("step", "delay").annotate(Count("pk"))
    }
    if not counts:
        return None
    return Hive(
        tuple(Column(step, *(counts.get((step, delay), 0) for delay in Delay)) for step in WALK)
    )


def filtered(viewer: Viewer, *, words: str = "", step: str = "", delay: str = "") -> QuerySet[Any]:
    """Return the organisations carried, latest first, narrowed as the page's filter says."""
    rows = with_delay(visible_accompaniments(viewer))
    rows = rows.filter(step=step) if step in set(Step) else rows.exclude(step__in=OFF_WALK)
    if delay in set(Delay):
        rows = rows.filter(delay=delay)
    if words:
        rows = rows.filter(Q(mandate__organisation__name__icontains=words))
    return rows.order_by(F("due_on").asc(nulls_last=True), "mandate__organisation__name", "pk")
