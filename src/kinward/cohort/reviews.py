"""Reviews on time.

The first review is due within 20 working days of the start of the period of care, the second within
3 months of the first, each later one within 6 months of the one before (parameters; Care Planning,
Placement and Case Review (England) Regulations 2010, regulation 33). A review is due only if the
child is still looked after on the day. Each belongs to the return year in which it is due.

Where the period began before the returns, the first review seen tells nothing but when the next is
due. A return year in which no review is listed at all is not judged: the table was not given.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinward.cohort.model import Cohort
from kinward.cohort.spans import (
    NEVER,
    Days,
    day_before,
    day_number,
    day_numbers,
    distinct,
    grid,
    months_after,
)
from kinward.dates import year_start
from kinward.reference.parameters import parameter

REVIEWS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "year": pl.Int32(),
    "day": pl.Date(),
    "children": pl.Int64(),
    "on_time": pl.Int64(),
    "on_time_pct": pl.Float64(),
}
BY_KIND_SCHEMA: Final[dict[str, pl.DataType]] = {
    "year": pl.Int32(),
    "kind": pl.String(),
    "due": pl.Int64(),
    "on_time": pl.Int64(),
    "on_time_pct": pl.Float64(),
}
KINDS: Final = ("first", "second", "later")

_FIRST, _SECOND, _LATER = range(3)
_UNSEEN: Final = -1

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
Moments = list[tuple[int, date]]


def reviews(cohort: Cohort, moments: Moments) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Reviews on time by year.

    Args:
        moments: consecutive return years and the day up to which each counts, in order.

    Returns:
        Children (`REVIEWS_SCHEMA`): of those looked after on the day with a review due in the year,
        or overdue since an earlier one, those of whom none was late; and reviews by kind
        (`BY_KIND_SCHEMA`). Years that are not judged have no row.
    """
    bounds = grid([day_before(year_start(moments[0][0])), *(day for _, day in moments)])
    judged = _years_listed(cohort, bounds)
    if not judged.any():
        return pl.DataFrame(schema=REVIEWS_SCHEMA), pl.DataFrame(schema=BY_KIND_SCHEMA)
    due = _due(cohort, bounds, judged)
    return _children(due, moments, bounds, judged), _by_kind(due, moments)


@dataclass(frozen=True)
class _Due:
    """Reviews that fell due, one each.

    Attributes:
        child: whose.
        kind: a position in `KINDS`.
        year: the year in which it was due, a position in the moments.
        held: the day on which it was held; `NEVER` if it was not.
        on_time: held by the day on which it was due.
        end: the end of the period of care.
    """

    child: Ints
    kind: Ints
    year: Ints
    held: Days
    on_time: Mask
    end: Days


def _years_listed(cohort: Cohort, bounds: Days) -> Mask:
    """The years in which at least one review is listed."""
    year = np.searchsorted(bounds, day_numbers(cohort.reviews["REVIEW"])) - 1
    listed: Mask = np.isin(np.arange(len(bounds) - 1), year)
    return listed


def _due(cohort: Cohort, bounds: Days, judged: Mask) -> _Due:
    care = cohort.care_periods
    child = care["child"].to_numpy()
    start, end = day_numbers(care["start"]), day_numbers(care["end"])
    whole = care["start_known"].to_numpy() & (start >= day_number(cohort.observed_from))
    period, held = _with_next(cohort, child.astype(np.int64), start, end)
    again = np.append(False, period[1:] == period[:-1])
    third = again & np.append(False, again[:-1])
    kind = np.where(
        whole[period],
        np.where(third, _LATER, np.where(again, _SECOND, _FIRST)),
        np.where(again, _LATER, _UNSEEN),
    )
    previous = np.where(again, np.append(NEVER, held[:-1]), NEVER).astype(np.int32)
    gap = np.where(kind == _SECOND, _months("second_review_months"), _months("later_review_months"))
    due = np.where(
        kind == _FIRST,
        _first_due(start, cohort.observed_from.year, cohort.observed_to.year)[period],
        months_after(previous, gap),
    )
    year = np.searchsorted(bounds, due) - 1
    inside = (kind != _UNSEEN) & (due < end[period]) & (year >= 0) & (year < len(judged))
    kept = np.flatnonzero(inside)
    kept = kept[judged[year[kept]]]
    on_time = held[kept] <= due[kept]
    owner = period[kept]
    return _Due(child[owner], kind[kept], year[kept], held[kept], on_time, end[owner])


