"""What a service type is: its section, its commissioning category, and how it is paid."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import polars as pl

from kinward.errors import InputError
from kinward.reference.packaged import packaged
from kinward.reference.parameters import parameter
from kinward.tables import Kind, Table, headings_left_out, open_table
from kinward.terms import CATEGORIES

SERVICE_TYPES_SCHEMA: Final[dict[str, pl.DataType]] = {
    "key": pl.String(),
    "service_type": pl.String(),
    "section": pl.String(),
    "category": pl.String(),
    "week_hundredths": pl.Int64(),
    "daily": pl.Boolean(),
    "after_18": pl.Boolean(),
}
"""One row a service type. `key` is its name without case, spacing and punctuation; `section` and
`category` may be null; `week_hundredths` are the paid weeks of a full year in hundredths (5500 is
55 weeks); `daily` is the billing; `after_18` whether commitments go on after the birthday."""

BILLINGS: Final = ("annual", "daily")
MOST_WEEKS: Final = 104
_COLUMNS: Final[dict[str, Kind]] = {
    "service_type": "text",
    "section": "text",
    "category": "text",
    "paid_weeks": "number",
    "billing": "text",
    "after_18": "text",
}
_REQUIRED: Final = ("service_type",)
_YES_NO: Final = {"yes": True, "no": False, "y": True, "n": False, "true": True, "false": False}


def service_key(name: pl.Expr) -> pl.Expr:
    """The name of a service type without case, spacing and punctuation, but for a plus sign."""
    return name.str.to_lowercase().str.replace_all(r"[^0-9a-z+]", "")


def key_of(name: str) -> str:
    """`service_key` of one name."""
    return re.sub(r"[^0-9a-z+]", "", name.lower())


def built_in() -> pl.DataFrame:
    """The service types that Kinward knows (`SERVICE_TYPES_SCHEMA`)."""
    frame = packaged("service_types.csv")
    return _made(frame.with_columns(pl.col("paid_weeks").cast(pl.Float64)))


def read_service_types(path: Path | None) -> pl.DataFrame:
    """Read `service_types.csv` (`SERVICE_TYPES_SCHEMA`); what it does not name is built in.

    Empty fields: no section, no category, 52 paid weeks (parameter `paid_weeks`), annual, no.

    Raises:
        InputError: see `tables.open_table`; also a category or a billing that Kinward does not
            know, paid weeks that no year has, and a service type that is there twice.
    """
    if path is None:
        return built_in()
    table = open_table(path, _COLUMNS, _REQUIRED, filled=_REQUIRED)
    lower = [pl.col(name).str.to_lowercase() for name in ("category", "billing", "after_18")]
    frame = table.frame.with_columns(*lower)
    _refuse(frame, table)
    own = _made(frame)
    return pl.concat([own, built_in().filter(~pl.col("key").is_in(own["key"].implode()))])


def unread(path: Path) -> tuple[str, ...]:
    """The headings of `service_types.csv` that are none of this file's, as written."""
    return headings_left_out(path, _COLUMNS, _REQUIRED)


def _made(frame: pl.DataFrame) -> pl.DataFrame:
    weeks = pl.col("paid_weeks").fill_null(parameter("paid_weeks").value)
    yes = pl.col("after_18").replace_strict(_YES_NO, default=False, return_dtype=pl.Boolean)
    return frame.select(
        service_key(pl.col("service_type")).alias("key"),
        "service_type",
        "section",
        "category",
        (weeks * 100).round().cast(pl.Int64).alias("week_hundredths"),
        pl.col("billing").fill_null("annual").eq("daily").alias("daily"),
        yes.fill_null(value=False).alias("after_18"),
    )


def _refuse(frame: pl.DataFrame, table: Table) -> None:
    weeks = pl.col("paid_weeks")
    for column, wrong, what, remedy in (
        (
            "category",
            ~pl.col("category").is_in(list(CATEGORIES)),
            "This is no category that Kinward knows",
            f"Leave it empty, or take one of {', '.join(CATEGORIES)}.",
        ),
        (
            "billing",
            ~pl.col("billing").is_in(BILLINGS),
            "The billing is neither annual nor daily",
            "Leave it empty for annual.",
        ),
        (
            "paid_weeks",
            ~weeks.is_between(0, MOST_WEEKS, closed="right"),
            f"The paid weeks of a year are not above 0 and at most {MOST_WEEKS}",
            f"Leave it empty for {parameter('paid_weeks').value:.0f}.",
        ),
        (
            "after_18",
            ~pl.col("after_18").is_in(list(_YES_NO)),
            "This says neither yes nor no",
            "Leave it empty for no.",
        ),
        (
            "service_type",
            ~service_key(pl.col("service_type")).is_first_distinct(),
            "The service type is there twice",
            "Keep one of the two rows.",
        ),
    ):
        rows = frame.select(wrong.fill_null(value=False)).to_series().arg_true()
        if len(rows):
            raise InputError(what, where=table.where(rows[0], column), remedy=remedy)
