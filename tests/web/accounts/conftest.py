"""A provider of single sign-on for the tests of signing in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from accounts_signing import configured
from kinward_web.accounts.models import User
from oidc_provider import Provider, Serving


@pytest.fixture
def provider(settings: Any, cast: dict[str, User]) -> Iterator[Provider]:
    """The council's provider, at which Anita Analyst sits."""
    cache.clear()
    made = Provider(
        claims={"sub": "anita-1", "email": "Analyst@testshire.example", "email_verified": True}
    )
    with Serving(made):
        settings.FORCE_TOTP = True
        configured(settings, made)
        yield made
