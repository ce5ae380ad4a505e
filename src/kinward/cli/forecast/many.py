"""The forecast of every authority in a folder: progress as it goes, a table at the end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kinward.authorities import Row, Summary, forecast_each
from kinward.authorities.summary import document
from kinward.cli import many, output
from kinward.pipeline import Ahead, Inputs


def forecast(
    folder: Path,
    out: Path,
    inputs: Inputs,
    ahead: Ahead,
    *,
    scheduler: str | None,
    as_json: bool,
) -> None:
    """Forecast each authority of a folder; exit 1 if one failed, 2 if none could be done."""
    with many.progress("Forecasting", scheduler=scheduler) as tell:
        summary = forecast_each(folder, out, inputs, ahead, scheduler=scheduler, tell=tell)
    many.refuse_none(summary, "Not one authority could be forecast", folder, out)
    if as_json:
        output.print_json(document(summary))
    else:
        _print(summary, out)
    many.leave(summary)


def _print(summary: Summary[Row], out: Path) -> None:
    ends = sorted({each.month_end for each in summary.rows})
    output.table(
        "Children looked after",
        ("Authority", "As at", "Today", "Month end", "Mean", "Low 80%", "High 80%"),
        (_cells(row) for row in summary.rows),
        "80 in 100 futures lie between low and high at the month end.",
    )
    if len(ends) > 1:
        output.line("The month ends differ, as the last returns do: --as-at sets one date for all.")
    if summary.failed:
        output.line(many.failures(summary, "authority", "authorities"))
    output.line(f"Every figure, and this table as summary.csv, is in {out}.")


def _cells(row: Any) -> tuple[object, ...]:
    return (
        row.authority,
        row.as_at,
        row.today,
        row.month_end,
        row.mean,
        round(row.low_80),
        round(row.high_80),
    )
