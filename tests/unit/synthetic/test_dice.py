"""Draws belong to an identity and have the distributions they are named after."""

from __future__ import annotations

from collections import Counter
from statistics import fmean, median

import pytest

from kinward.synthetic.dice import Dice, Odds, key_of

_DRAWS = 4000


def test_the_same_identity_draws_the_same() -> None:
    first, second = Dice(1, 2, 3), Dice(1, 2, 3)
    assert [first.uniform() for _ in range(100)] == [second.uniform() for _ in range(100)]


def test_different_identities_draw_differently() -> None:
    firsts = {Dice(seed, stream, child).uniform() for seed in range(5) for stream in range(5)
              for child in range(200)}  # fmt: skip
    assert len(firsts) == 5 * 5 * 200


def test_an_identity_can_be_built_in_steps() -> None:
    whole = key_of(7, 8, 9)
    assert whole == key_of(7, 8, 9) != key_of(9, 8, 7)


def test_neighbouring_identities_are_uniform() -> None:
    firsts = [Dice(1, child).uniform() for child in range(_DRAWS)]
    tenths = Counter(int(value * 10) for value in firsts)
    assert min(firsts) >= 0
    assert max(firsts) < 1
    assert all(abs(tenths[tenth] - _DRAWS / 10) < 80 for tenth in range(10))


def test_odds_come_up_as_often_as_their_weights_say() -> None:
    dice, odds = Dice(4), Odds({"often": 6, "seldom": 3, "never": 0, "rare": 1})
    counts = Counter(dice.pick(odds) for _ in range(_DRAWS))
    assert counts["often"] / _DRAWS == pytest.approx(0.6, abs=0.03)
    assert counts["rare"] / _DRAWS == pytest.approx(0.1, abs=0.02)
    assert counts["never"] == 0


def test_whole_numbers_reach_both_ends() -> None:
    dice = Dice(5)
    assert {dice.between(3, 6) for _ in range(200)} == {3, 4, 5, 6}


def test_lognormal_has_its_median() -> None:
    dice = Dice(6)
    assert median(dice.lognormal(40, 0.5) for _ in range(_DRAWS)) == pytest.approx(40, rel=0.05)


def test_weibull_of_shape_one_has_its_mean() -> None:
    dice = Dice(7)
    assert fmean(dice.weibull(1.0, 20) for _ in range(_DRAWS)) == pytest.approx(20, rel=0.06)


@pytest.mark.parametrize("mean", [0.4, 12.0, 1200.0])
def test_poisson_has_its_mean_and_variance(mean: float) -> None:
    dice = Dice(8)
    draws = [dice.poisson(mean) for _ in range(1500 if mean < 100 else 200)]
    assert fmean(draws) == pytest.approx(mean, rel=0.12)
    assert fmean((draw - mean) ** 2 for draw in draws) == pytest.approx(mean, rel=0.25)
