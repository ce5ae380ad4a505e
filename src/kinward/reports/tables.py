"""The tables of the report, built once from the summary; page, workbook and CSV all show these."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

import polars as pl

from kinward.cohort.model import EXIT_CAUSES, Durations, Summary
from kinward.reports.table import Column, Format, ReportTable, long_date
from kinward.terms import AGE_BANDS, CATEGORIES

BREAKDOWNS: Final[dict[str, tuple[str, str]]] = {
    "category": ("Placement category", "by placement category"),
    "age_band": ("Age", "by age"),
    "sex": ("Sex", "by sex"),
    "ethnic_group": ("Ethnic group", "by ethnic group"),
    "legal_status": ("Legal status", "by legal status"),
    "need": ("Need", "by need at the start of the period of care"),
    "uasc": ("Status", "unaccompanied asylum-seeking and others"),
    "group": ("Group", "by group"),
    "team": ("Team", "by team"),
}
"""Breakdowns in the order of the report: the heading of their rows, and the end of their title."""

SPLITS: Final[dict[str, tuple[str, str]]] = {
    "all": ("All", ""),
    "age_band": ("Age at entry", ", by age at entry"),
    "category": ("First placement", ", by category of the first placement"),
    "entry_year": ("Year of entry", ", by year of entry"),
}
"""Splits of the survival curves: the heading of their rows, and the end of their title."""

SURVIVAL_DAYS: Final[dict[int, str]] = {
    28: "28 days",
    91: "3 months",
    182: "6 months",
    365: "1 year",
    730: "2 years",
    1095: "3 years",
    1825: "5 years",
}
"""Days at which the survival tables read the curves."""

LAIT_SOURCE: Final = "Local Authority Interactive Tool, Department for Education"


def build(summary: Summary, source: str) -> dict[str, ReportTable]:
    """Every table that the summary has figures for, by key, in the order of the report.

    Args:
        source: the source of figures made from the returns.
    """
    makers: tuple[Callable[[Summary, str], Iterator[ReportTable]], ...] = (
        _stock,
        _compared,
        _flows,
        _breakdowns,
        _mix,
        _durations,
        _practice,
        _published,
    )
    made = (table for maker in makers for table in maker(summary, source))
    return {table.key: table for table in made if not table.empty}


def _columns(*columns: tuple[str, str, Format]) -> tuple[Column, ...]:
    return tuple(Column(*column) for column in columns)


def _stock(summary: Summary, source: str) -> Iterator[ReportTable]:
    yield ReportTable(
        "years",
        "Children looked after at the start and end of each year, and those who began and ceased",
        _columns(
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
        "The last year ends on the as-at date. A child who comes into care twice in a year began "
        "twice on our count and once on DfE’s.",
    )
    yield ReportTable(
        "rates",
        "Looked after children per 10,000 of the population",
        _columns(
            ("year", "Year to 31 March", "year"),
            ("looked_after", "Looked after", "count"),
            ("population", "Population", "count"),
            ("rate_per_10000", "Rate per 10,000", "number"),
        ),
        summary.rates,
        f"{source}; the population file given",
        f"Base of the last rate: {summary.rate_base}." if summary.rate_base else "",
    )


def _compared(summary: Summary, source: str) -> Iterator[ReportTable]:
    yield ReportTable(
        "neighbours",
        "This authority beside its statistical neighbours and England",
        _columns(
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
    trend = summary.neighbour_trend
    if not trend.is_empty():
        labels = summary.neighbours.select("key", "label") if summary.neighbours.height else None
        wide = trend.pivot("area", index=["key", "year"], values="value", maintain_order=True)
        wide = wide.with_columns(
            pl.lit(None, dtype=pl.Float64).alias(area)
            for area in ("own", "neighbours", "nation")
            if area not in wide.columns
        )
        wide = (
            wide.join(labels, on="key", how="left", maintain_order="left")
            if labels is not None
            else wide
        )
        wide = wide if "label" in wide.columns else wide.with_columns(label=pl.col("key"))
        yield ReportTable(
            "neighbour_trend",
            "This authority, its neighbours and England by year",
            _columns(
                ("label", "Measure", "text"),
                ("year", "Year to 31 March", "year"),
                ("own", "This authority", "number"),
                ("neighbours", "Neighbours’ mean", "number"),
                ("nation", "England", "number"),
            ),
            wide.with_columns(pl.coalesce("label", "key").alias("label")),
            f"{source}; {LAIT_SOURCE}",
        )


def _flows(summary: Summary, source: str) -> Iterator[ReportTable]:
    yield ReportTable(
        "flows",
        "Children looked after, began and ceased, by month",
        _columns(
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
        _columns(
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


def _breakdowns(summary: Summary, source: str) -> Iterator[ReportTable]:
    others = [key for key in summary.breakdowns if key not in BREAKDOWNS]
    for key in (*BREAKDOWNS, *others):
        if key not in summary.breakdowns:
            continue
        name = key.replace("_", " ")
        heading, end = BREAKDOWNS.get(key, (name.capitalize(), f"by {name}"))
        yield ReportTable(
            f"by_{key}",
            f"Children looked after on {long_date(summary.as_at)}, {end}",
            _columns(
                ("label", heading, "text"),
                ("children", "Children", "count"),
                ("share", "Share", "share"),
            ),
            summary.breakdowns[key].with_columns(_said_age(pl.col("label"))),
            source,
        )


def _mix(summary: Summary, source: str) -> Iterator[ReportTable]:
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
        wide = full.pivot("age_band", index="category", values="children", on_columns=bands)
        order = pl.col("category").replace_strict(
            {k: i for i, k in enumerate(CATEGORIES)}, default=99
        )
        yield ReportTable(
            "age_by_category",
            f"Age by placement category on {long_date(summary.as_at)}",
            (
                Column("category", "Placement category"),
                *(Column(band, age_words(band), "count") for band in bands),
            ),
            wide.sort(order).with_columns(pl.col("category").replace(CATEGORIES)),
            source,
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


def _durations(summary: Summary, source: str) -> Iterator[ReportTable]:
    durations = summary.durations
    yield ReportTable(
        "completed",
        "Length of the periods of care that ended, in days, by year",
        _columns(
            ("financial_year", "Year to 31 March", "year"),
            ("exits", "Ended", "count"),
            ("lower_quartile", "A quarter ended within (days)", "count"),
            ("median", "Half ended within (days)", "count"),
            ("upper_quartile", "Three quarters ended within (days)", "count"),
        ),
        durations.completed,
        source,
        "Periods that began before the returns do are left out, so that the first years are of "
        "short periods only.",
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
            *_read_curve(curve.curve),
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


def _read_curve(curve: pl.DataFrame) -> tuple[float | None, ...]:
    """The curve at each of `SURVIVAL_DAYS`; None after its last day.

    Before its first step all are in care; a curve without its numbers at risk has been thinned, so
    that a few may have left before its first step.
    """
    days, shares = curve["day"].to_list(), curve["survival"].to_list()
    start = 1.0 if curve["at_risk"].null_count() == 0 else None
    read: list[float | None] = []
    for day in SURVIVAL_DAYS:
        before = [share for at, share in zip(days, shares, strict=True) if at <= day]
        read.append(None if not days or day > days[-1] else (before[-1] if before else start))
    return tuple(read)


def group_label(split: str, group: str) -> str:
    """A curve's group as people say it."""
    if split == "all":
        return "All periods of care"
    if split == "category":
        return CATEGORIES.get(group, group)
    if split == "age_band":
        return age_words(group)
    return f"{int(group) - 1}/{int(group) % 100:02d}" if group.isdigit() else group


