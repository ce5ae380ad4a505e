"""Reading tokens, and what a person may give one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from kinward_web.api.models import Token
from kinward_web.roles import ROLES, permissions

if TYPE_CHECKING:
    from kinward_web.accounts.models import User


def roles_for(person: User) -> list[str]:
    """The roles that a token of a person may have: their own, and those that may do less of the
    same. One that sees some areas alone is not less of one that sees all: its areas are missing."""
    own = permissions(person.role)
    return [
        key
        for key, (_, may) in ROLES.items()
        if "api.use" in may and may <= own and ("areas.all" in may) == ("areas.all" in own)
    ]


def tokens_of(person: User) -> QuerySet[Token]:
    """A person's tokens, newest first."""
    return Token.objects.filter(owner=person).select_related("owner")


def usable(digest: str) -> Token | None:
    """The token of a secret's hash; None where there is none, or it may not be used any more."""
    found = Token.objects.select_related("owner").filter(
        digest=digest, revoked=None, expires__gt=timezone.now(), owner__is_active=True
    )
    token = found.first()
    return token if token is not None and token.within_owner else None
