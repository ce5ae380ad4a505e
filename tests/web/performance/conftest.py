"""Targets and readings of the small authority, as a programme lead would set them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from kinward_web.accounts.models import User
from kinward_web.api.actions import make_token
from kinward_web.performance.actions import cards, readings
from kinward_web.performance.followed import usual
from kinward_web.performance.models import Card, Typed
from kinward_web.performance.selectors.cards import card_of

Follow = Callable[..., Card]
Type = Callable[..., Typed]


@pytest.fixture
def follow(cast: dict[str, User]) -> Follow:
    """Follow a measure: `follow('looked_after', target='ceiling', high=Decimal(60))`."""

    def said(measure: str, **given: Any) -> Card:
        row = card_of(measure)
        return cards.follow(
            by=cast["programme_lead"], measure=measure, given=replace(usual(measure), **given),
            edition=row.edition if row else 0, key=f"follow-{measure}",
        )  # fmt: skip

    return said


@pytest.fixture
def type_(cast: dict[str, User]) -> Type:
    """Type a reading: `type_('send_neet_pct', date(2026, 3, 31), '4.5')`."""

    def typed(measure: str, end: date, value: str, **more: Any) -> Typed:
        given = readings.Given(end, Decimal(value), typed_by="Farah Finance", **more)
        return readings.add(
            by=cast["finance_manager"], measure=measure, given=given, key=f"{measure}-{end}"
        )

    return typed


@pytest.fixture
def read(cast: dict[str, User]) -> Callable[..., Any]:
    """What somebody reads with a token of theirs: `read('analyst', 'scorecard')`."""

    def answered(name: str, place: str) -> Any:
        by = cast[name]
        _, secret = make_token(by=by, name="A test", role=by.role, days=1, key=uuid.uuid4().hex)
        return Client().get(f"/api/v1/{place}", headers={"authorization": f"Bearer {secret}"})

    return answered