def age_words(key: str) -> str:
    """An age band as people say it; any other text as it is."""
    said = {"<1": "Under 1", "18+": "18 and over", "unknown": "Not known"}
    return said.get(key, key.replace("-", " to ") if key in AGE_BANDS else key)


def _said_age(label: pl.Expr) -> pl.Expr:
    return label.replace({band: age_words(band) for band in AGE_BANDS})


def _practice(summary: Summary, source: str) -> Iterator[ReportTable]:
    yield ReportTable(
        "stability",
        "Stability of placements on 31 March",
        _columns(
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
    )
    yield ReportTable(
        "reviews",
        "Children whose reviews were all on time",
        _columns(
            ("year", "Year to 31 March", "year"),
            ("children", "Children with a review due", "count"),
            ("on_time", "All on time", "count"),
            ("on_time_share", "Share", "share"),
        ),
        summary.reviews.with_columns((pl.col("on_time_pct") / 100).alias("on_time_share")),
        source,
    )
    yield ReportTable(
        "reviews_by_kind",
        "Reviews on time, first, second and later",
        _columns(
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
        _columns(
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


def _published(summary: Summary, source: str) -> Iterator[ReportTable]:
    yield ReportTable(
        "published",
        "Published totals beside the same counts from the returns",
        _columns(
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
