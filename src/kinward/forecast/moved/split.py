"""The difference of two forecasts, one step at a time.

From the earlier forecast to the later one: first the earlier one is made again from what the
returns say today of the days before it (what differs is what was corrected); then its rates go on
from the children of the later day (what differs is what happened); then the rates are learned anew;
then the settings become those of the later one. Each step changes one thing, so the differences
between neighbours sum to the whole. The order matters a little: what happened also teaches the
rates, and that part of it is under the rates.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

import numpy as np
import polars as pl

from kinward.cohort.flows import between
from kinward.cohort.model import Cohort
from kinward.cohort.stock import stock_on
from kinward.errors import ArgumentError
from kinward.forecast import engine, run
from kinward.forecast.engine import Fitted, Paths, Stage
from kinward.forecast.histories import Histories, histories
from kinward.forecast.model import TOTAL, Forecast
from kinward.forecast.moved.model import PARTS, Earlier, Floats, Moved, Since
from kinward.forecast.run import Asked
from kinward.forecast.simulation.calendar import calendar, month_ends_after
from kinward.forecast.simulation.inputs import children
from kinward.words import long_date

_YEAR: Final = 365.25
_TENTH: Final = Decimal("0.1")


def split(earlier: Earlier, cohort: Cohort, asked: Asked, now: Forecast) -> Moved:
    """Split the difference between an earlier forecast and the one of today.

    Args:
        earlier: as it was kept.
        cohort: today's, which must cover the earlier day too.
        asked: what today's forecast was asked.
        now: today's forecast.

    Raises:
        ArgumentError: the earlier forecast looks from a later day, or reaches no month end of
            today's; the returns do not cover a year before the earlier day.
    """
    ends = tuple(end for end in now.month_ends if end in set(earlier.month_ends))
    _refuse(earlier, now, ends)
    stood, today = histories(cohort, earlier.as_at), histories(cohort, asked.as_at)
    old = replace(
        asked,
        as_at=earlier.as_at,
        runs=earlier.runs,
        seed=earlier.seed,
        population=earlier.population,
    )
    fitted = run.fit(stood, old)
    whole = engine.stage(fitted, _months(earlier.as_at, ends[-1]), old.runs, old.seed)
    again = _total(engine.play(whole, old.runs, old.seed, asked.threads), earlier.as_at, ends)
    moved_on = _onward(whole, fitted, today)
    met = _total(engine.play(moved_on, old.runs, old.seed, asked.threads), asked.as_at, ends)
    steps = [
        _at(earlier.month_ends, earlier.children, ends),
        again.mean(axis=0),
        met.mean(axis=0),
        _learned(today, old, asked, now, ends),
        _at(now.month_ends, now.stock.mean[now.stock.row(TOTAL)], ends),
    ]
    tenths = [_rounded(step) for step in steps]
    return Moved(
        before=earlier.as_at,
        after=asked.as_at,
        month_ends=ends,
        earlier=tenths[0],
        now=tenths[-1],
        parts={
            key: tuple(b - a for a, b in zip(tenths[place], tenths[place + 1], strict=True))
            for place, key in enumerate(PARTS)
        },
        luck=float(met.std(axis=0).max() * np.sqrt(2 / old.runs)),
        since=_since(earlier, cohort, asked.as_at),
    )


def _refuse(earlier: Earlier, now: Forecast, ends: tuple[date, ...]) -> None:
    if earlier.as_at > now.as_at:
        raise ArgumentError(
            f"The earlier forecast looks from {long_date(earlier.as_at)}, which is later than "
            f"{long_date(now.as_at)}",
            remedy="Hold a forecast against one of the same day or an earlier one.",
        )
    if not ends:
        raise ArgumentError(
            "The two forecasts have no month end in common", remedy="Forecast more months."
        )


def _months(as_at: date, last: date) -> int:
    """Month ends after a day, up to the last."""
    first = as_at + timedelta(days=1)
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _onward(whole: Stage, fitted: Fitted, today: Histories) -> Stage:
    """The earlier stage from the later day on, with the children who are there then.

    What the earlier forecast expects of each calendar month to come stays as it was.
    """
    then, when = fitted.histories.as_at, today.as_at
    gap = sum(end <= when for end in month_ends_after(then, len(whole.calendar.ends)))
    months = len(whole.calendar.ends) - gap
    new = calendar(when, months)
    cases = whole.ahead.cases[:, :, gap:].copy()
    days = whole.calendar.ends - whole.calendar.begins
    cases[:, :, 0] *= new.ends[0] / days[gap]
    years = int(np.ceil(new.ends[-1] / _YEAR))
    middles = (when - then).days + (np.arange(years) + 0.5) * _YEAR
    row = np.minimum((middles / _YEAR).astype(np.int64), whole.ahead.exits.shape[1] - 1)
    ahead = whole.ahead._replace(
        cases=cases,
        population=np.ascontiguousarray(whole.ahead.population[:, gap:]),
        exits=np.ascontiguousarray(whole.ahead.exits[:, row]),
    )
    return replace(whole, calendar=new, children=children(today), ahead=ahead)


def _learned(
    today: Histories, old: Asked, asked: Asked, now: Forecast, ends: tuple[date, ...]
) -> Floats:
    """Today's fit with the earlier settings: today's forecast itself where they are the same."""
    same = (old.runs, old.seed) == (asked.runs, asked.seed) and _alike(
        old.population, asked.population
    )
    if same:
        return _at(now.month_ends, now.stock.mean[now.stock.row(TOTAL)], ends)
    fitted = run.fit(today, replace(old, as_at=asked.as_at))
    paths = engine.simulate(
        fitted,
        _months(asked.as_at, ends[-1]),
        runs=old.runs,
        seed=old.seed,
        threads=asked.threads,
    )
    mean: Floats = _total(paths, asked.as_at, ends).mean(axis=0)
    return mean


def _alike(one: pl.DataFrame | None, other: pl.DataFrame | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.equals(other)


def _total(paths: Paths, as_at: date, ends: tuple[date, ...]) -> Floats:
    """Children looked after in each run at some month ends: (runs, times)."""
    months = month_ends_after(as_at, len(paths.calendar.ends))
    rows = [months.index(end) for end in ends]
    total: Floats = paths.counts.stock[:, rows].sum(axis=2, dtype=np.int64).astype(np.float64)
    return total


def _at(months: tuple[date, ...], values: Floats, ends: tuple[date, ...]) -> Floats:
    picked: Floats = values[[months.index(end) for end in ends]]
    return picked


def _rounded(values: Floats) -> tuple[Decimal, ...]:
    """To a tenth of a child, half to even: the one place where the steps are rounded."""
    return tuple(Decimal(repr(float(each))).quantize(_TENTH) for each in values)


def _since(earlier: Earlier, cohort: Cohort, as_at: date) -> Since | None:
    come = [place for place, end in enumerate(earlier.month_ends) if end <= as_at]
    if not come:
        return None
    place = come[-1]
    on = earlier.month_ends[place]
    came = between(cohort, earlier.as_at, on)
    flows = {
        name: (float(getattr(earlier, name)[: place + 1].sum()), came[name])
        for name in ("entries", "exits")
    }
    return Since(
        on=on,
        expected=float(earlier.children[place]),
        low=float(earlier.low[place]),
        high=float(earlier.high[place]),
        observed=int(stock_on(cohort, [on])[0]),
        flows=flows,
    )
