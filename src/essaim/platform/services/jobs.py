"""Long works: started by a person, cancelled while they wait or run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from essaim.kernel.errors import DomainError
from essaim.platform import queries
from essaim.platform.domain.jobs import LIVE, JobState
from essaim.platform.domain.viewer import Viewer
from essaim.platform.models import Job
from essaim.platform.tasks import run


def start_job(
    *,
    kind: str,
    title: str,
    arguments: Mapping[str, Any],
    by: Viewer,
    organisation_id: int | None = None,
) -> Job:
    """Queue a long work; the worker takes it once what was asked is committed."""
    with transaction.atomic():
        job = Job.objects.create(
            kind=kind,
            title=title[:200],
            account_id=by.account_id or None,
            organisation_id=organisation_id,
            arguments=dict(arguments),
        )
        transaction.on_commit(lambda: run.enqueue(job.pk))
    return job


def cancel_job(*, job_id: int, by: Viewer) -> Job:
    """Ask a work to stop; one that waits stops at once, one that runs at its next report."""
    with transaction.atomic():
        job = queries.visible_jobs(by).select_for_update().get(pk=job_id)
        if job.state not in LIVE:
            raise DomainError("job_ended", title=job.title)
        job.is_cancel_asked = True
        if job.state == JobState.QUEUED:
            job.state, job.ended_at = JobState.CANCELLED, timezone.now()
        job.save(update_fields=["is_cancel_asked", "state", "ended_at"])
    return job
