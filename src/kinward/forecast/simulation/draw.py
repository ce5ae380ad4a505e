"""The rates of one run, drawn from their posterior level by level, each cell when it is needed."""

from __future__ import annotations

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.bands import AGES, CLOCKS, EVENTS, ORDERS, STREAMS
from kinward.forecast.compiled import compiled
from kinward.forecast.hazards import PAIRS
from kinward.forecast.simulation.arrays import Drawn, Level, Rates
from kinward.forecast.simulation.luck import gamma, gamma_at, key_of, normal_at, uniform
from kinward.terms import CATEGORIES

Floats = NDArray[np.float64]

_CATEGORIES: Final = len(CATEGORIES)
_STREAMS: Final = len(STREAMS)
_CELL: Final = np.uint64(1 << 20)
_SHARE: Final = np.uint64(1 << 21)
_LEAST: Final = 0.01


@compiled
def begin(drawn: Drawn, rates: Rates, key: np.uint64) -> None:
    """Draw the coarse levels of a run and forget the fine ones of the run before.

    Each level is drawn cell by cell and set so that its total is that of the level before; the
    first total is drawn itself. What is not known is so counted once.
    """
    drawn.have_cell[:] = False
    drawn.have_shares[:] = False
    draw = np.uint64(0)
    for event in range(EVENTS):
        shape = rates.events[event] + 1.5
        whole = gamma_at(shape, uniform(key, draw)) / shape
        draw += np.uint64(1)
        pair, ratio = drawn.pair[:, event], drawn.pair_ratio[:, event]
        draw = _level(rates.pair, event, key, draw, pair, ratio)
        pair *= whole * rates.base[event]
        ratio *= whole
        draw = _level(
            rates.category, event, key, draw, drawn.category[:, event],
            drawn.category_ratio[:, event],
        )  # fmt: skip
        draw = _level(
            rates.category_age, event, key, draw, drawn.category_age[:, event],
            drawn.category_age_ratio[:, event],
        )  # fmt: skip
        draw = _level(
            rates.category_clock, event, key, draw, drawn.category_clock[:, event],
            drawn.category_clock_ratio[:, event],
        )  # fmt: skip
    _factors(drawn, rates, key, draw)


@compiled
def _factors(drawn: Drawn, rates: Rates, key: np.uint64, draw: np.uint64) -> None:
    """The multiples for time in care, stream and placements before."""
    care, stream, order = np.zeros(CLOCKS), np.zeros(_STREAMS), np.zeros(ORDERS)
    both, placed = np.zeros(_STREAMS * CLOCKS), np.zeros(_CATEGORIES * ORDERS)
    unused = np.zeros(max(len(both), len(placed)))
    for event in range(EVENTS):
        draw = _level(rates.care, event, key, draw, care, unused)
        draw = _level(rates.stream, event, key, draw, stream, unused)
        draw = _level(rates.stream_care, event, key, draw, both, unused)
        draw = _level(rates.order, event, key, draw, order, unused)
        draw = _level(rates.category_order, event, key, draw, placed, unused)
        for i in range(_STREAMS):
            for j in range(CLOCKS):
                drawn.of_care[i, j, event] = stream[i] * care[j] * both[i * CLOCKS + j]
        for i in range(_CATEGORIES):
            for j in range(ORDERS):
                drawn.of_order[i, j, event] = order[j] * placed[i * ORDERS + j]


@compiled
def _level(
    level: Level, event: int, key: np.uint64, draw: np.uint64, out: Floats, ratio: Floats
) -> np.uint64:
    """Draw the multiples of a level, with the total that their means give; one draw a cell.

    Args:
        out: where they go.
        ratio: where each goes beside its posterior mean.
    """
    seen, due, k = level.seen[event], level.due[event], level.strength[event]
    drawn_sum, mean_sum = 0.0, 0.0
    for i in range(len(seen)):
        out[i] = 1.0
        if due[i] > 0.0:
            out[i] = gamma_at(k + seen[i], uniform(key, draw + np.uint64(i))) / (k + due[i])
            drawn_sum += out[i] * due[i]
            mean_sum += (k + seen[i]) / (k + due[i]) * due[i]
    scale = mean_sum / drawn_sum if drawn_sum > 0.0 else 1.0
    for i in range(len(seen)):
        ratio[i] = 1.0
        if due[i] > 0.0:
            out[i] *= scale
            ratio[i] = out[i] * (k + due[i]) / (k + seen[i])
    return draw + np.uint64(len(seen))


@compiled
def draw_cell(
    drawn: Drawn, rates: Rates, key: np.uint64, category: int, age: int, clock: int
) -> None:
    """Draw the rates of a cell given the coarser levels (`luck.gamma_at`, with its roots known)."""
    pair = age * CLOCKS + clock
    place, of_age, of_clock = (
        category * PAIRS + pair,
        category * AGES + age,
        category * CLOCKS + clock,
    )
    first = _CELL + np.uint64(place * EVENTS)
    for event in range(EVENTS):
        mean = drawn.pair[pair, event] * drawn.category[category, event]
        mean *= drawn.category_age[of_age, event] * drawn.category_clock[of_clock, event]
        ratio = drawn.pair_ratio[pair, event] * drawn.category_ratio[category, event]
        ratio *= drawn.category_age_ratio[of_age, event]
        ratio *= drawn.category_clock_ratio[of_clock, event]
        small = rates.cell_third[place, event]
        root = 1.0 - small + normal_at(uniform(key, first + np.uint64(event))) * math.sqrt(small)
        multiple = rates.cell_shape[place, event] * max(root, 0.0) ** 3
        due = rates.cell_due[place, event] * ratio
        drawn.cell[place, event] = mean * multiple / (rates.cell_strength[event] + due)
    drawn.have_cell[place] = True


@compiled
def draw_shares(
    drawn: Drawn, rates: Rates, key: np.uint64, stream: int, category: int, age: int
) -> None:
    """Draw the shares of destinations of a category and age band, into `drawn.shares`."""
    place = (stream * _CATEGORIES + category) * AGES + age
    total = 0.0
    for there in range(_CATEGORIES):
        weight = rates.destinations[stream, category, age, there]
        if weight >= _LEAST:
            luck = key_of(key, _SHARE + np.uint64(place * _CATEGORIES + there))
            total += gamma(weight, luck)
        drawn.shares[place, there] = total
    for there in range(_CATEGORIES):
        drawn.shares[place, there] /= total
    drawn.have_shares[place] = True
