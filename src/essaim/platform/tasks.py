"""The worker's entry: one task, which runs the job it is given."""

from django_tasks import task

from essaim.platform.jobs import run_job


@task()
def run(job_id: int) -> None:
    run_job(job_id=job_id)
