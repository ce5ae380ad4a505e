"""Numbers of a plan that nobody knows for sure."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from kinward.edge_of_care.beta import evidence, stated
from kinward.scenarios.plan.uncertain import ALL, NONE, Factor, Percent, Share

LEVELS = (np.arange(20_000) + 0.5) / 20_000


def test_a_share_is_the_evidence_that_the_cases_give() -> None:
    share = Share(successes=5, of=7)

    assert share.beta == evidence(5, 7)
    assert share.expected == Fraction(11, 16)
    assert not share.certain
    assert share.at(LEVELS).mean() == pytest.approx(11 / 16, abs=1e-4)


def test_a_stated_share_is_as_sure_as_its_weight() -> None:
    light = Share(mean=Decimal("0.43"), weight=Decimal(20))
    heavy = Share(mean=Decimal("0.43"), weight=Decimal(200))

    assert light.beta == stated(Fraction(43, 100), Fraction(20))
    assert light.at(LEVELS).std() > 3 * heavy.at(LEVELS).std()


def test_a_plain_share_never_varies() -> None:
    assert (NONE.expected, ALL.expected) == (0, 1)
    assert Share(value=Decimal("0.43")).at(LEVELS).tolist() == [0.43] * len(LEVELS)


def test_a_factor_is_a_lognormal_of_the_mean_and_spread_that_were_given() -> None:
    draws = Factor(Decimal("1.2"), Decimal("0.1")).at(LEVELS)

    assert draws.mean() == pytest.approx(1.2, abs=1e-4)
    assert draws.std() == pytest.approx(0.1, rel=2e-3)
    assert np.log(draws).mean() == pytest.approx(np.log(np.median(draws)), abs=1e-6)


def test_a_change_of_price_is_a_factor() -> None:
    assert Percent(Decimal(-5)).factor == Factor(Decimal("0.95"))
    assert Percent(Decimal(3), Decimal(1)).factor == Factor(Decimal("1.03"), Decimal("0.01"))
    assert Percent(Decimal(-100)).factor.at([0.1, 0.9]).tolist() == [0, 0]


@pytest.mark.parametrize(
    "number", [Share(successes=5, of=7), Share(value=Decimal(1)), Factor(Decimal(2), Decimal(1))]
)
def test_the_same_luck_gives_the_same_number(number: Share | Factor) -> None:
    levels = np.array([[0.1, 0.9], [0.5, 0.1]])
    drawn = number.at(levels)

    assert drawn.shape == levels.shape
    assert drawn[0, 0] == drawn[1, 1] == number.at(0.1)
    assert np.all(np.diff(number.at([0.1, 0.5, 0.9])) >= 0)
