"""Sentences on the forecast and on past ones: right for rises, falls, nought, and no skill."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl
import pytest

from builders_forecast import backtest_of, cost_of, fan_of, forecast_of, target_of
from kinward.forecast.backtest.model import BackTest
from kinward.forecast.model import TOTAL, Forecast
from kinward.reports.findings import ahead, backtest
from kinward.reports.findings.words import in_100, pounds, signed
from kinward.reports.marks import marks


def of_total(today: int, *means: float) -> Forecast:
    """A forecast of one category whose mean at each month end is given, without spread."""
    made = forecast_of({"kinship": today}, months=len(means))
    fan = fan_of({TOTAL: means, "kinship": means})
    still = replace(fan, quantiles=np.stack([fan.mean] * 7))
    return replace(made, stock=still, drivers=pl.DataFrame())


@pytest.mark.parametrize(
    ("forecast", "sentences"),
    [
        (
            forecast_of(),
            [
                "On 31 March 2027 about 568 children are expected to be looked after, 15 more than "
                "on 31 March 2026 (+2.7%); 8 times in 10 the number will be between 525 and 611.",
                "On 31 March 2029 about 600 children, 8 times in 10 between 522 and 678.",
            ],
        ),
        (
            of_total(40, 39.6, 36.2),
            [
                "On 31 May 2026 about 36 children are expected to be looked after, 4 fewer than on "
                "31 March 2026 (−10.0%); 8 times in 10 the number will be exactly 36."
            ],
        ),
        (
            of_total(0, 0.0),
            [
                "On 30 April 2026 no children are expected to be looked after, as many as on "
                "31 March 2026; 8 times in 10 the number will be exactly 0."
            ],
        ),
        (
            of_total(1, 1.2),
            [
                "On 30 April 2026 about 1 child is expected to be looked after, as many as on "
                "31 March 2026; 8 times in 10 the number will be exactly 1."
            ],
        ),
    ],
    ids=["rise", "fall, two months", "nobody", "one"],
)
def test_what_is_expected(forecast: Forecast, sentences: list[str]) -> None:
    assert list(ahead.expected(forecast)) == sentences


@pytest.mark.parametrize(
    ("months", "places"), [(1, (0,)), (12, (11,)), (13, (11, 12)), (36, (11, 35))]
)
def test_the_times_that_are_named(months: int, places: tuple[int, ...]) -> None:
    assert marks(forecast_of(months=months).month_ends) == places


def test_the_target_is_judged_at_a_month_end() -> None:
    assert list(ahead.target(forecast_of())) == []
    assert list(ahead.target(forecast_of(target=target_of(1, 0.001)))) == [
        "The chance that at most 1 child is looked after by 31 March 2027 is less than 1 in 100."
    ]
    later = target_of(560, 0.31, by=date(2027, 4, 15))
    assert list(ahead.target(forecast_of(target=later))) == [
        "The chance that at most 560 children are looked after by 15 April 2027 (judged on "
        "31 March 2027, a month end) is 31 in 100."
    ]


def test_the_largest_rise_and_fall_are_named_and_a_steady_mix_is_not() -> None:
    moving = forecast_of(growth={"external_residential": 0.2, "in_house_fostering": -0.1})
    assert next(ahead.movement(moving)).startswith(
        "The largest changes by category, to 31 March 2027: external residential from 55 to about "
        "66 (8 times in 10 between 58 and 74) and in-house fostering from 166 to about 149 ("
    )
    assert list(ahead.movement(forecast_of({"kinship": 40}))) == []
    few_known = replace(moving, today={k: n for k, n in moving.today.items() if k != "secure"})
    assert " by category of those that can be shown, to " in next(ahead.movement(few_known))


def test_reasons_are_said_largest_first_and_sum_in_the_frame() -> None:
    forecast = forecast_of()
    sums = forecast.drivers.group_by("key", "month").agg(
        pl.col("children").filter(pl.col("driver") != "change").sum().alias("parts"),
        pl.col("children").filter(pl.col("driver") == "change").sum().alias("change"),
    )
    assert (sums["parts"] - sums["change"]).abs().max() < 1e-9  # type: ignore[operator]
    assert list(ahead.reasons(forecast)) == [
        "What makes the change of +15 to 31 March 2027: children who enter +269, returned home "
        "−111, special guardianship or child arrangements order −66, children who turn 18 −55, "
        "adopted −28 and rates that change from today’s +6."
    ]
    assert list(ahead.reasons(replace(forecast, drivers=pl.DataFrame()))) == []


def test_hidden_reasons_are_said_to_be_hidden() -> None:
    forecast = forecast_of()
    hidden = pl.col("driver").is_in(["exit_adopted", "ageing_out"])
    some = forecast.drivers.with_columns(pl.when(~hidden).then("children").alias("children"))
    said = next(ahead.reasons(replace(forecast, drivers=some)))
    assert said.startswith("Part of the change of +15 to 31 March 2027: children who enter +269")
    assert said.endswith("; the rest is hidden.")
    assert "adopted" not in said


def test_cost_is_said_by_year_with_part_years_and_what_has_no_price() -> None:
    forecast = forecast_of(months=8)
    priced = replace(forecast, cost=cost_of(forecast))
    assert priced.cost is not None
    whole = priced.cost.months.mean[0].sum() / 1e8
    said = list(ahead.cost(priced))
    assert said[0].startswith(
        f"The placements ahead are expected to cost £{whole:.1f} million in 2026/27 (the 240 days "
        "that the forecast covers), 8 times in 10 between £"
    )
    assert said[1] == "Without a price, and so in no figure of cost: with parents."
    assert list(ahead.cost(forecast)) == []


def test_what_the_forecast_rests_on_names_runs_and_seed() -> None:
    first, *others = ahead.rests_on(forecast_of(runs=500, seed=7), hides=False)
    assert "500 times (seed 7)" in first
    assert others == list(forecast_of().notes)
    assert "hidden" in list(ahead.rests_on(forecast_of(), hides=True))[-1]


def test_past_forecasts_that_beat_no_change() -> None:
    better = backtest_of()
    assert next(backtest.first(better)) == (
        "Forecasts made a year ahead on 7 past days (31 March 2018 to 31 March 2024) were wrong by "
        "3.0% on average; saying that nothing changes would have been wrong by 5.0%."
    )
    said = list(backtest.others(better))
    assert said[0] == "Of 7 intervals meant to hold the truth 8 times in 10, 7 did."
    always = (
        "The mean was nearer than no change at every horizon: 3, 6, 12, 24 and 36 months ahead."
    )
    assert always in said
    assert any(each.endswith("the best of the simpler models (damped drift) 2.2.") for each in said)
    assert "7 forecasts are too few to tell skill from luck." in said


def test_past_forecasts_that_did_worse_say_so() -> None:
    worse = backtest_of(errors={"kinward": 0.08, "no_change": 0.05})
    assert backtest.heading(worse) == "A year ahead, past forecasts were wrong by 8.0% on average"
    assert next(backtest.first(worse)).endswith(
        "8.0% on average; saying that nothing changes would have been wrong by 5.0%, which was "
        "nearer."
    )
    said = list(backtest.others(worse))
    assert said[0] == "Of 7 intervals meant to hold the truth 8 times in 10, 0 did."
    assert "At no horizon was the mean nearer than no change: claim no skill in the number." in said
    assert any("was 60% worse than no change with the spread of the past" in each for each in said)


def test_horizons_without_skill_are_named() -> None:
    mixed = backtest_of()
    worse = (pl.col("model") == "kinward") & (pl.col("horizon_months") == 36)
    scores = mixed.scores.with_columns(
        pl.when(worse).then(99.0).otherwise(pl.col("mape")).alias("mape")
    )
    assert (
        "The mean was nearer than no change 3, 6, 12 and 24 months ahead, and not nearer 36 months "
        "ahead: claim no skill there."
    ) in list(backtest.others(replace(mixed, scores=scores)))


def test_many_forecasts_are_not_called_few_and_what_was_widened_is_told_by_the_notes() -> None:
    told = "By all of these, 80% intervals would have had to be 1.25 times as wide."
    many = replace(backtest_of(range(2010, 2025)), multiplier=1.25, notes=(told,))
    said = list(backtest.others(many))
    assert not any("too few" in each for each in said)
    assert told in said


@pytest.mark.parametrize(
    "empty",
    [
        backtest_of(rows=backtest_of().rows.clear(), scores=backtest_of().scores.clear()),
        backtest_of([]),
    ],
    ids=["no rows", "no origins"],
)
def test_no_past_forecast_is_no_error(empty: BackTest) -> None:
    assert backtest.heading(empty) == "No past forecast can be judged yet"
    assert list(backtest.first(empty)) == []
    assert list(backtest.others(empty)) == list(empty.notes)


def test_without_a_year_ahead_the_nearest_horizon_is_spoken_of() -> None:
    short = backtest_of([2025], horizons=(3, 6))
    assert next(backtest.first(short)).startswith("Forecasts made 6 months ahead on 31 March 2025 ")
    assert "1 interval meant" in next(backtest.others(short))


def test_words() -> None:
    assert [pounds(p) for p in (95_000, 81_240_000, 4_120_000_000, -99_999_999, -49)] == [
        "£950",
        "£812,000",
        "£41.2 million",
        "−£1.0 million",
        "£0",
    ]
    assert [signed(n) for n in (12.4, -3.0, 0.2, -0.3)] == ["+12", "−3", "0", "0"]
    assert [in_100(p) for p in (0.0, 0.31, 1.0)] == [
        "less than 1 in 100",
        "31 in 100",
        "more than 99 in 100",
    ]
