"""What is told of a plan to those who work on it."""

from __future__ import annotations

import pytest

from builders_plan import tried_plan
from kinward.cohort.model import Cohort
from kinward.forecast.engine import Fitted
from kinward.reports.plan_more import build
from kinward.reports.section import Section
from kinward.reports.table import ReportTable
from kinward.scenarios.results import Results


@pytest.fixture(scope="module")
def found(fitted: Fitted, small_cohort: Cohort) -> Results:
    return tried_plan(fitted, small_cohort)


@pytest.fixture(scope="module")
def told(found: Results) -> dict[str, Section]:
    return {each.key: each for each in build(found, "Returns")}


def _table(told: dict[str, Section], key: str) -> ReportTable:
    every = [figure.table for each in told.values() for figure in each.figures]
    return next(table for table in every if table.key == key)


def test_the_case_sums_to_the_plan(found: Results, told: dict[str, Section]) -> None:
    flow = _table(told, "case_whole").frame
    *years, total = flow["saving"].to_list()
    assert sum(years) == total == found.case.whole.saving  # type: ignore[union-attr]
    *paid, plan = _table(told, "case_budgets").frame["saving"].to_list()
    assert sum(paid) == plan == total


def test_the_budget_by_category_sums_to_what_the_plan_saves(
    found: Results, told: dict[str, Section]
) -> None:
    assert _table(told, "plan_budget").frame["saved"].sum() == found.saving.total  # type: ignore[union-attr]


def test_what_matters_most_stands_first(found: Results, told: dict[str, Section]) -> None:
    section = told["plan-matters"]
    assert section.heading.startswith(found.bars[0].name)
    assert section.figures[0].table.frame.height == len(found.actions)


def test_every_table_can_be_written(told: dict[str, Section]) -> None:
    for section in told.values():
        for figure in section.figures:
            assert figure.table.cells()


def test_without_prices_no_money_is_told(fitted: Fitted, small_cohort: Cohort) -> None:
    plain = {each.key: each for each in build(tried_plan(fitted, small_cohort, priced=False), "R")}
    assert "business-case" not in plain
    names = [column.name for column in _table(plain, "plan_budget").columns]
    assert "saved" not in names
