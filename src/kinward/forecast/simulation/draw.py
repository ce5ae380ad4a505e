"""The rates of one run, drawn from their posterior level by level."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.bands import AGES, CLOCKS, EVENTS, ORDERS, STREAMS
from kinward.forecast.compiled import compiled
from kinward.forecast.hazards import CELLS, PAIRS
from kinward.forecast.simulation.arrays import Drawn, Laid, Level, Rates
from kinward.forecast.simulation.layout import DRAWS, PLACES, WIDTH
from kinward.forecast.simulation.luck import gamma, key_of, normals
from kinward.terms import CATEGORIES

Floats = NDArray[np.float64]

_CATEGORIES: Final = len(CATEGORIES)
_STREAMS: Final = len(STREAMS)
_SHARE: Final = np.uint64(1 << 21)
_LEAST: Final = 0.01
_IMAGINED: Final = 1.5

_PAIR, _CATEGORY = PLACES["pair"][0], PLACES["category"][0]
_CATEGORY_AGE, _CATEGORY_CLOCK = PLACES["category_age"][0], PLACES["category_clock"][0]
_CARE, _STREAM = PLACES["care"][0], PLACES["stream"][0]
_STREAM_CARE, _AGE_CARE = PLACES["stream_care"][0], PLACES["age_care"][0]
_ORDER, _PLACED = PLACES["order"][0], PLACES["category_order"][0]
_CELL: Final = PLACES["cell"][0]
_COARSE: Final = np.array([PLACES[name] for name in PLACES if name not in ("whole", "cell")])


@compiled
def lay_out(rates: Rates) -> Laid:
    """The posterior of the rates as draws need it, worked out once for all runs."""
    shape, mean, due = np.ones(EVENTS * DRAWS), np.ones(EVENTS * DRAWS), np.zeros(EVENTS * DRAWS)
    cell_due = np.zeros(EVENTS * CELLS)
    _lay(rates.pair, _PAIR, shape, mean, due)
    _lay(rates.category, _CATEGORY, shape, mean, due)
    _lay(rates.category_age, _CATEGORY_AGE, shape, mean, due)
    _lay(rates.category_clock, _CATEGORY_CLOCK, shape, mean, due)
    _lay(rates.care, _CARE, shape, mean, due)
    _lay(rates.stream, _STREAM, shape, mean, due)
    _lay(rates.stream_care, _STREAM_CARE, shape, mean, due)
    _lay(rates.age_care, _AGE_CARE, shape, mean, due)
    _lay(rates.order, _ORDER, shape, mean, due)
    _lay(rates.category_order, _PLACED, shape, mean, due)
    third = 1.0 / (9.0 * shape)
    cell_shape = np.zeros(EVENTS * CELLS)
    for event in range(EVENTS):
        row = event * DRAWS
        third[row] = 1.0 / (9.0 * (rates.events[event] + _IMAGINED))
        mean[row + _PAIR : row + _PAIR + PAIRS] *= rates.base[event]
        third[row + _CELL : row + _CELL + CELLS] = rates.cell_third[:, event]
        cell_shape[event * CELLS : (event + 1) * CELLS] = rates.cell_shape[:, event]
        cell_due[event * CELLS : (event + 1) * CELLS] = rates.cell_due[:, event]
    return Laid(1.0 - third, np.sqrt(third), mean, due, cell_shape, cell_due, rates.cell_strength)


@compiled
def _lay(level: Level, first: int, shape: Floats, mean: Floats, due: Floats) -> None:
    """A level into its place in each event's row."""
    for event in range(EVENTS):
        k = level.strength[event]
        for i in range(level.seen.shape[1]):
            to = event * DRAWS + first + i
            shape[to] = k + level.seen[event, i]
            mean[to] = shape[to] / (k + level.due[event, i])
            due[to] = mean[to] * level.due[event, i]


@compiled
def begin(drawn: Drawn, laid: Laid, key: np.uint64) -> None:
    """Draw the rates of a run, and forget the shares of destinations of the run before.

    Every multiple is its posterior mean times about a gamma draw, by the cube of a normal (Wilson
    and Hilferty 1931; at shapes from 1 the error of the mean is under 0.2% and that of the variance
    under 2%). Each level is set so that its total is that of the level before; the first total is
    drawn itself: what is not known of it is so counted once. Of a category it is counted up to half
    too wide, because each level is set to the total over all categories and not to its own.
    """
    drawn.have_likely[:] = False
    drawn.have_shares[:] = False
    multiple, ratio = drawn.multiple, drawn.ratio
    normals(key, multiple, ratio)
    _cube(ratio, laid.middle, laid.spread)
    for event in range(EVENTS):
        row = event * DRAWS
        for level in range(len(_COARSE)):
            first = row + _COARSE[level, 0]
            _level(first, first + _COARSE[level, 1], multiple, ratio, laid.mean, laid.due)
        _cells(event, multiple, ratio, laid.shape, laid.cell_due, laid.strength, drawn.cell)
        _factors(event, multiple, drawn.of_care, drawn.of_order)


