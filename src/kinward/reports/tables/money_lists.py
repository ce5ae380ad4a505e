"""Tables of the money for staff: movement, dearest placements, providers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import polars as pl

from kinward.ledger.agreements import Agreement, agreements_frame
from kinward.ledger.high_cost import HighCost
from kinward.ledger.movement import CAUSES, Movement, MovementLine
from kinward.ledger.providers import FRAMEWORK, Providers
from kinward.reports.formulas import Sum, Working
from kinward.reports.table import Column, ReportTable, long_date
from kinward.reports.tables.money import ALL
from kinward.reports.tables.words import columns

TOGETHER: Final = "Together"


_MOVED: Final = ("before", *CAUSES)


def movement(moved: Movement, source: str) -> Iterator[ReportTable]:
    """What moved the projected spend since a closed month, by line and cause."""
    rows, sums = _moved_rows(moved)
    before, after = long_date(moved.before_as_at), long_date(moved.after_as_at)
    every = tuple(range(len(rows)))
    yield ReportTable(
        "money_movement",
        f"What moved projected spend from {before} to {after}",
        (
            Column("label", "Service"),
            Column("section", "Section"),
            Column("before", f"Projected on {before}, £", "pence"),
            *(Column(cause, f"{name}, £", "pence_change") for cause, name in CAUSES.items()),
            Column("change", "Movement, £", "pence_change"),
            Column("after", f"Projected on {after}, £", "pence"),
        ),
        pl.DataFrame(
            [_moved_row(label, line) for label, line in rows],
            schema={"label": pl.String, "section": pl.String}
            | dict.fromkeys((*_MOVED, "change", "after"), pl.Int64),
            orient="row",
        ),
        source,
        " ".join(moved.notes),
        formulas=(
            *sums,
            Working("change", "+".join(f"{{{cause}}}" for cause in CAUSES), every),
            Working("after", "{before}+{change}", every),
        ),
    )


def _moved_rows(moved: Movement) -> tuple[list[tuple[str, MovementLine]], list[Sum]]:
    """The lines of each section and their total, then that of all; and what each total sums."""
    rows: list[tuple[str, MovementLine]] = []
    sums: list[Sum] = []
    for section in moved.sections:
        first = len(rows)
        rows += [(line.label, line) for line in moved.lines if line.section == section.section]
        sums.append(Sum(len(rows), tuple(range(first, len(rows))), _MOVED))
        rows.append((f"{section.section}: total", section))
    sums.append(Sum(len(rows), tuple(each.row for each in sums), _MOVED))
    return [*rows, (ALL, moved.total)], sums


def _moved_row(label: str, line: MovementLine) -> tuple[object, ...]:
    parts = (getattr(line.parts, cause) for cause in CAUSES)
    return (label, line.section, line.before, *parts, line.change, line.after)


_DEAREST: Final = columns(
    ("label", "Rank", "text"),
    ("placement_id", "Placement", "text"),
    ("service_type", "Service", "text"),
    ("provider", "Provider", "text"),
    ("days", "Days so far", "count"),
    ("age", "Age", "count"),
    ("planned_end", "Planned end", "date"),
    ("review_date", "Review due", "date"),
    ("last_review", "Last review", "date"),
    ("weekly", "£ a week", "weekly"),
    ("net", "Of it paid by the council, £ a week", "weekly"),
    ("full_year", "A full year, £", "pence"),
    ("median_weekly", "Median of its category, £ a week", "weekly"),
    ("at_median", "A full year at the median, £", "pence"),
    ("difference", "Difference, £", "pence_change"),
    ("look", "To look at", "text"),
    ("row", "Row of the file", "count"),
)


def dearest(listed: HighCost, source: str) -> Iterator[ReportTable]:
    """The dearest placements, and what they would cost at the median of their category."""
    look = pl.when("doubtful").then(pl.lit("The cost looks wrong")).otherwise(pl.lit(""))
    made = listed.placements.with_columns(
        pl.col("rank").cast(pl.String).alias("label"), look.alias("look"), pl.col("row").cast(int)
    ).select(column.name for column in _DEAREST)
    if made.is_empty():
        return
    summed = ("weekly", "net", "full_year", "at_median", "difference")
    whole = made.select(pl.lit(TOGETHER).alias("label"), pl.col(*summed).sum(), look=pl.lit(""))
    height = made.height
    known = made["difference"].is_not_null().arg_true().to_list()
    yield ReportTable(
        "money_dearest",
        f"The {height} dearest placements by weekly cost",
        _DEAREST,
        pl.concat([made, whole], how="diagonal"),
        source,
        " ".join(listed.notes),
        formulas=(
            Sum(height, tuple(range(height)), summed),
            Working("difference", "{full_year}-{at_median}", tuple(known)),
        ),
    )


def providers(paid: Providers, source: str) -> Iterator[ReportTable]:
    """Who is paid, at which prices, and what contracts give."""
    summed = ("snapshot", "yearly_average", "spent", "cost")
    each = paid.providers.with_columns(pl.col("provider").fill_null("Not named"))
    whole = each.select(pl.lit(TOGETHER).alias("provider"), pl.col(*summed).sum())
    height = each.height
    yield ReportTable(
        "money_providers",
        "Providers: volume, prices and spend",
        columns(
            ("provider", "Provider", "text"),
            ("framework", "On a framework", "text"),
            ("snapshot", "Now: places", "count"),
            ("yearly_average", "Yearly average", "places"),
            ("mean", "Mean £ a week", "weekly"),
            ("lowest", "Lowest", "weekly"),
            ("lower_quartile", "Lower quartile", "weekly"),
            ("median", "Median", "weekly"),
            ("upper_quartile", "Upper quartile", "weekly"),
            ("highest", "Highest", "weekly"),
            ("spent", "Spent, £", "pence"),
            ("cost", "Cost in the year, £", "pence"),
            ("share", "Share of all", "share"),
            ("share_of_external", "Share of what is bought", "share"),
        ),
        pl.concat([each, whole], how="diagonal") if height else each,
        source,
        " ".join(paid.notes),
        formulas=(
            Sum(height, tuple(range(height)), summed),
            Working("share", f"{{cost}}/{{cost@{height}}}"),
        )
        if height
        else (),
    )
    yield _agreements(paid.agreements, source)


def _agreements(made: Sequence[Agreement], source: str) -> ReportTable:
    framework = pl.col("framework").replace_strict(FRAMEWORK, return_dtype=pl.String)
    rows = agreements_frame(tuple(made)).select(
        "provider",
        pl.col("service_type").fill_null("All"),
        framework,
        pl.col("yearly_average").alias("volume"),
        (pl.col("discount_pct") / 100).alias("discount"),
        pl.col("discount_worth").alias("worth"),
        (pl.col("next_discount_pct") / 100).alias("next_discount"),
        pl.col("placements_needed").alias("needed"),
        "next_weekly",
        "next_saving",
    )
    shown = columns(
        ("provider", "Provider", "text"),
        ("service_type", "Service", "text"),
        ("framework", "On a framework", "text"),
        ("volume", "Yearly average", "places"),
        ("discount", "Discount now", "share"),
        ("worth", "It is worth, £", "pence"),
        ("next_discount", "Discount of the next tier", "share"),
        ("needed", "More placements needed", "places"),
        ("next_weekly", "£ a week then", "weekly"),
        ("next_saving", "It would save, £", "pence"),
    )
    return ReportTable(
        "money_contracts",
        "Discounts by volume: the tier reached, and the next one",
        shown,
        rows,
        source,
    )
