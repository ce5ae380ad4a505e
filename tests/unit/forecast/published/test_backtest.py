"""The back-test from published totals, on made-up authorities whose truth is known."""

from __future__ import annotations

import dataclasses

import numpy as np
import polars as pl
import pytest

from kinward.errors import ArgumentError
from kinward.forecast.published.backtest import (
    ROWS_SCHEMA,
    PublishedBackTest,
    backtest_published,
)
from kinward.forecast.published.forecast import forecast_published
from kinward.forecast.published.panel import Panel
from kinward.forecast.published.panel import panel as from_lait
from kinward.forecast.published.tally import SCORES_SCHEMA, markdown, scores
from kinward.reference.parameters import parameter
from published_panels import World, as_lait, world

NAN = float("nan")
PANEL = world(World(), seed=8)


@pytest.fixture(scope="module")
def test() -> PublishedBackTest:
    return backtest_published(PANEL, runs=500)


def test_every_authority_is_forecast_at_every_origin(test: PublishedBackTest) -> None:
    assert dict(test.rows.schema) == ROWS_SCHEMA
    assert test.rows.height == 150 * 4 * 3
    row = test.rows.filter(
        (pl.col("origin") == 2021) & (pl.col("years_ahead") == 2) & (pl.col("authority") == 805)
    ).row(0, named=True)
    at = PANEL.years.index(2021)
    assert (row["stock"], row["observed"]) == (
        PANEL.looked_after[4, at],
        PANEL.looked_after[4, at + 2],
    )
    assert row["no_change"] == row["stock"]
    assert row["low_95"] <= row["low_80"] <= row["median"] <= row["high_80"] <= row["high_95"]


def test_intervals_hold_what_came_as_often_as_they_say(test: PublishedBackTest) -> None:
    pooled = scores(test).filter(pl.col("origin").is_null())

    assert pooled["coverage_95"].to_list() == pytest.approx([0.95] * 3, abs=0.04)
    assert pooled["coverage_80"].to_list() == pytest.approx([0.8] * 3, abs=0.07)
    assert (pooled["mape"] < pooled["mape_no_change"] + 0.1).all()
    assert (pooled["crps"] < pooled["crps_no_change"]).all()
    assert pooled["bias"].abs().max() < 3


def test_nothing_later_than_the_origin_is_used(test: PublishedBackTest) -> None:
    """Had everything after 2020 come otherwise, the forecasts of 2020 would be the same."""
    at = PANEL.years.index(2020) + 1
    other = {name: getattr(PANEL, name).copy() for name in ("looked_after", "started", "ceased")}
    for values in other.values():
        values[:, at:] *= 3
    changed = backtest_published(dataclasses.replace(PANEL, **other), origins=(2020,), runs=500)
    told = [name for name in ROWS_SCHEMA if name not in ("observed", "crps", "crps_no_change")]

    assert changed.rows.select(told).equals(test.rows.filter(origin=2020).select(told))
    assert changed.priors == (test.priors[1],)
    assert changed.rows["observed"].to_list() != test.rows.filter(origin=2020)["observed"].to_list()


def test_a_forecast_is_the_same_alone_and_in_the_back_test(test: PublishedBackTest) -> None:
    known = PANEL.until(2022)
    alone = forecast_published(as_lait(known), "807", runs=500)
    among = test.rows.filter(origin=2022, authority=807)
    # The same draws; but the back-test's prior is that of the origin, not the shipped one.
    assert alone.stock.quantiles[3, 0] == pytest.approx(among["median"].to_numpy(), rel=0.05)


def test_damped_drift_goes_on_with_the_last_year(test: PublishedBackTest) -> None:
    """A twelfth of the last change a month, of which each month keeps a share: the whole of it in
    twelve months is a geometric sum."""
    at = PANEL.years.index(2019)
    stock, before = PANEL.looked_after[:, at], PANEL.looked_after[:, at - 1]
    first = test.rows.filter(origin=2019, years_ahead=1)

    kept = parameter("damped_drift_kept").value
    moved = kept * (1 - kept**12) / (1 - kept)
    np.testing.assert_allclose(first["damped_drift"], stock + (stock - before) / 12 * moved)


def test_no_change_is_as_wide_as_stocks_had_moved(test: PublishedBackTest) -> None:
    """Its CRPS is near that of a log-normal distribution of that spread, by drawing from it."""
    logs = np.log1p(PANEL.until(2019).looked_after)
    spread = np.sqrt(np.mean((logs[:, 2:] - logs[:, :-2]) ** 2))
    row = test.rows.filter(origin=2019, years_ahead=2, authority=801).row(0, named=True)
    rng = np.random.default_rng(1)
    drawn, again = np.expm1(np.log1p(row["stock"]) + spread * rng.standard_normal((2, 200_000)))

    slow = np.abs(drawn - row["observed"]).mean() - np.abs(drawn - again).mean() / 2
    assert row["crps_no_change"] == pytest.approx(slow, rel=0.02)


def test_authorities_without_a_stock_then_or_later_are_left_out() -> None:
    stock = PANEL.looked_after.copy()
    stock[0, PANEL.years.index(2019)] = NAN
    stock[1, PANEL.years.index(2020)] = NAN
    stock[2, PANEL.years.index(2021)] = 0
    spoilt = dataclasses.replace(PANEL, looked_after=stock)

    rows = backtest_published(spoilt, origins=(2019,), years_ahead=2, runs=20).rows

    assert 801 not in rows["authority"]
    assert rows.filter(authority=802)["years_ahead"].to_list() == [2]
    assert rows.filter(authority=803)["years_ahead"].to_list() == [1]


