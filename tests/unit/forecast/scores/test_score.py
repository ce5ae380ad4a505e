"""Many forecasts scored together."""

from __future__ import annotations

import dataclasses
import json

import pytest

from kinward.errors import ArgumentError
from kinward.forecast.scores import score
from oracles import scores as slow

FANS = [
    [80, 90, 95, 100, 105, 110, 120],
    [0, 0, 0, 1, 2, 3, 5],
    [40, 45, 48, 50, 52, 55, 60],
    [10, 12, 14, 15, 16, 18, 20],
]
CAME = [110, 0, 50, 30]
MEANS = [100, 1.5, 50, 15]


def test_four_forecasts_by_hand() -> None:
    """Errors -10, 1.5, 0, -15. Of what came they are 10 / 110, 0 and 15 / 30; nothing is said of
    the 0 that came. The 50% intervals hold the second and third, the 80% ones the first as well,
    the 95% ones too."""
    found = score(CAME, MEANS, FANS, [4, 1, 0.5, 13])

    assert found.n == 4
    assert found.mape == pytest.approx(100 * (10 / 110 + 0 + 15 / 30) / 3)
    assert (found.mae, found.bias) == (pytest.approx(26.5 / 4), pytest.approx(-23.5 / 4))
    assert found.crps == pytest.approx(18.5 / 4)
    worked = [slow.weighted_interval_score(fan, x) for fan, x in zip(FANS, CAME, strict=True)]
    assert found.wis == pytest.approx(sum(worked) / 4)
    assert (found.coverage_50, found.coverage_80, found.coverage_95) == (0.5, 0.75, 0.75)
    assert found.width_50 == pytest.approx((10 + 2 + 4 + 2) / 4)
    assert found.width_80 == pytest.approx((20 + 3 + 10 + 6) / 4)
    assert found.width_95 == pytest.approx((40 + 5 + 20 + 10) / 4)


def test_the_bounds_of_two_of_four() -> None:
    """By the beta distribution: 0.0676 to 0.9324."""
    found = score(CAME, MEANS, FANS, [4, 1, 0.5, 13])
    assert (found.coverage_50_low, found.coverage_50_high) == pytest.approx(
        (0.0676, 0.9324), abs=5e-5
    )


def test_no_percentage_of_nothing() -> None:
    found = score([0, 0], [1, 0], FANS[1:3], [1, 1])
    assert found.mape is None
    assert found.mae == 0.5


def test_the_names_are_those_of_the_json() -> None:
    found = score(CAME, MEANS, FANS, [4, 1, 0.5, 13])
    figures = found.as_dict()
    assert {"mape", "mae", "bias", "crps", "wis", "n"} <= set(figures)
    assert {"coverage_50", "coverage_80", "coverage_95"} <= set(figures)
    assert json.loads(json.dumps(figures)) == dataclasses.asdict(found)


def test_nothing_to_score_is_refused() -> None:
    with pytest.raises(ArgumentError, match="no forecasts"):
        score([], [], [], [])


def test_shapes_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ArgumentError, match="do not fit the 4 figures"):
        score(CAME, MEANS, list(zip(*FANS, strict=True)), [4, 1, 0.5, 13])
    with pytest.raises(ArgumentError, match="do not fit the 4 figures"):
        score(CAME, MEANS[:3], FANS, [4, 1, 0.5, 13])
