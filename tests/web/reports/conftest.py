"""A service whose forecasts are short, so that reports are soon built."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from accounts_signing import sign_in
from kinward_web.accounts.models import SettingChange, User

if TYPE_CHECKING:
    from kinward_web.intake.models import Snapshot


@pytest.fixture
def live(loaded: Snapshot) -> Snapshot:
    """The live figures; forecasts of a year in a hundred runs."""
    SettingChange.objects.create(
        group="forecast", edition=1, values={"forecast_runs": 100, "forecast_months": 12}
    )
    return loaded


@pytest.fixture
def again(cast: dict[str, User]) -> Callable[[str], Client]:
    """A browser in which somebody has just given their password."""

    def signed_in(name: str) -> Client:
        client = Client()
        sign_in(client, cast[name])
        return client

    return signed_in
