"""Tables of how long children stay and how stable, timely and near their care is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from kinward.cohort.model import EXIT_CAUSES, Durations, Summary, Survival
from kinward.reports.table import Column, ReportTable, long_date
from kinward.reports.tables.words import (
    SPLITS,
    SURVIVAL_DAYS,
    columns,
    group_label,
    under_way,
)


def durations(summary: Summary, source: str) -> Iterator[ReportTable]:
    """How long children stay."""
    durations = summary.durations
    yield ReportTable(
        "completed",
        "Length of the periods of care that ended, in days, by year",
        columns(
            ("financial_year", "Year to 31 March", "year"),
            ("exits", "Ended", "count"),
            ("lower_quartile", "A quarter ended within (days)", "count"),
            ("median", "Half ended within (days)", "count"),
            ("upper_quartile", "Three quarters ended within (days)", "count"),
        ),
        durations.completed,
        source,
        "Periods that began before the returns do are left out, so that the first years are of "
        f"short periods only. {under_way(summary.as_at)}".strip(),
    )
    for split in SPLITS:
        yield survival_table(durations, split, source)
    if not durations.causes.is_empty():
        last = durations.causes["day"].to_list()[-1]
        days = [day for day in SURVIVAL_DAYS if day <= last]
        grid = pl.DataFrame({"day": days}, schema={"day": durations.causes.schema["day"]})
        read = grid.join_asof(durations.causes.sort("day"), on="day", strategy="backward")
        names = {name: label for name, label in EXIT_CAUSES.items() if name in read.columns}
        yield ReportTable(
            "causes",
            "What became of children after they came into care",
            (
                Column("after", "After"),
                *(Column(name, label, "share") for name, label in names.items()),
                Column("in_care", "Still in care", "share"),
            ),
            read.with_columns(
                pl.Series("after", [SURVIVAL_DAYS[day] for day in days], dtype=pl.String)
            ),
            source,
            "Cumulative incidence (Aalen-Johansen): each child has left by one cause at most.",
        )


def survival_table(durations: Durations, split: str, source: str) -> ReportTable:
    """The survival curves of a split read at a few days, one row a curve."""
    rows = [
        (
            group_label(split, curve.group),
            curve.periods if len(curve.curve) else None,
            *_read_curve(curve),
        )
        for curve in durations.survival.get(split, ())
    ]
    names = [f"day_{day}" for day in SURVIVAL_DAYS]
    schema = {"group": pl.String(), "periods": pl.Int64()} | dict.fromkeys(names, pl.Float64())
    heading, end = SPLITS[split]
    return ReportTable(
        f"survival_{split}",
        f"Share of children still in care after a time{end}",
        (
            Column("group", heading),
            Column("periods", "Periods of care", "count"),
            *(Column(f"day_{day}", label, "share") for day, label in SURVIVAL_DAYS.items()),
        ),
        pl.DataFrame(rows, schema=schema, orient="row"),
        source,
        "Kaplan-Meier estimate. Children still in care count for the time they have been there; "
        "those in care before the returns begin count from then.",
    )


def _read_curve(survival: Survival) -> tuple[float | None, ...]:
    """The curve at each of `SURVIVAL_DAYS`; None after its last day, or where it begins late.

    Before its first step all are in care; a curve without its numbers at risk has been thinned, so
    that a few may have left before its first step. One that begins late is of those still in care
    then: it is no share of those who came into care.
    """
    curve = survival.curve
    if survival.from_day:
        return (None,) * len(SURVIVAL_DAYS)
    days, shares = curve["day"].to_list(), curve["survival"].to_list()
    start = 1.0 if curve["at_risk"].null_count() == 0 else None
    read: list[float | None] = []
    for day in SURVIVAL_DAYS:
        before = [share for at, share in zip(days, shares, strict=True) if at <= day]
        read.append(None if not days or day > days[-1] else (before[-1] if before else start))
    return tuple(read)


def practice(summary: Summary, source: str) -> Iterator[ReportTable]:
    """Stability, reviews and distance."""
    yield ReportTable(
        "stability",
        "Stability of placements on 31 March",
        columns(
            ("year", "Year to 31 March", "year"),
            ("three_or_more_children", "Three or more placements in the year: children", "count"),
            ("three_or_more_base", "Looked after", "count"),
            ("three_or_more_share", "Three or more placements: share", "share"),
            ("long_term_children", "Same placement for two years: children", "count"),
            ("long_term_base", "Under 16, looked after for 2.5 years", "count"),
            ("long_term_share", "Same placement for two years: share", "share"),
        ),
        summary.stability.with_columns(
            (pl.col("three_or_more_placements_pct") / 100).alias("three_or_more_share"),
            (pl.col("long_term_pct") / 100).alias("long_term_share"),
        ),
        source,
        under_way(summary.as_at),
    )
    yield ReportTable(
        "reviews",
        "Children whose reviews were all on time",
        columns(
            ("year", "Year to 31 March", "year"),
            ("children", "Children with a review due", "count"),
            ("on_time", "All on time", "count"),
            ("on_time_share", "Share", "share"),
        ),
        summary.reviews.with_columns((pl.col("on_time_pct") / 100).alias("on_time_share")),
        source,
        under_way(summary.as_at),
    )
    yield ReportTable(
        "reviews_by_kind",
        "Reviews on time, first, second and later",
        columns(
            ("year", "Year to 31 March", "year"),
            ("kind", "Review", "text"),
            ("due", "Due", "count"),
            ("on_time", "On time", "count"),
            ("on_time_share", "Share", "share"),
        ),
        summary.reviews_by_kind.with_columns(
            (pl.col("on_time_pct") / 100).alias("on_time_share"),
            pl.col("kind").str.to_titlecase(),
        ),
        source,
        under_way(summary.as_at),
    )
    if summary.distance:
        yield _distance(summary.distance, summary, source)


def _distance(distance: Mapping[str, int], summary: Summary, source: str) -> ReportTable:
    labels = {
        "out_of_area": "Placed outside the authority",
        "over_20_miles": "Placed over 20 miles from home",
    }
    rows = [
        (label, distance[key], distance[f"{key}_base"])
        for key, label in labels.items()
        if key in distance
    ]
    return ReportTable(
        "distance",
        f"Distance from home on {long_date(summary.as_at)}",
        columns(
            ("measure", "Measure", "text"),
            ("children", "Children", "count"),
            ("base", "Of those for whom it is given", "count"),
        ),
        pl.DataFrame(
            rows,
            schema={"measure": pl.String, "children": pl.Int64, "base": pl.Int64},
            orient="row",
        ),
        source,
    )


def published(summary: Summary, source: str) -> Iterator[ReportTable]:
    """Published totals beside our own."""
    yield ReportTable(
        "published",
        "Published totals beside the same counts from the returns",
        columns(
            ("month", "Month", "month"),
            ("began", "Began, published", "count"),
            ("ceased", "Ceased, published", "count"),
            ("looked_after", "Looked after, published", "count"),
            ("expected", "Expected from the month before", "count"),
            ("difference", "Difference", "count"),
            ("own_began", "Began, returns", "count"),
            ("own_ceased", "Ceased, returns", "count"),
            ("own_looked_after", "Looked after, returns", "count"),
        ),
        summary.published,
        f"The table of totals given; {source}",
    )
