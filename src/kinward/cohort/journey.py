"""One child's way through care, event by event.

This is about a single child. It is for people who may see one, and never for a report.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import polars as pl

from kinward.cohort.model import EXIT_CAUSES, Cohort
from kinward.errors import ArgumentError
from kinward.reference.codes import meanings, named
from kinward.terms import CATEGORIES

KINDS: Final[dict[str, str]] = {
    "care": "Care",
    "team": "Team",
    "legal_status": "Legal status",
    "placement": "Placement",
    "away": "Temporary absence",
    "missing": "Missing",
    "review": "Review",
    "end": "End of care",
}
"""Kinds of event, key and name, in the order of those of one day."""

EVENTS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "day": pl.Date(),
    "until": pl.Date(),
    "days": pl.Int64(),
    "kind": pl.String(),
    "what": pl.String(),
    "note": pl.String(),
}
"""An event in words. What lasts goes from `day` to `until`, which is the first day on which it is
no longer so (of a team its last day, as the list of teams has it); null while it goes on, or where
it is of one day. `days` is how long it lasted, null where it goes on or is of one day."""

_UNTOLD: Final = "Not told"


def journey(cohort: Cohort, child: int, teams: pl.DataFrame | None = None) -> pl.DataFrame:
    """A child's events (`EVENTS_SCHEMA`), in order of time.

    Periods of care, teams, legal statuses, placements, temporary absences, missing episodes,
    reviews and ends of care: all that the returns tell, of every period.

    Args:
        child: a number of `Cohort.children`.
        teams: who worked with which child when.

    Raises:
        ArgumentError: there is no such child.
    """
    if not 0 <= child < len(cohort.children):
        raise ArgumentError("There is no such child", remedy="Choose one from the list.")
    episodes = cohort.episodes.filter(pl.col("child") == child)
    periods = cohort.periods.filter(pl.col("child") == child)
    found = [
        _care(periods),
        _ends(periods),
        _legal_statuses(episodes),
        _placements(cohort.placements.filter(pl.col("child") == child)),
        _away(episodes),
        _missing(cohort.missing.filter(pl.col("child") == child)),
        _reviews(cohort.reviews.filter(pl.col("child") == child)),
    ]
    if teams is not None:
        identifier = cohort.children["CHILD"][child]
        found.append(_teams(teams.filter(pl.col("child_id") == identifier)))
    rank = pl.col("kind").replace_strict({key: i for i, key in enumerate(KINDS)})
    last_day_too = (pl.col("kind") == "team").cast(pl.Int64)
    lasted = (pl.col("until") - pl.col("day")).dt.total_days() + last_day_too
    return (
        pl.concat(found)
        .with_columns(days=lasted)
        .sort("day", rank, "until", "what", nulls_last=True)
        .select(pl.col(name).cast(kind) for name, kind in EVENTS_SCHEMA.items())
    )


def _care(periods: pl.DataFrame) -> pl.DataFrame:
    need = _said("CIN", meanings("CIN"))
    age = pl.when(pl.col("age_at_start").is_not_null()).then(
        pl.format("; aged {}", pl.col("age_at_start"))
    )
    began = (
        pl.when("short_break")
        .then(pl.lit("Short breaks began"))
        .when("start_known")
        .then(pl.lit("Came into care"))
        .otherwise(pl.lit("Was in care when the returns begin"))
    )
    return periods.select(
        pl.col("start").alias("day"),
        until="end",
        kind=pl.lit("care"),
        what=began,
        note=pl.concat_str(need, age.otherwise(pl.lit(""))),
    )


def _ends(periods: pl.DataFrame) -> pl.DataFrame:
    cause = pl.col("exit_cause").replace_strict(EXIT_CAUSES, default=_UNTOLD)
    reason = pl.col("REC").replace_strict(meanings("REC"), default=None, return_dtype=pl.String)
    over = periods.filter(pl.col("end").is_not_null())
    return over.select(
        pl.col("end").alias("day"),
        until=pl.lit(None, pl.Date),
        kind=pl.lit("end"),
        what=pl.when("short_break")
        .then(pl.lit("Short breaks ended"))
        .otherwise(pl.lit("Left care")),
        note=pl.when("end_assumed")
        .then(pl.lit("The returns do not tell when; the day is assumed"))
        .when(reason.is_null())
        .then(cause)
        .otherwise(pl.format("{} ({})", cause, reason)),
    )


def _legal_statuses(episodes: pl.DataFrame) -> pl.DataFrame:
    """Episodes that follow each other under one status, as one."""
    changed = pl.col("period").ne_missing(pl.col("period").shift(1)) | pl.col("LS").ne_missing(
        pl.col("LS").shift(1)
    )
    return (
        episodes.with_columns(stretch=changed.cum_sum())
        .group_by("stretch", maintain_order=True)
        .agg(pl.col("start", "LS").first(), pl.col("end").last())
        .select(
            pl.col("start").alias("day"),
            until="end",
            kind=pl.lit("legal_status"),
            what=_said("LS", meanings("LS")),
            note=pl.format("Code {}", "LS").fill_null(""),
        )
    )


def _placements(placements: pl.DataFrame) -> pl.DataFrame:
    return placements.select(
        pl.col("start").alias("day"),
        until="end",
        kind=pl.lit("placement"),
        what=_said("category", CATEGORIES),
        note=_said("PLACE", meanings("PLACE")),
    )


def _away(episodes: pl.DataFrame) -> pl.DataFrame:
    return episodes.filter("temporary").select(
        pl.col("start").alias("day"),
        until="end",
        kind=pl.lit("away"),
        what=_said("PLACE", meanings("PLACE")),
        note=pl.lit(""),
    )


def _missing(missing: pl.DataFrame) -> pl.DataFrame:
    return missing.select(
        pl.col("start").alias("day"),
        until="end",
        kind=pl.lit("missing"),
        what=_said("MISSING", meanings("MISSING")),
        note=pl.lit(""),
    )


def _reviews(reviews: pl.DataFrame) -> pl.DataFrame:
    return reviews.select(
        pl.col("REVIEW").alias("day"),
        until=pl.lit(None, pl.Date),
        kind=pl.lit("review"),
        what=pl.lit("Review held"),
        note=pl.lit(""),
    )


def _teams(teams: pl.DataFrame) -> pl.DataFrame:
    return teams.select(
        pl.col("from").alias("day"),
        until="to",
        kind=pl.lit("team"),
        what="team",
        note=pl.lit(""),
    )


def _said(column: str, names: Mapping[str, str]) -> pl.Expr:
    return named(column, names, unknown=_UNTOLD)