def test_what_lies_beyond_the_panel_is_left_out() -> None:
    rows = backtest_published(PANEL, origins=(2024,), runs=20).rows

    assert rows["years_ahead"].unique().to_list() == [1]


@pytest.mark.parametrize("origin", [2016, 2025, 2030])
def test_an_origin_outside_the_figures_is_refused(origin: int) -> None:
    with pytest.raises(ArgumentError, match=f"A forecast of 31 March {origin} cannot be tested"):
        backtest_published(PANEL, origins=(origin,))


def test_an_origin_with_too_few_years_before_it_is_refused() -> None:
    with pytest.raises(ArgumentError, match="have the years that an estimate needs"):
        backtest_published(PANEL, origins=(2017,))


def _by_hand(rows: list[tuple[int, int, float, float, float, float]]) -> PublishedBackTest:
    """A back-test of (origin, years ahead, stock, median, half width of both intervals, came)."""
    frame = pl.DataFrame(
        [
            (o, h, 801 + i, s, came, m - 2 * w, m - w, m, m + w, m + 2 * w, s, s + 10, w, 2 * w)
            for i, (o, h, s, m, w, came) in enumerate(rows)
        ],
        schema=ROWS_SCHEMA,
        orient="row",
    )
    return PublishedBackTest(tuple({row[0] for row in rows}), 1, 1, 1, frame, ())


def test_scores_by_hand() -> None:
    """2020: errors 10% and 0; one in the 80% interval, both in the 95%. 2021: error 20%, in
    neither. The pooled figures are the means of the years; a t of 12.7 makes their ends all."""
    found = scores(
        _by_hand(
            [
                (2020, 1, 100, 110, 5, 100),
                (2020, 1, 200, 200, 5, 200),
                (2021, 1, 100, 80, 5, 100),
            ]
        )
    )

    assert dict(found.schema) == SCORES_SCHEMA
    first, second, both = found.rows(named=True)
    assert (first["origin"], second["origin"], both["origin"]) == (2020, 2021, None)
    assert [each["n"] for each in (first, second, both)] == [2, 1, 3]
    assert [each["mape"] for each in (first, second, both)] == pytest.approx([5, 20, 12.5])
    assert first["mape_damped_drift"] == pytest.approx(7.5)
    assert both["bias"] == pytest.approx(-7.5)
    assert first["crps"] == pytest.approx(3.75)
    assert (first["coverage_80"], first["coverage_95"], second["coverage_95"]) == (0.5, 1, 0)
    assert (first["coverage_95_low"], first["coverage_95_high"]) == (None, None)
    assert both["coverage_95"] == 0.5
    assert (both["coverage_95_low"], both["coverage_95_high"]) == (0, 1)


def test_the_ends_treat_a_year_as_one_observation() -> None:
    """Coverages of 0.9, 1, 0.9 and 1 in four years: 0.95, give or take 3.182 x 0.0577 / 2,
    however many authorities there are."""
    rows = [
        (year, 1, 100.0, 100.0, 1.0, 200.0 if miss and i % 10 == 0 else 100.0)
        for year, miss in ((2019, True), (2020, False), (2021, True), (2022, False))
        for i in range(100)
    ]
    pooled = scores(_by_hand(rows)).filter(pl.col("origin").is_null()).row(0, named=True)

    assert pooled["coverage_95"] == pytest.approx(0.95)
    assert pooled["coverage_95_low"] == pytest.approx(0.95 - 3.182 * 0.057735 / 2)
    assert pooled["coverage_95_high"] == 1


def test_only_authorities_of_a_size() -> None:
    both = _by_hand([(2020, 1, 100, 110, 5, 100), (2020, 1, 400, 400, 5, 400)])

    assert scores(both, 300, 900)["n"].to_list() == [1, 1]
    with pytest.raises(ArgumentError, match="No authority had from 500 to 900 looked after"):
        scores(both, 500, 900)


def test_the_table_in_markdown() -> None:
    rows = [(2020, 1, 100.0, 110.0, 5.0, 100.0), (2021, 1, 100.0, 110.0, 8.0, 100.0)]
    text = markdown(scores(_by_hand(rows)))

    head, rule, *lines = text.splitlines()
    assert head.count("|") == rule.count("|") == lines[0].count("|")
    assert lines == [
        "| 1 | 2020 | 1 | 10.00 | 0.00 | 10.00 | +10.00 | 5.00 | 10.00 | 0.0 | 100.0 |",
        "| 1 | 2021 | 1 | 10.00 | 0.00 | 10.00 | +10.00 | 8.00 | 16.00 | 0.0 | 100.0 |",
        "| 1 | all | 2 | 10.00 | 0.00 | 10.00 | +10.00 | 6.50 | 13.00 | 0.0 (0.0 to 0.0) "
        "| 100.0 (100.0 to 100.0) |",
    ]


def test_the_panel_of_lait_is_the_panel_given() -> None:
    small: Panel = PANEL.of(np.arange(150) < 15).until(2021)

    again = backtest_published(from_lait(as_lait(small)), origins=(2020,), runs=20)

    assert again.rows.equals(backtest_published(small, origins=(2020,), runs=20).rows)
