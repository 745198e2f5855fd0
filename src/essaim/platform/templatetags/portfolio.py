"""The words and pictures of what an adviser carries."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext

from essaim.platform.domain.accompaniment import WALK, Step
from essaim.platform.labels import STEPS
from essaim.platform.pictures import Cells
from essaim.platform.portfolio import Column

register = template.Library()


@register.filter
def step_name(step: str) -> str:
    return str(STEPS[step])


@register.filter
def cells(column: Column, per_cell: int) -> Cells:
    """Return what the hive draws of a step, *per_cell* organisations a cell, with its sentence."""
    facts = {"total": column.total, "late": column.late, "soon": column.soon, "ok": column.on_time}
    says = gettext(
        "%(total)s structures : %(late)s en retard, %(soon)s à relancer, %(ok)s dans les temps"
    )
    return Cells(column.late, column.soon, column.on_time, says % facts, per_cell)


@register.filter
def walk_of(step: str) -> list[tuple[str, str]]:
    """Return the five steps and the state of each for an accompaniment that stands at *step*."""
    here = WALK.index(Step(step)) if step in WALK else len(WALK)
    states = {-1: "done", 0: "current", 1: ""}
    return [
        (str(STEPS[each]), states[(place > here) - (place < here)])
        for place, each in enumerate(WALK)
    ]
