"""From simulated runs to figures with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.errors import ArgumentError
from kinward.forecast.bands import CAUSES, REPORT_BANDS, STREAMS
from kinward.forecast.engine import Paths
from kinward.forecast.model import QUANTILES, TOTAL, Fan, Target
from kinward.terms import CATEGORIES

_ENTRY_KEYS: Final = (TOTAL, *STREAMS, "re_entries")
_EXIT_KEYS: Final = (TOTAL, *CAUSES, "eighteen")

Numbers = NDArray[np.number]


def fan(keys: tuple[str, ...], values: Numbers) -> Fan:
    """The mean and the quantiles over the runs.

    Args:
        keys: what the values are of.
        values: (runs, times, keys).
    """
    moved = np.ascontiguousarray(np.moveaxis(values, 0, -1))  # (times, keys, runs)
    levels = quantiles(moved)
    return Fan(keys, moved.mean(axis=-1).T, np.moveaxis(levels, -1, 1))


def quantiles(values: Numbers) -> NDArray[np.float64]:
    """`QUANTILES` over the last axis, which comes first then; linear between order statistics."""
    ordered = np.sort(values, axis=-1)
    place = np.array(QUANTILES) * (values.shape[-1] - 1)
    low = np.floor(place).astype(int)
    high = np.minimum(low + 1, values.shape[-1] - 1)
    part = place - low
    between = ordered[..., low] * (1 - part) + ordered[..., high] * part
    return np.moveaxis(between, -1, 0)


def stock(paths: Paths, categories: Sequence[str]) -> Fan:
    """Children looked after at month ends: the total, then the categories."""
    shown = [list(CATEGORIES).index(key) for key in categories]
    counts = paths.counts.stock
    whole = counts.sum(axis=2, keepdims=True)
    return fan((TOTAL, *categories), np.concatenate([whole, counts[:, :, shown]], axis=2))


def ages(paths: Paths) -> Fan:
    """The same by age band of reports."""
    return fan(REPORT_BANDS, paths.counts.ages)


def entries(paths: Paths) -> Fan:
    """Children who enter in each month: all, by stream, and those who re-enter."""
    counts = paths.counts
    values = (counts.entries[..., None], counts.streams, counts.re_entries[..., None])
    return fan(_ENTRY_KEYS, np.concatenate(values, axis=2))


def exits(paths: Paths) -> Fan:
    """Children who leave in each month: all, by cause, and at 18."""
    counts = paths.counts.exits
    return fan(_EXIT_KEYS, np.concatenate([counts.sum(axis=2, keepdims=True), counts], axis=2))


def target(paths: Paths, month_ends: Sequence[date], children: int, by: date) -> Target:
    """The chance that at most so many are looked after by a day.

    Raises:
        ArgumentError: the day lies before the first month end ahead or after the last.
    """
    reached = [place for place, end in enumerate(month_ends) if end <= by]
    if not reached or by > month_ends[-1]:
        raise ArgumentError(
            f"The forecast does not reach {by:%d/%m/%Y}"
            if reached
            else f"The first month end of the forecast comes after {by:%d/%m/%Y}",
            where="--target",
            remedy=f"Choose a day from {month_ends[0]:%d/%m/%Y} to {month_ends[-1]:%d/%m/%Y}.",
        )
    place = reached[-1]
    there = paths.counts.stock[:, place].sum(axis=1) <= children
    return Target(children, by, month_ends[place], float(there.mean()))
