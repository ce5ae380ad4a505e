"""Charts of how many children there are, where they live, and who comes and goes.

A function gives None where there is too little to draw.
"""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from kinward.cohort.model import Summary
from kinward.dates import return_year, year_end, year_name
from kinward.reports.findings import stock as said
from kinward.reports.findings.words import capital, percent
from kinward.reports.table import long_date
from kinward.reports.tables.words import age_words
from kinward.terms import AGE_BANDS, CATEGORIES

Spec = dict[str, Any]

MOST_PANELS: Final = 6
LEAST_PANEL: Final = 0.005
"""A group with a smaller part of the whole has no panel; the table has it."""


def stock(summary: Summary) -> Spec | None:
    """Children looked after at the end of each year."""
    from kinward.reports.charts.stock import draw

    years = summary.years.drop_nulls("closing")
    if years.height < 2:
        return None
    whole = (summary.as_at.month, summary.as_at.day) == (3, 31)
    last = f"{summary.as_at.day} {summary.as_at:%b %Y}"
    labels = [
        last if year == return_year(summary.as_at) and not whole else str(year)
        for year in years["year"]
    ]
    return draw(years.select(pl.Series("label", labels), "closing"))


def stock_title(summary: Summary) -> str:
    """The finding of the chart."""
    years = summary.years.drop_nulls("closing")
    if years.height < 2:
        return "Children looked after"
    first, last = years.row(0, named=True), years.row(-1, named=True)
    change = last["closing"] - first["closing"]
    # A year under way has no end yet: the chart ends with the year before.
    ended = year_end(last["year"])
    when = "" if ended == summary.as_at else f" on 31 March {ended.year}"
    if change == 0:
        return f"As many children{when} as on 31 March {first['year']}"
    way = "more" if change > 0 else "fewer"
    return f"{abs(change):,} {way} children looked after{when} than on 31 March {first['year']}"


def rates(summary: Summary) -> Spec | None:
    """The rate by year."""
    from kinward.reports.charts.lines import draw

    known = summary.rates.drop_nulls("rate_per_10000")
    if known.height < 2:
        return None
    data = known.select(
        pl.col("year").cast(pl.String).alias("label"),
        pl.lit("This authority").alias("series"),
        pl.col("rate_per_10000").alias("value"),
    )
    return draw(data, ["This authority"], unit="Looked after children per 10,000")


def rates_title(summary: Summary) -> str:
    """The finding of the chart."""
    known = summary.rates.drop_nulls("rate_per_10000")
    if known.height < 2:
        return "Rate of looked after children"
    first, last = known.row(0, named=True), known.row(-1, named=True)
    now, then = last["rate_per_10000"], first["rate_per_10000"]
    if f"{now:.1f}" == f"{then:.1f}":
        return f"The rate is {now:,.1f} per 10,000, the same as in {first['year']}"
    way = "up" if now > then else "down"
    return f"The rate is {now:,.1f} per 10,000, {way} from {then:,.1f} in {first['year']}"


def _rate_key(summary: Summary) -> str | None:
    """The measure of the trend to draw: the rate where there is one."""
    keys = summary.neighbour_trend["key"].unique(maintain_order=True).to_list()
    named = (
        dict(summary.neighbours.select("key", "unit").rows()) if summary.neighbours.height else {}
    )
    rated = [key for key in keys if "10,000" in str(named.get(key, "")) or "rate" in key]
    return next(iter([*rated, *keys]), None)


def trend(summary: Summary) -> Spec | None:
    """The rate beside the neighbours’ and England’s."""
    from kinward.reports.charts.lines import draw

    key = _rate_key(summary)
    names = {"own": "This authority", "neighbours": "Neighbours", "nation": "England"}
    rows = summary.neighbour_trend.filter(pl.col("key") == key).sort("year")
    if key is None or rows["year"].n_unique() < 2:
        return None
    data = rows.select(
        pl.col("year").cast(pl.String).alias("label"),
        pl.col("area").replace(names).alias("series"),
        "value",
    )
    unit = summary.neighbours.filter(pl.col("key") == key)["unit"].to_list()
    return draw(data, list(names.values()), unit=capital(unit[0]) if unit else "Rate per 10,000")


def trend_title(summary: Summary) -> str:
    """The finding of the chart."""
    key = _rate_key(summary) or ""
    rows = summary.neighbours.filter(pl.col("key") == key).rows(named=True)
    return (
        f"{rows[0]['label']}: this authority, its neighbours and England"
        if rows
        else "Over the years"
    )


