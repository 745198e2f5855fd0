"""The life of a long work."""

from enum import StrEnum


class JobState(StrEnum):
    """The worker runs and ends a job; its owner cancels it while it waits or runs."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"
    CANCELLED = "cancelled"


TRANSITIONS: dict[JobState, frozenset[JobState]] = {
    JobState.QUEUED: frozenset({JobState.RUNNING, JobState.CANCELLED}),
    JobState.RUNNING: frozenset(
        {JobState.DONE, JobState.REFUSED, JobState.FAILED, JobState.CANCELLED}
    ),
    **{
        state: frozenset()
        for state in (JobState.DONE, JobState.REFUSED, JobState.FAILED, JobState.CANCELLED)
    },
}
LIVE = frozenset({JobState.QUEUED, JobState.RUNNING})
