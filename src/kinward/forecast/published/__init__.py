"""The forecast from published totals: what a council sees before it has loaded a child.

`panel` takes yearly totals from LAIT (looked after on 31 March, started, ceased). `process` is how
their logs drift, `estimate` learns from all authorities how far, and `prior` is what that gives.
`posterior` says where one authority stands, `futures` simulates it on, and `outlook` does both;
`forecast` is made of them for a council, `backtest` for all authorities and origins, with `tally`
for the scores.
"""

from kinward.forecast.published.backtest import PublishedBackTest, backtest_published
from kinward.forecast.published.estimate import estimate_prior
from kinward.forecast.published.forecast import PublishedForecast, document, forecast_published
from kinward.forecast.published.panel import Panel, panel
from kinward.forecast.published.prior import DriftPrior, shipped_prior
from kinward.forecast.published.tally import markdown, scores

__all__ = [
    "DriftPrior",
    "Panel",
    "PublishedBackTest",
    "PublishedForecast",
    "backtest_published",
    "document",
    "estimate_prior",
    "forecast_published",
    "markdown",
    "panel",
    "scores",
    "shipped_prior",
]
