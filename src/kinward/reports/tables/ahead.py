"""Tables of where the cohort is heading: children, comings and goings, and cost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import polars as pl

from kinward.forecast.model import TOTAL, Cost, Fan, Forecast
from kinward.reports.marks import marks
from kinward.reports.table import Column, ReportTable, long_date
from kinward.reports.tables.fans import fan_columns, fan_frame
from kinward.reports.tables.words import age_words
from kinward.terms import CATEGORIES

PENCE: Final = 100.0
INTERVALS: Final = (
    "The true number lies in an 80% interval 8 times in 10, if the forecast is right about its own "
    "uncertainty. Means need not be whole."
)


def children(forecast: Forecast, source: str) -> Iterator[ReportTable]:
    """The number of children: all, by category and by age."""
    yield _total(forecast, source)
    yield _at_marks(
        forecast, "category", "Placement category", forecast.stock, forecast.categories, source
    )
    yield _by_month(forecast, source)
    yield _at_marks(forecast, "age", "Age", forecast.ages, forecast.ages.keys, source)


def _total(forecast: Forecast, source: str) -> ReportTable:
    past = forecast.history.filter(pl.col("month") < forecast.as_at).select("month", "children")
    today = pl.DataFrame(
        {"month": [forecast.as_at], "children": [forecast.today[TOTAL]]}, schema=past.schema
    )
    ends = pl.Series("month", forecast.month_ends, dtype=pl.Date)
    ahead = fan_frame(forecast.stock, TOTAL).insert_column(0, ends)
    return ReportTable(
        "forecast_total",
        "Children looked after at past month ends, and expected at those ahead",
        (
            Column("month", "On", "date"),
            Column("children", "Looked after", "count"),
            *fan_columns("number"),
        ),
        pl.concat([past, today, ahead], how="diagonal"),
        source,
        INTERVALS,
    )


def _at_marks(
    forecast: Forecast, name: str, heading: str, fan: Fan, keys: Sequence[str], source: str
) -> ReportTable:
    """A row a key, at the times that the report names."""
    days = [(place, long_date(forecast.month_ends[place])) for place in marks(forecast.month_ends)]
    named = [CATEGORIES.get(key, age_words(key)) for key in keys]
    base: dict[str, list[object]] = {"label": list(named)}
    if name == "category":
        base["today"] = [forecast.today.get(key) for key in keys]
    frames = [pl.DataFrame(base, schema_overrides={"today": pl.Int64} if "today" in base else {})]
    columns: list[Column] = [Column("label", heading)]
    if "today" in base:
        columns.append(Column("today", f"On {long_date(forecast.as_at)}", "count"))
    for place, day in days:
        rows = [fan_frame(fan, key, before=f"at_{place}_").slice(place, 1) for key in keys]
        frames.append(pl.concat(rows) if rows else pl.DataFrame())
        columns += fan_columns(
            "number",
            percents=(80,),
            before=f"at_{place}_",
            label=f"Expected on {day}",
            end=f", {day}",
        )
    return ReportTable(
        f"forecast_by_{name}",
        f"Children expected to be looked after, by {heading.lower()}",
        tuple(columns),
        pl.concat(frames, how="horizontal"),
        source,
        INTERVALS,
    )


def _by_month(forecast: Forecast, source: str) -> ReportTable:
    ends = pl.Series("month", forecast.month_ends, dtype=pl.Date)
    frames = [
        fan_frame(forecast.stock, key).select(
            pl.lit(CATEGORIES.get(key, key)).alias("label"), ends, pl.all()
        )
        for key in forecast.categories
    ]
    return ReportTable(
        "forecast_category_months",
        "Children expected to be looked after at each month end, by placement category",
        (
            Column("label", "Placement category"),
            Column("month", "On", "date"),
            *fan_columns("number", percents=(80, 95)),
        ),
        pl.concat(frames) if frames else pl.DataFrame(),
        source,
        INTERVALS,
    )


def flows(forecast: Forecast, source: str) -> Iterator[ReportTable]:
    """Entries and exits by month."""
    ends = pl.Series("month", forecast.month_ends, dtype=pl.Date)
    both = [
        fan_frame(fan, TOTAL, before=before)
        for before, fan in (("entries_", forecast.entries), ("exits_", forecast.exits))
    ]
    first = forecast.month_ends[0]
    part = forecast.as_at.replace(day=1) == first.replace(day=1)
    yield ReportTable(
        "forecast_flows",
        "Children expected to begin and to cease to be looked after, by month",
        (
            Column("month", "Month", "month"),
            *fan_columns(
                "number", percents=(80,), before="entries_", label="Begin (mean)", end=" of those"
            ),
            *fan_columns(
                "number",
                percents=(80,),
                before="exits_",
                label="Cease (mean)",
                end=" of those who cease",
            ),
        ),
        pl.concat([ends.to_frame(), *both], how="horizontal"),
        source,
        f"The first month begins after {long_date(forecast.as_at)}." if part else "",
    )


def cost(forecast: Forecast, source: str) -> Iterator[ReportTable]:
    """The cost of the placements ahead: by year, by category, by month."""
    cost = forecast.cost
    if cost is None:
        return
    note = (
        "Money of the day on which it is spent. Where no later price is given, prices rise by "
        f"{cost.uplift_pct:g}% each financial year."
    )
    source = f"{source}; the prices given"
    yield _cost_by_year(cost, source, note)
    yield _cost_by_category(cost, source, note)
    if TOTAL in cost.months.keys:
        ends = pl.Series("month", forecast.month_ends, dtype=pl.Date).to_frame()
        yield ReportTable(
            "forecast_cost_months",
            "Cost of the placements ahead, by month",
            (Column("month", "Month", "month"), *fan_columns("pounds")),
            pl.concat([ends, fan_frame(cost.months, TOTAL, scale=PENCE)], how="horizontal"),
            source,
            note,
        )


def _cost_by_year(cost: Cost, source: str, note: str) -> ReportTable:
    covers = [
        f"{cost.part_years[year]} days" if year in cost.part_years else "The whole year"
        for year in cost.year_names
    ]
    years = pl.DataFrame(
        {"year": list(cost.year_names), "covers": covers},
        schema={"year": pl.Int32, "covers": pl.String},
    )
    return ReportTable(
        "forecast_cost",
        "Cost of the placements ahead, by financial year",
        (
            Column("year", "Financial year", "year"),
            Column("covers", "Covers"),
            *fan_columns("pounds"),
        ),
        pl.concat([years, fan_frame(cost.years, TOTAL, scale=PENCE)], how="horizontal"),
        source,
        note,
    )


def _cost_by_category(cost: Cost, source: str, note: str) -> ReportTable:
    frames = [
        pl.concat(
            [
                pl.DataFrame(
                    {"label": CATEGORIES.get(key, key), "year": list(cost.year_names)},
                    schema={"label": pl.String, "year": pl.Int32},
                ),
                fan_frame(cost.years, key, scale=PENCE),
            ],
            how="horizontal",
        )
        for key in cost.years.keys
        if key != TOTAL
    ]
    return ReportTable(
        "forecast_cost_category",
        "Cost of the placements ahead, by placement category and financial year",
        (
            Column("label", "Placement category"),
            Column("year", "Financial year", "year"),
            *fan_columns("pounds", percents=(80, 95)),
        ),
        pl.concat(frames) if frames else pl.DataFrame(),
        source,
        note,
    )
