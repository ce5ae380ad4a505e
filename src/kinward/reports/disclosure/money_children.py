"""What the protected tables of children tell by category, as the money beside them must know."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from kinward.cohort.model import Summary
from kinward.dates import year_start


@dataclass(frozen=True)
class Children:
    """What the protected tables of children tell by category.

    Attributes:
        told: categories shown on the day, with more than nought: that there is nobody tells
            nothing of placements that have ended, or that the ledger has all the same.
        hidden: those hidden on the day.
        before: those hidden at a month end of the financial year, up to the day.
        covered: how many children are in the hidden ones: what is left of those looked after.
    """

    told: frozenset[str]
    hidden: frozenset[str]
    before: frozenset[str]
    covered: int


def children_of(shown: Summary | None, year: int) -> Children | None:
    """What the tables of children tell; None where none stands beside the money.

    Args:
        shown: the protected baseline.
        year: the financial year of the money.
    """
    frame = None if shown is None else shown.breakdowns.get("category")
    if shown is None or frame is None:
        return None
    stock = shown.stock_by_category
    of_year = pl.col("month").is_between(year_start(year), shown.as_at)
    before = stock.filter(of_year) if stock.height else frame
    return Children(
        told=_keys(frame, pl.col("children") > 0),
        hidden=_keys(frame, pl.col("children").is_null()),
        before=_keys(before, pl.col("children").is_null()),
        covered=shown.looked_after - int(frame["children"].sum()),
    )


def _keys(frame: pl.DataFrame, which: pl.Expr) -> frozenset[str]:
    return frozenset(frame.filter(which)["key"].to_list())
