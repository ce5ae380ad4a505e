"""Children who enter and leave care, and how that reconciles with the stock.

The stock is counted from episodes and the flows from periods of care, so that the reconciliation
tests the one against the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import numpy as np
import polars as pl

from kinward.cohort.model import EXIT_CAUSES, Cohort
from kinward.cohort.spans import (
    Codes,
    Counts,
    Days,
    day_before,
    day_numbers,
    distinct,
    grid,
    happened_between,
)
from kinward.cohort.stock import AGE_LABELS, stock_on
from kinward.dates import last_year_ended, month_ends, return_year, year_end, year_start
from kinward.terms import AGE_BANDS

FLOWS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "month": pl.Date(),
    "opening": pl.Int64(),
    "entries": pl.Int64(),
    "exits": pl.Int64(),
    "closing": pl.Int64(),
    "difference": pl.Int64(),
    "re_entries": pl.Int64(),
}
YEARS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "year": pl.Int32(),
    **{name: kind for name, kind in FLOWS_SCHEMA.items() if name != "month"},
    "started_dfe": pl.Int64(),
    "ceased_dfe": pl.Int64(),
}
_COUNTED: Final[dict[str, pl.DataType]] = {
    "year": pl.Int32(),
    "key": pl.String(),
    "label": pl.String(),
    "count": pl.Int64(),
}


def observed_month_ends(cohort: Cohort, as_at: date, months: int) -> list[date]:
    """The last month ends up to the as-at date of which the returns cover the whole month."""
    return [end for end in month_ends(as_at, months) if end.replace(day=1) >= cohort.observed_from]


def complete_years(cohort: Cohort, as_at: date) -> list[int]:
    """The return years that the returns cover and that have ended by the as-at date."""
    return list(range(return_year(cohort.observed_from), last_year_ended(as_at) + 1))


def monthly(cohort: Cohort, ends: list[date]) -> pl.DataFrame:
    """Flows of consecutive months (`FLOWS_SCHEMA`).

    Args:
        ends: the months' last days, in order.

    Returns:
        Opening: looked after on the day before the month. Entries and exits: periods of care that
        start, or end, in it. Closing: looked after on its last day. Difference: opening + entries -
        exits - closing, 0 unless something is wrong. Re-entries: entries within 12 months of the
        child's last exit.
    """
    if not ends:
        return pl.DataFrame(schema=FLOWS_SCHEMA)
    return pl.DataFrame({"month": ends, **_flow(cohort, month_bounds(ends))}, schema=FLOWS_SCHEMA)


def between(cohort: Cohort, after: date, until: date) -> dict[str, int]:
    """Children who `entries` and `exits` tell of from the day after one day to another."""
    if until <= after:
        return {"entries": 0, "exits": 0}
    flow = _flow(cohort, [after, until])
    return {name: int(flow[name][0]) for name in ("entries", "exits")}


def yearly(cohort: Cohort, years: list[int]) -> pl.DataFrame:
    """Flows of consecutive return years (`YEARS_SCHEMA`).

    `started_dfe` and `ceased_dfe` are counted as DfE publishes them: children with a start (the
    first counts), or a cease (the last counts), in the year.
    """
    if not years:
        return pl.DataFrame(schema=YEARS_SCHEMA)
    bounds = year_bounds(years)
    care = cohort.care_periods
    return pl.DataFrame(
        {
            "year": years,
            **_flow(cohort, bounds),
            "started_dfe": _children_in(cohort, day_numbers(care["start"]), grid(bounds)),
            "ceased_dfe": _children_in(cohort, day_numbers(care["end"]), grid(bounds)),
        },
        schema=YEARS_SCHEMA,
    )


def entries_by_age(cohort: Cohort, years: list[int]) -> pl.DataFrame:
    """Entries of each return year by age band at the start: year, key, label, count.

    Every band is there; `unknown` only where a child has no date of birth.
    """
    care = cohort.care_periods
    age = care["age_at_start"]
    lowest = np.array(list(AGE_BANDS.values()))
    band = np.maximum(np.searchsorted(lowest, age.fill_null(0), side="right") - 1, 0)
    code: Codes = np.where(age.is_null(), len(AGE_BANDS), band)
    return _by_key(code, day_numbers(care["start"]), years, AGE_LABELS, frozenset(AGE_BANDS))


def exits_by_cause(cohort: Cohort, years: list[int]) -> pl.DataFrame:
    """Exits of each return year by cause (`EXIT_CAUSES`, every one): year, key, label, count."""
    care = cohort.care_periods.filter(pl.col("end").is_not_null())
    places = {key: place for place, key in enumerate(EXIT_CAUSES)}
    code: Codes = care["exit_cause"].replace_strict(places, return_dtype=pl.Int64).to_numpy()
    return _by_key(code, day_numbers(care["end"]), years, EXIT_CAUSES, frozenset(EXIT_CAUSES))


def month_bounds(ends: list[date]) -> list[date]:
    """The day before the first of consecutive months, and the last day of each."""
    return [day_before(ends[0].replace(day=1)), *ends]


def year_bounds(years: list[int]) -> list[date]:
    """The day before the first of consecutive return years, and the last day of each."""
    return [day_before(year_start(years[0])), *(year_end(year) for year in years)]


def _flow(cohort: Cohort, bounds: list[date]) -> dict[str, Counts]:
    care = cohort.care_periods
    days = grid(bounds)
    start, end = day_numbers(care["start"]), day_numbers(care["end"])
    stock = stock_on(cohort, bounds)
    opening, closing = stock[:-1], stock[1:]
    entries = happened_between(start, days)[0]
    exits = happened_between(end, days)[0]
    again = start[care["re_entry"].to_numpy()]
    return {
        "opening": opening,
        "entries": entries,
        "exits": exits,
        "closing": closing,
        "difference": opening + entries - exits - closing,
        "re_entries": happened_between(again, days)[0],
    }


def _children_in(cohort: Cohort, when: Days, bounds: Days) -> Counts:
    """How many children have an event in each stretch between bounds; one event a period."""
    child = cohort.care_periods["child"].to_numpy()
    stretch = np.searchsorted(bounds, when)
    return distinct(child, stretch, len(bounds) + 1, len(cohort.children))[1:-1]


def _by_key(
    code: Codes,
    when: Days,
    years: list[int],
    labels: Mapping[str, str],
    always: frozenset[str],
) -> pl.DataFrame:
    """Events of each year by key; a code is a position in the labels."""
    if not years:
        return pl.DataFrame(schema=_COUNTED)
    counts = happened_between(when, grid(year_bounds(years)), code, len(labels))
    shown = [place for place, key in enumerate(labels) if key in always or counts[place].any()]
    keys, names = list(labels), list(labels.values())
    return pl.DataFrame(
        {
            "year": [year for year in years for _ in shown],
            "key": [keys[place] for place in shown] * len(years),
            "label": [names[place] for place in shown] * len(years),
            "count": counts[shown].T.ravel(),
        },
        schema=_COUNTED,
    )
