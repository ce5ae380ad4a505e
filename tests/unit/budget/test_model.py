"""The budget model, by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import polars as pl
import pytest

from kinward.budget.bridge import STEPS, bridge, bridges
from kinward.budget.demography import Demography, added_children, population_by_year
from kinward.budget.model import (
    LINES_SCHEMA,
    SAVINGS_SCHEMA,
    TOTALS_SCHEMA,
    BudgetModel,
    build,
)
from kinward.budget.savings import Saving, read_savings
from kinward.budget.trajectory import Planned, Trajectory
from kinward.budget.uplift import Uplift
from kinward.errors import ArgumentError, InputError
from kinward.reference.population import POPULATION_SCHEMA


def trajectory(*rows: tuple[str, int, str, str, str]) -> Trajectory:
    """Type, year, average, weekly cost and requirement ('-' for none), 52 weeks."""
    planned = [
        Planned(
            name, year, Decimal(average), *(None if x == "-" else Decimal(x) for x in (cost,)),
            Decimal(52), None if need == "-" else Decimal(need), place + 2,
        )
        for place, (name, year, average, cost, need) in enumerate(rows)
    ]  # fmt: skip
    return Trajectory("trajectory.csv", tuple(planned), (), ())


def needs(model: BudgetModel) -> dict[tuple[str, int], int]:
    return {(line.placement_type, line.year): line.requirement for line in model.lines}


def test_a_line_is_average_times_cost_times_weeks_rounded_once() -> None:
    """1.5 x 100.01 x 52 = 7,800.78; 32.5 pence are 32, 97.5 are 98."""
    model = build(
        trajectory(
            ("A", 2016, "1.5", "100.01", "-"),
            ("B", 2016, "0.0001", "0.25", "-"),
            ("C", 2016, "0.3125", "0.02", "-"),  # 32.5 pence
            ("D", 2016, "0.3125", "0.06", "-"),  # 97.5 pence
        )
    )
    assert [line.requirement for line in model.lines] == [780_078, 0, 32, 98]
    assert model.requirement(2016) == 780_078 + 32 + 98
    assert model.lines_frame().schema == LINES_SCHEMA
    assert model.lines_frame()["weekly_pence"].to_list()[0] == 10_001


def test_without_a_price_the_last_one_goes_on_with_the_uplift() -> None:
    rise = Uplift({2017: Decimal("10"), 2018: Decimal("-5")}, otherwise=Decimal("2"))
    model = build(
        trajectory(
            ("A", 2016, "1", "100", "-"), ("A", 2017, "1", "-", "-"), ("A", 2018, "2", "-", "-"),
            ("A", 2019, "1", "-", "-"),
        ),
        rise,
    )  # fmt: skip
    assert needs(model) == {
        ("A", 2016): 520_000, ("A", 2017): 572_000, ("A", 2018): 1_086_800, ("A", 2019): 554_268,
    }  # fmt: skip


def test_a_price_base_lifts_every_amount_to_its_own_year() -> None:
    """In the prices of 2016/17: a tenth less the year before, a tenth more the year after."""
    rise = Uplift(otherwise=Decimal("10"), price_base=2017)
    model = build(
        trajectory(
            ("A", 2016, "1", "110", "-"), ("A", 2017, "1", "110", "-"), ("A", 2018, "1", "-", "-"),
            ("B", 2018, "2", "-", "1000"),
        ),
        rise,
    )  # fmt: skip
    assert [line.requirement for line in model.lines] == [
        520_000, 572_000, 629_200, 0, 0, 110_000,
    ]  # fmt: skip
    assert rise.between(2018, 2016) == 1 / rise.between(2016, 2018) == Fraction(100, 121)


def test_a_requirement_tells_the_price() -> None:
    """27.98 placements for £4.09m are £2,811.07 a week; an empty home costs and has no price."""
    model = build(
        trajectory(
            ("Homes", 2016, "27.98", "-", "4090000"), ("Homes", 2017, "10", "-", "-"),
            ("Empty", 2016, "0", "-", "5000"), ("Empty", 2017, "0", "-", "-"),
        )
    )  # fmt: skip
    homes = model.lines[0]
    assert homes.weekly_pounds == Decimal("2811.07")
    assert homes.weekly_pence == Fraction(409_000_000) / (Fraction("27.98") * 52)
    assert model.lines[1].requirement == round(Fraction(409_000_000) / Fraction("2.798"))
    assert model.lines[2].weekly_pounds is None
    assert [(each.rule, each.row) for each in model.findings] == [("B05", 4)]


def test_people_without_a_price_are_refused() -> None:
    with pytest.raises(InputError, match=r"row 3, column weekly_cost: The placement type has no"):
        build(trajectory(("A", 2016, "0", "-", "-"), ("A", 2017, "1", "-", "-")))


def test_an_uplift_that_can_only_be_a_slip_is_refused() -> None:
    with pytest.raises(ArgumentError, match="from -50 to 100"):
        Uplift(otherwise=Decimal(300))
    with pytest.raises(ArgumentError, match="from -50 to 100"):
        Uplift({2017: Decimal(-51)})


def test_population_growth_of_2011_gives_52_children() -> None:
    """Cambridgeshire, October 2011: 13,700 more children at 38 per 10,000; £2.5m for them is
    £48,000 a year for each."""
    children = added_children(13_700, Decimal(38))
    assert children == Fraction("52.06")
    assert round(2_500_000 / children) == 48_022


def test_growth_costs_the_average_of_its_base_year_with_the_uplift() -> None:
    """2016: 4 placements for £104,000, £26,000 each. 1,000 more people at 50 per 10,000 are 5
    children, for 10% more than the year before; 2,000 more are 10."""
    plan = trajectory(
        ("A", 2016, "3", "100", "-"), ("B", 2016, "1", "1700", "-"),
        ("A", 2017, "3", "-", "-"), ("A", 2018, "3", "-", "-"), ("B", 2017, "1", "-", "-"),
    )  # fmt: skip
    people = {2016: 10_000, 2017: 11_000, 2018: 12_000}
    demography = Demography(people, Decimal(50), 2016)
    model = build(plan, Uplift({2017: Decimal(10)}), demography)
    assert [(each.year, each.children, each.pence) for each in model.demography] == [
        (2016, 0, 0), (2017, 5, 14_300_000), (2018, 10, 28_600_000),
    ]  # fmt: skip
    assert model.requirement(2018) == model.placements(2018) + 28_600_000

    from_2017 = build(plan, None, Demography(people, Decimal(50), 2017))
    assert [each.year for each in from_2017.demography] == [2017, 2018]
    with pytest.raises(ArgumentError, match="population of 2017/18 is not given"):
        build(plan, None, Demography({2016: 1, 2017: 1}, Decimal(50), 2016))
    with pytest.raises(ArgumentError, match="has no 2014/15"):
        build(plan, None, Demography({2015: 1}, Decimal(50), 2015))


def test_a_mid_year_population_is_of_the_financial_year_that_it_falls_in() -> None:
    ages = [(2015, 17, 40), (2015, 3, 2), (2015, 18, 1000), (2016, 0, 50)]
    frame = pl.DataFrame(ages, schema=POPULATION_SCHEMA, orient="row")
    assert population_by_year(frame) == {2016: 42, 2017: 50}


def test_savings_last_unless_they_do_not_and_are_taken_off_once() -> None:
    plan = trajectory(*[("A", year, "1", "100", "-") for year in (2016, 2017, 2018)])
    savings = (
        Saving("Fewer", "number", 2017, 100_000),
        Saving("Once", "cost", 2017, 50_000, lasting=False),
        Saving("More", "number", 2018, 20_000),
        Saving("In the table already", "time", 2017, 999_999, in_trajectory=True),
    )
    model = build(plan, savings=savings)
    assert [model.requirement(year) for year in model.years] == [520_000, 370_000, 400_000]
    assert model.savings_frame().schema == SAVINGS_SCHEMA
    assert model.savings_frame().select("year", "kind", "begins", "taken_off").rows()[3:] == [
        (2017, "number", 100_000, 100_000), (2017, "cost", 50_000, 50_000),
        (2017, "time", 999_999, 0),
        (2018, "number", 20_000, 120_000), (2018, "cost", 0, 0), (2018, "time", 0, 0),
    ]  # fmt: skip
    totals = model.totals_frame()
    assert totals.schema == TOTALS_SCHEMA
    assert (
        totals.select(
            pl.col("placements") + pl.col("demography") - pl.col("savings") == pl.col("requirement")
        )
        .to_series()
        .all()
    )


def test_savings_are_read_with_kind_and_total(tmp_path: Path) -> None:
    path = tmp_path / "model_savings.csv"
    heading = "objective,kind,financial_year,amount,in_trajectory,lasting\n"
    rows = "A,Number,2016/17,2100k,yes,\nB,magic,2016/17,922k,,no\n"
    path.write_text(heading + rows + "TOTAL,,2016/17,3022k,,\n")
    savings, findings = read_savings(path)
    assert savings == (
        Saving("A", "number", 2017, 210_000_000, in_trajectory=True),
        Saving("B", "other", 2017, 92_200_000, lasting=False),
    )
    assert [(each.rule, each.row, each.column) for each in findings] == [("B41", 3, "kind")]
    path.write_text(heading + rows + "TOTAL,,2016/17,3026k,,\n")
    assert [each.rule for each in read_savings(path)[1]] == ["B41", "B42"]
    path.write_text(heading + "A,number,2016/17,1,perhaps,\n")
    with pytest.raises(InputError, match="row 2, column in_trajectory: The value is neither"):
        read_savings(path)


def test_a_bridge_tells_volume_mix_and_price_apart() -> None:
    """Before: 2 at £100 and 1 at £400, £200 a week on average. After: one more of the dear ones,
    and everything 5% dearer where 2% is known; a new type comes at £100."""
    plan = trajectory(
        ("A", 2016, "2", "100", "-"), ("A", 2017, "2", "105", "-"),
        ("B", 2016, "1", "400", "-"), ("B", 2017, "2", "420", "-"),
        ("C", 2016, "0", "-", "-"), ("C", 2017, "1", "100", "-"),
        ("D", 2016, "0", "-", "700"), ("D", 2017, "0", "-", "900"),
    )  # fmt: skip
    saving = Saving("S", "other", 2017, 12_345)
    growth = Demography({2016: 10_000, 2017: 10_100}, Decimal(100), 2016)
    model = build(plan, Uplift({2017: Decimal(2)}), growth, [saving])
    found = bridge(model, 2016, 2017)
    week = 52 * 100
    by_type = {line.placement_type: line for line in found.lines}
    assert (by_type["A"].volume, by_type["A"].mix) == (0, 0)
    assert (by_type["A"].uplift, by_type["A"].price) == (2 * 2 * week, 2 * 3 * week)
    assert (by_type["B"].volume, by_type["B"].mix) == (200 * week, 200 * week)
    assert (by_type["B"].uplift, by_type["B"].price) == (2 * 8 * week, 2 * 12 * week)
    assert (by_type["C"].volume, by_type["C"].mix) == (200 * week, -100 * week)
    assert (by_type["C"].uplift, by_type["C"].price) == (0, 0)
    assert (by_type["D"].other, by_type["D"].change) == (20_000, 20_000)
    # The average child of 2016: £200 a week and a third of the empty home's £700.
    assert found.demography == round(Fraction(200 * 52 * 3 + 700, 3) * 100 * Fraction("1.02"))
    assert found.savings == -12_345
    assert sum(found.step(key) for key in STEPS) == found.closing - found.opening
    assert bridges(model) == (found,)
    with pytest.raises(ArgumentError, match="has no 2017/18"):
        bridge(model, 2017, 2018)