@compiled
def _cube(luck: Floats, middle: Floats, spread: Floats) -> None:
    """From standard normal draws to gamma draws as shares of their mean, in place."""
    for i in range(len(luck)):
        root = max(middle[i] + spread[i] * luck[i], 0.0)
        luck[i] = root * root * root


@compiled
def _level(
    first: int, last: int, multiple: Floats, ratio: Floats, mean: Floats, due: Floats
) -> None:
    """The multiples of a level, set so that their total is what their means give.

    Args:
        first, last: where the level stands.
        multiple: what is made.
        ratio: each beside its posterior mean; given before the total is set.
        mean: posterior means.
        due: events expected under them; a multiple with none stays at its mean.
    """
    drawn_sum, mean_sum = 0.0, 0.0
    for i in range(first, last):
        drawn_sum += ratio[i] * due[i]
        mean_sum += due[i]
    scale = mean_sum / drawn_sum if drawn_sum > 0.0 else 1.0
    for i in range(first, last):
        ratio[i] = ratio[i] * scale if due[i] > 0.0 else 1.0
        multiple[i] = ratio[i] * mean[i]


@compiled
def _cells(
    event: int,
    multiple: Floats,
    ratio: Floats,
    shape: Floats,
    due: Floats,
    strength: Floats,
    cell: Floats,
) -> None:
    """An event's rates of the finest level, given the coarser ones."""
    row, k = event * DRAWS, strength[event]
    whole = ratio[row]
    for category in range(_CATEGORIES):
        of_category = multiple[row + _CATEGORY + category] * whole
        of_category_ratio = ratio[row + _CATEGORY + category] * whole
        of_clock = row + _CATEGORY_CLOCK + category * CLOCKS
        for age in range(AGES):
            place = category * AGES + age
            pair, here = row + _PAIR + age * CLOCKS, row + _CELL + place * CLOCKS
            of_place = of_category * multiple[row + _CATEGORY_AGE + place]
            of_place_ratio = of_category_ratio * ratio[row + _CATEGORY_AGE + place]
            given, to = event * CELLS + place * CLOCKS, place * CLOCKS * WIDTH + event
            for clock in range(CLOCKS):
                rate = of_place * multiple[pair + clock] * multiple[of_clock + clock]
                expected = of_place_ratio * ratio[pair + clock] * ratio[of_clock + clock]
                rate *= shape[given + clock] * ratio[here + clock]
                cell[to + clock * WIDTH] = rate / (k + due[given + clock] * expected)


@compiled
def _factors(event: int, multiple: Floats, of_care: Floats, of_order: Floats) -> None:
    """An event's multiples for time in care, by stream and age, and for placements before."""
    row = event * DRAWS
    for i in range(_STREAMS):
        for j in range(CLOCKS):
            both = multiple[row + _STREAM + i] * multiple[row + _STREAM_CARE + i * CLOCKS + j]
            of_time = multiple[row + _CARE + j] * both
            for age in range(AGES):
                to = ((i * AGES + age) * CLOCKS + j) * WIDTH + event
                of_care[to] = of_time * multiple[row + _AGE_CARE + age * CLOCKS + j]
    for i in range(_CATEGORIES):
        for j in range(ORDERS):
            placed = multiple[row + _PLACED + i * ORDERS + j]
            of_order[(i * ORDERS + j) * WIDTH + event] = multiple[row + _ORDER + j] * placed


@compiled
def draw_shares(
    row: int, care: int, key: np.uint64, weights: Floats, multiples: Floats, drawn: Drawn
) -> None:
    """The cumulative shares of destinations of a stream, category, age band and time in care.

    What is not known is drawn once for all times in care.

    Args:
        row: of stream, category and age band.
        care: the band of time in care.
        key: of the run's rates.
        weights: Dirichlet parameters by row (`Rates.destinations`).
        multiples: by time in care (`Rates.destinations_care`).
        drawn: where they go.
    """
    likely, shares = drawn.likely[row], drawn.shares[row * CLOCKS + care]
    if not drawn.have_likely[row]:
        for there in range(_CATEGORIES):
            weight = weights[row, there]
            luck = key_of(key, _SHARE + np.uint64(row * _CATEGORIES + there))
            likely[there] = gamma(weight, luck) if weight >= _LEAST else 0.0
        drawn.have_likely[row] = True
    total = 0.0
    for there in range(_CATEGORIES):
        total += likely[there] * multiples[care, there]
        shares[there] = total
    for there in range(_CATEGORIES):
        shares[there] /= total
    drawn.have_shares[row * CLOCKS + care] = True
