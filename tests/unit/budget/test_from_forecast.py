"""The budget model of a forecast, and the gap to a plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest

from budget_forecasts import A_DAY, forecast_from, prices
from kinward.budget.from_forecast import (
    SoFar,
    model_from_forecast,
    paid_weeks,
    whole_years,
)
from kinward.budget.gap import GAP_SCHEMA, categories_of, plan_against_forecast
from kinward.budget.model import BudgetModel, Line, build
from kinward.budget.savings import Saving
from kinward.budget.trajectory import Planned, Trajectory
from kinward.errors import ArgumentError
from kinward.forecast.model import TOTAL
from kinward.ledger.read.service_types import SERVICE_TYPES_SCHEMA

YEAR_END = date(2025, 3, 31)
CHILDREN = {"kinship": [4.0, 6.0], "external_residential": [3.0, 1.0]}


def plan(*rows: tuple[str, int, str, str], savings: tuple[Saving, ...] = ()) -> BudgetModel:
    planned = [
        Planned(name, year, Decimal(average), None, Decimal(52), Decimal(need), place + 2)
        for place, (name, year, average, need) in enumerate(rows)
    ]
    return build(Trajectory("trajectory.csv", tuple(planned), (), ()), savings=savings)


def test_whole_years_ahead_are_days_of_care_and_their_cost() -> None:
    """Five in kinship on average and two in homes; 2027/28 has 366 days and costs no more."""
    found = model_from_forecast(forecast_from(YEAR_END, CHILDREN, 36))
    assert found.years == (2026, 2027, 2028)
    assert found.types == ("kinship", "external_residential")
    assert [line.yearly_average for line in found.lines] == [5] * 3 + [2] * 3
    assert found.placements(2026) == 365 * (5 * 1_000 + 2 * 10_000)
    assert abs(found.placements(2028) - found.placements(2026)) <= 12
    assert found.lines[0].weekly_pence == Fraction(365 * 1_000, 52)
    assert found.notes == ()


def test_mean_days_are_kept_to_a_thousandth() -> None:
    """Five thirds of a child for 365 days: 608.333 days."""
    found = model_from_forecast(forecast_from(YEAR_END, {"kinship": [1.0, 2.0, 2.0]}, 12))
    assert found.lines[0].yearly_average == Fraction(608_333, 365_000)


def test_weeks_that_are_paid_tell_the_price_of_one() -> None:
    found = model_from_forecast(
        forecast_from(YEAR_END, CHILDREN, 12), weeks={"kinship": Decimal(55)}
    )
    assert [line.weeks for line in found.lines] == [55, 52]
    assert found.lines[0].weekly_pence == Fraction(365 * 1_000, 55)
    assert found.lines[0].requirement == 5 * 365_000


def test_the_last_price_tells_the_weeks_that_are_paid() -> None:
    given = pl.concat([prices({"kinship": 1}), prices({"kinship": 1, "secure": 2})]).with_columns(
        pl.Series("from", [date(2025, 4, 1), date(2024, 4, 1), date(2024, 4, 1)]),
        pl.Series("paid_weeks", [55.5, 52.0, 38.0]),
    )
    assert paid_weeks(given) == {"kinship": Decimal("55.5"), "secure": Decimal(38)}


def test_a_year_begun_is_what_was_spent_and_what_lies_ahead() -> None:
    """From 1 July 2025 on: 274 days ahead; 91 days are past, with secure only then."""
    ahead = forecast_from(date(2025, 6, 30), CHILDREN, 21)
    without = model_from_forecast(ahead)
    assert without.years == (2027,)
    assert without.notes == (
        "2025/26 is left out: what was spent up to 30 June 2025 is not given.",
    )
    so_far = SoFar({"kinship": 91 * 5_000, "secure": 77}, {"kinship": 91 * 5, "secure": 73})
    found = model_from_forecast(ahead, so_far)
    assert found.years == (2026, 2027)
    by_line = {(line.placement_type, line.year): line for line in found.lines}
    assert by_line["kinship", 2026].yearly_average == 5
    assert by_line["kinship", 2026].requirement == 365 * 5_000
    assert by_line["external_residential", 2026].yearly_average == Fraction(2 * 274, 365)
    assert by_line["secure", 2026] == Line("secure", 2026, Fraction(1, 5), Fraction(52), 77)
    assert by_line["secure", 2027].requirement == 0


def test_a_year_that_the_forecast_does_not_reach_is_left_out() -> None:
    short = forecast_from(YEAR_END, CHILDREN, 14)
    assert whole_years(short, SoFar()).places == {2026: 0}
    assert model_from_forecast(short).notes == (
        "2026/27 is left out: the forecast ends on 31 May 2026.",
    )
    with pytest.raises(ArgumentError, match="no whole financial year"):
        model_from_forecast(forecast_from(YEAR_END, CHILDREN, 3))


def test_without_prices_or_runs_there_is_no_budget() -> None:
    made = forecast_from(YEAR_END, CHILDREN, 12)
    assert made.cost is not None
    with pytest.raises(ArgumentError, match="has no cost"):
        model_from_forecast(replace(made, cost=None))
    with pytest.raises(ArgumentError, match="no single runs"):
        model_from_forecast(replace(made, cost=replace(made.cost, runs=None)))


def test_a_category_without_a_price_is_named() -> None:
    made = forecast_from(YEAR_END, CHILDREN, 12, {"kinship": 1_000})
    found = model_from_forecast(made)
    assert found.types == ("kinship",)
    assert found.notes == ("External residential has children ahead and no price: it is left out.",)


def test_the_gap_of_a_year_with_its_interval_and_its_chance() -> None:
    """Run one: 4 in kinship and 3 in homes, £124,100; run two: 6 and 1, £58,400; mean £91,250."""
    made = forecast_from(YEAR_END, CHILDREN, 12)
    types = plan(
        ("Relatives", 2026, "2", "10000"), ("Friends", 2026, "3", "8250"),
        ("Homes", 2026, "2", "73000"),
    )  # fmt: skip
    categories = {
        "Relatives": "kinship",
        "Friends": "kinship",
        "Homes": "external_residential",
    }
    found = plan_against_forecast(types, made, categories)
    assert found.rows.schema == GAP_SCHEMA
    rows = {row["key"]: row for row in found.rows.iter_rows(named=True)}
    assert list(rows) == ["kinship", "external_residential", TOTAL]
    assert (rows["kinship"]["plan"], rows["kinship"]["gap"]) == (1_825_000, 0)
    assert rows["kinship"]["chance_within"] == 0.5
    whole = rows[TOTAL]
    assert (whole["plan"], whole["forecast"], whole["gap"]) == (9_125_000, 9_125_000, 0)
    assert whole["chance_within"] == 0.5
    assert (whole["gap_low_80"], whole["gap_high_80"]) == (-2_628_000, 2_628_000)
    assert (whole["gap_low_95"], whole["gap_high_95"]) == (-3_120_750, 3_120_750)
    assert found.notes == ()


def test_what_stands_in_for_another_does_not_widen_the_total() -> None:
    made = forecast_from(YEAR_END, {"kinship": [10.0, 0.0], "external_residential": [0.0, 1.0]}, 12)
    found = plan_against_forecast(
        plan(("kinship", 2026, "5", "18250"), ("external_residential", 2026, "1", "18250")),
        made,
        {},
    )
    rows = {row["key"]: row for row in found.rows.iter_rows(named=True)}
    assert rows["kinship"]["gap_high_80"] > 1_000_000
    assert rows[TOTAL]["gap_low_95"] == rows[TOTAL]["gap_high_95"] == 0
    assert rows[TOTAL]["chance_within"] == 1


def test_the_parts_sum_to_the_total_with_growth_and_savings() -> None:
    made = forecast_from(YEAR_END, CHILDREN, 24)
    saving = Saving("Fewer", "number", 2026, 1_234)
    given = plan(
        ("kinship", 2026, "5", "18000"), ("kinship", 2027, "5", "18000"),
        ("external_residential", 2027, "5", "1"), savings=(saving,),
    )  # fmt: skip
    found = plan_against_forecast(given, made, {})
    for year in (2026, 2027):
        own = found.rows.filter(pl.col("year") == year)
        for column in ("plan", "forecast", "gap"):
            parts = own.filter(pl.col("key") != TOTAL)[column].sum()
            assert own.filter(pl.col("key") == TOTAL)[column].item() == parts
        assert own.filter(pl.col("key") == "savings").row(0)[2:5] == (-1_234, 0, 1_234)
        assert own.filter(pl.col("key") == TOTAL)["plan"].item() == given.requirement(year)


def test_both_sides_are_of_the_same_children() -> None:
    """The plan has adoption allowances and secure, the forecast has homes: neither is in the total,
    and all are named."""
    a_day = {key: pence for key, pence in A_DAY.items() if key != "secure"}
    made = forecast_from(YEAR_END, {**CHILDREN, "secure": [1.0, 1.0]}, 12, a_day)
    given = plan(
        ("kinship", 2026, "5", "18250"),
        ("Allowances", 2026, "9", "999"),
        ("secure", 2026, "1", "5"),
    )
    found = plan_against_forecast(given, made, {})
    assert found.rows["key"].to_list() == ["kinship", TOTAL]
    assert found.rows["gap"].to_list() == [0, 0]
    assert found.outside.rows() == [(2026, "external_residential", 7_300_000)]
    assert found.notes == (
        "Left out, as no category of placement is theirs: Allowances.",
        "Left out, as the forecast has no price for them: secure.",
        "The plan has no line for 1 category that the forecast expects: External residential.",
    )


def test_what_was_spent_is_certain_and_counts() -> None:
    ahead = forecast_from(date(2025, 6, 30), CHILDREN, 9)
    given = plan(("kinship", 2026, "5", "20000"), ("secure", 2026, "1", "1"))
    with pytest.raises(ArgumentError, match="no whole year in common"):
        plan_against_forecast(given, ahead, {})
    so_far = SoFar({"kinship": 500_000, "secure": 150})
    found = plan_against_forecast(given, ahead, {}, so_far)
    rows = {row["key"]: row for row in found.rows.iter_rows(named=True)}
    assert rows["kinship"]["forecast"] == 500_000 + 274 * 5_000
    assert rows["kinship"]["gap_high_95"] - rows["kinship"]["gap_low_95"] == 274 * 2_000 * 0.95
    assert (rows["secure"]["gap"], rows["secure"]["chance_within"]) == (50, 0)


def test_a_category_that_is_none_is_refused() -> None:
    made = forecast_from(YEAR_END, CHILDREN, 12)
    with pytest.raises(ArgumentError, match="homes is no category"):
        plan_against_forecast(plan(("H", 2026, "5", "1")), made, {"H": "homes"})


def test_a_placement_type_is_the_service_type_of_its_name() -> None:
    rows = [
        ("inhousefostering", "In house fostering", None, "in_house_fostering", 5500, False, False),
        ("allowances", "Allowances", None, None, 5200, False, True),
    ]
    known = pl.DataFrame(rows, schema=SERVICE_TYPES_SCHEMA, orient="row")
    names = ["In-House Fostering", "Allowances", "secure", "Nobody knows"]
    assert categories_of(names, known) == {
        "In-House Fostering": "in_house_fostering",
        "Allowances": None,
        "secure": "secure",
        "Nobody knows": None,
    }


def test_a_type_that_the_plan_leaves_out_of_a_year_is_no_plan_of_nought() -> None:
    """Friends are missing in 2025/26, so that kinship is only compared the year after; nought that
    is written is a plan."""
    made = forecast_from(YEAR_END, CHILDREN, 24)
    given = plan(
        ("Relatives", 2026, "2", "10000"), ("Relatives", 2027, "2", "10000"),
        ("Friends", 2027, "3", "8250"),
        ("external_residential", 2026, "0", "0"), ("external_residential", 2027, "0", "0"),
    )  # fmt: skip
    assert given.unplanned == {("Friends", 2026)}
    categories = {"Relatives": "kinship", "Friends": "kinship"}
    found = plan_against_forecast(given, made, categories)
    assert found.rows.select("year", "key", "plan").rows() == [
        (2026, "external_residential", 0), (2026, TOTAL, 0),
        (2027, "kinship", 1_825_000), (2027, "external_residential", 0), (2027, TOTAL, 1_825_000),
    ]  # fmt: skip
    whole = found.rows.filter(pl.col("key") == TOTAL)["forecast"].to_list()
    assert whole == [365 * 2 * 10_000, 365 * (5 * 1_000 + 2 * 10_000)]
    assert found.notes == (
        "Left out of 2025/26, for which the plan has no row for them: Kinship fostering.",
    )
    assert found.outside.is_empty()


def test_a_plan_without_a_category_in_common_is_refused() -> None:
    made = forecast_from(YEAR_END, CHILDREN, 12)
    with pytest.raises(ArgumentError, match=r"no placement category in common\. Left out, as no"):
        plan_against_forecast(plan(("Allowances", 2026, "1", "5")), made, {})
