"""The tables of placements and of periods of care, read off the chain of episodes."""

from __future__ import annotations

from datetime import date
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinward.cohort.model import EXIT_CAUSES
from kinward.cohort.spans import birthdays, day_numbers, months_after
from kinward.dates import age_on
from kinward.reference.codes import groups
from kinward.reference.parameters import parameter

_REACHED_18: Final = "E17"
"""The REC of a child who turns 18 and stays with the carer: tells the cause without an age."""


def placements(episodes: pl.DataFrame) -> pl.DataFrame:
    """One row a placement (`PLACEMENTS_SCHEMA`), from chained episodes (`EPISODES_SCHEMA`)."""
    first, last = _ends_of(episodes["placement"])
    return episodes.select(
        pl.col("placement", "child", "period", "start").gather(first),
        pl.col("end", "category").gather(last),
        pl.col("usual_place").gather(last).alias("PLACE"),
        pl.col("short_break").gather(first),
    )


def periods(episodes: pl.DataFrame, births: pl.Series, sure_after: date) -> pl.DataFrame:
    """One row a period of care (`PERIODS_SCHEMA`).

    Args:
        episodes: chained (`EPISODES_SCHEMA`).
        births: the dates of birth, by child.
        sure_after: a period that starts later than this day starts where it seems to, whatever its
            RNE (the last day of the first return's year: an earlier episode would have been in a
            return).
    """
    first, last = _ends_of(episodes["period"])
    at_start = ("period", "child", "start", "short_break", "category", "CIN", "LS", "RNE")
    frame = episodes.select(
        pl.col(at_start).gather(first), pl.col("end", "REC", "end_assumed").gather(last)
    )
    frame = frame.with_columns(births[frame["child"]].alias("DOB"))
    adult = birthdays(day_numbers(frame["DOB"]), int(parameter("adult_age").value))
    return frame.select(
        "period",
        "child",
        "start",
        "end",
        _start_known(sure_after),
        "short_break",
        "category",
        "CIN",
        "LS",
        pl.when(pl.col("end").is_not_null()).then("REC").alias("REC"),
        _exit_cause(pl.Series(day_numbers(frame["end"]) >= adult)).alias("exit_cause"),
        age_on(pl.col("DOB"), pl.col("start")).alias("age_at_start"),
        pl.Series("re_entry", _re_entry(frame)),
        "end_assumed",
    )


def _ends_of(unit: pl.Series) -> tuple[pl.Series, pl.Series]:
    """The rows of the first and the last episode of every period or placement."""
    number = unit.to_numpy().astype(np.int64)
    first = np.flatnonzero(np.diff(number, prepend=-1))
    return pl.Series(first), pl.Series(np.append(first[1:], len(number)) - 1)


def _start_known(sure_after: date) -> pl.Expr:
    known = (pl.col("RNE") == "S") | (pl.col("start") > sure_after)
    return known.fill_null(value=False).alias("start_known")


def _exit_cause(eighteen: pl.Series) -> pl.Expr:
    causes = {code: group for code, group in groups("REC").items() if group in EXIT_CAUSES}
    # A child whose care becomes a series of short breaks lives at home.
    to_short_breaks = (
        ~pl.col("short_break")
        & pl.col("short_break").shift(-1)
        & (pl.col("child") == pl.col("child").shift(-1))
        & (pl.col("end") == pl.col("start").shift(-1))
    )
    by_reason = pl.col("REC").replace_strict(causes, default="unknown", return_dtype=pl.String)
    return (
        pl.when(pl.col("end").is_null())
        .then(None)
        .when("end_assumed")
        .then(pl.lit("unknown"))
        .when(eighteen | (pl.col("REC") == _REACHED_18))
        .then(pl.lit("eighteen"))
        .when(to_short_breaks)
        .then(pl.lit("home"))
        .otherwise(by_reason)
    )


def _re_entry(frame: pl.DataFrame) -> NDArray[np.bool_]:
    """Whether the child left care (not a short break) at most twelve months before."""
    child, start, end = frame["child"].to_numpy(), *map(day_numbers, (frame["start"], frame["end"]))
    care = np.flatnonzero(~frame["short_break"].to_numpy())
    again = np.zeros(len(frame), dtype=np.bool_)
    latest = months_after(end[care[:-1]], int(parameter("re_entry_months").value))
    again[care[1:]] = (child[care[1:]] == child[care[:-1]]) & (start[care[1:]] <= latest)
    return again
