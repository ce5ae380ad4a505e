"""How long a session lasts: an hour without doing anything, half a day however busy."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

BEGAN: Final = "kinward_began"
_SEEN: Final = "kinward_seen"
_EVERY_S: Final = 60
"""A session is written again at most so often."""
_SILENT: Final = frozenset({"job_progress", "session"})
"""Addresses that a page asks by itself, which does not count as doing something."""
_WARN_S: Final = 120
"""People are warned so long before their session ends."""


def now_s() -> float:
    """The time in seconds."""
    return time.time()


class SessionAgeMiddleware:
    """Ends sessions that are too old, and keeps those alive in which somebody does something."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Before the view: end it; after the view: note that somebody is there."""
        if request.user.is_authenticated and _over(request):
            logout(request)
        response = self.get_response(request)
        if request.user.is_authenticated and not _asked_by_itself(request):
            _seen(request)
        return response


@dataclass(frozen=True)
class Left:
    """How long a session still lasts if nobody does anything.

    Attributes:
        seconds: 0 when it is over.
        more: whether doing something makes it last longer.
        warn: the person is to be warned when so many seconds are left.
    """

    seconds: int
    more: bool
    warn: int


def left(request: HttpRequest) -> Left:
    """How long the session of a request still lasts; opening a page counts as doing something."""
    idle, most = _left_s(request)
    if settings.SESSION_COOKIE_AGE - idle >= _EVERY_S and not _asked_by_itself(request):
        idle = settings.SESSION_COOKIE_AGE
    seconds = max(0, int(min(idle, most)))
    return Left(seconds, idle <= most, min(_WARN_S, settings.SESSION_COOKIE_AGE // 2))


def stay(request: HttpRequest) -> None:
    """Note that somebody is there, though they opened no page."""
    request.session[_SEEN] = now_s()


def _left_s(request: HttpRequest) -> tuple[float, float]:
    now, session = now_s(), request.session
    began = session.setdefault(BEGAN, now)
    seen = session.setdefault(_SEEN, now)
    idle, most = settings.SESSION_COOKIE_AGE, settings.SESSION_MOST_HOURS * 3600
    return idle - (now - seen), most - (now - began)


def _over(request: HttpRequest) -> bool:
    return min(_left_s(request)) <= 0


def _asked_by_itself(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.url_name in _SILENT


def _seen(request: HttpRequest) -> None:
    now = now_s()
    if now - request.session.get(_SEEN, 0) >= _EVERY_S:
        stay(request)
