"""The consolidation meeting on screen: the list, decisions kept as one goes, last year beside."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from essaim.diagnosis import queries
from essaim.diagnosis.domain.consolidation import Decision
from essaim.diagnosis.forms.results import NOT_APPLICABLE, MeetingForm, RatingForm
from essaim.diagnosis.models import CampaignRound, ConsolidatedRating, ConsolidationMeeting
from essaim.diagnosis.queries.consolidation import (
    Agenda,
    AxisProfile,
    Comparison,
    RatingRow,
    agenda,
    comparison,
)
from essaim.diagnosis.queries.crossed import readable_rounds
from essaim.diagnosis.services.consolidation import keep_meeting, keep_rating
from essaim.diagnosis.views.crossed import drawn_scale, gap_row, kinds
from essaim.platform import pictures
from essaim.platform.domain.viewer import Viewer
from essaim.platform.http import HtmxRequest, account_required, viewer_of


@dataclass(frozen=True, slots=True)
class Line:
    """One criterion on the page: its form, where it is sent, and what somebody else wrote."""

    row: RatingRow
    form: RatingForm
    url: str
    is_writable: bool
    is_open: bool
    theirs: ConsolidatedRating | None = None

    def __str__(self) -> str:
        return self.row.code


@require_safe
@account_required
def consolidation(request: HttpRequest, round_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    current = get_object_or_404(readable_rounds(viewer), pk=round_id)
    return _page(request, current, viewer)


@require_POST
@account_required
def meeting_keep(request: HttpRequest, round_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    current = get_object_or_404(queries.carried_rounds(viewer), pk=round_id)
    form = MeetingForm(request.POST)
    if not form.is_valid():
        return _page(request, current, viewer, meeting=form, status=422)
    kept = keep_meeting(
        round_id=round_id, note=form.meeting(), version=form.cleaned_data["version"], by=viewer
    )
    if kept.is_stale:
        return _page(request, current, viewer, meeting=form, theirs=kept.row, status=422)
    return redirect("diagnosis:consolidation", round_id)


@require_POST
@account_required
def rating_keep(request: HtmxRequest, round_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    current = get_object_or_404(queries.carried_rounds(viewer), pk=round_id)
    form = RatingForm(levels_of(current), request.POST, prefix=request.POST.get("criterion", ""))
    if not form.is_valid():
        return _rating_page(request, current, viewer, form, status=422)
    kept = keep_rating(
        round_id=round_id,
        criterion=form.cleaned_data["criterion"],
        decision=form.decision(),
        version=form.cleaned_data["version"],
        by=viewer,
    )
    if kept.is_stale:
        return _rating_page(request, current, viewer, form, theirs=kept.row, status=422)
    if request.htmx:
        return _rating_page(request, current, viewer, None, code=kept.row.criterion)
    page = reverse("diagnosis:consolidation", args=[round_id])
    return redirect(f"{page}#gap-{kept.row.criterion}")


@require_safe
@account_required
def compare(request: HttpRequest, round_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    current = get_object_or_404(readable_rounds(viewer), pk=round_id)
    found = comparison(current, viewer)
    context = {
        "current": current,
        "comparison": found,
        "profiles": [(each, profile(each, found)) for each in found.axes],
        "headline": _said(found),
    }
    return render(request, "diagnosis/comparison.html", context)


def profile(axis: AxisProfile, found: Comparison) -> pictures.Profile:
    """Return the radar of an axis: what is not decided or not applicable breaks the shape."""
    now = [_level(row.now) for row in axis.rows]
    parts = [
        f"{row.title} {_('non concerné') if level is None else level}"
        for row, level in zip(axis.rows, now, strict=True)
    ]
    return pictures.Profile(
        names=tuple(row.code for row in axis.rows),
        now=tuple(now),
        past=tuple(_level(row.past) for row in axis.rows),
        highest=found.highest,
        says=f"{axis.title} : {', '.join(parts)}",
    )


def levels_of(current: CampaignRound) -> list[tuple[int, str]]:
    scale = queries.framework_of(current.campaign).needed_scale()
    language = get_language() or "fr"
    return [(level.value, level.label.said(language)) for level in scale.levels]


def _level(decision: Decision) -> Fraction | None:
    return None if decision.level is None else Fraction(decision.level)


def _said(found: Comparison) -> str:
    if not found.is_decided:
        return _("Rien n’est encore décidé pour ce tour")
    if found.former is None:
        return _("Première année : rien à quoi comparer")
    facts = {"better": found.better, "worse": found.worse}
    return _("Depuis le tour précédent : %(better)s en hausse, %(worse)s en baisse") % facts


def _page(
    request: HttpRequest,
    current: CampaignRound,
    viewer: Viewer,
    *,
    meeting: MeetingForm | None = None,
    theirs: ConsolidationMeeting | None = None,
    status: int = 200,
) -> HttpResponse:
    listed = agenda(current, viewer)
    if listed is None:
        return render(request, "diagnosis/crossed_views_waiting.html", {"current": current})
    context = _context(current, listed)
    context |= {"meeting_form": meeting or _meeting_form(listed.meeting), "theirs": theirs}
    return render(request, "diagnosis/consolidation.html", context, status=status)


def _rating_page(
    request: HtmxRequest,
    current: CampaignRound,
    viewer: Viewer,
    form: RatingForm | None,
    *,
    theirs: ConsolidatedRating | None = None,
    code: str = "",
    status: int = 200,
) -> HttpResponse:
    """Answer with the line that changed, or with the whole page without JavaScript."""
    listed = agenda(current, viewer)
    if listed is None:
        raise Http404
    context = _context(current, listed, form, theirs, code)
    wanted = code or (form.data.get("criterion", "") if form else "")
    if request.htmx:
        context["line"] = next((line for line in context["lines"] if line.row.code == wanted), None)
        return render(request, "diagnosis/consolidation_line.html", context, status=status)
    context |= {"meeting_form": _meeting_form(listed.meeting), "theirs": None}
    return render(request, "diagnosis/consolidation.html", context, status=status)


def _context(
    current: CampaignRound,
    listed: Agenda,
    form: RatingForm | None = None,
    theirs: ConsolidatedRating | None = None,
    touched: str = "",
) -> dict[str, Any]:
    levels, typed = levels_of(current), form.data.get("criterion", "") if form else touched
    url = reverse("diagnosis:rating-keep", args=[current.pk])
    lines = [
        Line(
            row=row,
            form=form if form and row.code == typed else _rating_form(row, levels),
            url=url,
            is_writable=listed.is_writable,
            is_open=row.code == typed,
            theirs=theirs if row.code == typed else None,
        )
        for row in listed.rows
    ]
    return {
        "current": current,
        "agenda": listed,
        "lines": lines,
        "drawn": [gap_row(line.row.seen, listed.page.scale, about=line) for line in lines],
        "scale": drawn_scale(listed.page),
        "page": listed.page,
        "kinds": kinds(listed.page),
    }


def _rating_form(row: RatingRow, levels: list[tuple[int, str]]) -> RatingForm:
    decision = row.decision
    level = NOT_APPLICABLE if decision.is_not_applicable else decision.level
    initial = {
        "criterion": row.code,
        "version": row.version,
        "level": "" if level is None else str(level),
        "abstentions": decision.abstentions or None,
        "reason": decision.reason,
    }
    return RatingForm(levels, initial=initial, prefix=row.code)


def _meeting_form(meeting: ConsolidationMeeting | None) -> MeetingForm:
    if meeting is None:
        return MeetingForm(initial={"version": 0})
    fields = ("version", "held_on", "attendance", "note")
    return MeetingForm(initial={name: getattr(meeting, name) for name in fields})
