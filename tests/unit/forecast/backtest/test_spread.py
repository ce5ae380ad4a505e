"""The one multiplier of the spread that earlier forecasts may teach."""

from __future__ import annotations

import numpy as np
import pytest

from kinward.forecast.backtest.spread import multiplier, widened

LEVELS = np.array([80.0, 88.0, 94.0, 100.0, 106.0, 112.0, 120.0])


def _same(n: int) -> np.ndarray:
    return np.tile(LEVELS, (n, 1))


def test_too_few_forecasts_teach_nothing() -> None:
    assert multiplier(np.full(7, 200.0), _same(7)) == 1.0


def test_coverage_that_does_not_miss_changes_nothing() -> None:
    came = np.array([90.0, 95.0, 100.0, 105.0, 110.0, 99.0, 101.0, 87.0, 113.0, 100.0])
    assert multiplier(came, _same(10)) == 1.0


def test_intervals_that_miss_too_often_are_widened_to_hold_eight_in_ten() -> None:
    came = np.array([82.0] * 10 + [118.0] * 10)
    by = multiplier(came, _same(20))
    assert by == pytest.approx(1.5)
    wide = widened(_same(20).T, by)
    assert ((wide[1] <= came) & (came <= wide[5])).all()


def test_intervals_that_never_miss_are_narrowed_within_limits() -> None:
    assert multiplier(np.full(40, 100.5), _same(40)) == 0.6


def test_the_median_stays_and_nothing_falls_below_zero() -> None:
    wide = widened(np.array([[1.0], [2.0], [3.0], [4.0], [5.0], [6.0], [7.0]]), 2.0)
    assert wide[:, 0].tolist() == [0.0, 0.0, 2.0, 4.0, 6.0, 8.0, 10.0]
