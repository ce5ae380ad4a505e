"""Grants that pay for part of the lines, and the position after them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from kinward.budget.control import Control
from kinward.budget.fields import unknown_columns
from kinward.errors import InputError
from kinward.ledger.findings import Finding, in_order
from kinward.tables import Kind, open_table

GRANTS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "grant": pl.String(),
    "section": pl.String(),
    "budget": pl.Int64(),
    "received_to_date": pl.Int64(),
    "forecast": pl.Int64(),
    "forecast_variance": pl.Int64(),
    "still_to_come": pl.Int64(),
    "row": pl.UInt32(),
}
"""One row a grant, in pence. `forecast_variance` is budget less forecast: above 0 where less comes
than was budgeted, which puts the council over its budget; `still_to_come` is forecast less
received, null where the latter is not given."""

_COLUMNS: Final[dict[str, Kind]] = {
    "grant": "text",
    "section": "text",
    "budget": "pounds",
    "received_to_date": "pounds",
    "forecast": "pounds",
}
_REQUIRED: Final = ("grant", "budget", "forecast")


@dataclass(frozen=True)
class Position:
    """Where the budget stands in all, in pence.

    Attributes:
        lines: the forecast variance of all lines.
        grants: that of all grants.
    """

    lines: int
    grants: int

    @property
    def net(self) -> int:
        """Over the budget where above 0."""
        return self.lines + self.grants


def read_grants(path: Path) -> tuple[pl.DataFrame, tuple[Finding, ...]]:
    """Read `grants.csv` (`GRANTS_SCHEMA`), with what is doubtful.

    Raises:
        InputError: see `tables.open_table`; also a grant that is there twice.
    """
    table = open_table(path, _COLUMNS, _REQUIRED, filled=_REQUIRED)
    rows = table.frame.with_columns(
        table.rows.cast(pl.UInt32).alias("row"),
        forecast_variance=pl.col("budget") - pl.col("forecast"),
        still_to_come=pl.col("forecast") - pl.col("received_to_date"),
    ).select(*GRANTS_SCHEMA)
    twice = (~rows.select(pl.struct("grant", "section").is_first_distinct()).to_series()).arg_true()
    if len(twice):
        raise InputError(
            "The grant is there twice",
            where=table.where(twice[0], "grant"),
            remedy="Keep one of the two rows.",
        )
    more = rows.filter(pl.col("received_to_date") > pl.col("forecast"))["row"]
    found = [
        Finding(
            "B12", "warning", table.name, row, "forecast",
            "More was received than is forecast for the whole year.",
            "Raise the forecast, or see whether part of it is for another year.",
        )
        for row in more
    ]  # fmt: skip
    return rows, in_order([*unknown_columns(table, "B10"), *found])


def position(control: Control, grants: pl.DataFrame | None = None) -> Position:
    """The forecast variance of the lines and of the grants.

    Args:
        grants: `GRANTS_SCHEMA`.
    """
    of_grants = 0 if grants is None else int(grants["forecast_variance"].sum())
    return Position(int(control.lines["forecast_variance"].sum()), of_grants)
