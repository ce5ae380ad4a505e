"""The chance of a total: exact, simulated, and beside the runs of a forecast."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from kinward.errors import ArgumentError
from kinward.programme.chance import Bet, bets, chances, most, risk_adjusted
from kinward.programme.model import Saving
from oracles.programme import chance_of_meeting

JUNE = date(2026, 6, 30)


def bet(ref: str, pence: int, probability: str) -> Bet:
    return Bet(ref, 0, pence, Fraction(probability), judged=True)


def test_bets_of_savings() -> None:
    found = bets(
        (
            Saving("A", 2027, 100, forecast_pence=80, achieved_pence=30, evidence="May",
                   probability=Decimal("0.5")),
            Saving("B", 2027, 100, achieved_pence=30, probability=Decimal("0.5")),
            Saving("C", 2027, 100),
            Saving("D", 2027, 100, same_as="A"),
            Saving("E", 2028, 100),
        ),
        JUNE,
        2027,
    )  # fmt: skip
    assert [(each.ref, each.certain, each.at_risk, each.judged) for each in found] == [
        ("A", 30, 50, True), ("B", 0, 100, True), ("C", 0, 100, False)
    ]  # fmt: skip
    assert risk_adjusted(found) == 30 + 25 + 50 + 100
    assert chances(found).unjudged == ("C",)
    assert chances(found).of_meeting(130) == 1.0


def test_many_equal_savings_are_exact() -> None:
    """Forty coins: the chance of twenty heads or more."""
    found = chances([bet(str(i), 1_000_00, "0.5") for i in range(40)])
    assert found.method == "exact"
    assert found.of_meeting(20_000_00) == pytest.approx(0.5626853438, abs=1e-9)
    assert found.error(20_000_00) == 0
    assert found.quantile(0.5) == 20_000_00


def test_too_many_sums_are_simulated_within_their_error() -> None:
    own = [bet(str(i), 1_000_003 + 77_777 * i * i, "0.6") for i in range(17)]
    found = chances(own)
    assert found.method == "simulated"
    total = sum(each.at_risk for each in own) // 2
    due = chance_of_meeting(own, total)
    assert abs(found.of_meeting(total) - due) < 4 * found.error(total)
    assert chances(own).of_meeting(total) == found.of_meeting(total)
    assert chances(own, seed=2).of_meeting(total) != found.of_meeting(total)


def test_the_luck_of_a_saving_does_not_hang_on_the_others() -> None:
    own = [bet(str(i), 1_000_003 + 77_777 * i * i, "0.6") for i in range(17)]
    nothing = bet("extra", 1, "0.999999999")
    one, two = chances(own), chances([nothing, *own])
    assert abs(one.of_meeting(30_000_000) - two.of_meeting(30_000_000)) < 1e-4


def test_samples_of_a_forecast_keep_their_dependence() -> None:
    """Two lines that fail together: never one alone."""
    up = np.array([100, 0, 100, 0], dtype=np.int64)
    together = chances([bet("A", 100, "0.9"), bet("B", 100, "0.9")], {"A": up, "B": up})
    assert together.values.tolist() == [0, 200]
    assert together.of_meeting(200) == pytest.approx(0.5)
    against = chances([], {"A": up, "B": 100 - up})
    assert against.values.tolist() == [100]
    assert against.error(100) == 0


def test_bets_beside_samples() -> None:
    own = np.array([0, 100], dtype=np.int64)
    found = chances([bet("A", 100, "0.8")], {"S": own})
    assert dict(zip(found.values.tolist(), found.weights.tolist(), strict=True)) == pytest.approx(
        {0: 0.1, 100: 0.5, 200: 0.4}
    )
    assert found.expected == 130


def test_samples_must_be_of_the_same_runs() -> None:
    one, two = np.zeros(3, dtype=np.int64), np.zeros(2, dtype=np.int64)
    with pytest.raises(ArgumentError, match="not of the same runs"):
        chances([], {"A": one, "B": two})
    with pytest.raises(ArgumentError, match="not of the same runs"):
        chances([], {"A": one[:0]})


def test_nothing_comes_to_nothing() -> None:
    found = chances([])
    assert (found.of_meeting(0), found.of_meeting(1), found.expected) == (1.0, 0.0, 0)


def test_what_is_evidenced_is_certain_whatever_was_planned() -> None:
    """More than the target, of a target of nought, and of what costs."""
    rows = [(100_00, 150_00), (0, 20_00), (-100_00, -60_00), (-100_00, -150_00), (100_00, -30_00)]
    savings = [
        Saving(str(place), 2027, target, achieved_pence=made, evidence="May",
               probability=Decimal("0.5"))
        for place, (target, made) in enumerate(rows)
    ]  # fmt: skip
    assert [(each.certain, each.at_risk) for each in bets(savings, JUNE)] == [
        (150_00, 0), (20_00, 0), (-60_00, -40_00), (-150_00, 0), (0, 100_00)
    ]  # fmt: skip


def test_a_forecast_limits_what_is_certain() -> None:
    own = Saving("A", 2027, 100, forecast_pence=80, achieved_pence=90, evidence="May")
    assert [(each.certain, each.at_risk) for each in bets([own], JUNE)] == [(80, 0)]


def test_what_cannot_fail_and_what_cannot_be_made() -> None:
    made = chances([bet("A", 100, "1"), bet("B", 50, "0"), bet("C", 0, "0.5")])
    assert (made.values.tolist(), made.weights.tolist()) == ([100], [1.0])
    assert (made.of_meeting(100), made.of_meeting(101), made.expected) == (1.0, 0.0, 100)


def test_the_most_that_they_can_come_to() -> None:
    own = [bet("A", 100, "0.5"), bet("B", 50, "0"), bet("C", -30, "0.5"), bet("D", -20, "1")]
    own.append(Bet("E", 7, 40, Fraction(0), judged=True))
    assert most(own) == chances(own).values[-1] == 100 - 20 + 7


def test_of_a_year_that_is_over_nothing_is_at_risk_and_nothing_was_judged() -> None:
    own = Saving("A", 2027, 100, forecast_pence=80, achieved_pence=30, evidence="May",
                 probability=Decimal("0.5"))  # fmt: skip
    assert bets([own], date(2027, 3, 31)) == (Bet("A", 30, 0, Fraction(1), judged=False),)
    assert chances(bets([own], date(2027, 3, 31))).unjudged == ()
