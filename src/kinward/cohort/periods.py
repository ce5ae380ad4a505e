"""The tables of placements and of periods of care, read off the chain of episodes."""

from __future__ import annotations

import polars as pl

from kinward.cohort.model import EXIT_CAUSES, PERIODS_SCHEMA, PLACEMENTS_SCHEMA
from kinward.dates import age_on, birthday_of
from kinward.reference.codes import groups
from kinward.reference.parameters import parameter


def placements(episodes: pl.DataFrame) -> pl.DataFrame:
    """One row a placement (`PLACEMENTS_SCHEMA`), from chained episodes (`EPISODES_SCHEMA`)."""
    first, last = _ends_of(episodes, "placement")
    return pl.DataFrame(
        {
            "placement": first["placement"],
            "child": first["child"],
            "period": first["period"],
            "start": first["start"],
            "end": last["end"],
            "category": last["category"],
            "PLACE": last["usual_place"],
            "short_break": first["short_break"],
        },
        schema=PLACEMENTS_SCHEMA,
    )


def periods(episodes: pl.DataFrame, births: pl.Series, sure_after: pl.Expr) -> pl.DataFrame:
    """One row a period of care (`PERIODS_SCHEMA`).

    Args:
        episodes: chained (`EPISODES_SCHEMA`).
        births: the dates of birth, by child.
        sure_after: a period that starts later than this day starts where it seems to, whatever its
            RNE (the last day of the first return's year: an earlier episode would have been in a
            return).
    """
    first, last = _ends_of(episodes, "period")
    frame = pl.DataFrame(
        {
            **{name: first[name] for name in ("period", "child", "start", "short_break")},
            **{name: first[name] for name in ("category", "CIN", "LS", "RNE")},
            **{name: last[name] for name in ("end", "REC", "end_assumed")},
            "DOB": births.gather(first["child"]),
        }
    )
    return frame.with_columns(
        ((pl.col("RNE") == "S") | (pl.col("start") > sure_after))
        .fill_null(value=False)
        .alias("start_known"),
        pl.when(pl.col("end").is_not_null()).then("REC").alias("REC"),
        _exit_cause().alias("exit_cause"),
        age_on(pl.col("DOB"), pl.col("start")).alias("age_at_start"),
        _re_entry().alias("re_entry"),
    ).select(pl.col(name).cast(kind) for name, kind in PERIODS_SCHEMA.items())


def _ends_of(episodes: pl.DataFrame, unit: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The first and the last episode of every period or placement."""
    starts = pl.col(unit).ne_missing(pl.col(unit).shift(1))
    ends = pl.col(unit).ne_missing(pl.col(unit).shift(-1))
    return episodes.filter(starts), episodes.filter(ends)


def _exit_cause() -> pl.Expr:
    causes = {code: group for code, group in groups("REC").items() if group in EXIT_CAUSES}
    adult = int(parameter("adult_age").value)
    eighteen = pl.col("end") >= birthday_of(pl.col("DOB"), adult)
    # A child whose care becomes a series of short breaks lives at home.
    to_short_breaks = (
        ~pl.col("short_break")
        & pl.col("short_break").shift(-1)
        & (pl.col("child") == pl.col("child").shift(-1))
        & (pl.col("end") == pl.col("start").shift(-1))
    )
    return (
        pl.when(pl.col("end").is_null())
        .then(None)
        .when(pl.col("end_assumed"))
        .then(pl.lit("unknown"))
        .when(eighteen | (pl.col("REC") == "E17"))
        .then(pl.lit("eighteen"))
        .when(to_short_breaks)
        .then(pl.lit("home"))
        .otherwise(pl.col("REC").replace_strict(causes, default="unknown", return_dtype=pl.String))
    )


def _re_entry() -> pl.Expr:
    """Whether the child left care (not a short break) at most twelve months before."""
    months = int(parameter("re_entry_months").value)
    care = pl.when(~pl.col("short_break"))
    last_child = care.then(pl.col("child")).shift(1).forward_fill()
    last_exit = care.then(pl.col("end")).shift(1).forward_fill()
    again = (last_child == pl.col("child")) & (
        pl.col("start") <= last_exit.dt.offset_by(f"{months}mo")
    )
    return ~pl.col("short_break") & again.fill_null(value=False)
