"""The commitment record as a finance system gives it: one row a placement and rate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from kinward.errors import InputError
from kinward.ledger.findings import Finding
from kinward.ledger.read.service_types import MOST_WEEKS, service_key
from kinward.ledger.rules import RULES, left_out
from kinward.tables import Kind, Table, headings_left_out, open_table

PLACEMENTS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "placement": pl.UInt32(),
    "placement_id": pl.String(),
    "child_id": pl.String(),
    "service_type": pl.String(),
    "service_key": pl.String(),
    "provider": pl.String(),
    "urn": pl.String(),
    "start": pl.Date(),
    "end": pl.Date(),
    "planned_end": pl.Date(),
    "review_date": pl.Date(),
    "row": pl.UInt32(),
}
"""One row a placement: `placement` counts in the order of the file; [start, end), `end` null while
nobody has ended it; `row` is its last row in the file."""

RATES_SCHEMA: Final[dict[str, pl.DataType]] = {
    "placement": pl.UInt32(),
    "from": pl.Date(),
    "weekly": pl.Int64(),
    "contributions": pl.Int64(),
    "week_hundredths": pl.Int64(),
    "row": pl.UInt32(),
}
"""One row a rate, by placement and day: in force from a day on, until the next; a placement's first
holds from its start. `weekly` is the whole cost of a week and `contributions` what health and
education pay of it, in pence; `week_hundredths` are paid weeks in hundredths, null where the
service type says."""

_COLUMNS: Final[dict[str, Kind]] = {
    "placement_id": "text",
    "child_id": "text",
    "service_type": "text",
    "provider": "text",
    "urn": "text",
    "start": "date",
    "end": "date",
    "planned_end": "date",
    "weekly_cost": "pounds",
    "health_contribution": "pounds",
    "education_contribution": "pounds",
    "paid_weeks": "number",
    "rate_from": "date",
    "review_date": "date",
}
_REQUIRED: Final = ("placement_id", "child_id", "service_type", "start", "end", "weekly_cost")
_FILLED: Final = ("placement_id", "service_type", "start")
_MOST_POUNDS: Final = 10_000_000
_FACTS: Final = (
    "child_id", "service_type", "provider", "urn", "start", "end", "planned_end", "review_date",
)  # fmt: skip
"""What every row of a placement should say alike."""
_MUST_AGREE: Final = ("child_id", "service_type", "start", "end")


@dataclass(frozen=True)
class Record:
    """The commitment record as read.

    Attributes:
        file: its name, for findings.
        placements: `PLACEMENTS_SCHEMA`.
        rates: `RATES_SCHEMA`.
        findings: what reading found.
    """

    file: str
    placements: pl.DataFrame
    rates: pl.DataFrame
    findings: tuple[Finding, ...]


def read_placements(path: Path) -> Record:
    """Read `placements.csv`.

    Several rows with one placement_id are its rates. Where they disagree on anything else the last
    row that says something counts, with a finding.

    Raises:
        InputError: see `tables.open_table`; also a price of over £10m a week and paid weeks that no
            year has.
    """
    table = open_table(path, _COLUMNS, _REQUIRED, filled=_FILLED)
    _refuse(table)
    rows = table.frame.with_columns(
        table.rows.cast(pl.UInt32).alias("row"),
        pl.col("placement_id").rank("dense").cast(pl.UInt32).alias("group"),
    )
    firsts = rows.select("group", order=pl.int_range(pl.len())).unique("group", keep="first")
    counting = pl.int_range(pl.len(), dtype=pl.UInt32)
    numbers = firsts.sort("order").select("group", placement=counting)
    rows = rows.join(numbers, on="group", how="left", maintain_order="left").drop("group")
    placements = _placements(rows)
    return Record(
        table.name,
        placements,
        _rates(rows, placements),
        tuple(_findings(table, rows)),
    )


def unread(path: Path) -> tuple[str, ...]:
    """The headings of `placements.csv` that are none of this file's, as written."""
    return headings_left_out(path, _COLUMNS, _REQUIRED)


def _refuse(table: Table) -> None:
    most = _MOST_POUNDS * 100
    for column in ("weekly_cost", "health_contribution", "education_contribution"):
        beyond = (table.frame[column].abs() > most).fill_null(value=False).arg_true()
        if len(beyond):
            raise InputError(
                f"The amount is above £{_MOST_POUNDS:,} a week",
                where=table.where(beyond[0], column),
                remedy="Give the pounds that a week costs.",
            )
    wrong = ~table.frame["paid_weeks"].is_between(0, MOST_WEEKS, closed="right")
    rows = wrong.fill_null(value=False).arg_true()
    if len(rows):
        raise InputError(
            f"The paid weeks of a year are not above 0 and at most {MOST_WEEKS}",
            where=table.where(rows[0], "paid_weeks"),
            remedy="Leave it empty for those of the service type.",
        )


def _placements(rows: pl.DataFrame) -> pl.DataFrame:
    last = [pl.col(name).drop_nulls().last().alias(name) for name in _FACTS]
    grouped = rows.group_by("placement", maintain_order=True).agg(
        pl.col("placement_id").first(), *last, pl.col("row").last()
    )
    return (
        grouped.with_columns(service_key=service_key(pl.col("service_type")))
        .sort("placement")
        .select(*PLACEMENTS_SCHEMA)
    )


def _rates(rows: pl.DataFrame, placements: pl.DataFrame) -> pl.DataFrame:
    starts = placements.select("placement", begins="start")
    first = pl.int_range(pl.len()).over("placement") == 0
    zero = pl.lit(0, dtype=pl.Int64)
    return (
        rows.join(starts, on="placement", how="left", maintain_order="left")
        .with_columns(since=pl.coalesce("rate_from", "begins"))
        .unique(["placement", "since"], keep="last", maintain_order=True)
        .sort("placement", "since")
        .select(
            "placement",
            pl.when(first)
            .then("begins")
            .otherwise(pl.max_horizontal("since", "begins"))
            .alias("from"),
            pl.col("weekly_cost").fill_null(zero).alias("weekly"),
            pl.sum_horizontal(
                pl.col("health_contribution").fill_null(zero),
                pl.col("education_contribution").fill_null(zero),
            ).alias("contributions"),
            (pl.col("paid_weeks") * 100).round().cast(pl.Int64).alias("week_hundredths"),
            "row",
        )
    )


def _findings(table: Table, rows: pl.DataFrame) -> Iterator[Finding]:
    def broken(code: str, which: pl.Expr, column: str) -> list[Finding]:
        return RULES[code].at(table.name, rows.filter(which)["row"], column)

    since, start = pl.col("rate_from"), pl.col("start").last().over("placement")
    first = since.fill_null(pl.date(1, 1, 1)).min().over("placement") == since
    yield from left_out(table.name, table.unknown)
    yield from RULES["L07"].at(table.name, [1] if rows.is_empty() else [])
    yield from broken("L02", pl.col("weekly_cost").is_null(), "weekly_cost")
    yield from broken("L03", pl.col("child_id").is_null(), "child_id")
    same_day = pl.struct("placement", since.fill_null(start))
    yield from broken("L04", ~same_day.is_last_distinct(), "rate_from")
    for column in _MUST_AGREE:
        differs = pl.col(column).ne_missing(pl.col(column).last().over("placement"))
        yield from broken("L05", differs, column)
    yield from broken("L06", (since > start) & first, "rate_from")
