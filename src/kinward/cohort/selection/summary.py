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
from kinward.cohort.reviews import BY_KIND_SCHEMA, REVIEWS_SCHEMA, reviews
from kinward.cohort.selection import flows as moves
from kinward.cohort.selection.choice import Choice
from kinward.cohort.selection.pieces import fitting, stays
from kinward.cohort.stability import STABILITY_SCHEMA, stability
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
    stay = stays(cohort, pieces)
    here = replace(cohort, episodes=pieces)
    ends = flows.observed_month_ends(cohort, as_at, months)
    by_month = moves.monthly(stay, ends)
    by_year = moves.yearly(stay, flows.complete_years(cohort, as_at))
    summary = _summary(cohort, here, stay, as_at, ends)
    again = _again(cohort, stay, ends)
    return Part(
        replace(
            summary,
            flows=_as_flows(by_month).with_columns(re_entries=again),
            years=_as_years(by_year, cohort, stay, as_at),
        ),
        by_month,
        by_year,
    )


def _summary(
    cohort: Cohort, here: Cohort, stay: pl.DataFrame, as_at: date, ends: list[date]
) -> Summary:
    children = stock.looked_after(here, as_at)
    moments = stock.moments(cohort, as_at)
    years = flows.complete_years(cohort, as_at)
    entered = _periods(cohort, stay.filter("entered"))
    ceased = _periods(cohort, stay.filter("ceased"))
    stable = _stable(cohort, here, moments)
    on_time, by_kind = _reviewed(cohort, here, stay, moments)
    return Summary(
        as_at=as_at,
        looked_after=len(children),
        short_breaks=None,
        rate_per_10000=None,
        rate_base=None,
        breakdowns=breakdowns(children),
        age_by_category=pairs(children),
        flows=pl.DataFrame(schema=flows.FLOWS_SCHEMA),
        years=pl.DataFrame(schema=flows.YEARS_SCHEMA),
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


def _periods(cohort: Cohort, stay: pl.DataFrame) -> Cohort:
    """The cohort with only the periods of care of some stays: for figures that look at no other."""
    return replace(cohort, periods=cohort.periods[stay["period"].unique().sort()])


def _as_periods(cohort: Cohort, stay: pl.DataFrame) -> Cohort:
    """The cohort with stays in place of periods: for a stock that looks at their days alone."""
    return replace(cohort, periods=stay.with_columns(short_break=pl.lit(value=False)))


def _stable(cohort: Cohort, here: Cohort, moments: list[tuple[int, date]]) -> pl.DataFrame:
    rows = [
        stability(replace(cohort, episodes=_of(cohort, here, day)), [(year, day)])
        for year, day in moments
    ]
    return pl.concat(rows) if rows else pl.DataFrame(schema=STABILITY_SCHEMA)


def _reviewed(
    cohort: Cohort, here: Cohort, stay: pl.DataFrame, moments: list[tuple[int, date]]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Children of each day; reviews by kind of all who fitted at some time of the year."""
    children, kinds = [pl.DataFrame(schema=REVIEWS_SCHEMA)], [pl.DataFrame(schema=BY_KIND_SCHEMA)]
    for year, day in moments:
        during = stay.filter(
            pl.col("start") <= day,
            pl.col("end").is_null() | (pl.col("end") > year_start(year)),
        )
        for found, chosen, place in (
            (children, _children_on(here, day), 0),
            (kinds, during["child"].implode(), 1),
        ):
            some = replace(cohort, periods=cohort.periods.filter(pl.col("child").is_in(chosen)))
            found.append(reviews(some, moments)[place].filter(pl.col("year") == year))
    return pl.concat(children), pl.concat(kinds)


def _of(cohort: Cohort, here: Cohort, day: date) -> pl.DataFrame:
    """All episodes of the children who fit on a day."""
    return cohort.episodes.filter(pl.col("child").is_in(_children_on(here, day)))


def _children_on(here: Cohort, day: date) -> pl.Series:
    return here.care_episodes.filter(stock.is_open(day))["child"].implode()


def _as_flows(by_month: pl.DataFrame) -> pl.DataFrame:
    difference = pl.col("opening") + pl.col("entries") - pl.col("exits") - pl.col("closing")
    return by_month.select("month", "opening", "entries", "exits", "closing", difference=difference)


def _as_years(
    by_year: pl.DataFrame, cohort: Cohort, stay: pl.DataFrame, as_at: date
) -> pl.DataFrame:
    """`flows.YEARS_SCHEMA`; the counts in DfE's way are of the events that fit."""
    years = flows.complete_years(cohort, as_at)
    came = flows.yearly(_periods(cohort, stay.filter("entered")), years)
    went = flows.yearly(_periods(cohort, stay.filter("ceased")), years)
    difference = pl.col("opening") + pl.col("entries") - pl.col("exits") - pl.col("closing")
    return by_year.select(
        "year",
        "opening",
        "entries",
        "exits",
        "closing",
        difference=difference,
        re_entries=came["re_entries"],
        started_dfe=came["started_dfe"],
        ceased_dfe=went["ceased_dfe"],
    )


def _again(cohort: Cohort, stay: pl.DataFrame, ends: list[date]) -> pl.Series:
    came = flows.monthly(_periods(cohort, stay.filter("entered")), ends)
    return came["re_entries"]
