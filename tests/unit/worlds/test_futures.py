"""The true predictive distribution is that of what then happens."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from worlds import make, settings
from worlds.futures import present, true_futures
from worlds.history import number
from worlds.luck import (
    LOGLOGISTIC,
    LOGNORMAL,
    WEIBULL,
    length,
    moment,
    upper_quantile,
    upper_tail,
)
from worlds.state import AT_HOME, END, IN_CARE, NEVER, OPEN, OUTCOME, START, STATUS

SMALL = next(setting for setting in settings() if setting.name == "small_2")


def _drawn(count: int, draw) -> np.ndarray:
    luck = np.array([7], dtype=np.uint64)
    return np.array([draw(luck) for _ in range(count)])


def _furthest_apart(one: np.ndarray, other: np.ndarray) -> float:
    """Kolmogorov and Smirnov's distance of two samples, as a multiple of its usual size."""
    both = np.concatenate([one, other])
    apart = np.searchsorted(np.sort(one), both, "right") / len(one)
    apart -= np.searchsorted(np.sort(other), both, "right") / len(other)
    usual = np.sqrt((len(one) + len(other)) / (len(one) * len(other)))
    return float(np.abs(apart).max() / usual)


@pytest.mark.parametrize("law", [LOGNORMAL, WEIBULL, LOGLOGISTIC])
@pytest.mark.parametrize("shape", [0.7, 1.3])
def test_a_length_given_what_is_spent_is_one_of_those_that_are_longer(law, shape) -> None:
    whole = _drawn(20_000, lambda luck: length(law, 100.0, shape, 0.0, luck))
    given = _drawn(4_000, lambda luck: length(law, 100.0, shape, 80.0, luck))
    assert given.min() > 80.0
    # 1.95: one in a thousand.
    assert _furthest_apart(whole[whole > 80.0], given) < 1.95


def test_a_moment_given_what_is_spent_is_one_of_those_that_are_later() -> None:
    whole = _drawn(20_000, lambda luck: moment(1.6, 1.1, -3.0, luck))
    given = _drawn(4_000, lambda luck: moment(1.6, 1.1, 0.6, luck))
    assert given.min() >= 0.6
    assert _furthest_apart(whole[whole > 0.6], given) < 1.95


@pytest.mark.parametrize("p", [1e-250, 1e-9, 0.01, 0.3, 0.5, 0.7, 0.99, 1 - 1e-9])
def test_the_quantile_undoes_the_tail(p: float) -> None:
    assert upper_tail(upper_quantile(p)) == pytest.approx(p, rel=1e-6)


def test_the_state_of_a_day_is_of_the_children_in_care_on_it() -> None:
    world = make(SMALL)
    for origin in SMALL.origins:
        found = present(world.history, number(origin))
        in_care = found.state[:, STATUS] == IN_CARE
        assert in_care.sum() == world.stock([origin])[0]
        assert (found.state[~in_care, STATUS] == AT_HOME).all()
        assert len(np.unique(found.life)) == len(found.life)


def test_futures_use_nothing_that_comes_after_their_origin() -> None:
    history = make(SMALL).history
    origin = number(SMALL.origins[0])
    stays = history.stays.copy()
    later = stays[:, END] > origin
    stays[later, OUTCOME], stays[later, END] = OPEN, NEVER
    known = stays[:, START] <= origin
    blind = replace(
        history,
        stays=stays[known],
        life=history.life[known],
        clock=np.where(history.days <= origin, history.clock, 0.0),
    )
    ends = np.array([origin + 365, origin + 1000])
    assert np.array_equal(
        true_futures(history, origin, ends, 5, 0), true_futures(blind, origin, ends, 5, 0)
    )


def test_futures_are_repeatable_and_another_luck_gives_others() -> None:
    world = make(SMALL)
    origin = SMALL.origins[0]
    ends = world.month_ends(origin, 6)
    one, again = (world.true_futures(origin, ends, 20) for _ in range(2))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, world.true_futures(origin, ends, 20, luck=1))


def test_an_origin_within_a_month_is_refused() -> None:
    world = make(SMALL)
    day = SMALL.origins[0].replace(day=10)
    with pytest.raises(ValueError, match="last day of a month"):
        world.true_futures(day, [SMALL.origins[1]])


def test_what_happens_is_one_more_draw_of_the_futures() -> None:
    """Ranks of the truth among the futures are even: over many worlds of all processes."""
    ranks = []
    for at in range(36):
        setting = replace(settings()[at], seed=9_000 + at, children=60)
        world = make(setting)
        origin = setting.origins[at % 3]
        month_ends = [world.month_ends(origin, 36)[month] for month in (11, 35)]
        futures = world.true_futures(origin, month_ends, 80).sum(axis=2)
        truth = world.stock(month_ends)
        below, level = (futures < truth).mean(axis=0), (futures == truth).mean(axis=0)
        ranks.append(below + level / 2.0)
    near, far = np.array(ranks).T
    for rank in (near, far):
        # Four standard errors of the mean and of the spread of an even distribution.
        assert rank.mean() == pytest.approx(0.5, abs=4 * 0.289 / np.sqrt(len(rank)))
        assert rank.std() == pytest.approx(0.289, abs=4 * 0.129 / np.sqrt(len(rank)))
        assert len(np.unique(rank)) > 20
