"""Room that the simulation fills: the counts of all runs, and what each thread keeps of one."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.bands import (
    AGES,
    CAUSES,
    CLOCKS,
    EVENTS,
    ORDERS,
    REPORT_BANDS,
    STREAMS,
)
from kinward.forecast.hazards import CELLS
from kinward.forecast.simulation.arrays import Counts, Drawn, People
from kinward.forecast.simulation.layout import DRAWS, WIDTH
from kinward.terms import CATEGORIES

_CATEGORIES: Final = len(CATEGORIES)
_STREAMS: Final = len(STREAMS)


def counts(runs: int, months: int) -> Counts:
    """Counts, all zero."""

    def whole(*shape: int) -> NDArray[np.int32]:
        return np.zeros((runs, months, *shape), dtype=np.int32)

    return Counts(
        stock=whole(_CATEGORIES),
        ages=whole(len(REPORT_BANDS)),
        days=np.zeros((runs, months, _CATEGORIES), dtype=np.float32),
        entries=whole(),
        re_entries=whole(),
        streams=whole(_STREAMS),
        exits=whole(len(CAUSES) + 1),
        flows=flows(months),
    )


def flows(months: int) -> NDArray[np.int64]:
    """Flows by kind, month and category, all zero."""
    return np.zeros((5, months, _CATEGORIES), dtype=np.int64)


def drawn() -> Drawn:
    """Room for the rates of one run."""
    groups = _STREAMS * _CATEGORIES * AGES
    return Drawn(
        multiple=np.zeros(EVENTS * DRAWS),
        ratio=np.zeros(EVENTS * DRAWS),
        cell=np.zeros(CELLS * WIDTH),
        of_care=np.zeros(_STREAMS * AGES * CLOCKS * WIDTH),
        of_order=np.zeros(_CATEGORIES * ORDERS * WIDTH),
        likely=np.zeros((groups, _CATEGORIES)),
        have_likely=np.zeros(groups, dtype=np.bool_),
        shares=np.zeros((groups * CLOCKS, _CATEGORIES)),
        have_shares=np.zeros(groups * CLOCKS, dtype=np.bool_),
    )


def people(size: int) -> People:
    """Room for so many children."""

    def whole() -> NDArray[np.int64]:
        return np.zeros(size, dtype=np.int64)

    return People(
        used=np.zeros(1, dtype=np.int64),
        key=np.zeros(size, dtype=np.uint64),
        seen_from=np.zeros(size),
        category=whole(),
        stream=whole(),
        birth_month=whole(),
        birth_day=whole(),
        stay_start=np.zeros(size),
        care_start=np.zeros(size),
        order=whole(),
        age=whole(),
        in_stay=whole(),
        in_care=whole(),
    )
