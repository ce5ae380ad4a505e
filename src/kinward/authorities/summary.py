"""What came of all jobs; of forecasts, where each authority stands and where it is heading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, Generic, TypeVar

import polars as pl

from kinward.forecast.model import TOTAL

R = TypeVar("R")

SUMMARY_SCHEMA: Final[dict[str, pl.DataType]] = {
    "authority": pl.String(),
    "as_at": pl.String(),
    "month_end": pl.String(),
    "today": pl.Int64(),
    "mean": pl.Float64(),
    "low_80": pl.Float64(),
    "high_80": pl.Float64(),
    "error": pl.String(),
}
"""`summary.csv`: one row an authority, by name. `mean` and the ends of the 80% interval are of
`month_end`, the last one; one that failed has its error and no figure."""


@dataclass(frozen=True)
class Row:
    """The forecast of an authority in brief: its whole cohort today and at the last month end.

    Attributes:
        authority: its name.
        as_at, month_end: ISO dates.
        today: children looked after on the as-at date.
        mean, low_80, high_80: of the children looked after at the month end.
    """

    authority: str
    as_at: str
    month_end: str
    today: int
    mean: float
    low_80: float
    high_80: float


@dataclass(frozen=True)
class Summary(Generic[R]):
    """What came of all jobs.

    Attributes:
        rows: those that could be done, by name.
        failed: the error of each of the others, by name.
        already: how many of the rows had been there before.
    """

    rows: tuple[R, ...]
    failed: Mapping[str, str]
    already: int


def row(name: str, document: Mapping[str, Any]) -> Row:
    """The brief of a document of `kinward forecast --json`."""
    quantiles = document["quantiles"]
    return Row(
        authority=name,
        as_at=document["as_at"],
        month_end=document["month_ends"][-1],
        today=document["today"][TOTAL],
        mean=document[TOTAL]["mean"][-1],
        low_80=quantiles["0.1"][TOTAL][-1],
        high_80=quantiles["0.9"][TOTAL][-1],
    )


def table(summary: Summary[Row]) -> pl.DataFrame:
    """Every authority, by name (`SUMMARY_SCHEMA`)."""
    rows: list[dict[str, Any]] = [asdict(each) for each in summary.rows]
    rows += [{"authority": name, "error": error} for name, error in summary.failed.items()]
    return pl.DataFrame(rows, schema=SUMMARY_SCHEMA).sort("authority")


def document(summary: Summary[Row]) -> dict[str, Any]:
    """The summary as one JSON document."""
    return {
        "authorities": [asdict(each) for each in summary.rows],
        "failed": [{"authority": name, "error": error} for name, error in summary.failed.items()],
        "already": summary.already,
    }
