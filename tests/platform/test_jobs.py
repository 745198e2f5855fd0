"""Long works end well, are refused in a sentence, are cancelled, or say that they broke."""

from collections.abc import Iterator

import pytest

from essaim.journeys.story import Story
from essaim.kernel.errors import DomainError
from essaim.platform import jobs, queries, services
from essaim.platform.domain.jobs import JobState
from essaim.platform.domain.viewer import Viewer
from essaim.platform.models import Job


def count_to_ten(progress: jobs.Progress, arguments: dict[str, int], by: Viewer) -> dict[str, int]:
    for number in range(arguments["to"]):
        progress.report(number, arguments["to"], "on compte")
        if number == arguments.get("break_at", -1):
            raise ZeroDivisionError
        if number == arguments.get("refuse_at", -1):
            raise DomainError("not_allowed")
        if number == arguments.get("cancel_at", -1):
            job_id = progress.job_id
            services.cancel_job(job_id=job_id, by=by)
    return {"counted": arguments["to"]}


@pytest.fixture
def nadia(story: Story) -> Iterator[Viewer]:
    jobs.register("count", count_to_ten)
    yield story.accounts["nadia.ferrand"]
    jobs._runners.pop("count")


def ended(nadia: Viewer, **arguments: int) -> Job:
    job = Job.objects.create(
        kind="count", title="Compter", account_id=nadia.account_id, arguments={"to": 10} | arguments
    )
    jobs.run_job(job_id=job.pk)
    job.refresh_from_db()
    return job


def test_a_work_ends_with_its_result(nadia: Viewer) -> None:
    job = ended(nadia)

    assert (job.state, job.result, job.ended_at is None) == (JobState.DONE, {"counted": 10}, False)


def test_a_refused_work_says_why_in_french(nadia: Viewer) -> None:
    job = ended(nadia, refuse_at=3)

    assert job.state == JobState.REFUSED
    assert "demandez-le à la direction" in job.refusal


def test_a_cancelled_work_stops_at_its_next_report(nadia: Viewer) -> None:
    job = ended(nadia, cancel_at=4)

    assert (job.state, job.done) == (JobState.CANCELLED, 5)


def test_a_broken_work_says_so_and_the_worker_lives(nadia: Viewer) -> None:
    assert ended(nadia, break_at=2).state == JobState.FAILED


def test_an_ended_work_is_not_run_again(nadia: Viewer) -> None:
    job = ended(nadia)
    jobs.run_job(job_id=job.pk)

    with pytest.raises(DomainError, match="job_ended"):
        services.cancel_job(job_id=job.pk, by=nadia)


def test_a_work_is_seen_by_who_asked_for_it_only(nadia: Viewer, story: Story) -> None:
    job = ended(nadia)

    assert queries.visible_jobs(nadia).filter(pk=job.pk).exists()
    assert not queries.visible_jobs(story.accounts["lucie.perrin"]).exists()
