"""Long works: seen, left, found again, cancelled."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from essaim.platform import queries, services
from essaim.platform.domain.jobs import LIVE
from essaim.platform.http import HtmxRequest, account_required, page_of, viewer_of
from essaim.platform.labels import JOB_STATES


@require_safe
@account_required
def jobs(request: HtmxRequest) -> HttpResponse:
    page = page_of(queries.visible_jobs(viewer_of(request)), request.GET)
    return render(request, "platform/jobs.html", {"page": page, "states": JOB_STATES})


@require_safe
@account_required
def job_detail(request: HtmxRequest, job_id: int) -> HttpResponse:
    return _page(request, job_id, "platform/job.html")


@require_safe
@account_required
def job_progress(request: HtmxRequest, job_id: int) -> HttpResponse:
    """Answer the part of the page that moves; htmx asks for it until the work ends."""
    return _page(request, job_id, "platform/job.html#progress")


def _page(request: HtmxRequest, job_id: int, template: str) -> HttpResponse:
    job = get_object_or_404(queries.visible_jobs(viewer_of(request)), pk=job_id)
    context = {"job": job, "state": JOB_STATES[job.state], "is_live": job.state in LIVE}
    return render(request, template, context)


@require_POST
@account_required
def job_cancel(request: HtmxRequest, job_id: int) -> HttpResponse:
    viewer = viewer_of(request)
    job = get_object_or_404(queries.visible_jobs(viewer), pk=job_id)
    services.cancel_job(job_id=job.pk, by=viewer)
    return redirect("job", job.pk)
