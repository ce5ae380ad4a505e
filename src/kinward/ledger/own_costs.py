"""What a week of care costs by the authority's own ledger, in the groups of DfE's unit costs."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import polars as pl

from kinward.errors import ArgumentError
from kinward.reference.official_costs import UNIT_COSTS
from kinward.terms import CATEGORIES

CARE_SCHEMA: Final[dict[str, pl.DataType]] = {
    "year": pl.Int32(),
    "category": pl.String(),
    "spend_pence": pl.Int64(),
    "days": pl.Int64(),
}
"""What a ledger tells of a financial year: the spend in a category and the days of care in it.
Services outside the cohort have no category and are passed over."""

LEDGER_SCHEMA: Final[dict[str, pl.DataType]] = {
    "key": pl.String(),
    "year": pl.Int32(),
    "spend_pence": pl.Int64(),
    "weekly_pence": pl.Int64(),
}
"""One row a unit cost (`official_costs.UNIT_COSTS`) and year; `weekly_pence` is null where there
were no days of care."""

_DAYS_IN_WEEK: Final = 7


def own_costs(care: pl.DataFrame) -> pl.DataFrame:
    """A ledger's own weekly costs in DfE's groups (`LEDGER_SCHEMA`).

    Spend over days of care, times seven: a calendar week, also where carers are paid for 55 weeks,
    so that it can be set beside DfE's. Rounded once here, half to even.

    Args:
        care: `CARE_SCHEMA`.

    Raises:
        ArgumentError: a category that Kinward does not know.
    """
    given = care.filter(pl.col("category").is_not_null())
    if not given["category"].is_in(list(CATEGORIES)).all():
        raise ArgumentError(
            "The ledger's care has a category that Kinward does not know",
            remedy=f"The categories are {', '.join(CATEGORIES)}.",
        )
    rows = []
    for each in UNIT_COSTS:
        group = given.filter(pl.col("category").is_in(list(each.categories or CATEGORIES)))
        by_year = group.group_by("year").agg(pl.col("spend_pence", "days").sum()).sort("year")
        for year, spend, days in by_year.iter_rows():
            weekly = round(Fraction(spend * _DAYS_IN_WEEK, days)) if days else None
            rows.append((each.key, year, spend, weekly))
    return pl.DataFrame(rows, schema=LEDGER_SCHEMA, orient="row")
