"""Which action matters most."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from kinward.errors import ArgumentError
from kinward.scenarios.business.tornado import Trial, tornado

BASE = np.array([100, 110, 120, 130])


def test_contributions_to_the_mean_and_to_the_chance() -> None:
    big, small = BASE - 20, BASE - 5
    plan = BASE - 24  # both do one and the same for one child
    bars = tornado(BASE, plan, [Trial("Small", big, small), Trial("Big", small, big)], at_most=96)

    assert [bar.name for bar in bars] == ["Big", "Small"]
    assert [(bar.last_in, bar.alone) for bar in bars] == [(19, 20), (4, 5)]
    # 96 at most: the plan in 3 of 4 runs (76, 86, 96), without Big none but 95.
    assert bars[0].chance_last_in == Fraction(3, 4) - Fraction(1, 4)
    assert bars[1].chance_last_in == Fraction(3, 4) - Fraction(2, 4)
    assert [bar.chance_alone for bar in bars] == [Fraction(2, 4), Fraction(1, 4)]


def test_the_swing_is_between_the_tenths_of_its_own_draws() -> None:
    draws = np.linspace(0, 1, 20)
    effect = np.rint(100 * draws)
    base = np.random.default_rng(1).integers(400, 500, 20)  # luck that the swing does not have
    bar = tornado(base, base - effect, [Trial("One", base, base - effect, draws)])[0]

    assert bar.low - bar.high == Fraction(95 + 100, 2) - Fraction(0 + 5, 2)
    assert bar.swing == 95
    mean = Fraction(int(base.sum()), 20)
    assert bar.low == mean - Fraction(5, 2)
    assert bar.high == mean - Fraction(195, 2)


def test_what_is_certain_does_not_swing() -> None:
    one = Trial("One", BASE, BASE - 3)
    same = Trial("Same", BASE, BASE - 3, np.full(4, 0.43))

    assert [bar.swing for bar in tornado(BASE, BASE - 3, [one, same])] == [0, 0]


def test_equal_draws_go_together_whatever_their_order() -> None:
    draws = np.array([0.1, 0.1, 0.5, 0.9])
    effect = np.array([0, 10, 20, 30])
    bar = tornado(BASE, BASE - effect, [Trial("One", BASE, BASE - effect, draws)])[0]

    assert bar.low - bar.high == 30 - 5


def test_the_order_can_be_told() -> None:
    draws = np.linspace(0, 1, 4)
    wide = np.array([0, 0, 0, 8])
    sure = np.full(4, 3)
    trials = [
        Trial("Wide", BASE - sure, BASE - wide, draws),
        Trial("Sure", BASE - wide, BASE - sure),
    ]
    plan = BASE - sure - wide

    assert [bar.name for bar in tornado(BASE, plan, trials)] == ["Sure", "Wide"]
    assert [bar.name for bar in tornado(BASE, plan, trials, order="swing")] == ["Wide", "Sure"]
    by_chance = tornado(BASE, plan, trials, at_most=121, order="chance")
    assert [(bar.name, bar.chance_last_in) for bar in by_chance] == [
        ("Wide", Fraction(1, 4)),
        ("Sure", Fraction(1, 4)),
    ]


def test_of_two_as_long_the_first_in_the_plan_comes_first() -> None:
    trials = [Trial(name, BASE, BASE) for name in ("B", "A")]

    assert [bar.name for bar in tornado(BASE, BASE, trials)] == ["B", "A"]


def test_without_a_target_there_is_no_chance() -> None:
    bar = tornado(BASE, BASE, [Trial("One", BASE, BASE)])[0]

    assert (bar.chance_last_in, bar.chance_alone) == (None, None)
    with pytest.raises(ArgumentError, match="no chance to sort by"):
        tornado(BASE, BASE, [], order="chance")


def test_runs_and_draws_that_do_not_pair_are_refused() -> None:
    with pytest.raises(ArgumentError, match="without an action have the shape"):
        tornado(BASE, BASE, [Trial("One", BASE[:3], BASE)])
    with pytest.raises(ArgumentError, match="draws are not one number"):
        tornado(BASE, BASE, [Trial("One", BASE, BASE, np.zeros(3))])
