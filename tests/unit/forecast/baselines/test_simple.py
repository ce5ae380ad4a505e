"""No change and damped drift: by hand, and against the slow oracle."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinward.dates import month_ends
from kinward.errors import ArgumentError
from kinward.forecast.baselines import Past, damped_drift, no_change
from kinward.forecast.scores import crps_normal
from kinward.forecast.simulation.calendar import month_ends_after
from kinward.reference.parameters import parameter
from oracles import baselines as slow

AS_AT = date(2025, 3, 31)
MEDIAN, LOW, HIGH = 3, 0, 6
series = st.lists(st.integers(0, 400), min_size=3, max_size=60)


def past(*figures: Sequence[float], today: Sequence[float] | None = None) -> Past:
    """The past of some figures whose last month end is the as-at date."""
    counts = np.array(figures)
    keys = tuple(f"key_{place}" for place in range(len(figures)))
    now = counts[:, -1] if today is None else np.array(today)
    return Past(keys, tuple(month_ends(AS_AT, counts.shape[1])), counts, now)


def test_no_change_by_hand() -> None:
    """Five month ends tell of one and two months ahead. Over one month log(1 + figure) changed by
    log 2, -log 2, log 2, log 2; over two by 0, 0, 2 log 2: the roots of the mean squares are log 2
    and 2 log 2 / sqrt 3. Three months ahead it is the last times sqrt(3 / 2)."""
    told = no_change(past([9, 19, 9, 19, 39]), month_ends_after(AS_AT, 3))

    assert told.month_ends == (date(2025, 4, 30), date(2025, 5, 31), date(2025, 6, 30))
    assert told.mean.tolist() == [[39, 39, 39]]
    assert told.quantiles[MEDIAN, 0] == pytest.approx([39, 39, 39])
    two = 2 * math.log(2) / math.sqrt(3)
    for place, spread in enumerate([math.log(2), two, two * math.sqrt(1.5)]):
        low, high = told.quantiles[[LOW, HIGH], 0, place]
        assert math.log((1 + high) / 40) == pytest.approx(1.959964 * spread)
        assert low == pytest.approx(max(40 * math.exp(-1.959964 * spread) - 1, 0))


def test_the_level_is_that_of_the_as_at_date() -> None:
    """In the middle of a month it is not that of the last month end."""
    told = no_change(past([9, 19, 9], today=[12]), month_ends_after(AS_AT, 2))
    assert told.mean.tolist() == [[12, 12]]


def test_a_category_that_is_empty_today_may_fill_again() -> None:
    told = no_change(past([0, 2, 1, 3, 0], [0, 0, 0, 0, 0]), month_ends_after(AS_AT, 3))
    assert told.mean.tolist() == [[0, 0, 0]] * 2
    assert (told.quantiles[HIGH, 0] > 1).all()
    assert told.quantiles.min() == 0
    assert (told.quantiles[:, 1] == 0).all()


@settings(max_examples=60, deadline=None)
@given(series, st.integers(1, 40))
def test_no_change_equals_the_slow_way(counts: list[int], months: int) -> None:
    told = no_change(past(counts, counts[::-1]), month_ends_after(AS_AT, months))
    assert told.mean[0].tolist() == [counts[-1]] * months
    spreads = slow.no_change_spread(counts, months)
    assert told.quantiles[HIGH, 0] == pytest.approx(
        [(1 + counts[-1]) * math.exp(1.959963985 * spread) - 1 for spread in spreads], rel=1e-6
    )


def test_damped_drift_by_hand() -> None:
    """From 100 by 2 a month to 124 in the last year: the next months bring 2 x 0.5 = 1, then 0.5,
    then 0.25. Every past forecast missed alike, by 1 after a month."""
    counts = [100 + 2 * month for month in range(37)]
    told = damped_drift(past(counts), month_ends_after(AS_AT, 3), kept=0.5)
    assert told.mean[0] == pytest.approx([173, 173.5, 173.75])
    errors = [math.log((1 + now + 2) / (1 + now + 1)) for now in counts[12:-1]]
    spread = math.sqrt(sum(error**2 for error in errors) / len(errors))
    assert told.quantiles[HIGH, 0, 0] == pytest.approx(174 * math.exp(1.959964 * spread) - 1)


def test_damped_drift_that_keeps_nothing_or_all() -> None:
    counts = [50, 53, 56, 59, 62, 65, 68]
    ahead = month_ends_after(AS_AT, 4)
    assert damped_drift(past(counts), ahead, kept=0).mean.tolist() == [[68] * 4]
    straight = damped_drift(past(counts), ahead, kept=1)
    assert straight.mean[0] == pytest.approx([71, 74, 77, 80])
    assert straight.quantiles == pytest.approx(np.broadcast_to(straight.mean, (7, 1, 4)))


def test_damped_drift_does_not_fall_below_nothing() -> None:
    told = damped_drift(past([40, 31, 22, 13, 4]), month_ends_after(AS_AT, 6), kept=1)
    assert told.mean[0].tolist() == [0] * 6
    assert told.quantiles.min() == 0


@settings(max_examples=60, deadline=None)
@given(series, st.integers(1, 40), st.floats(0, 1))
def test_damped_drift_equals_the_slow_way(counts: list[int], months: int, kept: float) -> None:
    told = damped_drift(past(counts[::-1], counts), month_ends_after(AS_AT, months), kept)
    level = slow.drift_level(counts, counts[-1], kept, months)
    assert told.mean[1] == pytest.approx(level, abs=1e-9)
    spread = slow.drift_spread(counts, kept, months)
    assert told.quantiles[HIGH, 1] == pytest.approx(
        [(1 + m) * math.exp(1.959963985 * s) - 1 for m, s in zip(level, spread, strict=True)],
        rel=1e-6,
        abs=1e-6,
    )


def test_the_share_kept_is_a_parameter() -> None:
    counts, ahead = past([50, 53, 51, 59, 62, 60, 68]), month_ends_after(AS_AT, 4)
    shipped = damped_drift(counts, ahead, parameter("damped_drift_kept").value)
    assert damped_drift(counts, ahead).mean.tolist() == shipped.mean.tolist()


def test_the_whole_distribution_is_scored() -> None:
    """Of a large figure with a small spread it is near a normal one, whose score is known."""
    counts = [10_000, 10_100, 10_000, 10_100, 10_000]
    told = no_change(past(counts), month_ends_after(AS_AT, 1))
    sd = 10_000 * math.log(10_101 / 10_001)
    for came in (9_900, 10_000, 10_150):
        whole = float(crps_normal(10_000, sd, came))
        assert told.crps([[came]])[0, 0] == pytest.approx(whole, rel=0.02)


def test_its_quantiles_and_points_tell_of_one_distribution() -> None:
    told = no_change(past([90, 119, 99, 79, 139], [3, 1, 0, 2, 1]), month_ends_after(AS_AT, 8))
    assert (np.diff(told.points, axis=0) >= 0).all()
    for level, place in ((0.1, 1), (0.5, 3), (0.9, 5)):
        between = told.points[[round(200 * level) - 1, round(200 * level)]]
        assert (between[0] <= told.quantiles[place] + 1e-9).all()
        assert (told.quantiles[place] <= between[1] + 1e-9).all()


@pytest.mark.parametrize(
    ("counts", "days", "message"),
    [
        ([[1, 2]], 2, "There are 2 month ends before the as-at date"),
        ([[1, 2, 3]], 4, "does not fit"),
        ([[1, 2, 3], [1, 2, 3]], 3, "does not fit"),
    ],
)
def test_a_past_that_does_not_do_is_refused(
    counts: list[list[int]], days: int, message: str
) -> None:
    with pytest.raises(ArgumentError, match=message):
        Past(("total",), tuple(month_ends(AS_AT, days)), np.array(counts), np.array([1]))


def test_a_past_with_a_month_left_out_is_refused() -> None:
    days = month_ends(AS_AT, 4)
    with pytest.raises(ArgumentError, match="not one after the other"):
        Past(("total",), (days[0], days[2], days[3]), np.array([[1, 2, 3]]), np.array([3]))
