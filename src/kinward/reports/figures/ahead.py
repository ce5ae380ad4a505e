"""Charts of where the cohort is heading, and of how past forecasts did.

A function gives None where there is too little to draw.
"""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from kinward.cohort.model import Summary
from kinward.dates import year_name
from kinward.forecast.backtest.model import BackTest
from kinward.forecast.model import TOTAL, Forecast
from kinward.reports.findings.words import count, pounds
from kinward.reports.judged import horizon, past
from kinward.reports.marks import marks
from kinward.reports.table import long_date
from kinward.reports.tables.fans import PERCENTS, fan_frame
from kinward.terms import CATEGORIES

Spec = dict[str, Any]

MOST_PANELS: Final = 6
MILLION: Final = 1e8
"""Pence in a million pounds."""


def total(forecast: Forecast) -> Spec | None:
    """What the number was, and what is expected with its bands."""
    from kinward.reports.charts import fan

    schema = pl.Schema({"month": pl.Date(), "children": pl.Int64()})
    today = pl.DataFrame(
        {"month": [forecast.as_at], "children": [forecast.today[TOTAL]]}, schema=schema
    )
    before = forecast.history.filter(pl.col("month") < forecast.as_at)
    start = {"month": [forecast.as_at], "mean": [float(forecast.today[TOTAL])]}
    for percent in PERCENTS:
        start |= {f"{end}_{percent}": start["mean"] for end in ("low", "high")}
    ends = pl.Series("month", forecast.month_ends, dtype=pl.Date)
    bands = fan_frame(forecast.stock, TOTAL).insert_column(0, ends)
    asked = forecast.target
    aim = None
    if asked is not None:
        aim = fan.Aim(asked.children, asked.on, f"Target: at most {asked.children:,}")
    return fan.draw(
        pl.concat([before.select("month", "children").cast(schema), today]),
        pl.concat([pl.DataFrame(start, schema=bands.schema), bands]),
        aim,
    )


def total_title(forecast: Forecast) -> str:
    """The finding of the chart."""
    numbers = [
        f"{forecast.stock.mean[forecast.stock.row(TOTAL), place]:,.0f} on "
        f"{long_date(forecast.month_ends[place])}"
        for place in marks(forecast.month_ends)
    ]
    target = f"; target at most {forecast.target.children:,}" if forecast.target else ""
    return f"Children looked after: expected {' and '.join(numbers)}{target}"


def categories(forecast: Forecast, summary: Summary) -> Spec | None:
    """The largest categories: a panel each, past and expected."""
    from kinward.reports.charts import panels

    shown = [key for key in forecast.categories if forecast.today.get(key)]
    largest = sorted(shown, key=lambda key: -forecast.today[key])[:MOST_PANELS]
    if not largest or len(forecast.month_ends) < 2:
        return None
    ends = pl.Series("x", forecast.month_ends, dtype=pl.Date)
    frames = []
    for key in largest:
        name = pl.lit(CATEGORIES.get(key, key)).alias("group")
        band = fan_frame(forecast.stock, key)
        before = summary.stock_by_category.filter(
            (pl.col("key") == key) & (pl.col("month") < forecast.as_at)
        )
        then = before.select(
            name, pl.col("month").alias("x"), pl.col("children").cast(pl.Float64).alias("value")
        )
        now = float(forecast.today[key])
        point = pl.DataFrame({"x": [forecast.as_at], "value": [now], "low": [now], "high": [now]})
        frames += [
            then,
            point.select(name, pl.all()),
            band.select(
                name,
                ends,
                pl.col("mean").alias("value"),
                pl.col("low_80").alias("low"),
                pl.col("high_80").alias("high"),
            ),
        ]
    groups = [CATEGORIES.get(key, key) for key in largest]
    data = pl.concat(frames, how="diagonal")
    return panels.draw(data, groups, x=panels.months(), shape="linear", today=forecast.as_at)


def categories_title(forecast: Forecast) -> str:
    """What the panels show."""
    day = long_date(forecast.month_ends[-1])
    return f"The largest categories to {day}, with the band that holds 8 times in 10"


def cost(forecast: Forecast) -> Spec | None:
    """The cost of each financial year."""
    from kinward.reports.charts.spans import draw

    cost = forecast.cost
    if cost is None or not cost.year_names:
        return None
    frame = fan_frame(cost.years, TOTAL, scale=MILLION)
    row = cost.years.row(TOTAL)
    labels = [
        year_name(year)
        + (f" ({count(cost.part_years[year], 'day')})" if year in cost.part_years else "")
        for year in cost.year_names
    ]
    words = [pounds(pence) for pence in cost.years.mean[row].tolist()]
    rows = frame.select(
        pl.Series("label", labels),
        pl.Series("words", words),
        "mean",
        pl.col("low_80").alias("low"),
        pl.col("high_80").alias("high"),
    )
    return draw(rows, title="Cost, £ million", beside=150, room=90)


def cost_title(forecast: Forecast) -> str:
    """The finding of the chart."""
    cost = forecast.cost
    if cost is None or not cost.year_names:
        return "Cost of the placements ahead"
    whole = [i for i, year in enumerate(cost.year_names) if year not in cost.part_years]
    place = whole[0] if whole else 0
    said = pounds(float(cost.years.mean[cost.years.row(TOTAL), place]))
    return (
        f"About {said} in {year_name(cost.year_names[place])}: mean (upright line) and the range "
        "that holds 8 times in 10 (bar)"
    )


def judged(backtest: BackTest) -> Spec | None:
    """Each past forecast at one horizon beside what came."""
    from kinward.reports.charts.spans import draw

    months = horizon(backtest)
    each = past(backtest, months) if months is not None else []
    if len(each) < 2:
        return None
    rows = pl.DataFrame(
        {
            "label": [f"{one.on.day} {one.on:%b %Y}" for one in each],
            "low": [one.low for one in each],
            "high": [one.high for one in each],
            "mean": [one.mean for one in each],
            "observed": [one.observed for one in each],
            "unchanged": [one.unchanged for one in each],
            "words": ["held" if one.held else "missed" for one in each],
        },
        schema_overrides={"unchanged": pl.Float64},
    )
    return draw(rows, title="Children looked after", beside=110, room=70)


def judged_title(backtest: BackTest) -> str:
    """What the chart shows."""
    months = horizon(backtest)
    later = "a year" if months == 12 else count(months or 0, "month")
    each = past(backtest, months) if months is not None else []
    held = sum(one.held for one in each)
    return (
        f"{held} of {len(each)} intervals held what came {later} later: 80% interval (bar), mean "
        "(upright line), what came (diamond), number when it was made (circle)"
    )
