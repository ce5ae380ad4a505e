"""Tables of what a plan would do: children, actions, cost and targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import polars as pl

from kinward.dates import year_name
from kinward.forecast.model import TOTAL
from kinward.reports.formulas import Sum, Working
from kinward.reports.table import Column, ReportTable
from kinward.reports.tables.fans import fan_columns, fan_frame
from kinward.scenarios import explain
from kinward.scenarios.results import ActionResult, Money, Results
from kinward.scenarios.targets import Reached
from kinward.words import counted

OVERLAP: Final = "Overlap, counted once"
PLAN: Final = "The plan"
_ALL: Final = "All the months ahead"
_PAIRED: Final = (
    "The plan and no plan share their luck, so that the difference has an interval of its own."
)


def children(found: Results, source: str) -> Iterator[ReportTable]:
    """Children looked after at each month end, without and with the plan."""
    ways = (
        ("without_", found.baseline, "number", "Without the plan (mean)", " without the plan"),
        ("with_", found.scenario, "number", "With the plan (mean)", " with the plan"),
        ("less_", found.children, "change", "Difference (mean)", " of the difference"),
    )
    ends = pl.Series("month", found.tried.month_ends, dtype=pl.Date).to_frame()
    shown = [
        fan_columns(how, percents=(80,), before=before, label=label, end=end)  # type: ignore[arg-type]
        for before, _, how, label, end in ways
    ]
    frames = [
        fan_frame(fan, TOTAL, before=before).select(column.name for column in columns)
        for (before, fan, *_), columns in zip(ways, shown, strict=True)
    ]
    yield ReportTable(
        "plan_children",
        "Children expected to be looked after at month ends, without and with the plan",
        (Column("month", "On", "date"), *(column for columns in shown for column in columns)),
        pl.concat([ends, *frames], how="horizontal"),
        source,
        _PAIRED,
        formulas=(Working("less_mean", "{with_mean}-{without_mean}"),),
    )


def actions(found: Results, source: str) -> Iterator[ReportTable]:
    """What each action does; with prices, the overlap and the plan too."""
    places = [f"places_{year}" for year in found.years]
    columns = [
        Column("label", "Action"),
        Column("children", "Children whose care changes (mean)", "number"),
        *(
            Column(name, f"52-week places, {year_name(year)}", "number")
            for name, year in zip(places, found.years, strict=True)
        ),
    ]
    rows = [_action(each) for each in found.actions]
    formulas: tuple[Sum, ...] = ()
    if found.saving is not None and found.overlap is not None:
        columns += [
            Column("alone", "Saved by it alone, £", "pence"),
            Column("low_80", "80% interval: from, £", "pence"),
            Column("high_80", "80% interval: to, £", "pence"),
            Column("last_in", "Lost without it (last in), £", "pence"),
        ]
        none = (None,) * (1 + len(places))
        formulas = (Sum(len(rows) + 1, tuple(range(len(rows) + 1)), ("alone",)),)
        rows += [
            (OVERLAP, *none, *_saved(found.overlap), None),
            (PLAN, *none, *_saved(found.saving), None),
        ]
    kinds = {
        column.name: pl.String()
        if column.format == "text"
        else pl.Int64()
        if column.format == "pence"
        else pl.Float64()
        for column in columns
    }
    frame = pl.DataFrame([row[: len(columns)] for row in rows], schema=kinds, orient="row")
    yield ReportTable(
        "plan_actions",
        "What each action of the plan would do, over the months ahead",
        tuple(columns),
        frame.fill_nan(None),
        source,
        _actions_note(found),
        formulas=formulas,
    )


def _action(each: ActionResult) -> tuple[object, ...]:
    last = None if each.last_in is None else each.last_in.total
    return each.action.name, each.children, *each.placements, *_saved(each.alone), last


def _saved(given: Money | None) -> tuple[int | None, int | None, int | None]:
    return (None, None, None) if given is None else (given.total, given.low, given.high)


def _actions_note(found: Results) -> str:
    note = (
        "Children: those for whom something changes, with the whole plan. 52-week places: "
        "full-year placements that the action alone does without."
    )
    if found.saving is not None:
        note += (
            " Actions work on the same children: the overlap is what they save together less what "
            "each saves alone, so that all sum to the plan. Below nought is not saved but spent."
        )
    return note


def cost(found: Results, source: str, *, part_years: bool) -> Iterator[ReportTable]:
    """What placements cost by financial year, without and with the plan.

    Args:
        part_years: whether the cost of a year of which only a part lies ahead is told.
    """
    if found.costs is None or found.saving is None:
        return
    rows: list[tuple[object, ...]] = []
    for place, year in enumerate(found.years):
        part = found.part_years.get(year)
        covers = "The whole year" if part is None else counted(part, "day")
        pair = [each.years[place] for each in found.costs]
        told = pair if part is None or part_years else [None, None]
        rows.append((year_name(year), covers, *told, found.saving.years[place]))
    total = [each.total for each in found.costs]
    told_all = total if part_years or not found.part_years else [None, None]
    rows.append((_ALL, "", *told_all, found.saving.total))
    names = ("without", "with", "saved")
    schema = {"label": pl.String(), "covers": pl.String(), **dict.fromkeys(names, pl.Int64())}
    yield ReportTable(
        "plan_cost",
        "Cost of placements without and with the plan, by financial year",
        (
            Column("label", "Financial year"),
            Column("covers", "Covers"),
            Column("without", "Without the plan, £", "pence"),
            Column("with", "With the plan, £", "pence"),
            Column("saved", "Saved, £", "pence"),
        ),
        pl.DataFrame(rows, schema=schema, orient="row"),
        source,
        "Means of the simulated futures; the actions’ own cost is not in them.",
        formulas=(
            Sum(len(rows) - 1, tuple(range(len(rows) - 1)), names),
            Working("saved", "{without}-{with}"),
        ),
    )


def targets(found: Results, source: str) -> Iterator[ReportTable]:
    """The chance of each target, and what is missing for the chance that is wanted."""
    if not found.targets:
        return
    rows = [_target(each) for each in found.targets]
    schema = {
        "label": pl.String(),
        "without": pl.Float64(),
        "with": pl.Float64(),
        "wanted": pl.Float64(),
        "short_children": pl.Int64(),
        "short_pence": pl.Int64(),
        "times": pl.Float64(),
    }
    columns = (
        Column("label", "Target"),
        Column("without", "Chance without the plan", "share"),
        Column("with", "Chance with the plan", "share"),
        Column("wanted", "Chance wanted", "share"),
        Column("short_children", "Children short of it", "count"),
        Column("short_pence", "£ short of it", "pence"),
        Column("times", "Times the plan’s effect", "places"),
    )
    absent = {"short_children", "short_pence"} - set(_shorts(found.targets))
    yield ReportTable(
        "plan_targets",
        "The targets of the plan: chances, and what is missing",
        tuple(column for column in columns if column.name not in absent),
        pl.DataFrame(rows, schema=schema, orient="row").drop(absent),
        source,
        "Short: how far the plan misses the target by at the chance wanted. Times: how much larger "
        "its effect would have to be for that chance; below 1 it has room; without a figure no "
        "multiple of it is enough.",
    )


def _shorts(found: Sequence[Reached]) -> Iterator[str]:
    for each in found:
        yield "short_children" if each.measure == "children" else "short_pence"


def _target(reached: Reached) -> tuple[object, ...]:
    over = reached.over
    aim = explain.aim(reached.measure, reached.value, reached.target)
    label = f"{aim[0].upper()}{aim[1:]}"
    short = (over.shortfall, None) if reached.measure == "children" else (None, over.shortfall)
    times = None if over.multiple is None else float(over.multiple)
    return label, reached.without, reached.with_plan, float(over.wanted), *short, times
