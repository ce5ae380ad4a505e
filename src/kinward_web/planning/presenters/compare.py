"""Forecasts, and tried plans, side by side: a table and a chart of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars as pl

from kinward.dates import year_name
from kinward.errors import KinwardError
from kinward.reports.charts.spans import draw
from kinward.reports.download import csv_text
from kinward.reports.table import Column, Format, ReportTable, long_date
from kinward.scenarios.business import Comparison, restored
from kinward.scenarios.business import compare as compare_saved
from kinward.scenarios.business.compare import Row
from kinward_web.charts import drawing
from kinward_web.documents.origins import origin
from kinward_web.documents.presenters import FigureShown, TableShown, shown
from kinward_web.planning.models import Trial
from kinward_web.planning.selectors.forecasts import Compared

SOURCE = "Kinward’s forecasts"
_FEWEST = 2


def forecast_table(found: Sequence[Compared]) -> ReportTable:
    """A row a forecast: what was asked, and what is expected."""
    days = list(dict.fromkeys(mark["on"] for each in found for mark in each.facts["marks"]))
    years = list(dict.fromkeys(c["year"] for each in found for c in each.facts.get("cost", [])))
    columns: list[Column] = [
        Column("label", "Forecast"),
        Column("as_at", "From", "date"),
        Column("months", "Months", "count"),
        Column("runs", "Runs", "count"),
        Column("seed", "Seed", "text"),
        Column("uplift", "Prices rise by", "share"),
    ]
    rows = [_asked(each) for each in found]
    for number, day in enumerate(days):
        said = long_date(date.fromisoformat(day))
        for name, words in (("mean", "expected"), ("low", "80%: from"), ("high", "80%: to")):
            columns.append(Column(f"{name}_{number}", f"{said}, {words}", "number"))
            for row, each in zip(rows, found, strict=True):
                row[f"{name}_{number}"] = _mark(each, day).get(name)
    if any(each.facts.get("target") for each in found):
        columns += [Column("target", "Target"), Column("chance", "Chance of it", "share")]
        for row, each in zip(rows, found, strict=True):
            row.update(_target(each))
    for year in years:
        columns.append(Column(f"cost_{year}", f"Cost in {year_name(year)}, £", "pence"))
        for row, each in zip(rows, found, strict=True):
            row[f"cost_{year}"] = next(
                (c["mean"] for c in each.facts.get("cost", []) if c["year"] == year), None
            )
    schema = {column.name: _kind(column.format) for column in columns}
    return ReportTable(
        "forecasts",
        "Forecasts side by side",
        tuple(columns),
        pl.DataFrame(rows, schema=schema, orient="row"),
        SOURCE,
        "Cost of a year that lies ahead only in part is of that part.",
    )


def forecast_chart(found: Sequence[Compared], table: TableShown) -> FigureShown:
    """A bar a forecast: what is expected at the first day that it names."""
    marks = [each.facts["marks"][0] for each in found]
    same = len({mark["on"] for mark in marks}) == 1
    rows = pl.DataFrame(
        {
            "label": [
                each.name if same else f"{each.name} ({long_date(date.fromisoformat(mark['on']))})"
                for each, mark in zip(found, marks, strict=True)
            ],
            "low": [float(mark["low"]) for mark in marks],
            "high": [float(mark["high"]) for mark in marks],
            "mean": [float(mark["mean"]) for mark in marks],
            "words": [f"{mark['mean']:,.0f}" for mark in marks],
        }
    )
    when = f" on {long_date(date.fromisoformat(marks[0]['on']))}" if same else ""
    spec = draw(rows, title="Children looked after", beside=250, room=60)
    return FigureShown(
        id="chart-forecasts",
        title=f"Children expected{when}: mean (upright line) and 8 times in 10 (bar)",
        about="A bar for each forecast from the lower to the upper end of the 80% interval, with "
        "the mean marked. The scale need not begin at nought.",
        table=table,
        drawing=drawing(spec),
        origin=origin(table.key),
    )


def compare_trials(trials: Sequence[Trial]) -> Comparison | tuple[str, ...]:
    """What came of tried plans, side by side; in lines why it cannot be, where they were not tried
    on the same data with the same settings.
    """
    try:
        return compare_saved([restored(each.saved, each.name) for each in trials])
    except KinwardError as error:
        return error.lines


def plans_table(found: Comparison, *, whole: bool) -> ReportTable:
    """A row a figure, a column a plan, with the ends of the 80% interval.

    Args:
        whole: whether the reader sees figures whole; without it money is left out.
    """
    rows = [row for row in found.rows if whole or row.unit != "pence"]
    columns = [Column("label", "What"), *(
        Column(f"plan_{number}", name) for number, name in enumerate(found.names)
    )]  # fmt: skip
    data: dict[str, list[str | None]] = {"label": [_label(row) for row in rows]}
    for number in range(len(found.names)):
        data[f"plan_{number}"] = [_cell(row, number) for row in rows]
    return ReportTable(
        "plans",
        "Plans side by side",
        tuple(columns),
        pl.DataFrame(data, schema=dict.fromkeys(data, pl.String())),
        f"Kinward’s forecast from {long_date(found.baseline.as_at)}, {found.baseline.runs:,} runs, "
        f"seed {found.baseline.seed}",
        "Means; in brackets the ends of the interval that holds 8 times in 10.",
    )


def plans_chart(found: Comparison, table: TableShown) -> FigureShown:
    """A bar a plan: how many are looked after at the end. Without intervals the table alone."""
    made = origin(table.key)
    row = next((row for row in found.rows if row.key == "children"), None)
    cells = [] if row is None else list(row.cells)
    if len(cells) < _FEWEST or any(cell is None or cell.low_80 is None for cell in cells):
        return FigureShown("chart-plans", table.title, "", table, None, made)
    told = [cell for cell in cells if cell is not None]
    rows = pl.DataFrame(
        {
            "label": list(found.names),
            "low": [float(cell.low_80 or 0) for cell in told],
            "high": [float(cell.high_80 or 0) for cell in told],
            "mean": [float(cell.mean) for cell in told],
            "words": [f"{cell.mean:,.0f}" for cell in told],
        }
    )
    spec = draw(rows, title="Children looked after", beside=250, room=60)
    label = row.label if row is not None else ""
    return FigureShown(
        id="chart-plans",
        title=f"{label}: mean (upright line) and 8 times in 10 (bar)",
        about="A bar for each plan from the lower to the upper end of the 80% interval, with the "
        "mean marked. The scale need not begin at nought.",
        table=table,
        drawing=drawing(spec),
        origin=made,
    )


def on_page(table: ReportTable, address: str) -> TableShown:
    """A table as a page shows it."""
    return shown(table, address)


def as_csv(table: ReportTable) -> str:
    """A table as CSV."""
    return csv_text(table)


def _asked(each: Compared) -> dict[str, Any]:
    asked = each.facts.get("asked", {})
    return {
        "label": each.name,
        "as_at": each.as_at,
        "months": asked.get("months"),
        "runs": asked.get("runs"),
        "seed": str(asked.get("seed", "")),
        "uplift": float(asked.get("uplift_pct", 0)) / 100,
    }


def _mark(each: Compared, day: str) -> dict[str, Any]:
    return next((mark for mark in each.facts["marks"] if mark["on"] == day), {})


def _target(each: Compared) -> dict[str, Any]:
    target = each.facts.get("target")
    if not target:
        return {"target": None, "chance": None}
    by = long_date(date.fromisoformat(target["by"]))
    return {"target": f"At most {target['children']:,} by {by}", "chance": target["chance"]}


def _label(row: Row) -> str:
    """What a row is of; a chance says of what."""
    if row.kind != "chance":
        return row.label
    measure, value, by = row.key.removesuffix(".baseline").split()
    day = long_date(date.fromisoformat(by))
    aims = {
        "children": f"at most {int(value):,} children on {day}",
        "pounds": f"at most £{int(value) / 100:,.0f} in the year to {day}",
        "saving": f"£{int(value) / 100:,.0f} saved in the year of {day}",
    }
    without = " without a plan" if row.key.endswith(".baseline") else ""
    return f"Chance{without} of {aims.get(measure, row.label)}"


def _cell(row: Row, number: int) -> str | None:
    said = row.said(number, pound="£")
    return None if said is None else said.replace("-", "−")


def _kind(how: Format) -> pl.DataType:
    kinds: dict[str, pl.DataType] = {
        "text": pl.String(),
        "date": pl.Date(),
        "count": pl.Int64(),
        "pence": pl.Int64(),
    }
    return kinds.get(how, pl.Float64())
