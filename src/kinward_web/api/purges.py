"""Tokens that ended long ago are removed."""

from __future__ import annotations

from django.db.models import Q

from kinward_web.accounts.retention import Asked, purge
from kinward_web.api.models import Token


@purge(order=80, words="API tokens that had ended")
def tokens(asked: Asked) -> int:
    """Those that expired or were revoked before the time."""
    before = asked.before(asked.settings.keep_jobs_months)
    return Token.objects.filter(Q(expires__lt=before) | Q(revoked__lt=before)).delete()[0]
