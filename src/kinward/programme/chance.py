"""The chance that savings come to a total, and what they come to with their risk.

Each saving is made in full or not at all, with its probability; what is evidenced is certain. The
savings are taken as independent of one another. That is an assumption: savings that rest on the
same thing (the same foster carers, the same court) fail together, and then both a very good and a
very bad year are likelier than told here. Lines for which a forecast gives samples keep the
dependence that is in those.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from hashlib import blake2b
from math import gcd, sqrt
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from kinward.errors import ArgumentError
from kinward.programme.amounts import counted, evidenced, forecast_on, has_ended
from kinward.programme.model import Saving

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_EXACT_STEPS: Final = 200_000
"""Steps of the largest grid on which sums are made exactly."""
_EXACT_SUMS: Final = 16
"""Savings of any amounts of which every sum is made: 2**16 of them."""
_DRAWS: Final = 100_000

CERTAIN: Final = Fraction(1)


@dataclass(frozen=True)
class Bet:
    """One saving as all or nothing: `certain` pence, and `at_risk` more with the probability.

    `judged` is whether somebody gave the probability of what is at risk.
    """

    ref: str
    certain: int
    at_risk: int
    probability: Fraction
    judged: bool


@dataclass(frozen=True)
class Chances:
    """What some savings come to.

    Attributes:
        values: sums in pence, ascending.
        weights: their probabilities; they sum to 1.
        method: `exact`, or `simulated` where there are too many different sums.
        draws: of a simulation or of the forecast's samples; 0 where no chance was drawn.
        expected: the exact mean of the bets, and of the samples, rounded once to whole pence.
        unjudged: refs of savings without a probability, of which all is taken as certain.
    """

    values: Ints
    weights: Floats
    method: Literal["exact", "simulated"]
    draws: int
    expected: int
    unjudged: tuple[str, ...]

    def of_meeting(self, total_pence: int) -> float:
        """The probability that they come to a total or more."""
        first = int(np.searchsorted(self.values, total_pence, side="left"))
        return float(min(max(self.weights[first:].sum(), 0.0), 1.0))

    def error(self, total_pence: int) -> float:
        """The standard error of that probability; 0 where it is exact."""
        share = self.of_meeting(total_pence)
        return sqrt(share * (1 - share) / self.draws) if self.draws else 0.0

    def quantile(self, share: float) -> int:
        """The least sum in pence that they do not exceed with that probability."""
        reached = np.cumsum(self.weights) >= share - 1e-12
        return int(self.values[int(np.argmax(reached))] if reached.any() else self.values[-1])


def bets(savings: Iterable[Saving], as_at: date, year: int | None = None) -> tuple[Bet, ...]:
    """The savings that count as bets: the forecast or, where there is none, the target.

    What is evidenced is certain, of a cost as of a saving: up to the forecast where there is one.
    Of a year that has ended by the day, what is evidenced is all there is, and nothing is at risk.
    """
    found = []
    for each in counted(savings, year):
        amount, shown = forecast_on(each, as_at), evidenced(each)
        if has_ended(each, as_at):
            found.append(Bet(each.ref, shown, 0, CERTAIN, judged=False))
            continue
        if amount is None:
            amount = max(each.target_pence, shown, key=abs)
        sure = sorted((0, shown, amount))[1]
        judged = each.probability is not None
        chance = Fraction(each.probability) if each.probability is not None else CERTAIN
        found.append(Bet(each.ref, sure, amount - sure, chance, judged))
    return tuple(found)


def risk_adjusted(of: Iterable[Bet]) -> int:
    """The sum of what each comes to on average, in pence; rounded once, half to even."""
    return round(sum((each.certain + each.at_risk * each.probability for each in of), Fraction(0)))


def most(of: Iterable[Bet]) -> int:
    """The most that they can come to, in pence: each saving is made, and of costs only the sure."""
    return sum(each.certain + _best(each) for each in of)


def _best(bet: Bet) -> int:
    if bet.probability == 1:
        return bet.at_risk
    return max(bet.at_risk, 0) if bet.probability else 0


def chances(of: Sequence[Bet], samples: Mapping[str, Ints] | None = None, seed: int = 1) -> Chances:
    """The distribution of what savings come to.

    Args:
        of: the savings, from `bets`.
        samples: by ref, pence in each run of a scenario: they stand for the bet of that ref, and
            runs of the same place belong together. A ref that is no bet is one more saving.
        seed: of a simulation; the luck of a saving depends on it and its ref alone.

    Raises:
        ArgumentError: the samples are not all of one length, or there are none in them.
    """
    drawn = _together(samples or {})
    own = [each for each in of if each.ref not in (samples or {})]
    base = sum(each.certain + (each.at_risk if each.probability == 1 else 0) for each in own)
    open_ = [each for each in own if each.at_risk and 0 < each.probability < 1]
    exact = _exact(open_)
    values, weights = exact if exact is not None else _simulated(open_, seed)
    method: Literal["exact", "simulated"] = "simulated" if exact is None else "exact"
    draws = 0 if exact is not None else _DRAWS
    mean = sum((e.certain + e.at_risk * e.probability for e in own), Fraction(0))
    if drawn is not None:
        mean += Fraction(int(drawn.sum()), len(drawn))
        values, weights = _with_samples(values, weights, drawn, seed)
        draws = min(draws or len(drawn), len(drawn))
    unjudged = tuple(each.ref for each in own if each.at_risk and not each.judged)
    return Chances(values + base, weights, method, draws, round(mean), unjudged)


def _together(samples: Mapping[str, Ints]) -> Ints | None:
    """The sum of all samples in each run."""
    if not samples:
        return None
    lengths = {len(each) for each in samples.values()}
    if len(lengths) > 1 or lengths == {0}:
        raise ArgumentError(
            "The samples are not of the same runs",
            where="samples",
            remedy="Give one amount in pence for every run of the scenario.",
        )
    total: Ints = np.zeros(max(lengths), dtype=np.int64)
    for each in samples.values():
        total = total + np.asarray(each, dtype=np.int64)
    return total


def _exact(of: Sequence[Bet]) -> tuple[Ints, Floats] | None:
    """Every sum with its probability; None where there are too many."""
    unit = gcd(*(each.at_risk for each in of)) if of else 1
    steps = sum(abs(each.at_risk) for each in of) // unit if of else 0
    if steps <= _EXACT_STEPS:
        return _on_grid(of, unit, steps)
    if len(of) > _EXACT_SUMS:
        return None
    values, weights = np.zeros(1, dtype=np.int64), np.ones(1)
    for each in of:
        chance = float(each.probability)
        both = np.concatenate([values, values + each.at_risk])
        values, weights = _merged(both, np.concatenate([weights * (1 - chance), weights * chance]))
    return values, weights


def _merged(sums: Ints, chance: Floats) -> tuple[Ints, Floats]:
    """Equal sums once, ascending, with their probabilities together."""
    values, where = np.unique(sums, return_inverse=True)
    weights: Floats = np.bincount(where, chance, len(values)).astype(np.float64)
    return values, weights


def _on_grid(of: Sequence[Bet], unit: int, steps: int) -> tuple[Ints, Floats]:
    """The same where the amounts are multiples of one unit: convolution on a grid of it."""
    lowest = sum(min(each.at_risk, 0) for each in of) // unit
    weights = np.zeros(steps + 1)
    weights[-lowest] = 1.0
    for each in of:
        chance, move = float(each.probability), each.at_risk // unit
        made = np.zeros_like(weights)
        if move > 0:
            made[move:] = weights[:-move]
        else:
            made[:move] = weights[-move:]
        weights = weights * (1 - chance) + made * chance
    held = np.flatnonzero(weights)
    return (held + lowest) * unit, weights[held]


def _simulated(of: Sequence[Bet], seed: int) -> tuple[Ints, Floats]:
    total = np.zeros(_DRAWS, dtype=np.int64)
    for each in of:
        made = _luck(each.ref, seed).random(_DRAWS) < float(each.probability)
        total += np.where(made, each.at_risk, 0)
    values, times = np.unique(total, return_counts=True)
    return values, times / _DRAWS


def _with_samples(values: Ints, weights: Floats, drawn: Ints, seed: int) -> tuple[Ints, Floats]:
    """The bets beside the runs: every pair of sum and run, or one sum drawn for each run."""
    sums, times = np.unique(drawn, return_counts=True)
    if len(values) * len(sums) <= 5_000_000:
        both = (values[:, None] + sums[None, :]).ravel()
        chance = (weights[:, None] * (times / len(drawn))[None, :]).ravel()
        return _merged(both, chance)
    repeats = max(1, _DRAWS // len(drawn))
    luck = _luck("beside samples", seed).random(repeats * len(drawn))
    at = np.minimum(np.searchsorted(np.cumsum(weights), luck, side="right"), len(values) - 1)
    found, times = np.unique(values[at] + np.tile(drawn, repeats), return_counts=True)
    return found, times / len(luck)


def _luck(ref: str, seed: int) -> np.random.Generator:
    key = int.from_bytes(blake2b(ref.encode(), digest_size=8).digest(), "little")
    return np.random.Generator(np.random.Philox(key=[seed, key]))
