"""Charts of how long children stay, of stability, reviews and the quality of the data.

A function gives None where there is too little to draw.
"""

from __future__ import annotations

from textwrap import shorten
from typing import Any, Final

import polars as pl

from kinward.cohort.model import EXIT_CAUSES, Summary
from kinward.dates import year_name
from kinward.reports.findings.words import count, percent
from kinward.reports.table import ReportTable
from kinward.reports.tables.words import group_label

Spec = dict[str, Any]

LEAST_PANEL: Final = 0.005
"""A group with a smaller part of the whole has no panel; the table has it."""
MOST_BARS: Final = 12
LONGEST_LABEL: Final = 42
LONGEST_STAY: Final = 5 * 365
"""Days of the curves that are drawn; the tables go on."""


def survival(summary: Summary) -> Spec | None:
    """The survival curve of all."""
    from kinward.reports.charts.durations import draw_survival

    whole = summary.durations.survival.get("all", ())
    if not whole:
        return None
    curve = whole[0].curve.filter(pl.col("day") <= LONGEST_STAY)
    if curve.height < 2:
        return None
    return draw_survival(
        curve, {28: "28 days", 182: "6 months", 365: "1 year", 730: "2 years", 1095: "3 years"}
    )


def survival_by_age(summary: Summary) -> Spec | None:
    """Survival curves by age at entry."""
    from kinward.reports.charts import panels
    from kinward.reports.charts.base import thinned

    curves = [c for c in summary.durations.survival.get("age_band", ()) if c.curve.height > 1]
    if not curves:
        return None
    longest = 3 * 365
    frames = [
        thinned(curve.curve.filter(pl.col("day") <= longest), 80).select(
            pl.lit(group_label("age_band", curve.group)).alias("group"),
            pl.col("day").alias("x"),
            pl.col("survival").alias("value"),
            "low",
            "high",
        )
        for curve in curves
    ]
    groups = [group_label("age_band", curve.group) for curve in curves]
    return panels.draw(pl.concat(frames), groups, x=panels.stay(longest), percent=True)


def causes(summary: Summary) -> Spec | None:
    """Ways of leaving, and those still in care."""
    from kinward.reports.charts.durations import draw_causes

    frame = summary.durations.causes.filter(pl.col("day") <= LONGEST_STAY)
    if frame.height < 2:
        return None
    names = {"in_care": "Still in care"} | {
        k: v for k, v in EXIT_CAUSES.items() if k in frame.columns
    }
    used = {n: words for n, words in names.items() if (frame[n].to_list()[-1] or 0) >= LEAST_PANEL}
    return draw_causes(frame, used)


def causes_title(summary: Summary) -> str:
    """The finding of the chart."""
    frame = summary.durations.causes.filter(pl.col("day") <= 730)
    shares = {
        k: frame[k][-1] for k in EXIT_CAUSES if k in frame.columns and frame.height and frame[k][-1]
    }
    if not shares or summary.durations.causes["day"][-1] < 730:
        return "What became of children after they came into care"
    top = max(shares, key=lambda k: shares[k])
    label = EXIT_CAUSES[top].lower()
    return f"Most common way of leaving within two years: {label} ({percent(shares[top], 0)})"


def completed(summary: Summary) -> Spec | None:
    """Median and quartiles of the stays that ended."""
    from kinward.reports.charts.durations import draw_completed

    rows = summary.durations.completed.drop_nulls(["median", "lower_quartile", "upper_quartile"])
    if rows.is_empty():
        return None
    months = [pl.col(n) / 30.4375 for n in ("lower_quartile", "median", "upper_quartile")]
    labels = [year_name(y) if isinstance(y, int) else str(y) for y in rows["financial_year"]]
    return draw_completed(rows.select(pl.Series("label", labels), *months))


def stability(summary: Summary) -> Spec | None:
    """Both measures of stability by year."""
    from kinward.reports.charts.lines import draw

    names = {
        "long_term_pct": "Same for two years",
        "three_or_more_placements_pct": "Three or more",
    }
    long = summary.stability.unpivot(
        list(names), index="year", variable_name="key", value_name="pct"
    )
    if long.drop_nulls("pct")["year"].n_unique() < 2:
        return None
    data = long.select(
        pl.col("year").cast(pl.String).alias("label"),
        pl.col("key").replace(names).alias("series"),
        (pl.col("pct") / 100).alias("value"),
    )
    return draw(data, list(names.values()), unit="Share of children", percent=True)


def reviews(summary: Summary) -> Spec | None:
    """Reviews on time by year."""
    from kinward.reports.charts.lines import draw

    known = summary.reviews.drop_nulls("on_time_pct")
    if known.height < 2:
        return None
    data = known.select(
        pl.col("year").cast(pl.String).alias("label"),
        pl.lit("All on time").alias("series"),
        (pl.col("on_time_pct") / 100).alias("value"),
    )
    return draw(data, ["All on time"], unit="Share of children", percent=True)


def findings(table: ReportTable) -> Spec | None:
    """The findings that touch most rows."""
    from kinward.reports.charts.bars import draw

    rows = table.frame.drop_nulls("count").sort("count", descending=True).head(MOST_BARS)
    if rows.is_empty():
        return None
    labelled = [
        {
            "label": f"{shorten(row['title'], LONGEST_LABEL, placeholder=' …')} ({row['rule']})",
            "words": count(row["count"], row["level"].lower()),
            "count": row["count"],
            "level": row["level"],
        }
        for row in rows.rows(named=True)
    ]
    return draw(
        pl.DataFrame(labelled),
        title="Rows",
    )
