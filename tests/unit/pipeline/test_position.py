"""The money of a report, put together from the files of one authority."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from kinward.ledger.activity import activity
from kinward.ledger.book import Ledger
from kinward.ledger.closed import close_month
from kinward.ledger.load import Files, load
from kinward.pipeline.ahead import Ahead, forecast_cohort
from kinward.pipeline.children import Baseline, Inputs, baseline
from kinward.pipeline.plan_budget import so_far
from kinward.pipeline.position import care, position
from kinward.pipeline.spending import Spending
from ledger_tables import ledger

AS_AT = date(2026, 1, 15)
NAMES = ("placements", "budget", "service_types", "adjustments", "children")
PLACEMENTS = """
    placement_id child_id service_type start end weekly_cost
    p1 anna Agency 2024-06-15 - 365
    p2 ben Agency 2025-03-31 2025-04-11 730
    p3 cem Fostering 2025-12-31 - 700
    p4 dan Guardianship 2020-01-01 - 100
"""


def files_of(folder: Path) -> Files:
    return Files(*(folder / f"{name}.csv" for name in NAMES))


@pytest.fixture(scope="module")
def result(authority: Path) -> Baseline:
    return baseline(inputs_of(authority), rules=False)


def inputs_of(authority: Path) -> Inputs:
    return Inputs(returns=(authority / "returns",), as_at=AS_AT)


def test_every_part_is_of_the_same_ledger_and_day(
    authority: Path, result: Baseline, tmp_path: Path
) -> None:
    ahead = Ahead(
        months=15, runs=20, prices=authority / "prices.csv", uplift_pct=10.0, explain=False
    )
    forecast = forecast_cohort(result.cohort, None, ahead, AS_AT)
    files = files_of(authority)
    record = load(files, result.cohort)
    close_month(record, activity(record, 2026, date(2025, 12, 31)), tmp_path / "closed")
    plan = tmp_path / "plan.csv"
    plan.write_text(
        "placement_type,financial_year,yearly_average,weekly_cost\n"
        "In-house fostering,2025/26,10,450\nIn-house fostering,2026/27,11,\n"
        "Residential homes,2026/27,1,5000\n",
        encoding="utf-8",
    )
    savings = tmp_path / "savings.csv"
    savings.write_text(
        "objective,kind,financial_year,amount\nFewer,number,2026/27,1000\n", encoding="utf-8"
    )
    asked = Spending(
        files,
        closed=tmp_path / "closed",
        trajectory=plan,
        model_savings=savings,
        uplift_pct=Decimal(10),
    )
    made = position(asked, inputs_of(authority), result, forecast)

    assert made.activity.as_at == AS_AT
    assert made.outturn["projected"].sum() == made.activity.total.actual.projected
    assert made.movement is not None
    assert made.movement.before_as_at == date(2025, 12, 31)
    assert made.movement.total.after == made.activity.total.actual.projected
    assert made.high_cost is not None
    assert made.high_cost.as_at == AS_AT
    assert made.providers is not None
    paid = made.providers.providers["cost"].sum()
    assert paid == made.activity.placements["cost"].sum()
    assert made.match is not None
    assert made.match.last == AS_AT
    assert made.unit_costs is None
    assert made.gaps is not None
    assert made.gaps.rows["year"].unique().sort().to_list() == [2026, 2027]
    rows = made.gaps.rows.select("year", "key", "plan").iter_rows()
    plans = {(year, key): pence for year, key, pence in rows}
    assert plans == {
        (2026, "in_house_fostering"): 10 * 450_00 * 52,
        (2026, "total"): 10 * 450_00 * 52,
        (2027, "in_house_fostering"): 11 * 495_00 * 52,
        (2027, "external_residential"): 5_000_00 * 52,
        (2027, "savings"): -1_000_00,
        (2027, "total"): 11 * 495_00 * 52 + 5_000_00 * 52 - 1_000_00,
    }
    assert made.plan is not None
    assert [each.rule for each in made.plan.findings] == ["B04"]

    assert made.beside is not None
    totals = made.beside.rows.filter(pl.col("key") == "total", pl.col("year") == 2026)
    committed = made.activity.total.actual.committed
    left_out = made.beside.left_out.filter(pl.col("why") != "beyond")["pence"].sum()
    ahead_of = sum(_ahead(record, year) for year in (2027,))
    inside = made.beside.rows.filter(pl.col("key") == "total")["committed"].sum()
    beyond = made.beside.left_out["pence"].sum() - left_out
    assert committed is not None
    assert 0 < totals["committed"].item() <= committed
    assert inside + left_out + beyond == committed + ahead_of


def _ahead(record: Ledger, year: int) -> int:
    return activity(record, year, AS_AT).total.actual.committed or 0


def test_a_closed_month_is_shown_as_it_was_closed(
    authority: Path, result: Baseline, tmp_path: Path
) -> None:
    """Closed on the 10th, asked for on the 15th, when the record is another."""
    files, folder = files_of(authority), tmp_path / "closed"
    reported = activity(load(files, result.cohort), 2026, date(2026, 1, 10))
    close_month(load(files, result.cohort), reported, folder)
    cut = tmp_path / "placements.csv"
    cut.write_text("".join((authority / "placements.csv").read_text().splitlines(True)[:60]))
    asked = Spending(replace(files, placements=cut), closed=folder)

    made = position(asked, inputs_of(authority), result, None)

    assert made.activity.total == reported.total
    assert made.activity.as_at == reported.as_at
    assert made.activity.findings == reported.findings
    assert made.activity.notes[1:] == reported.notes
    assert "January 2026 is closed" in made.activity.notes[0]
    assert made.outturn["projected"].sum() == reported.total.actual.projected
    assert made.match is not None
    assert made.match.matched < 60, "the record as it is now is held against the return"


def test_without_forecast_and_without_extras_the_rest_stands(
    authority: Path, result: Baseline
) -> None:
    asked = Spending(Files(authority / "placements.csv"), year=2025)
    made = position(asked, inputs_of(authority), result, None)
    assert made.activity.year == 2025
    assert (made.movement, made.beside, made.gaps, made.savings) == (None,) * 4


def test_so_far_is_what_was_spent_and_the_days_by_the_day() -> None:
    """1 April to 15 January are 290 days; anna has all, ben 10, cem 16; dan's are no care."""
    record = ledger(PLACEMENTS)
    made = so_far(record, AS_AT)
    days = (AS_AT - date(2025, 4, 1)).days + 1
    assert days == 290
    assert made.days == {"independent_fostering": days + 10, "in_house_fostering": 16}
    spent = {line.category: line.actual.spent for line in activity(record, 2026, AS_AT).lines}
    assert made.pence == {key: spent[key] for key in made.pence}
    assert made.pence["independent_fostering"] == 52_00 * days + 104_00 * 10


def test_care_is_the_cost_and_days_of_a_year_by_category() -> None:
    rows = care(ledger(PLACEMENTS), 2025, AS_AT)
    days = (date(2025, 4, 1) - date(2024, 6, 15)).days
    found = {key: rest for key, *rest in rows.select("category", "spend_pence", "days").iter_rows()}
    assert set(rows["year"]) == {2025}
    assert found["independent_fostering"] == [52_00 * days + 104_00, days + 1]
    assert found[None] == [5_200_00, 365]
