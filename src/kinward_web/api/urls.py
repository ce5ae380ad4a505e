"""Addresses of the API, and of the pages around it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from kinward_web.api import openapi, views
from kinward_web.api.addresses import NEEDED, api
from kinward_web.api.problems import ProblemError, problem


def _says(view: Callable[..., Any], *permissions: str) -> Callable[..., HttpResponseBase]:
    """Say what a view needs, for the guard; `Reader` holds to it, as tokens sign nobody in."""

    def said(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            answer: HttpResponseBase = view(request, *args, **kwargs)
        except ProblemError as error:
            return problem(error.status, error.detail)
        return answer

    said.kinward_needs = permissions  # type: ignore[attr-defined]
    return said


def _offers() -> list[URLPattern]:
    found = [each for each in api.urls[0] if isinstance(each, URLPattern) and each.name in NEEDED]
    return [
        path(
            f"v1/{each.pattern}", _says(each.callback, "api.use", NEEDED[each.name]), name=each.name
        )
        for each in found
        if each.name is not None
    ]


urlpatterns = [
    path("", views.index, name="api"),
    path("tokens/", views.tokens, name="api_tokens"),
    path("tokens/tokens.csv", views.tokens_csv, name="api_tokens_csv"),
    path("tokens/new/", views.new_token, name="api_token_new"),
    path("tokens/<int:pk>/revoke/", views.revoke, name="api_token_revoke"),
    path("v1/openapi.json", _says(require_GET(openapi.view), "api.use"), name="api_openapi"),
    *_offers(),
]
