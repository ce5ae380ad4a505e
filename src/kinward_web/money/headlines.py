"""The single figures of the money, and what in it needs attention: for the home page and the top of
the pages of money.

Of a position from which small numbers were taken out, they tell only what is left in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from kinward.dates import year_name
from kinward.ledger.explain import budgeted, has_effect, money
from kinward.ledger.model import Activity, Line
from kinward.reports.findings.words import pounds
from kinward.reports.table import ReportTable
from kinward.words import counted

Tile = dict[str, str]


def facts(stands: Activity, tables: Mapping[str, ReportTable]) -> dict[str, Any]:
    """The year, tiles (key, label, value, note) and what needs attention in words, as plain JSON.

    Args:
        tables: of the same telling, by key.
    """
    return {
        "year": stands.year,
        "tiles": list(_tiles(stands)),
        "attention": [*_over(stands), *_errors(tables)],
    }


def _tiles(stands: Activity) -> Iterator[Tile]:
    year = year_name(stands.year)
    total = stands.total
    if budgeted(stands):
        yield _tile(
            "projected_spend",
            f"Projected spend against budget, {year}",
            _beside(total),
            f"of a budget of {money(total.planned.annual)}",
        )
    else:
        yield _tile(
            "projected_spend", f"Projected spend, {year}", pounds(total.actual.projected),
            "no budget given",
        )  # fmt: skip
    if has_effect(stands):
        pence = stands.full_year.effect
        side = "more" if pence > 0 else "less"
        yield _tile(
            "full_year",
            f"Full-year effect on {year_name(stands.year + 1)}",
            f"{pounds(abs(pence))} {side}" if pence else "None",
            "if nothing changes",
        )


def _over(stands: Activity) -> Iterator[str]:
    """The lines over their budget, with the furthest."""
    if not budgeted(stands):
        return
    over = [line for line in stands.lines if line.net_variance > 0]
    if not over:
        return
    most = max(over, key=lambda line: line.net_variance)
    verb = "is" if len(over) == 1 else "are"
    yield (
        f"{counted(len(over), 'line')} of {len(stands.lines)} {verb} over the budget, "
        f"{most.label} by the most ({money(most.net_variance)})"
    )


def _errors(tables: Mapping[str, ReportTable]) -> Iterator[str]:
    if "money_findings" not in tables:
        return
    rows = tables["money_findings"].frame.filter(pl.col("level") == "Error")["rows"]
    if rows.sum():
        yield f"{counted(int(rows.sum()), 'error')} in the files of the ledger"


def _beside(line: Line) -> str:
    if not line.net_variance:
        return "On budget"
    return f"{pounds(abs(line.net_variance))} {'over' if line.net_variance > 0 else 'under'}"


def _tile(key: str, label: str, value: str, note: str) -> Tile:
    return {"key": key, "label": label, "value": value, "note": note}
