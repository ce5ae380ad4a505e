"""Pages of one's own tokens, and how the API is used."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from kinward.errors import KinwardError
from kinward_web.api import actions, selectors
from kinward_web.api.forms import TokenForm
from kinward_web.api.openapi import offered
from kinward_web.audit.csv_file import csv_file
from kinward_web.guard import Request, needs


@needs("api.use")
@require_GET
def index(request: Request) -> HttpResponse:
    """How the API is used, and what it offers."""
    context = {"offers": offered(), "base": request.build_absolute_uri("/api/v1/")}
    return render(request, "api/index.html", context)


@needs("api.use")
@require_GET
def tokens(request: Request) -> HttpResponse:
    """One's tokens."""
    return render(request, "api/tokens.html", {"tokens": selectors.tokens_of(request.user)})


@needs("api.use")
@require_GET
def tokens_csv(request: Request) -> HttpResponseBase:
    """One's tokens as CSV."""
    rows = [
        (each.name, each.role_name, _day(each.made), _day(each.expires), _day(each.last_used),
         each.state)
        for each in selectors.tokens_of(request.user)
    ]  # fmt: skip
    heads = ("What it is for", "Role", "Made", "Expires", "Last used", "State")
    return csv_file("api-tokens", heads, rows)


@needs("api.use", again=True)
@require_http_methods(["GET", "POST"])
def new_token(request: Request) -> HttpResponse:
    """Make one; its secret is shown this once."""
    form = TokenForm(request.POST or None, person=request.user)
    lines: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            token, secret = actions.make_token(by=request.user, **form.cleaned_data)
        except KinwardError as error:
            lines = error.lines
        else:
            return render(request, "api/token_made.html", {"token": token, "secret": secret})
    return render(request, "api/token_new.html", {"form": form, "lines": lines})


@needs("api.use")
@require_http_methods(["GET", "POST"])
def revoke(request: Request, pk: int) -> HttpResponse:
    """End one for good."""
    token = get_object_or_404(selectors.tokens_of(request.user), pk=pk)
    if request.method == "POST":
        actions.revoke_token(by=request.user, token=token)
        messages.success(request, f"The token “{token.name}” was revoked.")
        return redirect("api_tokens")
    return render(request, "api/token_revoke.html", {"token": token})


def _day(at: datetime | None) -> str:
    return "" if at is None else f"{timezone.localtime(at):%Y-%m-%d}"