def neighbours(summary: Summary) -> Spec | None:
    """Where the authority stands among its neighbours."""
    from kinward.reports.charts.neighbours import draw

    known = summary.neighbours.filter(pl.col("unit") != "children")
    known = known.drop_nulls(["neighbours_low", "neighbours_high"])
    if known.is_empty():
        return None
    return draw(known)


def flows(summary: Summary) -> Spec | None:
    """Those who began and ceased, by month."""
    from kinward.reports.charts.flows import draw

    return draw(summary.flows) if summary.flows.height > 1 else None


def by_year(frame: pl.DataFrame) -> Spec | None:
    """A panel for each group of entries or exits."""
    from kinward.reports.charts import panels

    years = frame["year"].unique()
    if len(years) < 2:
        return None
    named = pl.col("label").replace({band: age_words(band) for band in AGE_BANDS})
    used = pl.col("count").sum().over("key") > LEAST_PANEL * pl.col("count").sum()
    data = frame.filter(used).select(
        named.alias("group"), pl.col("year").alias("x"), pl.col("count").alias("value")
    )
    axis = panels.years(min(years.to_list()), max(years.to_list()))
    groups = data["group"].unique(maintain_order=True).to_list()
    return panels.draw(data, groups, x=axis)


def by_year_title(frame: pl.DataFrame, verb: str, before: str) -> str:
    """The finding of the chart."""
    last = frame.filter(pl.col("year") == pl.col("year").max())
    top = said.largest(last, "count", None)
    if top is None:
        return f"Periods of care that {verb}, by year"
    label = age_words(top["key"]) if before else top["label"]
    start = f"Most {verb} {before}" if before else "Most common way of leaving: "
    whole = f" of {last['count'].sum():,}" if not last["count"].null_count() else ""
    return f"{start}{label.lower()} ({top['count']:,}{whole} in {year_name(top['year'])})"


def mix(summary: Summary) -> Spec | None:
    """The mix now and a year before."""
    from kinward.reports.charts.mix import draw

    frame = summary.breakdowns["category"].filter(
        pl.col("children").is_null() | (pl.col("children") > 0)
    )
    if frame.is_empty():
        return None
    moves = {move.key: move.share_before for move in said.movements(summary)}
    rows = [
        {
            "label": row["label"],
            "share": row["share"],
            "share_before": moves.get(row["key"]) if row["share"] is not None else None,
            "words": "hidden"
            if row["share"] is None
            else f"{row['children']:,} ({percent(row['share'])})",
        }
        for row in frame.rows(named=True)
    ]
    shares = ("share", "share_before")
    data = pl.DataFrame(rows, schema_overrides=dict.fromkeys(shares, pl.Float64))
    end = pl.max_horizontal(*shares).fill_null(0).alias("end")
    return draw(data.with_columns(end), before=bool(moves))


def mix_title(summary: Summary) -> str:
    """The finding of the chart."""
    if said.movements(summary):
        return "Share of children in each category, and a year before (upright line)"
    return "Share of children in each category"


def mix_over_time(summary: Summary) -> Spec | None:
    """The largest categories by month."""
    from kinward.reports.charts import panels

    frame = summary.stock_by_category
    if frame["month"].n_unique() < 3:
        return None
    size = frame.group_by("label", maintain_order=True).agg(pl.col("children").mean())
    groups = (
        size.sort("children", descending=True, nulls_last=True).head(MOST_PANELS)["label"].to_list()
    )
    data = frame.select(
        pl.col("label").alias("group"),
        pl.col("month").alias("x"),
        pl.col("children").alias("value"),
    )
    return panels.draw(data, groups, x=panels.months())


def ages(summary: Summary) -> Spec | None:
    """The ages in each category."""
    from kinward.reports.charts.mix import draw_ages

    pairs = summary.age_by_category.filter(pl.col("children") > 0)
    if pairs.is_empty():
        return None
    present = set(pairs["age_band"])
    bands = [band for band in (*AGE_BANDS, "unknown") if band in present]
    words = {band: age_words(band) for band in bands}
    named = pairs.select(
        pl.col("category").replace(CATEGORIES),
        pl.col("age_band").replace(words).alias("band"),
        pl.col("age_band")
        .replace_strict({b: i for i, b in enumerate(bands)}, return_dtype=pl.Int32)
        .alias("order"),
        "children",
    )
    return draw_ages(named, list(CATEGORIES.values()), list(words.values()))


def ages_title(summary: Summary) -> str:
    """The finding of the chart."""
    hidden = summary.age_by_category["children"].null_count() > 0
    left_out = " (hidden numbers left out)" if hidden else ""
    return f"Age of the children in each category on {long_date(summary.as_at)}{left_out}"
