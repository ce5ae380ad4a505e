"""Cohorts of nothing but periods of care, and periods written as text."""

from __future__ import annotations

from datetime import date

import polars as pl

from kinward.cohort.model import (
    CHILDREN_SCHEMA,
    EPISODES_SCHEMA,
    PERIODS_SCHEMA,
    PLACEMENTS_SCHEMA,
    Cohort,
)


def cohort_of(periods: pl.DataFrame, observed_from: date, observed_to: date) -> Cohort:
    """A cohort whose other frames are empty."""
    return Cohort(
        children=pl.DataFrame(schema=CHILDREN_SCHEMA),
        episodes=pl.DataFrame(schema=EPISODES_SCHEMA),
        placements=pl.DataFrame(schema=PLACEMENTS_SCHEMA),
        periods=periods,
        reviews=pl.DataFrame(schema={"child": pl.UInt32(), "REVIEW": pl.Date()}),
        missing=pl.DataFrame(),
        observed_from=observed_from,
        observed_to=observed_to,
    )


def periods_of(text: str) -> pl.DataFrame:
    """Periods from rows of start, end (a dash while open), cause of leaving, and marks.

    Marks, in any order: `?start` the start is not known, `?end` the end was assumed, `short` a
    short break, `age=N`, `category=KEY`. Ends without a cause are `home`.
    """
    rows = [_row(number, line.split()) for number, line in enumerate(text.strip().splitlines())]
    return pl.DataFrame(rows, schema=PERIODS_SCHEMA)


def _row(number: int, fields: list[str]) -> dict[str, object]:
    start, end, *marks = fields
    given = dict(mark.split("=") for mark in marks if "=" in mark)
    causes = [mark for mark in marks if "=" not in mark and mark not in ("?start", "?end", "short")]
    return {
        "period": number,
        "child": number,
        "start": date.fromisoformat(start),
        "end": None if end == "-" else date.fromisoformat(end),
        "start_known": "?start" not in marks,
        "short_break": "short" in marks,
        "category": given.get("category", "kinship"),
        "exit_cause": None if end == "-" else (causes or ["home"])[0],
        "age_at_start": int(given.get("age", 5)),
        "end_assumed": "?end" in marks,
    }
