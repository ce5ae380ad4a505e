"""Home, and the pages of errors."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from kinward_web.audit import actions as log
from kinward_web.guard import Request, needs, open_to_all
from kinward_web.pages.home import home as where_we_stand


@needs("home.see")
@require_GET
def home(request: Request) -> HttpResponse:
    """Where we stand."""
    return render(request, "pages/home.html", {"home": where_we_stand(request.user)})


@open_to_all
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What was sent cannot be read."""
    return _problem(request, 400, "That request could not be read", "Go back and try again.")


@open_to_all
def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not for this person, which the log is told."""
    user: Any = getattr(request, "user", None)
    match = request.resolver_match
    if match is not None and user is not None and user.is_authenticated:
        log.refused(by=user, view=match.view_name)
    return _problem(
        request,
        403,
        "You cannot open this page",
        "Your role or your areas do not include it. If they should, ask your administrator.",
    )


@open_to_all
def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open for too long."""
    return _problem(
        request,
        403,
        "That form is too old",
        "You may have signed in again since you opened it. Go back, reload the page and send it "
        "again. Nothing was changed.",
    )


@open_to_all
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing there."""
    return _problem(
        request,
        404,
        "Page not found",
        "If you typed the address, check it. If you followed a link, what it led to may have been "
        "removed, or you may not have the right to see it.",
    )


@open_to_all
def broken(request: HttpRequest) -> HttpResponse:
    """A fault of ours."""
    return _problem(
        request,
        500,
        "Sorry, something went wrong",
        "Nothing was changed. Try again; if it goes on, tell whoever runs the service.",
    )


def _problem(request: HttpRequest, status: int, title: str, words: str) -> HttpResponse:
    context = {"title": title, "words": words}
    return render(request, "pages/problem.html", context, status=status)
