"""Making and revoking tokens."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from kinward.errors import ArgumentError
from kinward_web.api.models import MOST_DAYS, Token
from kinward_web.api.selectors import roles_for
from kinward_web.audit.actions import Kind, record

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

_PREFIX: Final = "kinward_"
_AGAIN: Final = timedelta(minutes=2)
_SEEN_EVERY: Final = timedelta(minutes=1)


def digest(secret: str) -> str:
    """What is kept of a secret. It is random and long, so a plain hash cannot be guessed back."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_token(*, by: User, name: str, role: str, days: int, key: str) -> tuple[Token, str]:
    """A token of `by`, and its secret, which is told this once.

    Args:
        role: of those that `roles_for` gives.
        days: until it expires, 1 to 365.
        key: of the form. A second click within two minutes gives the same token a new secret, since
            the answer to the first was never seen.

    Raises:
        PermissionDenied: `by` may not use the API, or may not do what the role may.
        ArgumentError: the form was sent before, or the days are out of bounds.
    """
    if not by.has_perm("api.use") or role not in roles_for(by):
        raise PermissionDenied
    if not 1 <= days <= MOST_DAYS:
        raise ArgumentError(f"A token lasts from 1 to {MOST_DAYS} days", where="expiry")
    secret, now = _PREFIX + secrets.token_urlsafe(32), timezone.now()
    told = {"name": name, "role": role, "expires": now + timedelta(days=days)}
    token, new = Token.objects.select_for_update().get_or_create(
        key=key, defaults={**told, "owner": by, "digest": digest(secret), "made": now}
    )
    if not new:
        if token.owner_id != by.pk or token.last_used or now - token.made > _AGAIN:
            raise ArgumentError(
                "This token was made already", remedy="Its secret was shown then; make another."
            )
        token.digest = digest(secret)
        token.save(update_fields=["digest"])
        return token, secret
    record(
        by=by, kind=Kind.CREATE, subject="API token", subject_id=token.pk,
        words="Made an API token",
        after={"role": role, "expires": f"{token.expires:%Y-%m-%d}"},
    )  # fmt: skip
    return token, secret


@transaction.atomic
def revoke_token(*, by: User, token: Token) -> None:
    """End a token for good; one that has ended stays as it is.

    Raises:
        PermissionDenied: it is somebody else's.
    """
    if token.owner_id != by.pk:
        raise PermissionDenied
    if Token.objects.filter(pk=token.pk, revoked=None).update(revoked=timezone.now()):
        record(
            by=by, kind=Kind.REMOVE, subject="API token", subject_id=token.pk,
            words="Revoked an API token",
        )  # fmt: skip


def seen(token: Token) -> None:
    """Note that it was used; at most once a minute."""
    now = timezone.now()
    if token.last_used is None or now - token.last_used > _SEEN_EVERY:
        Token.objects.filter(pk=token.pk).update(last_used=now)


@transaction.atomic
def revoke_all(by: User, person: User) -> None:
    """End every token of a person, since their password or code is thought lost.

    Called by the actions of accounts, which have checked that `by` may do so.
    """
    open_ = Token.objects.filter(owner=person, revoked=None)
    for token in open_:
        record(
            by=by, kind=Kind.REMOVE, subject="API token", subject_id=token.pk,
            words="Revoked an API token with its owner's means of signing in",
        )  # fmt: skip
    open_.update(revoked=timezone.now())
