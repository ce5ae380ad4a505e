"""Tokens of the cast, and reading with them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache, caches
from django.test import Client

from kinward_web.accounts.models import User
from kinward_web.api.actions import make_token


@pytest.fixture(autouse=True)
def _no_limits_yet(db: None) -> None:
    """Limits count what earlier tests asked, and numbers of documents come again."""
    cache.clear()
    caches["figures"].clear()


@pytest.fixture
def secret_of(cast: dict[str, User]) -> Callable[..., str]:
    """A new token's secret: `secret_of('board_member')`."""

    def made(name: str, role: str = "", days: int = 30) -> str:
        by = cast[name]
        return make_token(
            by=by, name="A test", role=role or by.role, days=days, key=uuid.uuid4().hex
        )[1]

    return made


@pytest.fixture
def read(secret_of: Callable[..., str]) -> Callable[..., Any]:
    """What somebody reads with a token of theirs: `read('analyst', 'cohort')`."""

    def answered(name: str, place: str, role: str = "") -> Any:
        return Client().get(
            f"/api/v1/{place}", headers={"authorization": f"Bearer {secret_of(name, role)}"}
        )

    return answered
