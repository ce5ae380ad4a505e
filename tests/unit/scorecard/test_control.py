"""Control charts: limits, signals, and how often noise is taken for news."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from kinward.dates import month_ends
from kinward.measures import Charted
from kinward.scorecard.control import FALSE_ALARMS, control, xmr
from kinward.scorecard.model import Control
from oracles import control as oracle
from scorecards import card, measure

Floats = NDArray[np.float64]
LAST = date(2026, 3, 31)


def charted(values: list[float]) -> Control | None:
    return xmr(list(zip(month_ends(LAST, len(values)), values, strict=True)), "values")


def test_a_worked_example() -> None:
    """Mean 10.5, moving ranges all 1: limits 10.5 -+ 2.66."""
    made = charted([10.0, 11.0] * 6 + [13.2, 10.0, 13.1])

    assert made is not None
    assert (made.centre, made.low, made.high) == pytest.approx((10.5, 7.84, 13.16))
    assert made.baseline == (date(2025, 1, 31), date(2025, 12, 31))
    assert [(each.rule, each.side, each.on) for each in made.signals] == [
        ("beyond", "above", date(2026, 1, 31)),
        ("two_of_three", "above", date(2026, 3, 31)),
    ]
    assert [each.words for each in made.now] == [
        "two of three points to 31 March 2026 are above two thirds of the way to the limit"
    ]


@given(st.lists(st.integers(0, 30), min_size=12, max_size=40))
def test_limits_and_signals_are_the_oracles(values: list[int]) -> None:
    made, limits = charted([float(value) for value in values]), oracle.limits(values)

    if limits is None:
        assert made is None
        return
    assert made is not None
    assert (made.low, made.centre, made.high) == pytest.approx([float(each) for each in limits])
    ends = month_ends(LAST, len(values))
    found = {(ends.index(each.on), each.rule, each.side) for each in made.signals}
    assert found == oracle.signals(values)


@given(
    st.lists(st.integers(0, 30), min_size=13, max_size=30),
    st.integers(0, 100),
    st.integers(1, 9),
)
def test_a_chart_moves_and_stretches_with_its_points(
    values: list[int], shift: int, factor: int
) -> None:
    made = charted([float(value) for value in values])
    moved = charted([float(shift + factor * value) for value in values])

    assert (made is None) == (moved is None)
    if made and moved:
        assert moved.high == pytest.approx(shift + factor * made.high)
        assert [(e.rule, e.on) for e in moved.signals] == [(e.rule, e.on) for e in made.signals]


def test_later_points_do_not_move_the_limits() -> None:
    early = charted([10.0, 11.0] * 6)
    late = charted([10.0, 11.0] * 6 + [30.0] * 10)

    assert early is not None
    assert late is not None
    assert (early.low, early.centre, early.high) == (late.low, late.centre, late.high)


def test_the_baseline_moves_on_a_stated_period_alone() -> None:
    values = [10, 11] * 6 + [20, 21] * 6
    of = card(replace(measure(), charted="values"), values, LAST)
    moved = replace(of, baseline_from=date(2025, 4, 30))

    before, _ = control(of, LAST)
    after, _ = control(moved, LAST)
    assert before is not None
    assert after is not None
    assert (before.centre, after.centre) == (10.5, 20.5)
    assert before.now
    assert not after.signals


@pytest.mark.parametrize(
    ("values", "how", "why"),
    [
        ([1, 2] * 5 + [1], "values", "11 points in a row, and limits need 12"),
        ([1, 2] * 6, "changes", "11 points in a row, and limits need 12"),
        ([1, 2] * 6 + [None, 1], "values", "1 point in a row, and limits need 12"),
        ([5] * 20, "values", "its baseline does not vary"),
        ([1, 2] * 9, "none", "its readings overlap"),
    ],
)
def test_why_there_is_no_chart(values: list[float | None], how: Charted, why: str) -> None:
    made, said = control(card(replace(measure(), charted=how), values, LAST), LAST)

    assert made is None
    assert why in said


def test_a_stock_is_charted_by_its_changes() -> None:
    made, _ = control(card(replace(measure(), charted="changes"), [10, 13, 11] * 6, LAST), LAST)

    assert made is not None
    assert [value for _, value in made.points[:3]] == [3.0, -2.0, -1.0]


def test_a_month_that_is_missing_breaks_the_row() -> None:
    of = card(replace(measure(), charted="values"), [1, 2] * 8, LAST)
    holed = replace(of, readings=(*of.readings[:2], *of.readings[3:]))

    made, _ = control(holed, LAST)
    assert made is not None
    assert len(made.points) == 13


def share_with_news(made: list[Control | None]) -> float:
    return sum(each is not None and bool(each.now) for each in made) / len(made)


def signals_last(points: Floats, limits: tuple[Floats, Floats] | None = None) -> float:
    """The share of rows whose last point completes a signal, of all rows at once."""
    first = points[:, :12]
    reach = 2.66 * np.abs(np.diff(first, axis=1)).mean(axis=1)
    centre, reach = (first.mean(axis=1), reach) if limits is None else limits
    found = np.zeros(len(points), dtype=bool)
    for side in (1, -1):
        away = side * (points - centre[:, None])
        far = away[:, -3:] > 2 / 3 * reach[:, None]
        found |= away[:, -1] > reach
        found |= (away[:, -8:] > 0).all(axis=1)
        found |= far[:, -1] & (far.sum(axis=1) >= 2)
    return float(found[reach > 0].mean())


def test_how_often_noise_is_taken_for_news() -> None:
    """The chart of 500 series as counted at once; 200,000 series at once, to 0.05 per cent."""
    random = np.random.default_rng(1)
    few, many = random.normal(size=(500, 24)), random.normal(size=(200_000, 24))

    assert share_with_news([charted(each.tolist()) for each in few]) == signals_last(few)
    assert signals_last(many) == pytest.approx(FALSE_ALARMS, abs=0.002)
    known = (np.zeros(len(many)), np.full(len(many), 3.0))
    assert signals_last(many, known) == pytest.approx(0.013, abs=0.001)


def test_few_children_and_seasons_make_more_false_alarms() -> None:
    """What docs/scorecard.md says of them: 7% and 8%."""
    random = np.random.default_rng(2)
    few = random.poisson(2, size=(100_000, 24)).astype(float)
    months = np.arange(24) + random.integers(0, 12, size=(100_000, 1))
    seasons = random.normal(size=(100_000, 24)) + np.sin(2 * np.pi * months / 12)

    assert signals_last(few) == pytest.approx(0.07, abs=0.005)
    assert signals_last(seasons) == pytest.approx(0.08, abs=0.005)


def test_a_stock_charted_by_its_values_would_cry_wolf() -> None:
    """Why stocks are charted by their changes: a random walk always leaves where it was."""
    steps = np.random.default_rng(2).normal(size=(1000, 24))

    assert share_with_news([charted(each.tolist()) for each in steps]) < 0.09
    assert share_with_news([charted(np.cumsum(each).tolist()) for each in steps]) > 0.7


def test_what_does_change_is_seen() -> None:
    """A rise by three standard deviations four months ago."""
    noise = np.random.default_rng(3).normal(size=(1000, 24))
    noise[:, 20:] += 3

    assert share_with_news([charted(each.tolist()) for each in noise]) > 0.7


@pytest.mark.parametrize(("value", "rules"), [(3.16, set()), (3.161, {"beyond"})])
def test_a_point_on_a_limit_is_not_beyond_it(value: float, rules: set[str]) -> None:
    """Mean 0.5 and moving ranges of 1: the upper limit is 3.16."""
    made = charted([0.0, 1.0] * 6 + [value])

    assert made is not None
    assert {each.rule for each in made.now} == rules


def test_months_after_the_day_are_not_looked_at() -> None:
    of = card(replace(measure(), charted="values"), [1, 2] * 8, LAST)
    made, why = control(of, date(2026, 2, 28))

    assert made is not None
    assert (made.points[-1][0], why) == (date(2026, 2, 28), "")


def test_the_side_of_a_signal_is_told() -> None:
    made = [charted([10.0, 11.0] * 6 + [value]) for value in (20.0, 1.0)]

    assert [each.now[0].words for each in made if each is not None] == [
        "31 March 2026 is beyond the upper limit",
        "31 March 2026 is beyond the lower limit",
    ]
