"""Tables of what a plan is worth: its cash flow, its value, each action's part, who pays and who
saves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

import polars as pl

from kinward.dates import year_name
from kinward.ledger.explain import signed
from kinward.reports.formulas import Sum, Working
from kinward.reports.table import Column, ReportTable, long_date
from kinward.reports.tables.words import floated
from kinward.scenarios.business.case import BusinessCase
from kinward.scenarios.business.payback import Payback
from kinward.scenarios.business.stream import Stream
from kinward.scenarios.business.worth import Present
from kinward.words import counted

_ALL: Final = "All the months ahead"
_KINDS: Final = {"cashable": "Cashable", "avoided": "Avoided"}


def case(found: BusinessCase, source: str) -> Iterator[ReportTable]:
    """Every table of a business case."""
    yield _flow(
        "case_cashable", "Cashable savings against all costs", found, found.cashable, source
    )
    yield _flow(
        "case_whole", "Cashable savings and avoided costs against all costs", found, found.whole,
        source,
    )  # fmt: skip
    yield _worth(found, source)
    yield _actions(found, source)
    yield _budgets(found, source)


def _flow(key: str, title: str, found: BusinessCase, what: Stream, source: str) -> ReportTable:
    rows: list[tuple[object, ...]] = []
    for flow in what.flows:
        part = found.horizon.part(flow.year)
        covers = counted(flow.days, "day") if part else "The whole year"
        rows.append(
            (
                year_name(flow.year), covers, flow.saving.mean, flow.setup, flow.running,
                flow.net.mean, flow.net.low_80, flow.net.high_80, flow.so_far.mean,
            )
        )  # fmt: skip
    last = what.flows[-1].so_far
    sums = [sum(row[place] for row in rows) for place in (2, 3, 4, 5)]  # type: ignore[misc]
    rows.append((_ALL, "", *sums, last.low_80, last.high_80, last.mean))
    names = ("saving", "setup", "running", "net", "low_80", "high_80", "so_far")
    schema = {"label": pl.String(), "covers": pl.String(), **dict.fromkeys(names, pl.Int64())}
    return ReportTable(
        key,
        f"{title}, by financial year",
        (
            Column("label", "Financial year"),
            Column("covers", "Covers"),
            Column("saving", "Saved (mean), £", "pence"),
            Column("setup", "Set-up, £", "pence"),
            Column("running", "Running, £", "pence"),
            Column("net", "Net (mean), £", "pence_change"),
            Column("low_80", "80% interval: from, £", "pence_change"),
            Column("high_80", "80% interval: to, £", "pence_change"),
            Column("so_far", "Net so far (mean), £", "pence_change"),
        ),
        pl.DataFrame(rows, schema=schema, orient="row"),
        source,
        "Money of each year. Costs are certain; savings are means of the simulated futures.",
        formulas=(
            Sum(len(rows) - 1, tuple(range(len(rows) - 1)), ("saving", "setup", "running", "net")),
            Working("net", "{saving}-{setup}-{running}"),
        ),
    )


def _worth(found: BusinessCase, source: str) -> ReportTable:
    shown = {
        "Cashable savings alone": found.cashable,
        "Cashable savings and avoided costs": found.whole,
    }
    rows: list[tuple[object, ...]] = []
    for label, what in shown.items():
        worth = what.worth
        real: Present = worth.real
        ratio = None if real.ratio is None else float(real.ratio.mean)
        multiple = worth.break_even.multiple
        rows.append(
            (
                label, real.saving.mean, real.cost, real.net.mean, real.net.low_80,
                real.net.high_80, float(real.pays), ratio, _paid(worth.payback),
                None if multiple is None else float(multiple),
            )
        )  # fmt: skip
    names = ("saving", "cost", "net", "low_80", "high_80")
    schema = {
        "label": pl.String(),
        **dict.fromkeys(names, pl.Int64()),
        "pays": pl.Float64(),
        "ratio": pl.Float64(),
        "paid": pl.String(),
        "multiple": pl.Float64(),
    }
    return ReportTable(
        "case_worth",
        "What the plan is worth in money of the first year ahead",
        (
            Column("label", "Counted"),
            Column("saving", "Savings, £", "pence"),
            Column("cost", "Costs, £", "pence"),
            Column("net", "Net present value (mean), £", "pence_change"),
            Column("low_80", "80% interval: from, £", "pence_change"),
            Column("high_80", "80% interval: to, £", "pence_change"),
            Column("pays", "Chance that it pays", "share"),
            Column("ratio", "Benefit-cost ratio", "places"),
            Column("paid", "Paid back (mean cash flow)"),
            Column("multiple", "Breaks even at this multiple of its effect", "places"),
        ),
        pl.DataFrame(rows, schema=schema, orient="row"),
        source,
        f"Discounted at {float(found.discount.rate * 100):g}% a year, inflation of "
        f"{float(found.discount.inflation * 100):g}% taken out first.",
        formulas=(Working("net", "{saving}-{cost}"),),
    )


def _paid(payback: Payback | None) -> str | None:
    if payback is None:
        return None
    day: date | None = payback.expected
    return "Not by the last month" if day is None else long_date(day)


def _actions(found: BusinessCase, source: str) -> ReportTable:
    rows: list[tuple[object, ...]] = []
    for each in found.actions:
        worth = each.stream.worth
        ratio, least = worth.real.ratio, worth.break_even
        rows.append(
            (
                each.name, _KINDS[each.kind], each.stream.saving, each.stream.cost,
                worth.real.net.mean, None if ratio is None else float(ratio.mean),
                _paid(worth.payback), floated(least.multiple), floated(least.rate),
            )
        )  # fmt: skip
    schema = {
        "label": pl.String(),
        "kind": pl.String(),
        **dict.fromkeys(("saving", "cost", "net"), pl.Int64()),
        "ratio": pl.Float64(),
        "paid": pl.String(),
        "multiple": pl.Float64(),
        "rate": pl.Float64(),
    }
    return ReportTable(
        "case_actions",
        "The business case of each action, by what it saves alone",
        (
            Column("label", "Action"),
            Column("kind", "Its saving is"),
            Column("saving", "Saved alone, £", "pence"),
            Column("cost", "Cost, £", "pence"),
            Column("net", "Net present value, £", "pence_change"),
            Column("ratio", "Benefit-cost ratio", "places"),
            Column("paid", "Paid back"),
            Column("multiple", "Breaks even at this multiple of its effect", "places"),
            Column("rate", "which is a rate of", "share"),
        ),
        pl.DataFrame(rows, schema=schema, orient="row"),
        source,
        "Actions work on the same children, so the savings do not sum to the plan’s: the overlap "
        f"over all years is {signed(sum(found.overlap))}.",
    )


def _budgets(found: BusinessCase, source: str) -> ReportTable:
    told = {
        key: each
        for key, each in found.budgets.by_budget.items()
        if any(each.costs) or any(each.savings)
    }
    rows: list[tuple[object, ...]] = [
        (key.capitalize(), sum(each.costs), sum(each.savings), sum(each.net))
        for key, each in told.items()
    ]
    overlap = sum(found.budgets.overlap)
    rows.append(("Overlap, of no budget", 0, overlap, overlap))
    rows.append(("The plan", *(sum(row[place] for row in rows) for place in (1, 2, 3))))  # type: ignore[misc]
    names = ("cost", "saving", "net")
    return ReportTable(
        "case_budgets",
        "Who pays and who saves, over the months ahead",
        (
            Column("label", "Budget"),
            Column("cost", "Pays, £", "pence"),
            Column("saving", "Saves (mean), £", "pence"),
            Column("net", "Net, £", "pence_change"),
        ),
        pl.DataFrame(
            rows,
            schema={"label": pl.String(), **dict.fromkeys(names, pl.Int64())},
            orient="row",
        ),
        source,
        formulas=(
            Sum(len(rows) - 1, tuple(range(len(rows) - 1)), names),
            Working("net", "{saving}-{cost}"),
        ),
    )
