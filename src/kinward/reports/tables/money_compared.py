"""Tables of unit costs beside others', and of commitments and plan beside the forecast."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from kinward.budget.committed import Beside
from kinward.budget.gap import DEMOGRAPHY, SAVINGS, Gaps
from kinward.dates import year_name
from kinward.forecast.model import TOTAL
from kinward.ledger.comparator_saving import Savings
from kinward.ledger.unit_costs import CASH, UnitCosts
from kinward.reports.formulas import Formula, Sum, Working
from kinward.reports.table import Column, ReportTable
from kinward.reports.tables.words import LAIT_SOURCE, columns
from kinward.terms import CATEGORIES

_EXPECTED: Final = "Expected is the mean of the simulated futures."
_KEYS: Final = {
    TOTAL: "All together",
    DEMOGRAPHY: "Population growth",
    SAVINGS: "Savings",
    **CATEGORIES,
}


def unit_costs(given: UnitCosts, source: str) -> Iterator[ReportTable]:
    """A week of care beside what it costs others, in cash and in real terms."""
    real = "" if given.base_year is None else f"at prices of {year_name(given.base_year)}"
    prices = pl.when(pl.col("prices") == CASH).then(pl.lit("cash")).otherwise(pl.lit(real))
    origin = "; ".join(filter(None, (LAIT_SOURCE, given.deflator, source)))
    yield ReportTable(
        "money_unit_costs",
        "A week of care beside statistical neighbours and England",
        columns(
            ("label", "Unit cost", "text"),
            ("year", "Financial year", "year"),
            ("prices", "Prices", "text"),
            ("s251_pence", "This authority, £ a week (S251)", "weekly"),
            ("ledger_pence", "This authority, £ a week (ledger)", "weekly"),
            ("neighbours_mean_pence", "Neighbours’ mean, £ a week", "weekly"),
            ("neighbours_low_pence", "Lowest neighbour, £ a week", "weekly"),
            ("neighbours_low", "Who", "text"),
            ("neighbours_high_pence", "Highest neighbour, £ a week", "weekly"),
            ("neighbours_high", "Who", "text"),
            ("nation_pence", "England, £ a week", "weekly"),
            ("rank", "Place among them (1 is the lowest)", "count"),
        ),
        given.table.with_columns(prices.alias("prices")),
        origin,
        "S251 holds overheads and all that is spent on a service; the ledger holds placements "
        f"alone. {' '.join(given.notes)}".strip(),
    )


def savings(given: Savings) -> Iterator[ReportTable]:
    """What would be saved at the spend per head of others."""
    yield ReportTable(
        "money_savings",
        "Saving at the spend per head of others",
        columns(
            ("name", "Compared with", "text"),
            ("label", "Spend", "text"),
            ("year", "Financial year", "year"),
            ("own_per_head_pence", "This authority, £ a head", "weekly"),
            ("per_head_pence", "Theirs, £ a head", "weekly"),
            ("population", "Children aged 0 to 17", "count"),
            ("saving_pence", "Saving, £", "pence"),
            ("saving_low_pence", "At least, £", "pence"),
            ("saving_high_pence", "At most, £", "pence"),
        ),
        given.table,
        LAIT_SOURCE,
        "A yardstick, not a target: need differs between authorities. Below nought this authority "
        f"spends less. {' '.join(given.notes)}".strip(),
    )


def beside(given: Beside, source: str) -> Iterator[ReportTable]:
    """What is committed and what is simulated, over the same days."""
    rows = given.rows.with_columns(pl.col("key").replace(_KEYS).alias("label"))
    yield ReportTable(
        "money_committed",
        "Committed to today’s children beside expected, by financial year",
        (
            Column("label", "Placement category"),
            Column("year", "Financial year", "year"),
            Column("committed", "Committed, £", "pence"),
            Column("simulated", "Expected, £", "pence"),
            Column("low_80", "80% interval from, £", "pence"),
            Column("high_80", "80% interval to, £", "pence"),
            Column("difference", "Expected less committed, £", "pence_change"),
        ),
        rows,
        source,
        _EXPECTED,
        formulas=(
            *_totals(given.rows, ("committed",)),
            Working("difference", "{simulated}-{committed}", tuple(range(rows.height))),
        ),
    )


def gaps(given: Gaps, source: str) -> Iterator[ReportTable]:
    """The plan beside the forecast."""
    rows = given.rows.with_columns(pl.col("key").replace(_KEYS).alias("label"))
    yield ReportTable(
        "money_gaps",
        "The plan beside the forecast, by financial year",
        (
            Column("label", "Placement category"),
            Column("year", "Financial year", "year"),
            Column("plan", "Plan, £", "pence"),
            Column("forecast", "Expected, £", "pence"),
            Column("gap", "Expected less plan, £", "pence_change"),
            Column("gap_low_80", "80% interval from, £", "pence_change"),
            Column("gap_high_80", "80% interval to, £", "pence_change"),
            Column("chance_within", "Chance to stay within the plan", "share"),
        ),
        rows,
        source,
        _EXPECTED,
        formulas=(
            *_totals(given.rows, ("plan", "forecast")),
            Working("gap", "{forecast}-{plan}", tuple(range(rows.height))),
        ),
    )


def _totals(rows: pl.DataFrame, names: tuple[str, ...]) -> Iterator[Formula]:
    """The total of each year over its other rows."""
    keyed = list(rows.select("year", "key").iter_rows())
    for place, (year, key) in enumerate(keyed):
        parts = tuple(i for i, each in enumerate(keyed) if each == (year, each[1]) and i != place)
        if key == TOTAL and parts:
            yield Sum(place, parts, names)
