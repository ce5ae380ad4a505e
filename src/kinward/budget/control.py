"""Budget control: budget, spend and forecast variance of each line, and which ones to explain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from kinward.budget.fields import half_round_unit, is_total, unknown_columns
from kinward.errors import InputError
from kinward.ledger.commentary import CommentaryRule, usual_rule
from kinward.ledger.findings import Finding, in_order
from kinward.tables import Kind, Table, open_table

AMOUNTS: Final = (
    "original_budget", "budget", "to_date_budget", "to_date_actual", "forecast_variance",
    "previous_forecast_variance",
)  # fmt: skip
"""Columns of money of `budget_control.csv`; the first may be left out."""

CONTROL_SCHEMA: Final[dict[str, pl.DataType]] = {
    "section": pl.String(),
    "service": pl.String(),
    **dict.fromkeys(AMOUNTS, pl.Int64()),
    "to_date_variance": pl.Int64(),
    "projected": pl.Int64(),
    "movement": pl.Int64(),
    "explain": pl.Boolean(),
    "row": pl.UInt32(),
}
"""One row a line, or a section's sum (`service` null), or the sum of all (`section` null too), in
pence. Variances are over the budget where above 0: `to_date_variance` is actual less budget to
date, `projected` budget plus forecast variance, `movement` the forecast variance less the one
before. `explain` is the commentary rule; null in sums. `row` stands in the file; null in sums."""

_COLUMNS: Final[dict[str, Kind]] = {
    "section": "text",
    "service": "text",
    **dict.fromkeys(AMOUNTS, "pounds"),
}
_REQUIRED: Final = ("section", "service", "budget", "forecast_variance")


@dataclass(frozen=True)
class Control:
    """Budget control.

    Attributes:
        file: its name, for findings.
        lines: `CONTROL_SCHEMA`, without sums, in the order of the file.
        sums: `CONTROL_SCHEMA`: of the sections in the order of the file, then of all.
        findings: what is doubtful.
    """

    file: str
    lines: pl.DataFrame
    sums: pl.DataFrame
    findings: tuple[Finding, ...]


def read_control(path: Path, rule: CommentaryRule | None = None) -> Control:
    """Read `budget_control.csv`.

    Rows of which the service is `Total` are printed sums of their section (of all, where the
    section is `Total` too), held against the lines.

    Args:
        rule: which lines to explain; `usual_rule` if None.

    Raises:
        InputError: see `tables.open_table`; also a line that is there twice, and a file without
            lines.
    """
    table = open_table(path, _COLUMNS, _REQUIRED, filled=_REQUIRED)
    own = pl.Series([not is_total(name) for name in table.frame["service"]], dtype=pl.Boolean())
    twice = (
        ~table.frame.select(pl.struct("section", "service").is_first_distinct()).to_series()
    ) & own
    if twice.any() or not own.any():
        place = twice.arg_true()
        raise InputError(
            "The line is there twice" if len(place) else "The file has no lines",
            where=table.where(place[0], "service") if len(place) else table.name,
            remedy="Give each service of a section one row.",
        )
    rows = table.frame.with_columns(table.rows.cast(pl.UInt32).alias("row"))
    lines = _derived(rows.filter(own), rule or usual_rule())
    sums = _sums(lines)
    found = [*unknown_columns(table, "B10"), *_totals_that_differ(table, rows.filter(~own), lines)]
    return Control(table.name, lines, sums, in_order(found))


def _derived(rows: pl.DataFrame, rule: CommentaryRule) -> pl.DataFrame:
    pairs = rows.select("forecast_variance", "budget").iter_rows()
    explain = pl.Series("explain", [rule.asks(*pair) for pair in pairs], dtype=pl.Boolean())
    return _with_differences(rows).with_columns(explain).select(*CONTROL_SCHEMA)


def _with_differences(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(
        to_date_variance=pl.col("to_date_actual") - pl.col("to_date_budget"),
        projected=pl.col("budget") + pl.col("forecast_variance"),
        movement=pl.col("forecast_variance") - pl.col("previous_forecast_variance"),
    )


def _sums(lines: pl.DataFrame) -> pl.DataFrame:
    """By section and of all; a sum is null where one of its lines is."""
    whole = [
        pl.when(pl.col(name).is_not_null().all()).then(pl.col(name).sum()).alias(name)
        for name in AMOUNTS
    ]
    sections = lines.group_by("section", maintain_order=True).agg(whole)
    everything = lines.select(pl.lit(None, pl.String()).alias("section"), *whole).head(1)
    nothing = [
        pl.lit(None, CONTROL_SCHEMA[name]).alias(name) for name in ("service", "explain", "row")
    ]
    both = pl.concat([sections, everything])
    return _with_differences(both).with_columns(nothing).select(*CONTROL_SCHEMA)


def _totals_that_differ(
    table: Table, totals: pl.DataFrame, lines: pl.DataFrame
) -> Iterator[Finding]:
    """Printed sums that the lines do not give, even if each was rounded as it looks."""
    for total in totals.iter_rows(named=True):
        everything = is_total(total["section"])
        own = lines if everything else lines.filter(pl.col("section") == total["section"])
        if own.is_empty():
            yield Finding(
                "B11", "warning", table.name, total["row"], "section",
                "No line is of the section of this total.",
                "Give the section the name that its lines have.",
            )  # fmt: skip
            continue
        for column in AMOUNTS:
            parts = own[column].to_list()
            if total[column] is None or None in parts:
                continue
            slack = half_round_unit([*parts, total[column]]) * (len(parts) + 1)
            if abs(sum(parts) - total[column]) > slack:
                yield Finding(
                    "B11", "warning", table.name, total["row"], column,
                    "The lines do not sum to this total, by more than rounding.",
                    "See whether a line is missing or wrong: Kinward sums the lines.",
                )  # fmt: skip
