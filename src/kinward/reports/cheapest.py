"""What is told of the search for the actions that reach a target at least cost."""

from __future__ import annotations

import polars as pl

from kinward.reports.section import Figure, Section
from kinward.reports.table import Column, ReportTable
from kinward.reports.tables.words import plan_source
from kinward.scenarios.optimise import Optimum, explain


def build(found: Optimum, source: str) -> Section:
    """The section: the finding, how sure it is, and the least cost for each chance."""
    first, *rest = explain.sentences(found)
    table = _frontier(found, source)
    return Section(
        "plan-cheapest",
        "The least cost",
        _heading(found),
        (first, *rest),
        (Figure(table, table.title, folds=False),),
    )


def _heading(found: Optimum) -> str:
    if found.best is None:
        return "No set of the actions reaches the target with the chance that is wanted"
    if not found.best.names:
        return "The target is reached without any action"
    many, of = len(found.best.names), len(found.every.names)
    return f"{many} of the {of} actions that matter reach the target at least cost"


def _frontier(found: Optimum, source: str) -> ReportTable:
    rows = [
        (
            "; ".join(each.names) or "No action",
            float(each.chance),
            each.cost,
            each.saving,
            each.net,
            "Yes" if each.proven else "No",
        )
        for each in found.frontier
    ]
    columns = [
        Column("label", "Actions"),
        Column("chance", "Chance", "share"),
        Column("cost", "Cost of the actions, £", "pence"),
        Column("saving", "Saved on placements, £", "pence"),
        Column("net", "Net, £", "pence_change"),
        Column("proven", "Proven"),
    ]
    schema = {
        "label": pl.String(),
        "chance": pl.Float64(),
        **dict.fromkeys(("cost", "saving", "net"), pl.Int64()),
        "proven": pl.String(),
    }
    if found.every.saving is None:
        columns = [each for each in columns if each.name not in {"saving", "net"}]
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return ReportTable(
        "plan_frontier",
        "The least cost for each chance of the target, over the months ahead",
        tuple(columns),
        frame.select(each.name for each in columns),
        plan_source(source, found.plan, runs=found.runs, seed=found.seed),
        "Proven: nothing cheaper, or as cheap with fewer actions, was left untried.",
    )
