"""What goes wrong, as a problem document (RFC 9457), whoever noticed it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase

PREFIX: Final = "/api/v1/"
TYPE: Final = "application/problem+json"
_TITLES: Final = {
    400: ("Bad request", "The request could not be read."),
    401: ("Not signed in", "Send a token: 'Authorization: Bearer …'. Make one under your account."),
    403: ("Not for you", "The role of the token, or your own, does not include this."),
    404: ("Not found", "There is nothing at this address that you may see."),
    405: ("Only reading", "This API is for reading: use GET."),
    422: ("Bad request", "A part of the address cannot be used."),
    429: ("Too many requests", "Wait a minute, then try again."),
    500: ("Something went wrong", "Try again; if it goes on, tell whoever runs the service."),
}


class ProblemError(Exception):
    """An answer that is a problem.

    Args:
        detail: what is wrong, for this request; empty for the usual words of the status.
    """

    def __init__(self, status: int, detail: str = "") -> None:
        self.status, self.detail = status, detail
        super().__init__(status)


def problem(status: int, detail: str = "") -> HttpResponse:
    """The document."""
    known = status if status in _TITLES else 400 if status < 500 else 500
    title, usual = _TITLES[known]
    body: dict[str, Any] = {
        "type": "about:blank", "title": title, "status": status, "detail": detail or usual,
    }  # fmt: skip
    answer = HttpResponse(json.dumps(body), status=status, content_type=TYPE)
    if status == 401:
        answer["WWW-Authenticate"] = "Bearer"
    if status == 429:
        answer["Retry-After"] = "60"
    return answer


class ProblemMiddleware:
    """Under the API's addresses every error is a problem document, whoever answered with it, and
    nothing stays in a cache on the way."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer."""
        answer = self.get_response(request)
        if not request.path.startswith(PREFIX):
            return answer
        if answer.status_code >= 400 and answer.get("Content-Type") != TYPE:
            told = problem(answer.status_code)
            if "Allow" in answer:
                told["Allow"] = answer["Allow"]
            answer = told
        answer["Cache-Control"] = "no-store"
        return answer
