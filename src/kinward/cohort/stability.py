"""Stability of placements, short and long, on many days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinward.cohort.model import Cohort
from kinward.cohort.spans import NEVER, Days, birthdays, day_number, day_numbers
from kinward.reference.code_groups import FOR_ADOPTION, TEMPORARY_PLACES
from kinward.reference.parameters import parameter

STABILITY_SCHEMA: Final[dict[str, pl.DataType]] = {
    "year": pl.Int32(),
    "day": pl.Date(),
    "three_or_more_children": pl.Int64(),
    "three_or_more_base": pl.Int64(),
    "three_or_more_placements_pct": pl.Float64(),
    "long_term_children": pl.Int64(),
    "long_term_base": pl.Int64(),
    "long_term_pct": pl.Float64(),
}

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


def stability(cohort: Cohort, moments: list[tuple[int, date]]) -> pl.DataFrame:
    """Stability on each of some days (`STABILITY_SCHEMA`).

    *Short*: of the children looked after on the day, those with three or more placements in the
    year to it, by however many periods of care. Short breaks, temporary absences and placements of
    less than a day are none. *Long*: of those under 16 who have been looked after for 2.5 years or
    more, those in the same placement for 2 years, or placed for adoption where that and the
    placement before it in the same period make 2 years. A child without a date of birth is not in
    the long measure.

    The short measure is null where the returns begin less than a year before the day. The long
    measure is null where the returns begin less than 2.5 years before the day and do not
    tell how long each child has been in care.

    Args:
        moments: return year and day of each row.
    """
    known = _Known(cohort)
    rows = [(year, day, *_short(known, day), *_long(known, day)) for year, day in moments]
    return pl.DataFrame(rows, schema=STABILITY_SCHEMA, orient="row")


def placements_in_year(cohort: Cohort, day: date) -> Ints | None:
    """How many placements each child had in the year to a day, counted as the short measure counts.

    None where the returns begin less than a year before the day.
    """
    year_before = _months_before(day, 12)
    if year_before + 1 < day_number(cohort.observed_from):
        return None
    return _had(_Known(cohort), day_number(day), year_before)


class _Known:
    """The columns that the measures look at, as arrays."""

    def __init__(self, cohort: Cohort) -> None:
        care = cohort.care_episodes
        births = day_numbers(cohort.children["DOB"])
        below = int(parameter("long_term_below_age").value)
        self.observed_from = day_number(cohort.observed_from)
        self.children = len(cohort.children)
        self.child = care["child"].to_numpy()
        self.start, self.end = day_numbers(care["start"]), day_numbers(care["end"])
        self.period = care["period"].to_numpy()
        self.placement = care["placement"].to_numpy()
        self.for_adoption: Mask = (
            care["usual_place"].is_in(FOR_ADOPTION).fill_null(value=False).to_numpy()
        )
        # Nobody without a date of birth is known to be under 16.
        self.sixteen = np.where(births == NEVER, 0, birthdays(births, below))
        self.period_start = day_numbers(cohort.periods["start"])
        self.start_known: Mask = cohort.periods["start_known"].to_numpy()
        placements = cohort.placements
        self.placement_start = day_numbers(placements["start"])
        self.placement_end = day_numbers(placements["end"])
        self.placement_child = placements["child"].to_numpy()
        self.real: Mask = (
            placements.select(
                ~pl.col("short_break")
                & ~pl.col("PLACE").is_in(TEMPORARY_PLACES).fill_null(value=False)
                & (pl.col("end").is_null() | (pl.col("end") > pl.col("start")))
            )
            .to_series()
            .to_numpy()
        )
        self.before_start = _start_before(placements, self.placement_start)


def _start_before(placements: pl.DataFrame, start: Days) -> Days:
    """The start of the placement before in the same period, or of the placement itself."""
    period = placements["period"].to_numpy()
    before = start.copy()
    before[1:] = np.where(period[1:] == period[:-1], start[:-1], start[1:])
    return before


def _short(known: _Known, day: date) -> tuple[int | None, int | None, float | None]:
    at, year_before = day_number(day), _months_before(day, 12)
    if year_before + 1 < known.observed_from:
        return None, None, None
    open_ = (known.start <= at) & (known.end > at)
    had = _had(known, at, year_before)
    base = int(open_.sum())
    many = int((had[known.child[open_]] >= int(parameter("many_placements").value)).sum())
    return many, base, _percent(many, base)


def _had(known: _Known, at: int, year_before: int) -> Ints:
    # The year to the day begins on the day after `year_before`.
    touched = known.real & (known.placement_start <= at) & (known.placement_end > year_before + 1)
    had: Ints = np.bincount(known.placement_child[touched], minlength=known.children)
    return had


def _long(known: _Known, day: date) -> tuple[int | None, int | None, float | None]:
    at = day_number(day)
    long_ago = _months_before(day, _months("long_term_care_years"))
    settled_by = _months_before(day, _months("long_term_placement_years"))
    young = (known.start <= at) & (known.end > at) & (known.sixteen[known.child] > at)
    since = known.period_start[known.period]
    if long_ago < known.observed_from:
        unsure = young & ~known.start_known[known.period] & (since > long_ago)
        if unsure.any():
            return None, None, None
    of = young & (since <= long_ago)
    place = known.placement[of]
    settled = (known.placement_start[place] <= settled_by) | (
        known.for_adoption[of] & (known.before_start[place] <= settled_by)
    )
    children, base = int(settled.sum()), int(of.sum())
    return children, base, _percent(children, base)


def _months(key: str) -> int:
    return round(12 * parameter(key).value)


def _months_before(day: date, months: int) -> int:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = monthrange(year, month + 1)[1]
    return day_number(date(year, month + 1, min(day.day, last)))


def _percent(part: int, base: int) -> float | None:
    return 100 * part / base if base else None
