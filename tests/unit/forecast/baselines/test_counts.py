"""The distribution of a count against the exact one, child by child."""

from __future__ import annotations

from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from kinward.forecast.baselines.markov.counts import Stock, quantiles, stock
from kinward.forecast.baselines.markov.forward import Ahead
from kinward.forecast.baselines.predictive import POINT_LEVELS
from kinward.forecast.scores import crps_ensemble
from oracles import baselines as slow

LEVELS = np.array([0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975])
chances = st.floats(0.01, 0.99)


def _stock(here: list[float], elsewhere: list[float], came: float) -> Stock:
    """One count: of children who are in the group today and of others, each with a chance."""
    parts = [np.array(each) for each in (here, elsewhere)]
    return Stock(
        np.array([[[each.sum()]] for each in parts]),
        np.array([[[(each * (1 - each)).sum()]] for each in parts]),
        np.array([[came]]),
    )


def _exact(found: list[float], levels: np.ndarray) -> np.ndarray:
    below = np.array(list(accumulate(found)))
    return np.searchsorted(below, levels)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 30), chances, st.integers(0, 30), chances, st.floats(0, 20))
def test_it_is_exact_where_all_chances_of_a_part_are_equal(
    here: int, stays: float, elsewhere: int, joins: float, came: float
) -> None:
    """Up to a level that the chances meet within rounding, which falls on either side."""
    each = [stays] * here, [joins] * elsewhere
    exact = slow.count_chances([*each[0], *each[1]], came, 140)
    for level, told in zip(LEVELS, quantiles(_stock(*each, came), LEVELS)[:, 0, 0], strict=True):
        assert told in {_exact(exact, level - 1e-7), _exact(exact, level + 1e-7)}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.floats(0.4, 0.99), max_size=40),
    st.lists(st.floats(0, 0.2), max_size=40),
    st.floats(0, 20),
)
def test_it_is_near_where_chances_differ(
    here: list[float], elsewhere: list[float], came: float
) -> None:
    """As they do between states: most who are in the group stay, few of the others join.

    A quantile is at most one child off, and the score at most 0.3 of a child: among 6,000 groups of
    up to 12 children it was 0.27 at worst, for four whose chances are far apart, and 0.02 on
    average.
    """
    found = _stock(here, elsewhere, came)
    exact = slow.count_chances([*here, *elsewhere], came, 160)
    told = quantiles(found, LEVELS)[:, 0, 0]
    assert np.abs(told - _exact(exact, LEVELS)).max() <= 1

    points = quantiles(found, POINT_LEVELS)[:, 0, 0]
    whole = _exact(exact, POINT_LEVELS)
    for true in (whole[20], whole[100], whole[180]):
        scored = crps_ensemble(points, true, random=False)
        assert scored == pytest.approx(crps_ensemble(whole, true, random=False), abs=0.3)


def test_a_poisson_number_alone() -> None:
    means = np.array([[0.0, 0.02, 3.0], [40.0, 700.0, 2500.0]])
    nobody = np.zeros((2, *means.shape))
    told = quantiles(Stock(nobody, nobody, means), LEVELS)
    assert told.tolist() == stats.poisson.ppf(LEVELS[:, None, None], means).clip(0).tolist()


def test_many_children_with_chances_of_two_kinds() -> None:
    """Of 1,500, 900 with 0.9 and 600 with 0.3, and 200 who came: a sum of two binomial numbers
    and a Poisson one is near normal; the quantiles are those of mean 1190 and its variance."""
    variance = 900 * 0.09 + 600 * 0.21
    told = quantiles(_stock([0.9] * 900 + [0.3] * 600, [], 200), LEVELS)[:, 0, 0]
    assert told == pytest.approx(stats.norm.ppf(LEVELS, 1190, np.sqrt(variance + 200)), abs=1)


def test_the_moments_of_a_stock() -> None:
    """Three children in one state and one in another. The first group is the one state, where they
    stay with the chance 1/2, and into which the fourth is certain to come; the second is the other
    state, into which the three come with the chance 1/4, and which the fourth leaves."""
    there = np.array([[[0.5, 0.25], [1.0, 0.0]]])
    came = np.array([[0.7, 0.0]])
    found = stock(Ahead(there, came), np.array([3.0, 1.0]), np.eye(2))
    assert found.stayed[:, :, 0].tolist() == [[1.5, 0], [1, 0.75]]
    assert found.stayed_variance[:, :, 0].tolist() == [[0.75, 0], [0, 3 * 3 / 16]]
    assert found.came.tolist() == [[0.7], [0.0]]


def test_children_who_are_certain_to_be_there_or_to_come() -> None:
    assert quantiles(_stock([1.0] * 3, [1.0] * 2, 0.0), LEVELS)[:, 0, 0].tolist() == [5] * 7


def test_an_even_chance() -> None:
    """A half makes a factor of the transform vanish."""
    told = quantiles(_stock([0.5], [], 0.0), LEVELS)[:, 0, 0]
    assert told.tolist()[:3] == [0, 0, 0]
    assert told.tolist()[4:] == [1, 1, 1]
