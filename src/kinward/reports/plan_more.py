"""What is told of a plan beyond the report: for those who work on it, never for the public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

import polars as pl

from kinward.dates import year_name
from kinward.reports.charts.differences import draw
from kinward.reports.charts.spans import draw as spans
from kinward.reports.figures.ahead import MILLION
from kinward.reports.findings.words import children, in_100, pounds
from kinward.reports.section import Figure, Section, Spec, plain
from kinward.reports.table import ReportTable, long_date
from kinward.reports.tables import plan_case, plan_more
from kinward.reports.tables.words import plan_source
from kinward.scenarios.business.case import BusinessCase
from kinward.scenarios.results import Results


def build(found: Results, source: str) -> tuple[Section, ...]:
    """The sections that follow the report's own on a plan: those that have anything to tell."""
    asked = found.tried.asked
    origin = plan_source(source, found.tried.plan.name, runs=asked.runs, seed=asked.seed)
    made = [
        *_matters(found, origin),
        *_case(found, f"{origin}; the prices given"),
        *_budget(found, origin),
        *_teams(found, origin),
    ]
    return tuple(made)


def _tables(given: Iterable[ReportTable]) -> dict[str, ReportTable]:
    return {table.key: table for table in given}


def _matters(found: Results, source: str) -> Iterator[Section]:
    tables = _tables(plan_more.tornado(found, source))
    if not tables:
        return
    most = found.bars[0]
    what = found.measure
    number = float(most.last_in)
    said = children(round(abs(number))) if what == "children" else pounds(abs(number))
    heading = "No action changes the number that the target is of"
    if number:
        heading = f"{most.name} matters most: {said} {'better' if number > 0 else 'worse'} with it"
    scale = 1.0 if what == "children" else MILLION
    bars = pl.DataFrame(
        {
            "label": [bar.name for bar in found.bars],
            "value": [float(bar.last_in) / scale for bar in found.bars],
            "words": [
                f"{float(bar.last_in):,.1f}" if what == "children" else pounds(float(bar.last_in))
                for bar in found.bars
            ],
        }
    )
    title = "Children" if what == "children" else "£ million"
    table = tables["plan_tornado"]
    chart = draw(bars, title=title) if any(bars["value"]) else None
    about = (
        "A bar for each action, the longest first: what it does to the target beside all others. "
        "To the right it helps, to the left it hinders."
    )
    yield Section(
        "plan-matters",
        "What matters most",
        heading,
        (),
        (Figure(table, "What each action does beside all the others", chart, about),),
    )


def _case(found: Results, source: str) -> Iterator[Section]:
    if found.case is None:
        return
    case = found.case
    tables = _tables(plan_case.case(case, source))
    flow = tables.pop("case_whole")
    yield Section(
        "business-case",
        "Business case",
        _worth(case),
        tuple(_sentences(case)),
        (
            *plain(tables, "case_worth", folds=False),
            Figure(
                flow,
                "Saved less spent in each financial year: mean (upright line) and the range that "
                "holds 8 times in 10 (bar)",
                _flow_chart(case),
                "A bar for each financial year from the lower to the upper end of the 80% "
                "interval, with the mean marked.",
            ),
            *plain(tables, "case_cashable", "case_actions", "case_budgets", folds=False),
        ),
    )


def _worth(case: BusinessCase) -> str:
    net, pays = case.whole.worth.real.net.mean, case.whole.worth.real.pays
    if not case.whole.cost:
        return f"The actions are given no cost, and save {pounds(case.whole.saving)}"
    side = "worth" if net >= 0 else "a loss of"
    amount = net if net >= 0 else -net
    return f"The plan is {side} {pounds(amount)} today, and pays in {_futures(pays)}"


def _sentences(case: BusinessCase) -> Iterator[str]:
    cashable, avoided = case.cashable.saving, sum(each.mean for each in case.avoided)
    yield (
        f"Over the months ahead the actions cost {pounds(case.whole.cost)}. Of what they save, "
        f"{pounds(cashable)} is cashable, so that a budget can be cut by it, and "
        f"{pounds(avoided)} is cost that never comes."
    )
    payback = case.whole.worth.payback
    if payback is not None:
        day = payback.expected
        when = "does not pay back by the last month" if day is None else (
            f"has paid back by {long_date(day)}"
        )  # fmt: skip
        yield f"On average it {when}; in {_futures(payback.share)} it has by the end."
    multiple = case.whole.worth.break_even.multiple
    if multiple is not None:
        yield f"It breaks even at {float(multiple):.2f} times its expected effect."


def _futures(share: Fraction) -> str:
    return f"{in_100(float(share)).replace(' in ', ' of ')} futures"


def _flow_chart(case: BusinessCase) -> Spec | None:
    flows = case.whole.flows
    rows = pl.DataFrame(
        {
            "label": [year_name(flow.year) for flow in flows],
            "low": [flow.net.low_80 / MILLION for flow in flows],
            "high": [flow.net.high_80 / MILLION for flow in flows],
            "mean": [flow.net.mean / MILLION for flow in flows],
            "words": [pounds(flow.net.mean) for flow in flows],
        }
    )
    return spans(rows, title="Saved less spent, £ million", beside=110, room=110)


def _budget(found: Results, source: str) -> Iterator[Section]:
    tables = _tables(plan_more.budget(found, source))
    if tables:
        yield Section(
            "plan-budget",
            "Budget model",
            "Yearly averages and cost by placement category",
            (),
            tuple(plain(tables, "plan_budget")),
        )


def _teams(found: Results, source: str) -> Iterator[Section]:
    tables = _tables(plan_more.teams(found, source))
    if tables:
        fewer = sum(each.share for each in found.teams)
        yield Section(
            "plan-teams",
            "Teams",
            f"{fewer:,} fewer over {len(found.teams)} teams, by what each can reach",
            (),
            tuple(plain(tables, "plan_teams", folds=False)),
        )
