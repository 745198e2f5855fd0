"""What a long work may say while it runs, and which function does which kind of work."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from essaim.kernel.errors import DomainError
from essaim.platform import labels
from essaim.platform.domain.jobs import JobState
from essaim.platform.domain.viewer import Viewer
from essaim.platform.models import Job

_log = logging.getLogger(__name__)


class CancelledError(Exception):
    """Its owner asked the work to stop; raised at the next report, it undoes the transaction."""


class Progress:
    """How far a work has come, written outside its transaction where the engine can."""

    def __init__(self, job_id: int) -> None:
        self.job_id = job_id

    def report(self, done: int, total: int, message: str = "") -> None:
        """Keep how far the work has come.

        Raises:
            CancelledError: its owner asked it to stop.
        """
        row = Job.objects.filter(pk=self.job_id)
        row.update(done=done, total=total, message=message[:300])
        if row.filter(is_cancel_asked=True).exists():
            raise CancelledError


Runner = Callable[[Progress, dict[str, Any], Viewer], dict[str, Any]]
_runners: dict[str, Runner] = {}


def register(kind: str, runner: Runner) -> None:
    """Say which function does a *kind* of work; called once, from ``AppConfig.ready``."""
    _runners[kind] = runner


def runner(kind: str) -> Runner:
    return _runners[kind]


def run_job(*, job_id: int) -> None:
    """Do the work of a job; whatever happens, the job says how it ended."""
    taken = Job.objects.filter(pk=job_id, state=JobState.QUEUED).update(state=JobState.RUNNING)
    if not taken:
        return
    job = Job.objects.get(pk=job_id)
    by = Viewer(account_id=job.account_id)
    try:
        result = runner(job.kind)(Progress(job.pk), job.arguments, by)
        _end(job, JobState.DONE, result=result)
    except CancelledError:
        _end(job, JobState.CANCELLED)
    except DomainError as error:
        _end(job, JobState.REFUSED, refusal=labels.explain(error))
    except Exception:
        _log.exception("job %s", job.pk)
        _end(job, JobState.FAILED)


def _end(
    job: Job, state: JobState, *, result: dict[str, Any] | None = None, refusal: str = ""
) -> None:
    Job.objects.filter(pk=job.pk).update(
        state=state, result=result or {}, refusal=refusal, ended_at=timezone.now()
    )
