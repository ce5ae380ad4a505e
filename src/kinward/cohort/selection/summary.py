"""Every figure of the baseline for some of the children."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import polars as pl

from kinward.cohort import compare, durations, flows, stock
from kinward.cohort.breakdowns import breakdowns
from kinward.cohort.model import Cohort, Summary
from kinward.cohort.published import PUBLISHED_SCHEMA
from kinward.cohort.rates import RATES_SCHEMA
from kinward.cohort.reviews import reviews
from kinward.cohort.selection import flows as moves
from kinward.cohort.selection.choice import Choice
from kinward.cohort.selection.pieces import fitting, stays
from kinward.cohort.stability import stability
from kinward.cohort.summary import pairs
from kinward.cohort.teams import TEAM_FLOWS_SCHEMA
from kinward.dates import year_start

_NOTES: Final = (
    "The figures are of the children chosen, on the day that each figure tells of: of a stock, "
    "those who fit on that day; of entries and exits, those who fit on the day of the event. Who "
    "comes to fit, or ceases to, while in care has joined or left.",
    "How long they stay is told of those who fitted when they came into care; stability and "
    "reviews of those who fitted on the day of each figure.",
)
_NO_DISTANCE: Final = "How far from home they live is told only of all children together."
_COUNTS: Final = ("opening", "entries", "exits", "closing")
_DIFFERENCE: Final = pl.col("opening") + pl.col("entries") - pl.col("exits") - pl.col("closing")

_Day = tuple[int, date, pl.Series]
"""A return year, the day on which it is measured, and the children who fit on that day."""


@dataclass(frozen=True)
class Part:
    """A part of the children.

    Attributes:
        summary: its figures; what is told only of all children together (rates, neighbours,
            published totals, distance) is empty. `difference` of its flows is what joining and
            leaving explain.
        months: `flows.MONTHS_SCHEMA`.
        years: `flows.YEARS_SCHEMA`.
    """

    summary: Summary
    months: pl.DataFrame
    years: pl.DataFrame


def summarise_part(
    cohort: Cohort,
    choice: Choice,
    as_at: date,
    *,
    months: int = 24,
    teams: pl.DataFrame | None = None,
) -> Part:
    """Summarise the children who are chosen.

    Args:
        teams: needed where the choice names teams.

    Raises:
        ArgumentError: the returns do not cover the as-at date; teams are chosen and not given.
    """
    stock.check_as_at(cohort, as_at)
    pieces = fitting(cohort, choice, teams)
    return _part(cohort, replace(cohort, episodes=pieces), stays(cohort, pieces), as_at, months)


def _part(cohort: Cohort, here: Cohort, stay: pl.DataFrame, as_at: date, months: int) -> Part:
    ends = flows.observed_month_ends(cohort, as_at, months)
    years = flows.complete_years(cohort, as_at)
    by_month, by_year = moves.monthly(stay, ends), moves.yearly(stay, years)
    entered, ceased = (_periods(cohort, stay.filter(how)) for how in ("entered", "ceased"))
    children = stock.looked_after(here, as_at)
    days = [(*moment, _children_on(here, moment[1])) for moment in stock.moments(cohort, as_at)]
    stable = _stable(cohort, days)
    on_time, by_kind = _reviewed(cohort, stay, days)
    summary = Summary(
        as_at=as_at,
        looked_after=len(children),
        short_breaks=None,
        rate_per_10000=None,
        rate_base=None,
        breakdowns=breakdowns(children),
        age_by_category=pairs(children),
        flows=_as_flows(by_month, flows.monthly(entered, ends)),
        years=_as_years(by_year, flows.yearly(entered, years), flows.yearly(ceased, years)),
        entries_by_age=flows.entries_by_age(entered, years),
        exits_by_cause=flows.exits_by_cause(ceased, years),
        stock_by_category=stock.stock_by_category(here, ends),
        stock_by_age_band=stock.stock_by_age_band(_as_periods(cohort, stay), ends),
        rates=pl.DataFrame(schema=RATES_SCHEMA),
        three_or_more_placements_pct=stable["three_or_more_placements_pct"][-1],
        long_term_pct=stable["long_term_pct"][-1],
        stability=stable,
        reviews=on_time,
        reviews_by_kind=by_kind,
        distance=None,
        distance_reason=_NO_DISTANCE,
        durations=durations.measure(entered, as_at),
        neighbours=pl.DataFrame(schema=compare.NEIGHBOURS_SCHEMA),
        neighbour_trend=pl.DataFrame(schema=compare.TREND_SCHEMA),
        team_flows=pl.DataFrame(schema=TEAM_FLOWS_SCHEMA),
        published=pl.DataFrame(schema=PUBLISHED_SCHEMA),
        notes=_NOTES,
    )
    return Part(summary, by_month, by_year)


def _periods(cohort: Cohort, stay: pl.DataFrame) -> Cohort:
    """The cohort with only the periods of care of some stays: for figures that look at no other."""
    return replace(cohort, periods=cohort.periods[stay["period"].unique().sort()])


def _as_periods(cohort: Cohort, stay: pl.DataFrame) -> Cohort:
    """The cohort with stays in place of periods: for a stock that looks at their days alone."""
    return replace(cohort, periods=stay.with_columns(short_break=pl.lit(value=False)))


def _stable(cohort: Cohort, days: list[_Day]) -> pl.DataFrame:
    """Stability counts all episodes of the children who fit on a day, also those that do not."""
    return pl.concat(
        stability(
            replace(cohort, episodes=cohort.episodes.filter(pl.col("child").is_in(fitted))),
            [(year, day)],
        )
        for year, day, fitted in days
    )


def _reviewed(
    cohort: Cohort, stay: pl.DataFrame, days: list[_Day]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Children of each day; reviews by kind of all who fitted at some time of the year."""
    moments = [(year, day) for year, day, _ in days]
    children: list[pl.DataFrame] = []
    kinds: list[pl.DataFrame] = []
    for year, day, fitted in days:
        during = stay.filter(
            pl.col("start") <= day,
            pl.col("end").is_null() | (pl.col("end") > year_start(year)),
        )
        for found, chosen, place in (
            (children, fitted, 0),
            (kinds, during["child"].implode(), 1),
        ):
            some = replace(cohort, periods=cohort.periods.filter(pl.col("child").is_in(chosen)))
            found.append(reviews(some, moments)[place].filter(pl.col("year") == year))
    return pl.concat(children), pl.concat(kinds)


def _children_on(here: Cohort, day: date) -> pl.Series:
    return here.care_episodes.filter(stock.is_open(day))["child"].implode()


def _as_flows(by_month: pl.DataFrame, came: pl.DataFrame) -> pl.DataFrame:
    """`flows.FLOWS_SCHEMA`; re-entries are of the entries that fit."""
    return by_month.select("month", *_COUNTS, difference=_DIFFERENCE, re_entries=came["re_entries"])


def _as_years(by_year: pl.DataFrame, came: pl.DataFrame, went: pl.DataFrame) -> pl.DataFrame:
    """`flows.YEARS_SCHEMA`; the counts in DfE's way are of the events that fit."""
    return by_year.select(
        "year",
        *_COUNTS,
        difference=_DIFFERENCE,
        re_entries=came["re_entries"],
        started_dfe=came["started_dfe"],
        ceased_dfe=went["ceased_dfe"],
    )
