"""Where viewpoints differ: the page, its picture, its table and its files, from one read model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from essaim.diagnosis.domain.crossed_views import GapLevel, Scale, Standing
from essaim.diagnosis.exporters import crossed as exporter
from essaim.diagnosis.labels import ROLES
from essaim.diagnosis.labels.results import Told, headline, number, says
from essaim.diagnosis.queries.consolidation import diagnosis_of
from essaim.diagnosis.queries.crossed import (
    CrossedPage,
    CrossedRow,
    Side,
    crossed_views,
    readable_rounds,
)
from essaim.platform import pictures
from essaim.platform.exports import csv_response, xlsx_response
from essaim.platform.http import account_required, viewer_of
from essaim.platform.templatetags.marks import VIEWPOINTS

#: Criteria drawn at once; the others open on demand, with the table under both.
FIRST_DRAWN = 7
#: Signs of a level's name that stand under an axis without touching the next.
MOST_UNDER_AXIS = 16


@dataclass(frozen=True, slots=True)
class Drawn:
    """The rows of the picture: those that open the page, the others, and those with no view."""

    first: list[pictures.GapRow]
    others: list[pictures.GapRow]
    unseen: list[CrossedRow]


@require_safe
@account_required
def crossed(request: HttpRequest, round_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    current = get_object_or_404(readable_rounds(viewer), pk=round_id)
    page = crossed_views(current, viewer)
    if page is None:
        return render(request, "diagnosis/crossed_views_waiting.html", {"current": current})
    context = {
        "page": page,
        "current": current,
        "headline": _headline(page),
        "finding": _finding(page),
        "drawn": drawn(page),
        "scale": drawn_scale(page),
        "kinds": kinds(page),
        "diagnosis": diagnosis_of(current),
    }
    return render(request, "diagnosis/crossed_views.html", context)


@require_safe
@account_required
def crossed_table(request: HttpRequest, round_id: int, table_format: str) -> HttpResponse:
    """Send the table of the page: the same rows, the same masks."""
    viewer = viewer_of(request)
    current = get_object_or_404(readable_rounds(viewer), pk=round_id)
    page = crossed_views(current, viewer)
    answers = {"csv": csv_response, "xlsx": xlsx_response}
    if page is None or table_format not in answers:
        raise Http404
    name = _("regards-croises-%(round)s") % {"round": current.pk}
    return answers[table_format](name, exporter.columns(page), exporter.lines(page))


def drawn(page: CrossedPage) -> Drawn:
    """Place the criteria: widest gap first; those without any view shown are only named."""
    seen = [row for row in page.rows if row.sides]
    opened = next((row.code for row in seen if row.opens and row.level in _SPOKEN), "")
    rows = [gap_row(replace(row, is_open=row.code == opened), page.scale) for row in seen]
    cut = max(FIRST_DRAWN, sum(row.level in _SPOKEN for row in seen))
    return Drawn(rows[:cut], rows[cut:], [row for row in page.rows if not row.sides])


_SPOKEN = (GapLevel.DISAGREEMENT, GapLevel.TO_DISCUSS)


def gap_row(row: CrossedRow, scale: Scale, *, about: object = None) -> pictures.GapRow:
    """Draw one criterion; *about* is what opens under its line, the criterion itself by default."""
    sides = [side for side in row.sides if side.view.median is not None]
    return pictures.GapRow(
        name=row.title,
        seen=tuple(_seen(side, scale) for side in sides),
        says=says(row.title, _told(row), [str(VIEWPOINTS[role]) for role in row.masked]),
        gap=row.gap,
        level=row.level or "none",
        masked=tuple(row.masked),
        proof=row.criterion.provenance,
        row=about or row,
    )


def _seen(side: Side, scale: Scale) -> pictures.Seen:
    view, median = side.view, side.view.median or Fraction(0)
    spread = None
    if view.dispersion:
        low = max(median - view.dispersion, Fraction(scale.least))
        spread = (low, min(median + view.dispersion, Fraction(scale.most)))
    return pictures.Seen(
        side.role,
        median,
        spread,
        is_alone=view.standing is Standing.ALONE,
        is_collective=view.standing is Standing.COLLECTIVE,
    )


def _told(row: CrossedRow) -> list[Told]:
    return [Told(str(VIEWPOINTS[side.role]), side.view) for side in row.sides]


def drawn_scale(page: CrossedPage) -> pictures.Scale:
    return pictures.Scale(page.scale.least, page.scale.most, short_words(page.words))


def short_words(words: Sequence[str]) -> tuple[str, ...]:
    """Return level names that fit under an axis: what all but one begin with goes without saying.

    >>> short_words(["Pas de geste", "Geste rare", "Geste partagé", "Geste exemplaire et mesuré"])
    ('Pas de geste', 'Rare', 'Partagé', 'Exemplaire')
    """
    heads = Counter(word.partition(" ")[0] for word in words if " " in word)
    shared = next((head for head, n in heads.items() if n > 1 and n >= len(words) - 1), None)
    return tuple(_cut(word.removeprefix(f"{shared} ")) for word in words)


def _cut(word: str) -> str:
    kept = word[:1].upper() + word[1:]
    return kept if len(kept) <= MOST_UNDER_AXIS else kept.split(" ", 1)[0]


def _headline(page: CrossedPage) -> str:
    levels = [row.level for row in page.rows]
    return headline(
        levels.count(GapLevel.DISAGREEMENT), levels.count(GapLevel.TO_DISCUSS), sides=page.sides
    )


def _finding(page: CrossedPage) -> str:
    """Say what to see in the picture: its first line, in words."""
    row = page.rows[0]
    told = [Told(str(VIEWPOINTS[s.role]), s.view) for s in row.sides if s.view.is_in_gap]
    parts = [f"{each.name} {number(each.view)}" for each in told]
    facts = {"title": row.title, "sides": ", ".join(parts)}
    return _("« %(title)s » : %(sides)s") % facts


def kinds(page: CrossedPage) -> list[tuple[str, str]]:
    """Return what the legend explains: each viewpoint drawn, in what quality."""
    found = {(side.role, str(side.view.standing)) for row in page.rows for side in row.sides}
    return sorted(found, key=lambda each: (list(ROLES).index(each[0]), each[1]))
