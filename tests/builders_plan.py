"""What came of the reference plan on the small made-up authority, for tests of the report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl

from kinward.cohort.model import Cohort
from kinward.forecast.cost import PRICES_SCHEMA
from kinward.forecast.engine import Fitted
from kinward.forecast.simulation.calendar import month_ends_after
from kinward.scenarios.plan.read import read_plan
from kinward.scenarios.prices import Prices, prices
from kinward.scenarios.results import Results, results
from kinward.scenarios.tried import Asked, try_plan
from kinward.terms import CATEGORIES

AS_AT = date(2026, 3, 31)
REFERENCE = Path(__file__).parent / "plans" / "reference.toml"


def tried_plan(fitted: Fitted, cohort: Cohort, *, months: int = 36, priced: bool = True) -> Results:
    """Without prices the plan has no target of money and no action on prices."""
    plan = read_plan(REFERENCE)
    if not priced:
        unpriced = tuple(each for each in plan.actions if each.kind != "change_price")
        plan = replace(plan, targets=plan.targets[:1], actions=unpriced)
    given = prices_of(months) if priced else None
    return results(
        try_plan(plan, fitted, cohort, Asked(months=months, runs=60, threads=1, prices=given))
    )


def prices_of(months: int) -> Prices:
    rows = [(key, date(2020, 4, 1), 100_000 + 7_000 * n, 52.0) for n, key in enumerate(CATEGORIES)]
    table = pl.DataFrame(rows, schema=PRICES_SCHEMA, orient="row")
    return prices(table, month_ends_after(AS_AT, months), AS_AT, 3.0)
