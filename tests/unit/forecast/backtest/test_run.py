"""The back-test: the data as it stood, every figure as it came, scores in the promised shape."""

from __future__ import annotations

import json
from datetime import date
from functools import cache

import numpy as np
import polars as pl
import pytest

from kinward.cohort.model import Cohort
from kinward.cohort.stock import stock_by_category, stock_on
from kinward.errors import ArgumentError, TooShortError
from kinward.forecast.backtest.as_json import document
from kinward.forecast.backtest.model import ENGINE, MODELS, ROWS_SCHEMA, SCORES_SCHEMA, BackTest
from kinward.forecast.backtest.observed import COST, figures, keys
from kinward.forecast.backtest.run import Asked, backtest
from kinward.forecast.histories import histories
from kinward.forecast.simulation.calendar import month_ends_after
from kinward.terms import CATEGORIES
from worlds import Setting, World, make, settings

PRICES = np.linspace(5_000.0, 90_000.0, len(CATEGORIES))


@cache
def _world() -> World:
    return make(next(each for each in settings() if each.name == "small_1"))


@cache
def _cohort() -> Cohort:
    return _world().cohort()


def _setting() -> Setting:
    return _world().setting


@cache
def _test(as_at: date, threads: int = 1) -> BackTest:
    asked = Asked(as_at, horizons=(6, 12), runs=40, threads=threads, prices=PRICES)
    return backtest(_cohort(), asked)


def _own(test: BackTest, measure: str) -> pl.DataFrame:
    return test.rows.filter((pl.col("model") == ENGINE) & (pl.col("measure") == measure))


def test_what_came_is_what_the_cohort_counts() -> None:
    test = _test(_setting().origins[-1])
    for row in _own(test, "total").iter_rows(named=True):
        day = month_ends_after(row["origin"], row["horizon_months"])[-1]
        assert row["observed"] == stock_on(_cohort(), [day])[0]
        by_key = stock_by_category(_cohort(), [day])
        kin = by_key.filter(pl.col("key") == "kinship")["children"].sum()
        same = (pl.col("origin") == row["origin"]) & (
            pl.col("horizon_months") == row["horizon_months"]
        )
        assert _own(test, "category:kinship").filter(same)["observed"].item() == kin


def test_categories_and_age_bands_sum_to_the_total() -> None:
    rows = _test(_setting().origins[-1]).rows.filter(pl.col("model") == ENGINE)
    for kind in ("category:", "age:"):
        part = rows.filter(pl.col("measure").str.starts_with(kind))
        summed = part.group_by("origin", "horizon_months").agg(pl.col("observed", "mean").sum())
        whole = rows.filter(pl.col("measure") == "total")
        both = summed.join(whole, on=("origin", "horizon_months"), suffix="_total")
        assert len(both) == len(whole)
        assert (both["observed"] == both["observed_total"]).all()
        assert np.allclose(both["mean"], both["mean_total"])


def test_the_cost_of_a_month_is_its_days_at_their_prices() -> None:
    day = _setting().origins[-1]
    stays = histories(_cohort(), day)
    month = figures(stays, [day], keys(stays, cost=True), PRICES)[-1, 0]
    by_day = 0.0
    for number in range(stays.today - day.day + 1, stays.today + 1):
        here = (stays.start < number) & (stays.end >= number)
        by_day += float(PRICES[stays.category[here]].sum())
    assert month == pytest.approx(by_day)


def test_what_came_later_changes_no_forecast() -> None:
    first, last = _setting().origins[0], _setting().origins[-1]
    early, late = _test(last), _test(_setting().last_day)
    origin = early.origins[0]
    assert origin in late.origins
    assert first < last
    chosen = pl.col("origin") == origin
    columns = ["model", "origin", "horizon_months", "measure", "mean", "quantiles"]
    same = early.rows.filter(chosen).select(columns)
    assert same.equals(late.rows.filter(chosen).select(columns))


def test_the_number_of_threads_changes_nothing() -> None:
    day = _setting().origins[-1]
    assert _test(day, 1).rows.equals(_test(day, 2).rows)


def test_frames_and_json_have_the_promised_shape() -> None:
    test = _test(_setting().origins[-1])
    assert dict(test.rows.schema) == ROWS_SCHEMA
    assert dict(test.scores.schema) == SCORES_SCHEMA
    given = json.loads(json.dumps(document(test)))
    assert {"origins", "rows", "scores"} <= given.keys()
    row = given["rows"][0]
    assert {"origin", "horizon_months", "measure", "observed", "mean", "q"} <= row.keys()
    assert set(row["q"]) == {"0.025", "0.1", "0.25", "0.5", "0.75", "0.9", "0.975"}
    total = given["scores"]["total"]["12"]
    wanted = {
        "mape",
        "mae",
        "bias",
        "crps",
        "wis",
        "coverage_50",
        "coverage_80",
        "coverage_95",
        "n",
    }
    assert wanted <= total.keys()
    assert set(total["baselines"]) == set(MODELS) - {ENGINE}
    assert given["scores"]["category"]["6"]["mape"] is None
    pounds = given["scores"][COST]["6"]["mae"]
    pence = test.scores.filter(
        (pl.col("model") == ENGINE) & (pl.col("measure") == COST) & (pl.col("horizon_months") == 6)
    )["mae"].item()
    assert pounds == pytest.approx(pence / 100)


def test_a_horizon_beyond_the_data_is_left_out_and_said() -> None:
    day = _setting().origins[0]
    test = backtest(_cohort(), Asked(day, horizons=(3, 120), runs=10, threads=1))
    assert test.horizons == (3,)
    assert any("120 months ahead" in note for note in test.notes)


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(ArgumentError, match="tell nothing of"):
        backtest(_cohort(), Asked(date(1990, 1, 1)))
    with pytest.raises(TooShortError):
        backtest(_cohort(), Asked(_setting().origins[0], horizons=(600,)))
    with pytest.raises(ArgumentError, match="at least one month"):
        backtest(_cohort(), Asked(_setting().origins[0], horizons=()))
