"""A service whose forecasts are short, so that reports are soon built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kinward_web.accounts.models import SettingChange

if TYPE_CHECKING:
    from kinward_web.intake.models import Snapshot


@pytest.fixture
def live(loaded: Snapshot) -> Snapshot:
    """The live figures; forecasts of a year in a hundred runs."""
    SettingChange.objects.create(
        group="forecast", edition=1, values={"forecast_runs": 100, "forecast_months": 12}
    )
    return loaded