def _with_next(cohort: Cohort, child: Ints, start: Days, end: Days) -> tuple[Ints, Days]:
    """Every review, and after the last of each period the next, not held: period and day."""
    day = day_numbers(cohort.reviews["REVIEW"])
    whose = cohort.reviews["child"].to_numpy().astype(np.int64)
    if not len(child):  # reviews of children who have nothing but short breaks
        day, whose = day[:0], whose[:0]
    # Child and day as one number, so that one search finds the last period begun by the day.
    period = np.searchsorted(_key(child, start), _key(whose, day), side="right") - 1
    inside = (period >= 0) & (child[period] == whose) & (day < end[period])
    period, day = period[inside], day[inside]
    items = np.bincount(period, minlength=len(child)) + 1
    held = np.full(items.sum(), NEVER, dtype=np.int32)
    # Each period before puts one more row, the one not held, in front of a review.
    held[np.arange(len(period)) + period] = day
    return np.repeat(np.arange(len(child)), items), held


def _key(child: Ints, day: Days) -> Ints:
    return (child << 32) + day


def _months(key: str) -> int:
    return int(parameter(key).value)


def _first_due(start: Days, first_year: int, last_year: int) -> Days:
    """Day one is the first working day after the start."""
    days = int(parameter("first_review_working_days").value)
    holidays = bank_holidays(first_year, last_year)
    due = np.busday_offset(start.astype("M8[D]"), days, roll="backward", holidays=holidays)
    return due.astype(np.int64).astype(np.int32)


@lru_cache(maxsize=8)
def bank_holidays(first_year: int, last_year: int) -> NDArray[np.datetime64]:
    """England's bank holidays of the calendar years from the first to the last."""
    from holidays import country_holidays

    years = range(first_year, last_year + 1)
    days = sorted(country_holidays("GB", subdiv="ENG", years=years))
    return np.array(days, dtype="M8[D]")


def _children(due: _Due, moments: Moments, bounds: Days, judged: Mask) -> pl.DataFrame:
    """Children by year; a review not held in time counts in every year in which it is overdue."""
    day_before_held = np.where(due.held == NEVER, NEVER, due.held - 1)
    overdue_to = np.minimum(
        np.searchsorted(bounds, day_before_held) - 1, _run_end(judged)[due.year]
    )
    years = np.where(due.on_time, 1, np.maximum(overdue_to - due.year, 0) + 1)
    item = np.repeat(np.arange(len(years)), years)
    year = due.year[item] + np.arange(len(item)) - np.repeat(np.cumsum(years) - years, years)
    still = due.end[item] > bounds[1:][year]
    item, year = item[still], year[still]
    child, missed = due.child[item], ~due.on_time[item]
    owners = int(due.child.max(initial=0)) + 1
    listed = distinct(child, year, len(moments), owners)
    late = distinct(child[missed], year[missed], len(moments), owners)
    return pl.DataFrame(
        [
            (name, day, int(all_), int(all_ - some), 100 * int(all_ - some) / all_)
            for (name, day), all_, some in zip(moments, listed, late, strict=True)
            if all_
        ],
        schema=REVIEWS_SCHEMA,
        orient="row",
    )


def _run_end(judged: Mask) -> Ints:
    """For each year the last of those that follow it without a year that is not judged."""
    count = len(judged)
    broken = np.where(np.append(~judged[1:], True), np.arange(count), count)
    ends: Ints = np.minimum.accumulate(broken[::-1])[::-1]
    return ends


def _by_kind(due: _Due, moments: Moments) -> pl.DataFrame:
    size = len(moments) * len(KINDS)
    cell = due.year * len(KINDS) + due.kind
    fell_due = np.bincount(cell, minlength=size)
    on_time = np.bincount(cell[due.on_time], minlength=size)
    return pl.DataFrame(
        [
            (
                moments[place // len(KINDS)][0],
                KINDS[place % len(KINDS)],
                int(of),
                int(ok),
                100 * ok / of,
            )
            for place, (of, ok) in enumerate(zip(fell_due, on_time, strict=True))
            if of
        ],
        schema=BY_KIND_SCHEMA,
        orient="row",
    )
