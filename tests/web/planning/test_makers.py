"""The forecast of a snapshot is made once, for the money and for its own page."""

from __future__ import annotations

from typing import Any

import pytest

from kinward.forecast.model import Forecast
from kinward_web import figures
from kinward_web.accounts.selectors import current_settings
from kinward_web.figures import MAKERS, Made, Source
from kinward_web.intake.material import set_out
from kinward_web.intake.models import Snapshot
from kinward_web.intake.selectors import with_files
from kinward_web.planning.ground import _baseline

pytestmark = pytest.mark.django_db


def test_the_money_and_the_forecast_rest_on_one_simulation(
    loaded: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Forecast] = []
    plain = figures.forecast_cohort

    def counted(*asked: Any) -> Forecast:
        made.append(plain(*asked))
        return made[-1]

    monkeypatch.setattr(figures, "forecast_cohort", counted)
    with set_out(with_files(loaded)) as material:
        source = Source(
            material=material,
            baseline=_baseline(loaded, material),
            authority="Testshire",
            limit=current_settings().small_number_limit,
            tell=lambda *_: None,
        )
        _, _, money = MAKERS["money"]
        _, _, forecast = MAKERS["forecast"]
        told, ahead = money(source), forecast(source)
    assert len(made) == 1
    assert isinstance(told, tuple | list)
    assert "model" in str([section.key for section in told[0].whole.sections])
    assert isinstance(ahead, Made)
    assert ahead.whole.facts["kept"]["as_at"] == "2026-03-31"
