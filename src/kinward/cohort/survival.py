"""Survival of stays in care: Kaplan-Meier and Aalen-Johansen with delayed entry, day by day.

Time is in whole days since the stay began. A stay is at risk on each day from `first` to `last`,
both included: `first` is 0 for a child seen from the start, and the time already spent in care for
one who was in care when the data begins (left truncation, delayed entry). On `last` the stay ends
with a cause, or is censored: it is still open, or its end is not known. Those who leave on a day
count before those censored on it. A stay cut on any day into two such rows gives the same figures.

With delayed entry few may be at risk early on, and one early exit of two children would halve the
whole curve. So an estimate starts on the first day with enough at risk, and is of those still in
care on that day; and it stops before a day on which too few are at risk, or all who are at risk
leave, although the number at risk grows again later: from there on the product is no estimate.

Methods: Kaplan and Meier, J Am Stat Assoc 1958, 53:457-481; Aalen and Johansen, Scand J Stat 1978,
5:141-150; delayed entry as in Andersen, Borgan, Gill and Keiding, Statistical Models Based on
Counting Processes, 1993, III.4; log-log interval as in Kalbfleisch and Prentice, The Statistical
Analysis of Failure Time Data, 2nd edition, 1.4.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

CENSORED: Final = -1
"""In place of a cause: the stay did not end on its last day at risk, as far as is known."""
_Z: Final = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True)
class RiskTable:
    """Who was at risk and who left, over the days on which the estimate holds.

    Attributes:
        from_day: the first of these days; the estimate is of those still in care on it.
        to_day: the last; `from_day - 1` where nobody is at risk at all.
        day: the days on which somebody left, ascending; shape (days,).
        at_risk: stays at risk on each; shape (days,).
        left: stays that ended; shape (days,).
        leaving: the same by cause; shape (causes, days).
    """

    from_day: int
    to_day: int
    day: Ints
    at_risk: Ints
    left: Ints
    leaving: Ints


@dataclass(frozen=True)
class Curve:
    """The Kaplan-Meier estimate on the days on which somebody left; each of shape (days,).

    Attributes:
        survival: share still in care after the day.
        low, high: its 95% interval (Greenwood's variance on the log-log scale); NaN where the
            share is 0 and no interval can be made.
    """

    survival: Floats
    low: Floats
    high: Floats


def risk_table(first: Ints, last: Ints, cause: Ints, causes: int, least: int = 1) -> RiskTable:
    """Count stays at risk and leaving, day by day.

    Args:
        first: first day at risk of each stay, 0 or more.
        last: last day at risk, not before `first`.
        cause: position of the cause by which it ended on `last`, or `CENSORED`.
        causes: how many causes there are.
        least: stays at risk that an estimate needs to start, and to go on while more enter later;
            1 where so many are never at risk.
    """
    if not len(first):
        nothing = np.zeros(0, np.int64)
        return RiskTable(0, -1, nothing, nothing, nothing, np.zeros((causes, 0), np.int64))
    days = int(last.max()) + 1
    coming = np.bincount(first, minlength=days + 1)
    going = np.bincount(last + 1, minlength=days + 1)
    at_risk = np.cumsum(coming - going)[:days]
    ended = np.flatnonzero(cause != CENSORED)
    left = np.bincount(last[ended], minlength=days)
    start, stop = _stretch(at_risk, left, least)
    counted = left > 0
    counted[:start] = counted[stop:] = False
    day = np.flatnonzero(counted)
    column = np.cumsum(counted) - 1
    seen = ended[counted[last[ended]]]
    cell = cause[seen] * len(day) + column[last[seen]]
    leaving = np.bincount(cell, minlength=causes * len(day)).reshape(causes, len(day))
    return RiskTable(start, stop - 1, day, at_risk[day], left[day], leaving)


def kaplan_meier(table: RiskTable) -> Curve:
    """The share still in care after each day, whatever the cause of leaving."""
    at_risk, left = table.at_risk.astype(np.float64), table.left.astype(np.float64)
    survival = np.cumprod(1 - left / at_risk, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.cumsum(left / (at_risk * (at_risk - left)))
        spread = np.exp(_Z * np.sqrt(variance) / -np.log(survival))
        low, high = survival**spread, survival ** (1 / spread)
    unknown = survival <= 0
    return Curve(survival, np.where(unknown, np.nan, low), np.where(unknown, np.nan, high))


def cumulative_incidence(table: RiskTable, survival: Floats) -> Floats:
    """The Aalen-Johansen share that has left by each cause after each day; (causes, days).

    With `survival` of the same table it sums to 1 over the causes on every day.
    """
    before = np.concatenate(([1.0], survival[:-1])) if len(survival) else survival
    return np.cumsum(table.leaving * (before / table.at_risk), axis=1)


def share_after(table: RiskTable, survival: Floats, day: int) -> float | None:
    """The share still in care after a day, of those in care on `from_day`.

    None where nobody was followed for so long (unless all had left by then). Before `from_day` it
    is 1, by definition.
    """
    passed = int(np.searchsorted(table.day, day, side="right"))
    share = float(survival[passed - 1]) if passed else 1.0
    return share if table.to_day >= max(day, table.from_day) or share == 0 else None


def _stretch(at_risk: Ints, left: Ints, least: int) -> tuple[int, int]:
    """The first day of the estimate and the day before which it stops."""
    enough = least if int(at_risk.max()) >= least else 1
    start = int(np.argmax(at_risk >= enough))
    hollow = start + np.flatnonzero((at_risk < enough)[start:] | (left == at_risk)[start:])
    if not len(hollow):
        return start, len(at_risk)
    later = np.append(np.maximum.accumulate(at_risk[: hollow[0] : -1])[::-1], 0)
    grows = later[hollow - hollow[0]] > (at_risk - left)[hollow]
    return start, int(hollow[np.argmax(grows)]) if grows.any() else len(at_risk)
