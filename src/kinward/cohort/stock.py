"""Who is looked after: on one day with all that is known of them, and how many by month end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import numpy as np
import polars as pl

from kinward.cohort.groups import group
from kinward.cohort.model import Cohort
from kinward.cohort.spans import NEVER, Codes, Counts, Days, birthdays, day_numbers, grid, open_on
from kinward.dates import age_on, return_year, year_end
from kinward.errors import ArgumentError
from kinward.terms import AGE_BANDS, CATEGORIES, UNKNOWN

AGE_LABELS: Final[dict[str, str]] = {
    "<1": "Under 1",
    **{band: band.replace("-", " to ") for band in AGE_BANDS if "-" in band},
    "18+": "18 and over",
    UNKNOWN: "Age not known",
}
"""Age bands and their names; the last is for children without a date of birth."""

_MONTHLY: Final[dict[str, pl.DataType]] = {
    "month": pl.Date(),
    "key": pl.String(),
    "label": pl.String(),
    "children": pl.Int64(),
}


def check_as_at(cohort: Cohort, as_at: date) -> None:
    """Refuse a date that the returns do not cover."""
    if not cohort.observed_from <= as_at <= cohort.observed_to:
        raise ArgumentError(
            f"The returns tell nothing of {as_at:%d/%m/%Y}",
            where="--as-at",
            remedy=f"Choose a day from {cohort.observed_from:%d/%m/%Y} to "
            f"{cohort.observed_to:%d/%m/%Y}, or add the return of that year.",
        )


def moments(cohort: Cohort, as_at: date) -> list[tuple[int, date]]:
    """The days on which yearly measures are taken: each 31 March observed up to the as-at date, and
    the as-at date itself; with the return year of each (one day a year)."""
    first, last = return_year(cohort.observed_from), return_year(as_at)
    days = [(year, year_end(year)) for year in range(first, last)]
    return [*days, (last, as_at)]


def looked_after(cohort: Cohort, as_at: date) -> pl.DataFrame:
    """The children looked after on a day: one row each, sorted by child.

    Returns:
        child, period, placement, category, usual_place, PLACE, LS, need (CIN at the start of the
        period), DOB, age (Int32, null where unknown), age_band, SEX, ethnic_group, uasc (on that
        day) and group.
    """
    here = cohort.care_episodes.filter(is_open(as_at)).select(
        "child", "period", "placement", "category", "usual_place", "PLACE", "LS"
    )
    # Children and periods are numbered by their rows.
    whose = cohort.children.select("DOB", "SEX", "ethnic_group", "uasc", "DUC")[here["child"]]
    began = cohort.periods.select(pl.col("CIN").alias("need"))[here["period"]]
    still_uasc = pl.col("uasc") & (pl.col("DUC").is_null() | (pl.col("DUC") > as_at))
    return (
        pl.concat([here, began, whose], how="horizontal")
        .lazy()
        .with_columns(age_on(pl.col("DOB"), pl.lit(as_at)).alias("age"), still_uasc.alias("uasc"))
        .with_columns(age_band(pl.col("age")).alias("age_band"), group().alias("group"))
        .drop("DUC")
        .collect()
    )


def short_breaks(cohort: Cohort, as_at: date) -> int:
    """Children with a short break, or an agreement on short breaks, open on a day."""
    open_ = cohort.periods.filter(is_open(as_at) & pl.col("short_break"))
    return open_["child"].n_unique()


def is_open(day: date, start: str = "start", end: str = "end") -> pl.Expr:
    """Whether an episode or a period is open at the end of a day, by its columns of dates."""
    return (pl.col(start) <= day) & (pl.col(end).is_null() | (pl.col(end) > day))


def age_band(age: pl.Expr) -> pl.Expr:
    """The key of the age band (`AGE_BANDS`, or `unknown`) of an age in years."""
    bands = list(AGE_BANDS.items())
    found = pl.lit(bands[0][0])
    for band, lowest in bands[1:]:
        found = pl.when(age >= lowest).then(pl.lit(band)).otherwise(found)
    return pl.when(age.is_null()).then(pl.lit(UNKNOWN)).otherwise(found)


def stock_on(cohort: Cohort, days: list[date]) -> Counts:
    """Children looked after on each of some days, in order."""
    care = cohort.care_episodes
    counts = open_on(day_numbers(care["start"]), day_numbers(care["end"]), grid(days))
    return counts.ravel()


def stock_by_category(cohort: Cohort, ends: list[date]) -> pl.DataFrame:
    """Looked after children by category on each day: month, key, label, children.

    A category that has nobody on any of the days is left out; shares of a day's rows sum to 1.
    """
    care = cohort.care_episodes
    keys = {key: place for place, key in enumerate(CATEGORIES)}
    code: Codes = (
        care["category"]
        .replace_strict(keys, default=keys["other"], return_dtype=pl.Int64)
        .to_numpy()
    )
    start, end = day_numbers(care["start"]), day_numbers(care["end"])
    counts = open_on(start, end, grid(ends), code, len(keys))
    return _long(counts, CATEGORIES, ends, always=frozenset())


def stock_by_age_band(cohort: Cohort, ends: list[date]) -> pl.DataFrame:
    """Looked after children by age band on each day: month, key, label, children.

    Every band is there; `unknown` only where there is somebody without a date of birth.
    """
    care = cohort.care_periods
    births = day_numbers(cohort.children["DOB"])[care["child"].to_numpy()]
    start, end, code = _split_by_age(day_numbers(care["start"]), day_numbers(care["end"]), births)
    counts = open_on(start, end, grid(ends), code, len(AGE_LABELS))
    return _long(counts, AGE_LABELS, ends, always=frozenset(AGE_BANDS))


def _split_by_age(start: Days, end: Days, births: Days) -> tuple[Days, Days, Codes]:
    """Each stay cut at the birthdays that change the age band, and the band of each piece."""
    ages = list(AGE_BANDS.values())[1:]
    always = np.full(len(start), np.iinfo(np.int32).min, dtype=np.int32)
    never = np.full(len(start), NEVER, dtype=np.int32)
    cuts = np.stack([always, *(birthdays(births, age) for age in ages), never])
    lower = np.maximum(start, cuts[:-1])
    upper = np.minimum(end, cuts[1:])
    code = np.repeat(np.arange(len(AGE_BANDS)), len(start)).reshape(lower.shape)
    code[:, births == NEVER] = len(AGE_BANDS)
    kept = lower < upper
    return lower[kept], upper[kept], code[kept]


def _long(
    counts: Counts, labels: Mapping[str, str], ends: list[date], *, always: frozenset[str]
) -> pl.DataFrame:
    shown = [place for place, key in enumerate(labels) if key in always or counts[place].any()]
    keys = list(labels)
    return pl.DataFrame(
        {
            "month": [end for end in ends for _ in shown],
            "key": [keys[place] for place in shown] * len(ends),
            "label": [labels[keys[place]] for place in shown] * len(ends),
            "children": counts[shown].T.ravel() if shown else [],
        },
        schema=_MONTHLY,
    )
