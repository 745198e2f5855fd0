"""The organisations an adviser carries, and the walk of each accompaniment."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from essaim.platform import portfolio as rows
from essaim.platform import queries, related, services
from essaim.platform.domain.accompaniment import TRANSITIONS, WALK, Step
from essaim.platform.forms import MoveForm
from essaim.platform.http import account_required, page_of, viewer_of
from essaim.platform.labels import STEPS
from essaim.platform.models import Accompaniment


@require_safe
@account_required
def portfolio(request: HttpRequest) -> HttpResponse:
    viewer = viewer_of(request)
    asked = {
        name: request.GET.get(name, "").replace("\x00", "")[:100]
        for name in ("words", "step", "delay")
    }
    context = {
        "page": page_of(rows.filtered(viewer, **asked), request.GET),
        "hive": rows.hive(viewer),
        "asked": asked,
        "steps": [(step, STEPS[step]) for step in WALK],
    }
    return render(request, "platform/portfolio.html", context)


@require_safe
@account_required
def accompaniment(request: HttpRequest, accompaniment_id: int) -> HttpResponse:
    row = get_object_or_404(queries.visible_accompaniments(viewer_of(request)), pk=accompaniment_id)
    return _page(request, row, MoveForm(Step(row.step)))


def _page(
    request: HttpRequest, row: Accompaniment, form: MoveForm, status: int = 200
) -> HttpResponse:
    context = {
        "row": row,
        "form": form,
        "moves": TRANSITIONS[Step(row.step)],
        "related": related.cards(viewer_of(request), row.mandate.organisation_id),
    }
    return render(request, "platform/accompaniment.html", context, status=status)


@require_POST
@account_required
def accompaniment_move(request: HttpRequest, accompaniment_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    row = get_object_or_404(queries.visible_accompaniments(viewer), pk=accompaniment_id)
    form = MoveForm(Step(row.step), request.POST)
    if not form.is_valid():
        return _page(request, row, form, status=422)
    services.move_accompaniment(accompaniment_id=row.pk, by=viewer, **form.move())
    return redirect("accompaniment", row.pk)
