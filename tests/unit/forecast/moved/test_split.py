"""Why a forecast moved: parts that sum, and that are where the cause was put."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import polars as pl
import pytest

from kinward.cohort.model import Cohort
from kinward.errors import ArgumentError, InputError
from kinward.forecast.model import Forecast
from kinward.forecast.moved import PARTS, Earlier, Moved, remember, remembered, split
from kinward.forecast.run import Asked, forecast

THEN, NOW = date(2025, 3, 31), date(2026, 3, 31)
RUNS = 200


def _asked(as_at: date = NOW, *, seed: int = 1, months: int = 24) -> Asked:
    return Asked(as_at=as_at, months=months, runs=RUNS, seed=seed, threads=1, explain=False)


@pytest.fixture(scope="module")
def now(small_cohort: Cohort) -> Forecast:
    return forecast(small_cohort, _asked())


@pytest.fixture(scope="module")
def earlier(small_cohort: Cohort) -> Earlier:
    made = forecast(small_cohort, _asked(THEN, months=36))
    return remembered(remember(made))


@pytest.fixture(scope="module")
def moved(earlier: Earlier, small_cohort: Cohort, now: Forecast) -> Moved:
    return split(earlier, small_cohort, _asked(), now)


def _sums(found: Moved) -> bool:
    parts = zip(*found.parts.values(), strict=True)
    return [sum(each, Decimal(0)) for each in parts] == list(found.change)


def test_the_parts_sum_to_the_change_exactly(moved: Moved) -> None:
    assert _sums(moved)
    assert moved.month_ends[0] == date(2026, 4, 30)
    assert moved.month_ends[-1] == date(2028, 3, 31)


def test_where_the_past_reads_as_before_and_no_setting_changed_those_parts_are_nought(
    moved: Moved,
) -> None:
    assert set(moved.parts["records"]) == {Decimal(0)}
    assert set(moved.parts["settings"]) == {Decimal(0)}
    assert any(moved.parts["happened"])
    assert any(moved.parts["rates"])


def test_a_forecast_held_against_itself_did_not_move(now: Forecast, small_cohort: Cohort) -> None:
    found = split(remembered(remember(now)), small_cohort, _asked(), now)
    assert {each for part in found.parts.values() for each in part} == {Decimal(0)}
    assert found.since is None


def test_what_came_is_held_against_what_was_expected(moved: Moved, small_cohort: Cohort) -> None:
    since = moved.since
    assert since is not None
    assert since.on == NOW
    assert since.low <= since.expected <= since.high
    began = small_cohort.care_periods.filter(
        (pl.col("start") > THEN) & (pl.col("start") <= NOW)
    ).height
    assert since.flows["entries"][1] == began
    opening = _open_on(small_cohort, THEN)
    entered, left = since.flows["entries"][1], since.flows["exits"][1]
    assert opening + entered - left == since.observed == _open_on(small_cohort, NOW)


def _open_on(cohort: Cohort, day: date) -> int:
    care = cohort.care_periods
    return care.filter(
        (pl.col("start") <= day) & (pl.col("end").is_null() | (pl.col("end") > day))
    ).height


def test_at_first_the_part_of_what_happened_is_the_gap_to_what_was_expected(
    moved: Moved,
) -> None:
    """A month on, hardly any of the children who were not expected have left."""
    since = moved.since
    assert since is not None
    gap = since.observed - since.expected
    assert float(moved.parts["happened"][0]) == pytest.approx(gap, abs=2.5)


def test_another_seed_is_a_setting(earlier: Earlier, small_cohort: Cohort) -> None:
    other = forecast(small_cohort, _asked(seed=7))
    found = split(earlier, small_cohort, _asked(seed=7), other)
    assert _sums(found)
    assert any(found.parts["settings"])
    assert max(abs(float(each)) for each in found.parts["settings"]) < 5 * found.luck


def test_children_found_later_in_the_past_are_records(
    earlier: Earlier, small_cohort: Cohort, now: Forecast
) -> None:
    """An earlier forecast of ten more children than the returns now know of."""
    more = replace(earlier, children=earlier.children + 10)
    found = split(more, small_cohort, _asked(), now)
    assert _sums(found)
    assert set(found.parts["records"]) == {Decimal("-10.0")}


def test_the_day_need_not_be_a_month_end(small_cohort: Cohort) -> None:
    then, day = date(2025, 2, 14), date(2026, 1, 15)
    kept = remembered(remember(forecast(small_cohort, _asked(then))))
    later = forecast(small_cohort, _asked(day))
    found = split(kept, small_cohort, _asked(day), later)
    assert _sums(found)
    assert found.since is not None
    assert found.since.on == date(2025, 12, 31)
    assert found.month_ends[0] == date(2026, 1, 31)
    assert set(found.parts["records"]) == {Decimal(0)}


def test_an_earlier_forecast_from_a_later_day_is_refused(
    small_cohort: Cohort, now: Forecast
) -> None:
    kept = replace(remembered(remember(now)), as_at=NOW + timedelta(days=1))
    with pytest.raises(ArgumentError, match="later than 31 March 2026"):
        split(kept, small_cohort, _asked(), now)


def test_forecasts_that_never_meet_are_refused(small_cohort: Cohort, now: Forecast) -> None:
    short = remembered(remember(forecast(small_cohort, _asked(date(2024, 3, 31), months=6))))
    with pytest.raises(ArgumentError, match="no month end in common"):
        split(short, small_cohort, _asked(), now)


def test_what_is_kept_comes_back(now: Forecast) -> None:
    kept = remember(now)
    found = remembered(kept)
    assert found.month_ends == now.month_ends
    assert np.allclose(found.children, now.stock.mean[0], atol=1e-4)
    with pytest.raises(InputError, match="does not know"):
        remembered({**kept, "low": [1.0]})
    assert list(PARTS) == ["records", "happened", "rates", "settings"]
