"""A line for each request, without what could tell of a person: the route, never the address."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import perf_counter
from typing import Any, Final

from django.db import connection
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

_log = logging.getLogger("kinward.requests")
_OK: Final = 200


class RequestLogMiddleware:
    """Logs method, route, status, milliseconds, queries, and a mark of who asked.

    The mark is a keyed hash: the lines of one person can be read together, and only who has the
    service's secret can tell whose they are.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and log that it was."""
        counted = _Counted()
        began = perf_counter()
        with connection.execute_wrapper(counted):
            response = self.get_response(request)
        if response.status_code == _OK and route(request).startswith("health/"):
            return response
        _log.info(
            "request",
            extra={
                "told": {
                    "method": _method(request),
                    "route": route(request),
                    "status": response.status_code,
                    "ms": round((perf_counter() - began) * 1000),
                    "queries": counted.number,
                    "by": _mark(request),
                }
            },
        )
        return response


class _Counted:
    """How many queries ran."""

    def __init__(self) -> None:
        self.number = 0

    def __call__(self, execute: Callable[..., Any], *rest: Any) -> Any:
        self.number += 1
        return execute(*rest)


def route(request: HttpRequest) -> str:
    """The pattern of the address, such as `children/<slug:pseudonym>/`; never what fills it."""
    match = getattr(request, "resolver_match", None)
    return match.route if match is not None else "none"


def _method(request: HttpRequest) -> str:
    known = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
    return request.method if request.method in known else "other"


def _mark(request: HttpRequest) -> str | None:
    """Only of a person whom something has read already: the log asks the database nothing."""
    person = request.__dict__.get("_cached_user") or getattr(request, "kinward_caller", None)
    if person is None or person.pk is None:
        return None
    return salted_hmac("kinward.requests", str(person.pk), algorithm="sha256").hexdigest()[:12]
