"""How long children stay in care: completed stays, survival curves, and causes of leaving.

A completed stay alone misleads: those who entered lately and have left are those who left quickly.
The curves keep open stays in, as censored, and children who were already in care when the data
begins enter late. See `survival` for the method.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

import numpy as np
import polars as pl

from kinward.cohort.model import EXIT_CAUSES, Cohort, Durations, Survival
from kinward.cohort.survival import (
    CENSORED,
    Bools,
    Curve,
    Ints,
    RiskTable,
    cumulative_incidence,
    kaplan_meier,
    risk_table,
    share_after,
)
from kinward.dates import return_year, return_year_of, year_name
from kinward.reference.parameters import parameter
from kinward.terms import AGE_BANDS, CATEGORIES, UNKNOWN

_YEAR: Final = 365
_BANDS: Final = (*AGE_BANDS, UNKNOWN)
_CATEGORIES: Final = (*CATEGORIES, UNKNOWN)
_COMPLETED: Final[dict[str, pl.DataType]] = {
    "financial_year": pl.Int32(),
    "exits": pl.Int64(),
    "lower_quartile": pl.Float64(),
    "median": pl.Float64(),
    "upper_quartile": pl.Float64(),
    "start_unknown": pl.Int64(),
    "end_unknown": pl.Int64(),
}


@dataclass(frozen=True)
class _Stays:
    """Periods of care of which the data saw a day, one array a field.

    `first`, `last` and `cause` are as in `survival`; they mean nothing where the start is unknown.
    """

    first: Ints
    last: Ints
    cause: Ints
    start_known: Bools
    ended: Bools
    end_assumed: Bools
    exit_year: Ints
    entry_year: Ints
    age_band: Ints
    category: Ints

    def table(self, chosen: Bools, least: int) -> RiskTable:
        return risk_table(
            self.first[chosen], self.last[chosen], self.cause[chosen], len(EXIT_CAUSES), least
        )


def measure(cohort: Cohort, as_at: date) -> Durations:
    """Durations of periods of care as known on a day; short breaks are left out.

    Days are whole days from the start of a period to its end. Open periods are censored on the
    as-at date (or on the last day of the returns, if that is before), and so are those whose end a
    repair had to assume, on that end. Periods whose start is not known are left out of every
    figure and counted, since the time in care is not known. Of the children already in care when
    the data begins, those with a known start are the ones whose first placement and legal status
    still held: they may stay longer than others, which the late part of a curve rests on most.

    A curve needs as many stays as the parameter `curve_least_at_risk`: a group with fewer has
    none; `all` has one wherever there is a stay.

    Args:
        cohort: its `periods`, and the days that the returns cover.
        as_at: the day of the baseline.
    """
    stays = _stays(cohort, min(as_at, cohort.observed_to))
    least = int(parameter("curve_least_at_risk").value)
    groups = list(_groups(stays, return_year(cohort.observed_from), least))
    tables = [stays.table(chosen, least) for _, _, chosen in groups]
    curves = [kaplan_meier(table) for table in tables]
    frames = _frames(tables, curves)
    survival: dict[str, list[Survival]] = {
        split: [] for split in ("all", "entry_year", "age_band", "category")
    }
    for (split, group, chosen), table, frame in zip(groups, tables, frames, strict=True):
        exits = int(table.left.sum())
        survival[split].append(
            Survival(group, frame, int(chosen.sum()), exits, table.from_day, table.to_day)
        )
    whole, curve = (tables[0], curves[0]) if groups else _nothing()
    at_a_year, after_a_month = _shares_at_a_year(whole, curve)
    return Durations(
        completed=_completed(stays),
        survival={split: tuple(found) for split, found in survival.items()},
        causes=_causes(whole, curve),
        still_in_care_at_1_year=at_a_year,
        still_in_care_at_1_year_after_28_days=after_a_month,
        start_unknown=int((~stays.start_known).sum()),
    )


def _stays(cohort: Cohort, until: date) -> _Stays:
    """Periods as days at risk; those that ended before the data begins were never seen."""
    start, end, begins = pl.col("start"), pl.col("end"), pl.lit(cohort.observed_from)
    ended = (end <= until).fill_null(value=False)
    last_seen = pl.when(ended).then(end).otherwise(pl.lit(until))
    frame = (
        cohort.periods.lazy()
        .filter(~pl.col("short_break"), start <= until, last_seen >= begins)
        .select(
            "start_known",
            "end_assumed",
            first=(begins - start).dt.total_days().clip(lower_bound=0),
            last=(last_seen - start).dt.total_days(),
            ended=ended,
            cause=pl.when(ended & ~pl.col("end_assumed"))
            .then(_position(pl.col("exit_cause"), tuple(EXIT_CAUSES)))
            .otherwise(CENSORED),
            exit_year=return_year_of(last_seen).cast(pl.Int64),
            entry_year=return_year_of(start).cast(pl.Int64),
            age=pl.col("age_at_start").fill_null(-1).cast(pl.Int64),
            category=_position(pl.col("category"), _CATEGORIES),
        )
        .collect()
    )
    arrays = {column.name: column.to_numpy() for column in frame}
    age = arrays.pop("age")
    bands = np.searchsorted(list(AGE_BANDS.values()), age, side="right") - 1
    return _Stays(**arrays, age_band=np.where(age < 0, _BANDS.index(UNKNOWN), bands))


def _position(key: pl.Expr, keys: tuple[str, ...]) -> pl.Expr:
    """The position of a key in its list; what is not in the list is `unknown`."""
    positions = {name: i for i, name in enumerate(keys)}
    return key.replace_strict(
        positions, default=positions[UNKNOWN], return_dtype=pl.Int64
    ).fill_null(positions[UNKNOWN])


def _groups(stays: _Stays, first_year: int, least: int) -> Iterator[tuple[str, str, Bools]]:
    """Split, group and the stays in it; `all` comes first.

    Years of entry begin with the first that the returns cover: of earlier entrants only those are
    seen who stayed long enough, so that their curve would be of others.
    """
    known = stays.start_known
    if not known.any():
        return
    yield "all", "all", known
    years = [year for year in np.unique(stays.entry_year).tolist() if year >= first_year]
    splits = (
        ("entry_year", stays.entry_year, {year: year_name(year) for year in years}),
        ("age_band", stays.age_band, dict(enumerate(_BANDS))),
        ("category", stays.category, dict(enumerate(_CATEGORIES))),
    )
    for split, codes, groups in splits:
        for code, group in groups.items():
            chosen = known & (codes == code)
            if chosen.sum() >= least:
                yield split, group, chosen


def _frames(tables: list[RiskTable], curves: list[Curve]) -> list[pl.DataFrame]:
    """The curves as frames: slices of one, since making a frame costs more than its figures."""
    if not tables:
        return []
    frame = pl.DataFrame(
        {
            "day": np.concatenate([table.day for table in tables]).astype(np.int32),
            "at_risk": np.concatenate([table.at_risk for table in tables]),
            "survival": np.concatenate([curve.survival for curve in curves]),
            "low": np.concatenate([curve.low for curve in curves]),
            "high": np.concatenate([curve.high for curve in curves]),
        },
        nan_to_null=True,
    )
    bounds = np.cumsum([0, *(len(table.day) for table in tables)]).tolist()
    return [frame.slice(low, high - low) for low, high in pairwise(bounds)]


def _completed(stays: _Stays) -> pl.DataFrame:
    """Quartiles of completed stays by year of exit.

    A quartile is the shortest stay that at least a quarter (half, three quarters) of the stays do
    not exceed; where exactly that share does not, the mean of it and the next (definition 2 of
    Hyndman and Fan, Am Stat 1996, 50:361-365). So it is a whole number of days, or a half.
    """
    rows = []
    for year in np.unique(stays.exit_year[stays.ended]).tolist():
        left = stays.ended & (stays.exit_year == year)
        days = np.sort(stays.last[left & stays.start_known & ~stays.end_assumed])
        rows.append(
            (
                year,
                len(days),
                *(_quartile(days, quarter) for quarter in (1, 2, 3)),
                int((left & ~stays.start_known).sum()),
                int((left & stays.start_known & stays.end_assumed).sum()),
            )
        )
    return pl.DataFrame(rows, schema=_COMPLETED, orient="row")


def _quartile(ascending: Ints, quarter: int) -> float | None:
    count = len(ascending)
    if not count:
        return None
    return float(ascending[-(-count * quarter // 4) - 1] + ascending[count * quarter // 4]) / 2


def _nothing() -> tuple[RiskTable, Curve]:
    none = np.zeros(0, np.int64)
    table = risk_table(none, none, none, len(EXIT_CAUSES))
    return table, kaplan_meier(table)


def _causes(table: RiskTable, curve: Curve) -> pl.DataFrame:
    """Cumulative incidence by cause on the first day of the estimate and each day of leaving."""
    shares = cumulative_incidence(table, curve.survival)
    day, in_care = table.day, curve.survival
    if table.from_day <= table.to_day and table.from_day not in day[:1]:
        day = np.insert(day, 0, table.from_day)
        shares, in_care = np.insert(shares, 0, 0.0, axis=1), np.insert(in_care, 0, 1.0)
    by_cause = dict(zip(EXIT_CAUSES, shares, strict=True))
    return pl.DataFrame({"day": day.astype(np.int32)} | by_cause | {"in_care": in_care})


def _shares_at_a_year(table: RiskTable, curve: Curve) -> tuple[float | None, float | None]:
    """Still in care after a year: of all entrants, and of those in care after 28 days.

    None where the curve begins later, so that it is of others, or nobody was followed for a year.
    """
    month = int(parameter("days_to_lasting_stay").value)
    at_a_year = share_after(table, curve.survival, _YEAR)
    at_a_month = share_after(table, curve.survival, month)
    of_all = at_a_year if table.from_day == 0 else None
    if at_a_year is None or not at_a_month or table.from_day > month + 1:
        return of_all, None
    return of_all, at_a_year / at_a_month
