"""What every run gives in every year."""

from __future__ import annotations

from datetime import date

import numpy as np

from budget_forecasts import forecast_from, prices
from builders_report import summary_of
from kinward.cohort.model import Cohort
from kinward.forecast.model import TOTAL
from kinward.forecast.run import Asked, forecast
from kinward.forecast.summarise import quantiles
from kinward.reports.disclosure import protect_forecast
from kinward.terms import CATEGORIES


def test_the_years_are_the_figures_of_their_runs() -> None:
    """Three in 365 days of 2025/26 are 1,095 days, £10 each in kinship."""
    made = forecast_from(
        date(2025, 3, 31), {"kinship": [1.0, 3.0, 2.5], "secure": [0.0, 1.0, 0.0]}, 24
    )
    assert made.cost is not None
    runs = made.cost.runs
    assert runs is not None
    assert runs.keys == ("kinship", "secure")
    assert runs.days[0, 0].tolist() == [365, 1095, 912.5]
    np.testing.assert_allclose(runs.pence[0, 0], [365_000, 1_095_000, 912_500])
    np.testing.assert_allclose(runs.pence[1, 1], [0, 7_300_000, 0])
    whole = quantiles(runs.pence.sum(axis=0))
    np.testing.assert_allclose(
        made.cost.years.quantiles[:, made.cost.years.row(TOTAL)], np.rint(whole)
    )
    np.testing.assert_allclose(made.cost.years.mean[1:], runs.pence.mean(axis=-1), atol=12)


def test_no_single_run_leaves_a_public_report() -> None:
    made = forecast_from(date(2026, 3, 31), {"kinship": [100.0, 130.0], "secure": [3.0, 1.0]}, 12)
    shown = protect_forecast(made, summary_of(), 5).cost
    assert shown is not None
    assert shown.runs is None


def test_days_of_care_are_those_of_the_children_at_month_ends(small_cohort: Cohort) -> None:
    """Of a real run: children a day on average lie near the mean of those at the month ends."""
    flat = prices(dict.fromkeys(CATEGORIES, 1_000))
    asked = Asked(as_at=date(2026, 3, 31), months=24, runs=60, prices=flat, explain=False)
    made = forecast(small_cohort, asked)
    assert made.cost is not None
    runs = made.cost.runs
    assert runs is not None
    at_month_ends = made.stock.mean[0].reshape(2, 12).mean(axis=1)
    a_day = runs.days.sum(axis=0).mean(axis=-1) / [365, 366]
    np.testing.assert_allclose(a_day, at_month_ends, rtol=0.02)
    assert runs.keys == made.cost.years.keys[1:]
