"""Tables of how many children there are, who they are, where they live, and who comes and goes."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from kinward.cohort.model import Summary
from kinward.reports.table import Column, ReportTable, long_date
from kinward.reports.tables.words import (
    BREAKDOWNS,
    LAIT_SOURCE,
    age_words,
    columns,
    said_age,
    under_way,
)
from kinward.terms import AGE_BANDS, CATEGORIES


def stock(summary: Summary, source: str) -> Iterator[ReportTable]:
    """The stock by year, and rates."""
    yield ReportTable(
        "years",
        "Children looked after at the start and end of each year, and those who began and ceased",
        columns(
            ("year", "Year to 31 March", "year"),
            ("opening", "At the start", "count"),
            ("entries", "Began", "count"),
            ("exits", "Ceased", "count"),
            ("closing", "At the end", "count"),
            ("started_dfe", "Children who began, counted as DfE does", "count"),
            ("ceased_dfe", "Children who ceased, counted as DfE does", "count"),
        ),
        summary.years,
        source,
        "Years that have ended by the as-at date. A child who comes into care twice in a year "
        "began twice on our count and once on DfE’s.",
    )
    yield ReportTable(
        "rates",
        "Looked after children per 10,000 of the population",
        columns(
            ("year", "Year to 31 March", "year"),
            ("looked_after", "Looked after", "count"),
            ("population", "Population", "count"),
            ("rate_per_10000", "Rate per 10,000", "number"),
        ),
        summary.rates,
        f"{source}; the population file given",
        _rates_note(summary),
    )


def _rates_note(summary: Summary) -> str:
    base = f"Base of the last rate: {summary.rate_base}." if summary.rate_base else ""
    return f"{under_way(summary.as_at)} {base}".strip()


def compared(summary: Summary, source: str) -> Iterator[ReportTable]:
    """Neighbours and England, now and over the years."""
    yield ReportTable(
        "neighbours",
        "This authority beside its statistical neighbours and England",
        columns(
            ("label", "Measure", "text"),
            ("unit", "Unit", "text"),
            ("year", "Year of comparison", "year"),
            ("own", "This authority", "number"),
            ("neighbours_mean", "Neighbours’ mean", "number"),
            ("neighbours_low", "Lowest neighbour", "number"),
            ("neighbours_high", "Highest neighbour", "number"),
            ("nation", "England", "number"),
        ),
        summary.neighbours,
        f"{source}; {LAIT_SOURCE}",
        "Began and ceased are counted as DfE does.",
    )
    if not summary.neighbour_trend.is_empty():
        yield _trend(summary, source)


def _trend(summary: Summary, source: str) -> ReportTable:
    """The same by year: a row a measure and year, in the order of the measures."""
    areas = ("own", "neighbours", "nation")
    wide = summary.neighbour_trend.pivot("area", index=["key", "year"], values="value")
    wide = wide.with_columns(
        pl.lit(None, dtype=pl.Float64).alias(area) for area in areas if area not in wide.columns
    )
    named = summary.neighbours.select("key", "label", "unit").with_row_index("place")
    return ReportTable(
        "neighbour_trend",
        "This authority, its neighbours and England by year",
        columns(
            ("label", "Measure", "text"),
            ("unit", "Unit", "text"),
            ("year", "Year to 31 March", "year"),
            ("own", "This authority", "number"),
            ("neighbours", "Neighbours’ mean", "number"),
            ("nation", "England", "number"),
        ),
        wide.join(named, on="key", how="left").sort("place", "year"),
        f"{source}; {LAIT_SOURCE}",
    )


def flows(summary: Summary, source: str) -> Iterator[ReportTable]:
    """Those who began and ceased, by month, team, age and cause."""
    yield ReportTable(
        "flows",
        "Children looked after, began and ceased, by month",
        columns(
            ("month", "Month", "month"),
            ("opening", "At the start", "count"),
            ("entries", "Began", "count"),
            ("exits", "Ceased", "count"),
            ("closing", "At the end", "count"),
            ("difference", "Difference", "count"),
            ("re_entries", "Began again within 12 months", "count"),
        ),
        summary.flows,
        source,
        "Difference is the start plus those who began, less those who ceased, less the end: nought "
        "when the flows explain the stock.",
    )
    yield ReportTable(
        "team_flows",
        "Periods of care that began and ceased, by team and month",
        columns(
            ("month", "Month", "month"),
            ("label", "Team", "text"),
            ("entries", "Began", "count"),
            ("exits", "Ceased", "count"),
        ),
        summary.team_flows,
        f"{source}; the list of teams given",
        "Each belongs to the team that had the child on that day.",
    )
    yield _by_year(
        "entries_by_age", "Periods of care that began, by age", summary.entries_by_age, source
    )
    yield _by_year(
        "exits_by_cause", "Periods of care that ceased, by cause", summary.exits_by_cause, source
    )


def _by_year(key: str, title: str, frame: pl.DataFrame, source: str) -> ReportTable:
    wide, columns = _wide(frame, "year", "count")
    return ReportTable(
        key,
        f"{title} and year",
        (Column("year", "Year to 31 March", "year"), *columns),
        wide,
        source,
    )


def _wide(frame: pl.DataFrame, index: str, values: str) -> tuple[pl.DataFrame, tuple[Column, ...]]:
    """A long frame (index, key, label, values) with a column for each key."""
    if frame.is_empty():
        return frame, ()
    keys = frame.select("key", "label").unique(subset="key", maintain_order=True).rows()
    wide = frame.pivot(
        "key", index=index, values=values, on_columns=[key for key, _ in keys], maintain_order=True
    )
    return wide, tuple(Column(key, age_words(label), "count") for key, label in keys)


def breakdowns(summary: Summary, source: str) -> Iterator[ReportTable]:
    """Who the children are on the as-at date."""
    others = [key for key in summary.breakdowns if key not in BREAKDOWNS]
    for key in (*BREAKDOWNS, *others):
        if key not in summary.breakdowns:
            continue
        name = key.replace("_", " ")
        heading, end = BREAKDOWNS.get(key, (name.capitalize(), f"by {name}"))
        yield ReportTable(
            f"by_{key}",
            f"Children looked after on {long_date(summary.as_at)}, {end}",
            columns(
                ("label", heading, "text"),
                ("children", "Children", "count"),
                ("share", "Share", "share"),
            ),
            summary.breakdowns[key].with_columns(said_age(pl.col("label"))),
            source,
            keys=tuple(summary.breakdowns[key]["key"]),
        )


def mix(summary: Summary, source: str) -> Iterator[ReportTable]:
    """Age by category, and the mix by month."""
    pairs = summary.age_by_category
    if not pairs.is_empty():
        bands = [band for band in (*AGE_BANDS, "unknown") if band in set(pairs["age_band"])]
        grid = pairs.select(pl.col("category").unique(maintain_order=True)).join(
            pl.DataFrame({"age_band": bands}), how="cross"
        )
        told = pairs.with_columns(told=True)
        full = grid.join(told, on=["category", "age_band"], how="left").with_columns(
            pl.when(pl.col("told").is_null())
            .then(0)
            .otherwise(pl.col("children"))
            .alias("children")
        )
        order = pl.col("category").replace_strict(
            {k: i for i, k in enumerate(CATEGORIES)}, default=99
        )
        wide = full.pivot("age_band", index="category", values="children", on_columns=bands).sort(
            order
        )
        yield ReportTable(
            "age_by_category",
            f"Age by placement category on {long_date(summary.as_at)}",
            (
                Column("category", "Placement category"),
                *(Column(band, age_words(band), "count") for band in bands),
            ),
            wide.with_columns(pl.col("category").replace(CATEGORIES)),
            source,
            keys=tuple(wide["category"]),
        )
    for key, title in (("category", "placement category"), ("age_band", "age")):
        wide, columns = _wide(getattr(summary, f"stock_by_{key}"), "month", "children")
        yield ReportTable(
            f"stock_by_{key}",
            f"Children looked after at the end of each month, by {title}",
            (Column("month", "Month", "month"), *columns),
            wide,
            source,
        )
