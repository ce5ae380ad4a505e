"""Pages of long work."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from kinward_web.guard import Request, needs
from kinward_web.jobs.actions import stop
from kinward_web.jobs.selectors import jobs_for
from kinward_web.paging import paged


@needs("home.see")
@require_GET
def index(request: Request) -> HttpResponse:
    """Jobs, newest first."""
    return render(request, "jobs/index.html", paged(request, jobs_for(request.user)))


@needs("home.see")
@require_GET
def detail(request: Request, pk: str) -> HttpResponse:
    """How far a job is."""
    job = get_object_or_404(jobs_for(request.user), pk=pk)
    return render(request, "jobs/detail.html", {"job": job})


@needs("home.see")
@require_GET
def progress(request: Request, pk: str) -> HttpResponse:
    """How far a job is, for the page's script."""
    job = get_object_or_404(jobs_for(request.user), pk=pk)
    return JsonResponse(
        {
            "state": job.state,
            "percent": job.percent,
            "words": job.words or job.get_state_display(),
            "done": job.over,
            "url": job.result_url,
        }
    )


@needs("home.see")
@require_POST
def cancel(request: Request, pk: str) -> HttpResponse:
    """Stop a job."""
    job = get_object_or_404(jobs_for(request.user), pk=pk)
    stop(by=request.user, job=job)
    return redirect("job", pk=job.pk)
