"""Who reads: the owner of a token, or somebody who is signed in; and whether they may."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja.security import HttpBearer

from kinward_web.api.actions import digest, seen
from kinward_web.api.models import Token
from kinward_web.api.problems import ProblemError
from kinward_web.api.selectors import usable
from kinward_web.audit.actions import Kind, minute, record

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

_MOST_READS: Final = 120
_MOST_GUESSES: Final = 30
_MINUTE_S: Final = 60


@dataclass(frozen=True)
class Caller:
    """Somebody who may read.

    Attributes:
        person: as whom figures are shown: the owner, with the role of the token.
        token: None for somebody who is signed in.
    """

    person: User
    token: Token | None

    def noted(self, kind: Kind, subject_id: object, words: str) -> None:
        """Put it in the audit log."""
        how = "by the API" if self.token is None else f"by the API, token {self.token.pk}"
        record(
            by=self.person, kind=kind, subject="API", subject_id=subject_id,
            words=f"{words} {how}",
        )  # fmt: skip


class Reader(HttpBearer):
    """Lets in who may: for one permission, beside that of using the API."""

    def __init__(self, permission: str) -> None:
        self.permission = permission
        super().__init__()

    def __call__(self, request: HttpRequest) -> Caller:
        """Who reads.

        Raises:
            ProblemError: nobody that is known, somebody who may not, or too often.
        """
        header = request.headers.get("Authorization")
        caller = _signed_in(request) if header is None else _of_token(request, header)
        request.kinward_caller = caller.person  # type: ignore[attr-defined]
        key = f"person {caller.person.pk}" if caller.token is None else f"token {caller.token.pk}"
        _limited(key, _MOST_READS)
        if not all(caller.person.has_perm(name) for name in ("api.use", self.permission)):
            raise ProblemError(403)
        return caller

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Not used: `__call__` does all of it."""
        raise NotImplementedError


def _signed_in(request: HttpRequest) -> Caller:
    if not request.user.is_authenticated:
        raise ProblemError(401)
    return Caller(request.user, None)


def _of_token(request: HttpRequest, header: str) -> Caller:
    kind, _, secret = header.partition(" ")
    token = usable(digest(secret.strip())) if kind.lower() == "bearer" else None
    if token is None:
        _limited(f"address {_address(request)}", _MOST_GUESSES)
        raise ProblemError(401, "The token is not known, has expired or was revoked.")
    seen(token)
    person = copy.copy(token.owner)
    person.role = token.role
    return Caller(person, token)


def _address(request: HttpRequest) -> str:
    """Where a request comes from, past the proxies that are trusted."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:  # the server does not say
        return "unknown"


def _limited(who: str, most: int) -> None:
    """Count one more of this minute.

    Raises:
        ProblemError: there were so many already.
    """
    name = f"api-{digest(who)}-{minute()}"
    if cache.add(name, 1, 2 * _MINUTE_S):
        return
    try:
        number = cache.incr(name)
    except ValueError:  # thrown out meanwhile, to make room
        return
    if number > most:
        raise ProblemError(429)
