"""The forecast of each snapshot, and how past ones did."""

from __future__ import annotations

from typing import Final

from kinward.errors import TooShortError
from kinward.pipeline.ahead import backtest_cohort
from kinward.reports.told import of_forecast
from kinward_web.figures import Made, Source, Told, maker
from kinward_web.intake.selectors import live
from kinward_web.planning.asked import usual
from kinward_web.planning.ground import ground_of
from kinward_web.planning.outlook import before, outlook

_NO_POPULATION: Final = "Past forecasts are made without the population."


@maker("forecast", order=60, words="Forecasting")
def forecast(source: Source) -> Made | None:
    """Where the cohort is heading, and why that moved since the figures before."""
    ground, asked = ground_of(source.material, source.baseline), usual()
    try:
        found = source.forecast(asked.ahead(ground))
    except TooShortError:
        return None
    return outlook(ground, asked, found, before(live()))


@maker("backtest", order=70, words="Seeing how past forecasts would have done")
def backtest(source: Source) -> Made | None:
    """How past forecasts would have done; None where the returns are too short to tell."""
    ground = ground_of(source.material, source.baseline)
    ahead = usual().ahead(ground)
    try:
        found = backtest_cohort(ground.cohort, ahead, ground.summary.as_at)
    except TooShortError:
        return None

    def told(*, public: bool) -> Told:
        made = of_forecast(ground.telling(public=public), None, found)
        return Told(made.sections, made.sentences, (*found.notes, _NO_POPULATION))

    return Made("backtest", told(public=False), told(public=True))
