"""The table of savings that could count twice: the largest, the others together, and the sum."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from kinward.programme.overlaps import HOW, Overlap, largest
from kinward.reports.formulas import Sum
from kinward.reports.table import Column, ReportTable

_COLUMNS = (
    Column("savings", "Savings"), Column("how", "What is done"),
    Column("amount", "Plan, £", "pence"), Column("why", "Why"),
)  # fmt: skip

_LISTED = "The programme’s own list has them."
_AGAIN = "A saving that overlaps with several others is in it once with each of them."


def overlaps(found: Sequence[Overlap], as_at: date, source: str) -> ReportTable:
    """The largest overlaps, of all as `kinward.programme.overlaps.overlaps` gives them."""
    told = largest(found)
    rows = [
        (" and ".join(each.savings), HOW[each.how], each.pence, each.reason) for each in told.shown
    ]
    if told.more:
        rows.append((f"{told.more:,} more", "Smaller ones", told.more_pence, _LISTED))
    last = len(rows)
    formulas: tuple[Sum, ...] = ()
    if last > 1:
        rows.append(("Total", "All", told.pence, _AGAIN))
        formulas = (Sum(last, tuple(range(last)), ("amount",)),)
    kinds = {"savings": pl.String, "how": pl.String, "amount": pl.Int64, "why": pl.String}
    return ReportTable(
        "savings_overlaps", "Savings that could count twice", _COLUMNS,
        pl.DataFrame(rows, schema=kinds, orient="row"), source,
        formulas=formulas, as_at=as_at,
    )  # fmt: skip
