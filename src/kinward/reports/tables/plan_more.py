"""Tables of a plan for those who work on it: what matters most, teams, and the budget by year."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from kinward.dates import year_name
from kinward.reports.table import Column, Format, ReportTable
from kinward.scenarios.results import Results
from kinward.terms import CATEGORIES


def tornado(found: Results, source: str) -> Iterator[ReportTable]:
    """What each action takes off the measure of the first target, the largest first."""
    if not found.bars:
        return
    what = found.measure
    how: Format = "change" if what == "children" else "pence_change"
    plain: Format = "number" if what == "children" else "pence"
    rows = [
        (
            bar.name,
            float(bar.last_in),
            float(bar.alone),
            None if bar.chance_last_in is None else float(bar.chance_last_in),
            float(bar.low),
            float(bar.high),
        )
        for bar in found.bars
    ]
    names = ("last_in", "alone", "chance", "low", "high")
    unit = "children" if what == "children" else "£"
    columns = (
        Column("label", "Action"),
        Column("last_in", f"Helps beside the others ({unit})", how),
        Column("alone", f"Helps alone ({unit})", how),
        Column("chance", "Adds to the chance of the target", "share"),
        Column("low", f"With its own share at its lowest tenth ({unit})", plain),
        Column("high", f"at its highest tenth ({unit})", plain),
    )
    yield ReportTable(
        "plan_tornado",
        "Which action matters most",
        columns if found.targets else tuple(each for each in columns if each.name != "chance"),
        pl.DataFrame(
            rows,
            schema={"label": pl.String(), **dict.fromkeys(names, pl.Float64())},
            orient="row",
        ).select(each.name for each in columns if each.name != "chance" or found.targets),
        source,
        "Helps: what it takes off the number expected, or adds to a saving. The lowest and highest "
        "tenth: what the plan comes to where this action’s own uncertain share turns out low, and "
        "where it turns out high.",
    )


def teams(found: Results, source: str) -> Iterator[ReportTable]:
    """The children fewer at the end, by team."""
    if not found.teams:
        return
    rows = [
        (each.team, each.size, each.share, float(each.reachable), each.by_size)
        for each in found.teams
    ]
    yield ReportTable(
        "plan_teams",
        "Children fewer at the end of the plan, by team",
        (
            Column("label", "Team"),
            Column("size", "Looked after today", "count"),
            Column("share", "Fewer, by what the team can reach", "count"),
            Column("reachable", "What the plan is expected to do there", "number"),
            Column("by_size", "By size alone", "count"),
        ),
        pl.DataFrame(
            rows,
            schema={
                "label": pl.String(),
                "size": pl.Int64(),
                "share": pl.Int64(),
                "reachable": pl.Float64(),
                "by_size": pl.Int64(),
            },
            orient="row",
        ),
        source,
    )


def budget(found: Results, source: str) -> Iterator[ReportTable]:
    """Yearly averages and cost by financial year and category, without and with the plan."""
    if found.budget.is_empty():
        return
    frame = found.budget.select(
        pl.col("year").map_elements(year_name, pl.String).alias("label"),
        pl.col("category").replace(CATEGORIES),
        "average_without",
        "average_with",
        "pence_without",
        "pence_with",
        (pl.col("pence_without") - pl.col("pence_with")).alias("saved"),
    )
    columns = [
        Column("label", "Financial year"),
        Column("category", "Placement category"),
        Column("average_without", "Yearly average without", "places"),
        Column("average_with", "Yearly average with", "places"),
    ]
    if found.costs is not None:
        columns += [
            Column("pence_without", "Cost without, £", "pence"),
            Column("pence_with", "Cost with, £", "pence"),
            Column("saved", "Saved, £", "pence"),
        ]
    yield ReportTable(
        "plan_budget",
        "The budget model without and with the plan, by year and placement category",
        tuple(columns),
        frame.select(each.name for each in columns),
        source,
        "Of a year that lies ahead only in part, the average is over the days that do.",
    )
