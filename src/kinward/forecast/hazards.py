"""The rates at which children leave care or move, fitted to what the returns saw.

Each cause of leaving, and the move to another placement, has a rate a day for every category, age
band and band of time in placement, times multiples for time in care (apart for each stream and age
band) and for placements before (apart for each category). The rates are piecewise constant with
competing causes, so that the likelihood is that of Poisson counts over exposure (Holford 1980,
Biometrics 36, 299-305). Sparse cells are shrunk from coarse to fine: the cause, age and time in
placement, their pairs, the placement, its ages and times, the cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.bands import AGES, CLOCKS, EVENTS, ORDERS, STREAMS
from kinward.forecast.exposure import Exposure
from kinward.forecast.shrink import multiples, product, strengths, summed
from kinward.terms import CATEGORIES

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_ROUNDS: Final = 4
_LEAST: Final = 1e-12
PAIRS: Final = AGES * CLOCKS
"""Pairs of age band and time in placement, flat."""
CELLS: Final = len(CATEGORIES) * PAIRS
_CATEGORIES: Final = len(CATEGORIES)
LEVELS: Final[dict[str, int]] = {
    "pair": PAIRS,
    "category": _CATEGORIES,
    "category_age": _CATEGORIES * AGES,
    "category_clock": _CATEGORIES * CLOCKS,
    "cell": CELLS,
}
"""The levels of shrinkage from coarse to fine, and how many cells each has."""
FACTORS: Final[dict[str, int]] = {
    "care": CLOCKS,
    "stream": len(STREAMS),
    "stream_care": len(STREAMS) * CLOCKS,
    "age_care": AGES * CLOCKS,
    "order": ORDERS,
    "category_order": _CATEGORIES * ORDERS,
}
"""What multiplies the rates of a cell, and its bands: time in care (by stream and by age), stream,
placements before."""


@dataclass(frozen=True)
class Level:
    """One level of shrinkage: events seen, events expected from the level before, the strength.

    Attributes:
        observed, expected: (events, cells of the level).
        strength: of each event's prior, in events.
    """

    observed: Floats
    expected: Floats
    strength: Floats

    def means(self) -> Floats:
        """The posterior mean of the multiple of what was expected."""
        return multiples(self.observed, self.expected, self.strength[:, None])


@dataclass(frozen=True)
class Hazards:
    """Rates a day: `base` times the multiples of the levels and of the factors.

    Attributes:
        base: by event and pair of age and time in placement: the event's rate times what the age
            and the time each do by themselves: (events, `PAIRS`).
        levels: those of `LEVELS`, each expected from the one before.
        factors: those of `FACTORS`, each expected from all the others.
        events: weighted events behind each event's rates: (events,).
    """

    base: Floats
    levels: Mapping[str, Level]
    factors: Mapping[str, Level]
    events: Floats

    def rates(self, exposure: Exposure) -> Floats:
        """Posterior mean rates a day in the cells of an exposure: (events, cells)."""
        at = places(exposure)
        rates = self.base[:, at["pair"]]
        for name, level in (*self.levels.items(), *self.factors.items()):
            rates = rates * level.means()[:, at[name]]
        return rates


def places(exposure: Exposure) -> dict[str, Ints]:
    """Where each cell of an exposure stands in every level and factor."""
    stream, category, age, clock, care, order = exposure.where()
    pair = age * CLOCKS + clock
    return {
        "age": age,
        "clock": clock,
        "pair": pair,
        "category": category,
        "category_age": category * AGES + age,
        "category_clock": category * CLOCKS + clock,
        "cell": category * PAIRS + pair,
        "care": care,
        "stream": stream,
        "stream_care": stream * CLOCKS + care,
        "age_care": age * CLOCKS + care,
        "order": order,
        "category_order": category * ORDERS + order,
    }


def fit(exposure: Exposure, weights: Floats) -> Hazards:
    """Fit the rates.

    Args:
        exposure: events and days at risk.
        weights: of each year before the as-at date.

    Returns:
        The rates. Events expected under them sum to those seen, event by event.
    """
    at = places(exposure)
    days = np.broadcast_to(weights @ exposure.days, (EVENTS, len(exposure.cells)))
    seen = exposure.weighted_events(weights)
    factors = {name: np.ones((EVENTS, bands)) for name, bands in FACTORS.items()}
    found: dict[str, Level] = {}
    for _ in range(_ROUNDS):
        at_risk = days * product(factors, at)
        base = _main_effects(seen, at_risk, at)
        levels, rates = _levels(base, seen, at_risk, at)
        for name, bands in FACTORS.items():
            others = {other: value for other, value in factors.items() if other != name}
            due = days * rates * product(others, at)
            found[name] = _level(summed(seen, at[name], bands), summed(due, at[name], bands))
            factors[name] = found[name].means()
    total = seen.sum(axis=1)
    expected = (days * rates * product(factors, at)).sum(axis=1)
    balance = np.where(expected > _LEAST, total / np.maximum(expected, _LEAST), 1.0)
    return Hazards(base * balance[:, None], levels, found, total)


def _levels(
    base: Floats, seen: Floats, at_risk: Floats, at: Mapping[str, Ints]
) -> tuple[dict[str, Level], Floats]:
    """The levels of shrinkage, each expected from the ones before, and the rate of each cell."""
    levels: dict[str, Level] = {}
    rates = base[:, at["pair"]]
    for name, cells in LEVELS.items():
        due = summed(at_risk * rates, at[name], cells)
        levels[name] = _level(summed(seen, at[name], cells), due)
        rates = rates * levels[name].means()[:, at[name]]
    return levels, rates


def _main_effects(seen: Floats, at_risk: Floats, at: Mapping[str, Ints]) -> Floats:
    """The event's rate, times a shrunk multiple for the age and one for the time in placement."""
    overall = seen.sum(axis=1, keepdims=True) / np.maximum(
        at_risk.sum(axis=1, keepdims=True), _LEAST
    )
    age, clock = np.ones((EVENTS, AGES)), np.ones((EVENTS, CLOCKS))
    for _ in range(2):
        due = at_risk * overall * clock[:, at["clock"]]
        age = _level(summed(seen, at["age"], AGES), summed(due, at["age"], AGES)).means()
        due = at_risk * overall * age[:, at["age"]]
        level = _level(summed(seen, at["clock"], CLOCKS), summed(due, at["clock"], CLOCKS))
        clock = level.means()
    pairs = overall[:, :, None] * age[:, :, None] * clock[:, None, :]
    rates: Floats = pairs.reshape(EVENTS, PAIRS)
    return rates


def _level(observed: Floats, expected: Floats) -> Level:
    return Level(observed, expected, strengths(observed, expected))
