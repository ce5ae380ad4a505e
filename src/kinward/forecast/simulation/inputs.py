"""From what was fitted to the arrays of the simulation."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.bands import AGES, STREAMS
from kinward.forecast.destinations import Destinations
from kinward.forecast.entries.cases import Cases
from kinward.forecast.hazards import Hazards
from kinward.forecast.histories import Histories
from kinward.forecast.simulation.arrays import Children, Level, Pool, Rates
from kinward.terms import CATEGORIES

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def children(histories: Histories) -> Children:
    """The children looked after on the as-at date."""
    h, rows = histories, histories.open
    month, day = month_and_day(h.birth[h.child[rows]])
    return Children(
        key=h.identity[h.child[rows]],
        category=h.category[rows],
        stream=h.stream[h.child[rows]],
        birth_month=month,
        birth_day=day,
        stay_start=h.start[rows].astype(np.int64) - h.today,
        stay_known=h.start_known[rows],
        care_start=h.care_start[rows].astype(np.int64) - h.today,
        care_known=h.care_start_known[rows],
        order=h.order[rows],
    )


def month_and_day(days: NDArray[np.integer]) -> tuple[Ints, Ints]:
    """Of days (since January 1970): months since then, and days since the month's first."""
    dates = days.astype("M8[D]")
    months = dates.astype("M8[M]")
    return months.astype(np.int64), (dates - months.astype("M8[D]")).astype(np.int64)


def rates(hazards: Hazards, destinations: Destinations) -> Rates:
    """The posterior of the rates, laid out as the simulation reads it."""
    cell = hazards.levels["cell"]
    shape = _event_last(cell.observed + cell.strength[:, None])
    coarse = {name: level for name, level in hazards.levels.items() if level is not cell}
    return Rates(
        events=hazards.events,
        base=hazards.base,
        **{
            name: Level(level.observed, level.expected, level.strength)
            for name, level in {**coarse, **hazards.factors}.items()
        },
        cell_shape=shape,
        cell_third=1 / (9 * shape),
        cell_due=_event_last(cell.expected),
        cell_strength=cell.strength,
        destinations=np.ascontiguousarray(destinations.weight.reshape(-1, len(CATEGORIES))),
        destinations_care=np.ascontiguousarray(destinations.care),
    )


def _event_last(by_event: Floats) -> Floats:
    return np.ascontiguousarray(by_event.T)


def pool(cases: Cases, weight: Floats) -> Pool:
    """Cases to draw from.

    Args:
        cases: those seen.
        weight: of each case; one of weight 0 is never drawn.
    """
    count = len(CATEGORIES)
    stratum = (cases.stream * AGES + cases.age) * count + cases.category
    order = np.argsort(stratum, kind="stable")
    order = order[weight[order] > 0]
    strata = len(STREAMS) * AGES * count
    weights = np.zeros(strata)
    np.add.at(weights, stratum[order], weight[order])
    bounds = np.searchsorted(stratum[order], np.arange(strata + 1))
    running = np.cumsum(weight[order])
    before = np.append(0.0, running)[bounds[stratum[order]]]
    by_category = weights.reshape(len(STREAMS), AGES, count)
    of_child = np.repeat(np.arange(len(cases.day)), cases.size)
    entered, _ = month_and_day(cases.day[of_child])
    born, day = month_and_day(cases.born)
    return Pool(
        age_weight=by_category.sum(axis=2),
        category_weight=by_category,
        stratum=bounds.astype(np.int64),
        upto=(running - before) / np.maximum(weights[stratum[order]], 1e-300),
        first=cases.first[order],
        size=cases.size[order],
        birth_month=born - entered,
        birth_day=day,
        category=cases.entry_category,
        re_entry=cases.re_entry,
    )
