"""What the cohort stage gives: the children's history, and the summary made from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Final

import polars as pl

CHILDREN_SCHEMA: Final[dict[str, pl.DataType]] = {
    "child": pl.UInt32(),
    "CHILD": pl.String(),
    "DOB": pl.Date(),
    "SEX": pl.String(),
    "ETHNIC": pl.String(),
    "ethnic_group": pl.String(),
    "uasc": pl.Boolean(),
    "DUC": pl.Date(),
}
"""One row a child: `child` counts from 0 in the order of CHILD; SEX is M, F or U in every vintage;
`uasc` is true where the child was ever listed in the UASC table."""

EPISODES_SCHEMA: Final[dict[str, pl.DataType]] = {
    "child": pl.UInt32(),
    "start": pl.Date(),
    "end": pl.Date(),
    "RNE": pl.String(),
    "LS": pl.String(),
    "CIN": pl.String(),
    "PLACE": pl.String(),
    "PLACE_PROVIDER": pl.String(),
    "REC": pl.String(),
    "HOME_POST": pl.String(),
    "URN": pl.String(),
    "category": pl.String(),
    "usual_place": pl.String(),
    "temporary": pl.Boolean(),
    "short_break": pl.Boolean(),
    "period": pl.UInt32(),
    "placement": pl.UInt32(),
    "end_assumed": pl.Boolean(),
}
"""One row an episode, sorted by child and start, none overlapping; [start, end), `end` null while
open. `category` and `usual_place` (the PLACE code) carry over a temporary absence. `period` and
`placement` count over the frame."""

PLACEMENTS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "placement": pl.UInt32(),
    "child": pl.UInt32(),
    "period": pl.UInt32(),
    "start": pl.Date(),
    "end": pl.Date(),
    "category": pl.String(),
    "PLACE": pl.String(),
    "short_break": pl.Boolean(),
}
"""One row a placement: consecutive episodes with the same carer; temporary absences are part of the
placement left. `category` and `PLACE` are those at its end (or now)."""

PERIODS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "period": pl.UInt32(),
    "child": pl.UInt32(),
    "start": pl.Date(),
    "end": pl.Date(),
    "start_known": pl.Boolean(),
    "short_break": pl.Boolean(),
    "category": pl.String(),
    "CIN": pl.String(),
    "LS": pl.String(),
    "REC": pl.String(),
    "exit_cause": pl.String(),
    "age_at_start": pl.Int32(),
    "re_entry": pl.Boolean(),
    "end_assumed": pl.Boolean(),
}
"""One row a period of care. `start_known` is false where the first episode is not a start of care
(RNE S), so that the child was already in care when the data begins. `category`, `CIN`, `LS` are
those at the start; `REC` and `exit_cause` those at the end (null while open)."""

EXIT_CAUSES: Final[dict[str, str]] = {
    "home": "Returned home",
    "permanence_order": "Special guardianship or child arrangements order",
    "adopted": "Adopted",
    "independent": "Independent living or adult services",
    "custody_or_other": "Custody or other",
    "eighteen": "Reached 18",
    "unknown": "Not known",
}
"""Causes of leaving care, key and name. A period that ends on or after the 18th birthday is
`eighteen`, whatever its REC; one closed by a repair is `unknown`."""


@dataclass(frozen=True)
class Cohort:
    """Every looked after child's history.

    Attributes:
        observed_from: the first day that the returns cover (1 April of the first return year).
        observed_to: the last day (31 March of the last return year).
        reviews: child, REVIEW (date); one row a review.
        missing: child, start, end, MISSING.
    """

    children: pl.DataFrame
    episodes: pl.DataFrame
    placements: pl.DataFrame
    periods: pl.DataFrame
    reviews: pl.DataFrame
    missing: pl.DataFrame
    observed_from: date
    observed_to: date

    @cached_property
    def care_episodes(self) -> pl.DataFrame:
        """The episodes of looked after children: all but short breaks."""
        return self.episodes.filter(~pl.col("short_break"))

    @cached_property
    def care_periods(self) -> pl.DataFrame:
        """The periods of looked after children: all but short breaks."""
        return self.periods.filter(~pl.col("short_break"))


@dataclass(frozen=True)
class Survival:
    """A survival curve of time in care.

    Attributes:
        group: what the curve is of (an entry year, an age band at entry, a category, or 'all').
        curve: day (Int32), at_risk, survival, low, high: the Kaplan-Meier estimate with delayed
            entry and its 95% log-log interval, at every day on which somebody left.
        periods: periods of care behind the curve; None where that is not told.
        exits: exits behind the curve.
        from_day: the day on which the curve starts at 1, with enough at risk: 0, or later where
            delayed entry leaves too few before it; the curve is of those still in care on it.
        to_day: the last day on which enough are followed; beyond it the curve is not known.
    """

    group: str
    curve: pl.DataFrame
    periods: int | None
    exits: int
    from_day: int = 0
    to_day: int | None = None


@dataclass(frozen=True)
class Durations:
    """How long children stay.

    Attributes:
        completed: financial_year (Int32, named by its end), exits, lower_quartile, median,
            upper_quartile (days), by year of exit; periods whose start is not known, or whose end
            a repair assumed, are left out and counted in `start_unknown` and `end_unknown`.
        survival: by split (`all`, `entry_year`, `age_band`, `category`), the curves.
        causes: day, then one column a cause of `EXIT_CAUSES` (cumulative incidence,
            Aalen-Johansen) and `in_care`; the row sums are 1.
        still_in_care_at_1_year: share of all entrants still in care after 365 days, or None.
        still_in_care_at_1_year_after_28_days: the same of those still in care after 28 days.
        start_unknown: periods left out of all of it because their start is not known.
    """

    completed: pl.DataFrame
    survival: Mapping[str, tuple[Survival, ...]]
    causes: pl.DataFrame
    still_in_care_at_1_year: float | None
    still_in_care_at_1_year_after_28_days: float | None
    start_unknown: int = 0


@dataclass(frozen=True)
class Summary:
    """Every figure of the baseline at one as-at date. Counts are of children, looked after only.

    Attributes:
        looked_after: children looked after on the as-at date.
        short_breaks: children in a series of short breaks on that date, apart from all else (None
            only where disclosure control hides it).
        rate_per_10000: with `--population`, else None; `rate_base` says year and ages of the base.
        breakdowns: by key (`category`, `age_band`, `sex`, `ethnic_group`, `legal_status`, `need`,
            `uasc`, `group`, `team` if given): key, label, children, share (of looked after; null
            where nobody is).
        flows: month (date of the month's end), opening, entries, exits, closing, difference
            (opening + entries - exits - closing: 0), re_entries.
        years: year (Int32, named by its end), opening, entries, exits, closing, difference,
            re_entries, started_dfe, ceased_dfe (children, DfE's way), for every return year that
            has ended by the as-at date.
        entries_by_age, exits_by_cause: year, key, label, count.
        stock_by_category, stock_by_age_band: month, key, label, children: by month end.
        age_by_category: category, age_band (keys), children, on the as-at date: the pairs that
            hold a child.
        rates: year, looked_after, population, rate_per_10000 (empty without population).
        three_or_more_placements_pct, long_term_pct: stability (None where nobody qualifies).
        stability: year, day (each 31 March, and the as-at date), three_or_more_children,
            three_or_more_base, three_or_more_placements_pct, long_term_children, long_term_base,
            long_term_pct (null where the returns cannot tell).
        reviews: year, day, children, on_time, on_time_pct; first, second and later reviews apart in
            `reviews_by_kind`: year, kind, due, on_time, on_time_pct.
        distance: out_of_area, over_20_miles with their base where PL_LOCATION and PL_DISTANCE are
            given, else None and `distance_reason` says why.
        neighbours: key (measure), label, unit, own, neighbours_mean, neighbours_low,
            neighbours_high, nation, year (empty without LAIT).
        neighbour_trend: key, year, area (`own`, `neighbours`, `nation`), value.
        published: month, began, ceased, looked_after, expected, difference, own_began, own_ceased,
            own_looked_after (with `--totals`).
        team_flows: month, key, label, entries, exits by team (with `--teams`, else empty).
        notes: sentences about what the figures rest on (an as-at date chosen, ages unknown).
    """

    as_at: date
    looked_after: int
    short_breaks: int | None
    rate_per_10000: float | None
    rate_base: str | None
    breakdowns: Mapping[str, pl.DataFrame]
    flows: pl.DataFrame
    years: pl.DataFrame
    entries_by_age: pl.DataFrame
    exits_by_cause: pl.DataFrame
    stock_by_category: pl.DataFrame
    stock_by_age_band: pl.DataFrame
    rates: pl.DataFrame
    three_or_more_placements_pct: float | None
    long_term_pct: float | None
    stability: pl.DataFrame
    reviews: pl.DataFrame
    reviews_by_kind: pl.DataFrame
    distance: Mapping[str, int] | None
    distance_reason: str | None
    durations: Durations
    neighbours: pl.DataFrame
    neighbour_trend: pl.DataFrame
    published: pl.DataFrame
    notes: tuple[str, ...]
    age_by_category: pl.DataFrame = field(default_factory=pl.DataFrame)
    team_flows: pl.DataFrame = field(default_factory=pl.DataFrame)
