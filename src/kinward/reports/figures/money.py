"""Charts of the money. A function gives None where there is too little to draw."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Final

import polars as pl

from kinward.dates import year_end, year_name, year_start
from kinward.ledger.model import Activity, Line
from kinward.ledger.unit_costs import REAL, UnitCosts
from kinward.reports.findings.words import pounds
from kinward.reports.table import long_date

Spec = dict[str, Any]

MOST_BARS: Final = 16
MILLION: Final = 1e8
"""Pence in a million pounds."""
THOUSAND: Final = 1e5


def variance(stands: Activity) -> Spec | None:
    """How far each line is from its budget, the furthest over first."""
    from kinward.reports.charts.differences import draw

    lines = _furthest(stands)
    if not lines:
        return None
    rows = pl.DataFrame(
        {
            "label": _apart(lines),
            "value": [line.net_variance / THOUSAND for line in lines],
            "words": [_side(line.net_variance) for line in lines],
        }
    )
    return draw(rows, title="Projected less budget, £ thousand")


def variance_title(stands: Activity) -> str:
    """The finding of the chart."""
    over = sum(line.net_variance for line in stands.lines if line.net_variance > 0)
    under = -sum(line.net_variance for line in stands.lines if line.net_variance < 0)
    cut = sum(line.net_variance != 0 for line in stands.lines) > MOST_BARS
    furthest = f"; the {MOST_BARS} lines furthest from it" if cut else ""
    if not (over or under):
        return "Every line is on its budget"
    return (
        f"Lines over the budget (to the right) add {pounds(over)}, those under it (to the left) "
        f"take off {pounds(under)}{furthest}"
    )


def _furthest(stands: Activity) -> list[Line]:
    away = [line for line in stands.lines if line.net_variance]
    shown = sorted(away, key=lambda line: -abs(line.net_variance))[:MOST_BARS]
    return sorted(shown, key=lambda line: -line.net_variance)


def _apart(lines: list[Line]) -> list[str]:
    """Labels that differ: with the section where two lines are called the same."""
    labels = [line.label for line in lines]
    return [
        f"{line.label}, {line.section}" if labels.count(line.label) > 1 else line.label
        for line in lines
    ]


def _side(pence: int) -> str:
    thousands = round(Fraction(abs(pence), 100_000))
    amount = f"£{thousands:,}k" if thousands else "under £1k"
    return f"{amount} {'over' if pence > 0 else 'under'}"


def months(stands: Activity, outturn: pl.DataFrame) -> Spec | None:
    """The running total of the year beside its budget."""
    from kinward.reports.charts.running import draw

    first = {"day": [year_start(stands.year)], "budget": [0.0], "projected": [0.0]}
    ends = outturn.select(
        pl.col("month").alias("day"),
        (pl.col("budget_to_date") / MILLION).alias("budget"),
        (pl.col("projected_to_date") / MILLION).alias("projected"),
    )
    points = pl.concat([pl.DataFrame(first), ends])
    past = points.filter(pl.col("day") <= stands.as_at)
    ahead = points.slice(max(past.height - 1, 0))
    if past.height == points.height:
        ahead = points.clear()
    last = points.row(-1, named=True)
    whole = f"{'Projected' if ahead.height else 'Spent'} £{last['projected']:,.1f}m"
    came = ""
    if past.height > 1:
        day, _, so_far = past.row(-1)
        came = f"By {day.day} {day:%b} £{so_far:,.1f}m"
    return draw(
        _line(points, "budget", f"Budget £{last['budget']:,.1f}m"),
        _line(past, "projected", came if ahead.height else whole),
        _line(ahead, "projected", whole),
        title="Since 1 April, £ million",
    )


def _line(points: pl.DataFrame, name: str, words: str) -> pl.DataFrame:
    last = pl.int_range(pl.len()) == pl.len() - 1
    return points.select(
        "day", pl.col(name).alias("value"), pl.when(last).then(pl.lit(words)).alias("words")
    )


def months_title(stands: Activity, outturn: pl.DataFrame) -> str:
    """The finding of the chart."""
    net = stands.total.net_variance
    side = "over the budget" if net > 0 else "under the budget"
    far = f"{pounds(abs(net))} {side}" if net else "on the budget"
    if stands.as_at >= year_end(stands.year):
        return f"{year_name(stands.year)} ended {far}: budget (dotted) and spend (line)"
    closed = outturn.filter(pl.col("month") <= stands.as_at)["month"].to_list()
    came = f", spend to {long_date(closed[-1])} (line)" if closed else ""
    return (
        f"{year_name(stands.year)} is heading {far}: budget (dotted){came} and what is projected "
        "(dashed)"
    )


def unit_costs(given: UnitCosts) -> Spec | None:
    """The first unit cost by year: this authority, its neighbours and England."""
    from kinward.reports.charts.lines import draw

    rows = _first_cost(given)
    if rows["year"].n_unique() < 2:
        return None
    series = {
        "s251_pence": "This authority",
        "neighbours_mean_pence": "Neighbours’ mean",
        "nation_pence": "England",
    }
    names = pl.Series([year_name(year) for year in rows["year"]], dtype=pl.String)
    values = rows.select(
        names.alias("label"), *((pl.col(key) / 100).alias(name) for key, name in series.items())
    ).unpivot(index="label", variable_name="series")
    return draw(values, list(series.values()), unit="£ a week")


def _first_cost(given: UnitCosts) -> pl.DataFrame:
    """The years of the first unit cost that the table has: in real terms if it has them."""
    rows = given.table.filter(pl.col("key") == pl.col("key").first())
    real = rows.filter(pl.col("prices") == REAL)
    return real if real.height else rows


def unit_costs_title(given: UnitCosts) -> str:
    """What the chart shows."""
    rows = _first_cost(given)
    if rows.is_empty():
        return "A week of care beside neighbours and England"
    prices = "in cash"
    if rows["prices"][0] == REAL and given.base_year is not None:
        prices = f"at prices of {year_name(given.base_year)}"
    return f"{rows['label'][0]}, £ a week {prices}: this authority, neighbours and England"
