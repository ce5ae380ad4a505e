"""The forecast from published yearly totals, as text and a table or as JSON."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import Any

from kinward.cli import output
from kinward.forecast.published import PublishedForecast, document, forecast_published
from kinward.reference import lait
from kinward.words import long_date


def forecast(
    folder: Path, *, authority: str, years: int, runs: int, seed: int, as_json: bool
) -> None:
    """Forecast an authority from the LAIT files of a folder, and print it."""
    began = perf_counter()
    official = lait.read(folder)
    read_s = perf_counter() - began
    given = forecast_published(official, authority, years=years, runs=runs, seed=seed)
    given = replace(given, timings={"read_s": read_s, **given.timings})
    if as_json:
        output.print_json(document(given))
        return
    output.line(_headline(given))
    _print_years(given)
    output.line()
    for note in given.notes:
        output.line(note)


def _headline(given: PublishedForecast) -> str:
    low, high = (ends[-1] for ends in given.stock.interval("total", 80))
    return (
        f"{given.authority}: {given.history['looked_after'][-1]:,} children looked after on "
        f"{long_date(given.as_at)}. On {long_date(given.year_ends[-1])} about "
        f"{given.stock.mean[0, -1]:,.0f}: 8 times in 10 from {low:,.0f} to {high:,.0f}."
    )


def _print_years(given: PublishedForecast) -> None:
    past = given.history.iter_rows(named=True)
    quantiles = given.stock.quantiles[:, 0]
    output.table(
        "Looked after on 31 March",
        ("Year", "Children", "Low 95%", "Low 80%", "High 80%", "High 95%", "Started", "Ceased"),
        [
            *(_published(row) for row in past),
            *(
                (
                    f"{end.year} (forecast)",
                    _whole(given.stock.mean[0, place]),
                    *(_whole(quantiles[level, place]) for level in (0, 1, 5, 6)),
                    _whole(given.entries.mean[0, place]),
                    _whole(given.exits.mean[0, place]),
                )
                for place, end in enumerate(given.year_ends)
            ),
        ],
        "95 and 80 in 100 futures lie between the ends. Started and ceased: children in the year.",
    )


def _published(row: dict[str, Any]) -> tuple[object, ...]:
    none = (None,) * 4
    return (str(row["year_end"].year), row["looked_after"], *none, row["started"], row["ceased"])


def _whole(value: float) -> int:
    return round(float(value))
