"""Disclosure control of a forecast and its back-test.

A forecast begins at today's numbers, so that its first months nearly are the numbers of today.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import numpy as np
import polars as pl

from kinward.cohort.model import Summary
from kinward.forecast.backtest.model import BackTest
from kinward.forecast.model import TOTAL, Cost, Fan, Forecast
from kinward.reports.disclosure.cells import hide_alike, hide_row, is_small
from kinward.reports.disclosure.frames import blank
from kinward.reports.disclosure.notes import without_flows, without_small
from kinward.reports.marks import marks

_PEOPLE: Final = ("entries", "exit", "ageing_out")
"""How the keys of drivers begin that count children: the others tell of rates and of moves."""
_PUBLIC: Final = ("total",)
"""Measures of single past forecasts that are published."""
ROUND_PENCE: Final = 10_000_000
"""Costs ahead leave rounded to a tenth of a million pounds: to the pound they would be an equation
in the hidden counts for whoever knows the prices."""


def protect_forecast(forecast: Forecast, shown: Summary, limit: int) -> Forecast:
    """The forecast with every figure that must not leave set to NaN, null or left out.

    A category or age group is hidden at every time or at none: where it is hidden today, where few
    are expected at any time, and where it is needed as a partner of one that is hidden. Of the
    cost, only the yearly total is left: with prices that others know, the rest gives numbers away.

    Args:
        shown: the protected summary, which the forecast must not contradict.
        limit: the largest count that is small; 0 hides nothing.
    """
    if limit <= 0:
        return forecast
    few = _hidden_categories(forecast, shown, limit)
    bands = _hidden(forecast.ages, forecast.ages.keys, [], _null_keys(shown, "age_band"), limit)
    entries, exits = _flows(forecast, limit)
    today, agree = _today(forecast, shown)
    return replace(
        forecast,
        today={key: n for key, n in today.items() if key not in few},
        stock=_blank(forecast.stock, few),
        ages=_blank(forecast.ages, bands),
        entries=entries,
        exits=exits,
        drivers=_drivers(forecast, limit) if agree else forecast.drivers.clear(),
        evidence=_evidence(forecast.evidence, shown, limit),
        cost=_cost(forecast.cost),
        notes=tuple(without_small(without_flows(note), limit) for note in forecast.notes),
    )


def protect_backtest(backtest: BackTest, limit: int) -> BackTest:
    """The back-test without single forecasts of categories and ages; their scores are of all
    together."""
    if limit <= 0:
        return backtest
    return replace(
        backtest,
        rows=backtest.rows.filter(pl.col("measure").is_in(_PUBLIC)),
        notes=tuple(without_small(note, limit) for note in backtest.notes),
    )


def _today(forecast: Forecast, shown: Summary) -> tuple[Mapping[str, int], bool]:
    """Today's counts as the rest of the report gives them, and whether the forecast agrees.

    The forecast leaves out those past 18 who are still open in the returns: where there are any,
    the difference would tell how many, and so would a change from the forecast's own count.
    """
    frame = shown.breakdowns.get("category")
    rows = [] if frame is None else frame.drop_nulls("children").select("key", "children").rows()
    given = {**forecast.today, **dict(rows), TOTAL: shown.looked_after}
    counts = {key: given[key] for key in forecast.today}
    return counts, counts == dict(forecast.today)


def _hidden_categories(forecast: Forecast, shown: Summary, limit: int) -> set[str]:
    today = [forecast.today.get(key, 0) for key in forecast.categories]
    start = _null_keys(shown, "category")
    return _hidden(forecast.stock, forecast.categories, [today], start, limit)


def _hidden(
    fan: Fan,
    keys: Sequence[str],
    rows: list[list[int]],
    start: Collection[str],
    limit: int,
) -> set[str]:
    """The keys to hide at all times: rows are of counts, the fan adds its means."""
    times = fan.mean[[fan.row(key) for key in keys]].T
    counts = [*rows, *([_whole(mean) for mean in time] for time in times.tolist())]
    first = [place for place, key in enumerate(keys) if key in start]
    return {keys[place] for place in hide_alike(counts, limit, start=first)}


def _whole(mean: float) -> int:
    """A mean as a count to judge by: what is between nought and 1 may be a child."""
    return 0 if mean == 0 else max(1, math.floor(mean))


def _null_keys(shown: Summary, breakdown: str) -> set[str]:
    frame = shown.breakdowns.get(breakdown)
    return set() if frame is None else set(frame.filter(pl.col("children").is_null())["key"])


def _blank(fan: Fan, keys: Collection[str]) -> Fan:
    covered = np.array([key in keys for key in fan.keys], dtype=bool)
    mean, quantiles = fan.mean.copy(), fan.quantiles.copy()
    mean[covered] = np.nan
    quantiles[:, covered] = np.nan
    return replace(fan, mean=mean, quantiles=quantiles)


def _flows(forecast: Forecast, limit: int) -> tuple[Fan, Fan]:
    """Entries and exits of all; none of them where any month has few of either.

    The known total ties the two together, and the months to each other.
    """
    totals = [fan.mean[fan.row(TOTAL)].tolist() for fan in (forecast.entries, forecast.exits)]
    few = any(is_small(_whole(mean), limit) for total in totals for mean in total)
    first, second = (
        _blank(fan, [key for key in fan.keys if few or key != TOTAL])
        for fan in (forecast.entries, forecast.exits)
    )
    return first, second


def _drivers(forecast: Forecast, limit: int) -> pl.DataFrame:
    """The drivers of the total at the times that a report names.

    What they count of children must not be small at any of these times, nor between two of them.
    """
    drivers = forecast.drivers
    if drivers.is_empty():
        return drivers
    days = [forecast.month_ends[place] for place in marks(forecast.month_ends)]
    total = drivers.filter((pl.col("key") == TOTAL) & pl.col("month").is_in(days))
    people = [
        name
        for name in total["driver"].unique(maintain_order=True)
        if name.startswith(_PEOPLE) and name != "change"
    ]
    at = {(month, name): n for month, name, n in total.select("month", "driver", "children").rows()}
    levels = [[at.get((day, name), 0.0) for name in people] for day in days]
    steps = [
        [b - a for a, b in zip(before, after, strict=True)] for before, after in pairwise(levels)
    ]
    counts = [[_whole(abs(value)) for value in row] for row in (*levels, *steps)]
    hidden = [people[place] for place in hide_alike(counts, limit)]
    return total.with_columns(
        pl.when(~pl.col("driver").is_in(hidden)).then(pl.col("children")).alias("children")
    )


def _evidence(evidence: pl.DataFrame, shown: Summary, limit: int) -> pl.DataFrame:
    """How often events come, of all children together, to the whole number.

    How many there were is not told: less those of the years that are told, and less what the report
    of a month before told, it would be the events of this year and of single months. A cause of
    leaving that the yearly table hides in any year is hidden here too.
    """
    if evidence.is_empty():
        return evidence
    total = evidence.filter(pl.col("key") == TOTAL)
    causes = shown.exits_by_cause
    withheld = set(causes.filter(pl.col("count").is_null())["key"]) if causes.height else set()
    events = total["event"].to_list()
    parts = [place for place, event in enumerate(events) if event != "move"]
    start = [i for i, place in enumerate(parts) if events[place] in withheld]
    counts = [total["events"][place] for place in parts]
    hidden = {parts[i] for i in hide_row(counts, limit, start=start)}
    hidden |= {i for i, count in enumerate(total["events"]) if is_small(count, limit)}
    covered = [place in hidden for place in range(total.height)]
    told = blank(total, covered, ["per_100_child_years"]).with_columns(
        pl.col("child_years", "per_100_child_years").round(0)
    )
    return blank(told, [True] * total.height, ["events"])


def _cost(cost: Cost | None) -> Cost | None:
    """Whole years only, rounded: a part of a year is near today's hidden counts times prices."""
    if cost is None:
        return None
    whole = [at for at, year in enumerate(cost.year_names) if year not in cost.part_years]
    if not whole:
        return None
    row = cost.years.row(TOTAL)
    mean, levels = (
        np.round(values / ROUND_PENCE) * ROUND_PENCE
        for values in (cost.years.mean[row, whole], cost.years.quantiles[:, row][:, whole])
    )
    none = Fan((), cost.months.mean[:0], cost.months.quantiles[:, :0])
    return replace(
        cost,
        months=none,
        year_names=tuple(cost.year_names[at] for at in whole),
        years=Fan((TOTAL,), mean[None], levels[:, None]),
        part_years={},
        runs=None,
    )
