"""What the platform itself asks of people: organisations to call back, works that broke."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.platform import portfolio
from essaim.platform.domain.accompaniment import Step
from essaim.platform.domain.jobs import JobState
from essaim.platform.domain.viewer import Role, Viewer
from essaim.platform.labels import STEPS
from essaim.platform.queries import holds, visible_jobs
from essaim.platform.todo import Task

#: A to-do list past this length is no list any more: the page of the organisations is.
MOST = 8


def tasks(viewer: Viewer) -> Iterator[Task]:
    yield from _to_call_back(viewer)
    yield from _broken(viewer)


def _to_call_back(viewer: Viewer) -> Iterator[Task]:
    """Yield the organisations of an adviser whose step is due, the latest first."""
    if not holds(viewer, Role.ADVISER):
        return
    today = timezone.localdate()
    mine = portfolio.filtered(viewer).filter(
        adviser_id=viewer.account_id, due_on__lte=today + portfolio.SOON
    )
    for row in mine[:MOST]:
        organisation = row.mandate.organisation.name
        yield Task(
            title=_("Reprendre contact avec %(organisation)s") % {"organisation": organisation},
            detail=_("L’étape « %(step)s » arrive à échéance.") % {"step": STEPS[Step(row.step)]},
            url=reverse("accompaniment", args=[row.pk]),
            tint="observe",
            when=row.due_on,
            is_late=row.due_on < today,
        )


def _broken(viewer: Viewer) -> Iterator[Task]:
    """Yield the long works of *viewer* that a fault stopped in the last day."""
    since = timezone.now() - timedelta(days=1)
    for job in visible_jobs(viewer).filter(state=JobState.FAILED, ended_at__gte=since)[:MOST]:
        yield Task(
            title=_("Recommencer « %(title)s »") % {"title": job.title},
            detail=_("Une panne l’a interrompue ; rien n’a été enregistré à moitié."),
            url=reverse("job", args=[job.pk]),
            tint="observe",
            when=timezone.localdate(),
        )
