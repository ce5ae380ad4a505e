"""Reading services for which only counts are known."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from kinward.errors import InputError
from kinward.tables import Kind, open_table, squeezed

_COLUMNS: Final[dict[str, Kind]] = {
    "service": "text",
    "worked_with": "whole",
    "closed": "whole",
    "successes": "whole",
}
_ALIASES: Final[dict[str, str]] = {
    "prevented_from_care": "successes",
    "kept_out_of_care": "successes",
}
_FILLED: Final = ("service", "worked_with")


@dataclass(frozen=True)
class ServiceCounts:
    """A service by its counts.

    Attributes:
        worked_with: children the service has worked with.
        closed: cases closed; None where not known.
        successes: of those, children not looked after at closure; None where not known.
        row: of the file.
    """

    service: str
    worked_with: int
    closed: int | None
    successes: int | None
    row: int


def read_counts(path: Path) -> tuple[ServiceCounts, ...]:
    """Read a table of services and their counts, in the order of the file.

    Raises:
        InputError: see `tables.open_table`; also a count below 0, more closed than worked with,
            more successes than closed, and one service twice.
    """
    table = open_table(path, _COLUMNS, filled=_FILLED, aliases=_ALIASES)
    frame = table.frame.with_columns(
        key=pl.Series([squeezed(name) for name in table.frame["service"]], dtype=pl.String())
    )
    counts = ("worked_with", "closed", "successes")
    for column, wrong, what in (
        *((column, pl.col(column) < 0, "The count is below 0") for column in counts),
        ("closed", pl.col("closed") > pl.col("worked_with"), "More are closed than worked with"),
        (
            "successes",
            pl.col("successes") > pl.col("closed").fill_null(0),
            "There are more successes than closed cases",
        ),
        ("service", ~pl.col("key").is_first_distinct(), "Another row has the same service"),
    ):
        rows = frame.select(wrong.fill_null(value=False)).to_series().arg_true()
        if len(rows):
            raise InputError(
                what, where=table.where(rows[0], column), remedy="Correct it in the file."
            )
    return tuple(
        ServiceCounts(row["service"], row["worked_with"], row["closed"], row["successes"], int(at))
        for row, at in zip(frame.iter_rows(named=True), table.rows, strict=True)
    )
