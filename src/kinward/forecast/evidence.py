"""What the rates rest on: events, child-years, and the rate they make."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import polars as pl

from kinward.cohort.model import EXIT_CAUSES
from kinward.forecast.bands import CAUSES, EVENTS, MOVE, YEAR
from kinward.forecast.exposure import Exposure
from kinward.forecast.model import TOTAL
from kinward.terms import CATEGORIES

EVIDENCE_SCHEMA: Final[dict[str, pl.DataType]] = {
    "key": pl.String(),
    "label": pl.String(),
    "event": pl.String(),
    "event_label": pl.String(),
    "events": pl.Int64(),
    "child_years": pl.Float64(),
    "per_100_child_years": pl.Float64(),
}
_EVENTS: Final = {**{cause: EXIT_CAUSES[cause] for cause in CAUSES}, "move": "Moved placement"}


def evidence(exposure: Exposure) -> pl.DataFrame:
    """Events and child-years by category and event (`EVIDENCE_SCHEMA`), each year of equal weight.

    The rates of the simulation are these, shrunk where events are few, by age and time in placement
    and care, with recent years weighing more.
    """
    even = np.ones(len(exposure.days))
    category = exposure.where()[1]
    days, events = np.zeros(len(CATEGORIES)), np.zeros((EVENTS, len(CATEGORIES)))
    np.add.at(days, category, even @ exposure.days)
    np.add.at(events.T, category, exposure.weighted_events(even).T)
    events = np.vstack([events[:MOVE], events[MOVE:].sum(axis=0)])
    return pl.DataFrame(list(_rows(days, events)), schema=EVIDENCE_SCHEMA, orient="row")


def _rows(days: np.ndarray, events: np.ndarray) -> Iterator[tuple[object, ...]]:
    names = {TOTAL: "All", **CATEGORIES}
    places = {TOTAL: np.arange(len(days))} | {key: [at] for at, key in enumerate(CATEGORIES)}
    for key, at in places.items():
        years = float(days[at].sum() / YEAR)
        for event, (name, label) in enumerate(_EVENTS.items()):
            count = round(float(events[event, at].sum()))
            if years > 0 or count:
                rate = 100 * count / years if years else None
                yield key, names[key], name, label, count, years, rate
