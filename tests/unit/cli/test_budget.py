"""`kinward budget`, as a finance manager calls it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kinward.cli import kinward
from kinward.errors import ArgumentError

TRAJECTORY = """placement_type,financial_year,yearly_average,weekly_cost,weeks
In-house fostering,2025/26,20,450,55
In-house fostering,2026/27,20,,55
Residential homes,2026/27,3,5000,
"""
SAVINGS = """objective,kind,financial_year,amount,in_trajectory,lasting
Fewer,number,2026/27,1000.50,,
"""
TARGETS = """day,looked_after
2025-03-31,30
2027-03-31,24
"""
POPULATION = "year,age,population\n" + "".join(
    f"{year},{age},{people}\n" for year, people in ((2025, 500), (2026, 510)) for age in range(18)
)
CONTROL = """section,service,original_budget,budget,forecast_variance
Care,Homes,1000000,1100000,100001
Care,Transport,500000,400000,-100000
"""
VIREMENTS = """date,from_line,to_line,amount,reason,approved_by
2025-09-01,Transport,Homes,60000,Growth,Director
2025-12-01,Transport,Homes,40000,Growth,Director
"""
GRANTS = "grant,budget,forecast\nAsylum,500000,430000\n"
RESERVES = "reserve,entry,amount\nCare,opening,500\nCare,movement,-190\nCare,closing,310\n"
FILES = {
    "trajectory": TRAJECTORY, "savings": SAVINGS, "targets": TARGETS, "population": POPULATION,
    "control": CONTROL, "virements": VIREMENTS, "grants": GRANTS, "reserves": RESERVES,
}  # fmt: skip


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    made = {name: tmp_path / f"{name}.csv" for name in FILES}
    for name, path in made.items():
        path.write_text(FILES[name], encoding="utf-8")
    return made


def call(*arguments: object) -> Result:
    return CliRunner().invoke(kinward, ["budget", *map(str, arguments)])


def document(*arguments: object, exit_code: int = 0) -> dict[str, Any]:
    told = call(*arguments, "--json")
    assert told.exit_code == exit_code, told.output
    found: dict[str, Any] = json.loads(told.stdout)
    return found


def test_a_plan_by_year_and_type(files: dict[str, Path]) -> None:
    """20 x £450 x 55 weeks is £495,000, 10% more the year after £544,500; 3 x £5,000 x 52 weeks is
    £780,000. Growth: 180 more people at 100 per 10,000 are 1.8 children at 110% of £24,750."""
    found = document(
        files["trajectory"], "--savings", files["savings"], "--uplift", "10",
        "--population", files["population"], "--rate", "100",
    )  # fmt: skip
    plan = found["plan"]
    assert plan["years"] == ["2025/26", "2026/27"]
    lines = {(line["placement_type"], line["year"]): line for line in plan["lines"]}
    assert lines["In-house fostering", "2026/27"] == {
        "placement_type": "In-house fostering", "year": "2026/27", "planned": True,
        "yearly_average": 20.0, "weekly_cost": 495.0, "weeks": 55.0, "requirement": 544_500.0,
    }  # fmt: skip
    homes = lines["Residential homes", "2025/26"]
    assert (homes["planned"], homes["yearly_average"], homes["requirement"]) == (False, None, None)
    growth = round(1.8 * 24_750 * 1.1, 2)
    need = 544_500 + 780_000 + growth - 1000.50
    assert plan["totals"][1] == {
        "year": "2026/27", "yearly_average": 23.0, "placements": 1_324_500.0,
        "demography": growth, "savings": 1000.5, "requirement": need,
    }  # fmt: skip
    (bridge,) = plan["bridges"]
    steps = {step["key"]: step["amount"] for step in bridge["steps"]}
    assert (steps["uplift"], steps["demography"], steps["savings"]) == (49_500, growth, -1000.5)
    assert sum(round(100 * amount) for amount in steps.values()) == round(
        100 * (bridge["closing"] - bridge["opening"])
    )
    assert [(each["rule"], each["row"]) for each in found["findings"]] == [("B04", 4)]
    assert (found["forecast"], found["gap"], found["control"]) == (None, None, None)


def test_targets_that_the_averages_contradict(files: dict[str, Path]) -> None:
    """20 of 80% are 25 children, within 24 to 30; without the share 20 is below."""
    asked = (files["trajectory"], "--targets", files["targets"])
    found = document(*asked)
    assert [each["verdict"] for each in found["targets"]] == ["below", "below"]
    assert [each["rule"] for each in found["findings"]] == ["B04", "B06", "B06"]
    shared = document(*asked, "--share", "80")
    assert [each["compared"] for each in shared["targets"]] == [25.0, 28.75]
    assert [each["rule"] for each in shared["findings"]] == ["B04"]


def test_the_text_has_every_table_and_finding(files: dict[str, Path]) -> None:
    told = call(
        files["trajectory"], "--savings", files["savings"], "--targets", files["targets"],
        "--control", files["control"], "--virements", files["virements"],
        "--grants", files["grants"], "--reserves", files["reserves"],
        "--population", files["population"], "--rate", "100",
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    for part in (
        "The plan by year", "savings by kind", "population growth adds", "why one year needs",
        "held against the targets", "1 line of 2 to explain", "Forecast variance of the lines: £1;",
        "in all: £70,001", "From original to current", "Grants", "Reserves", "To look at",
        "trajectory.csv, row 4",
    ):  # fmt: skip
        assert part in told.output, part


def test_budget_control_reconciles_up_to_the_day(files: dict[str, Path]) -> None:
    """By October £60,000 of the £100,000 have moved, so that neither budget is explained."""
    asked = ("--control", files["control"], "--virements", files["virements"])
    found = document(*asked, "--grants", files["grants"], "--reserves", files["reserves"])
    control = found["control"]
    assert [line["explain"] for line in control["lines"]] == [True, False]
    assert [line["row"] for line in control["lines"]] == [2, 3]
    assert [row["current"] for row in control["virements"]] == [1_100_000.0, 400_000.0]
    assert control["position"] == {"lines": 1.0, "grants": 70_000.0, "net": 70_001.0}
    assert control["reserves"][0]["closing"] == 310.0
    assert found["findings"] == []
    early = document(*asked, "--as-at", "2025-10-31", exit_code=1)
    assert [(each["rule"], each["row"]) for each in early["findings"]] == [("B25", 2), ("B25", 3)]
    assert "Add the virement" in early["findings"][0]["remedy"]


def test_the_forecast_and_the_gap(authority: Path, files: dict[str, Path]) -> None:
    """The year of the as-at date is whole with what was spent; homes have no row in it, so that
    they are in no gap of it."""
    asked = (
        files["trajectory"], "--returns", authority / "returns", "--prices",
        authority / "prices.csv", "--as-at", "2026-01-31", "--months", 15, "--runs", 20,
    )  # fmt: skip
    spent = [
        part
        for name in ("placements", "service-types", "children")
        for part in (f"--{name}", authority / f"{name.replace('-', '_')}.csv")
    ]
    found = document(*asked, *spent)
    assert found["forecast"]["years"] == ["2025/26", "2026/27"]
    rows = {(row["year"], row["key"]): row for row in found["gap"]["rows"]}
    assert list(rows) == [
        ("2025/26", "in_house_fostering"), ("2025/26", "total"),
        ("2026/27", "in_house_fostering"), ("2026/27", "external_residential"),
        ("2026/27", "total"),
    ]  # fmt: skip
    for row in rows.values():
        assert round(100 * row["gap"]) == round(100 * row["forecast"]) - round(100 * row["plan"])
        assert 0 <= row["chance_within"] <= 1
    assert rows["2025/26", "total"]["plan"] == 495_000.0
    assert any(note.startswith("Left out of 2025/26") for note in found["gap"]["notes"])
    lines = {(line["placement_type"], line["year"]): line for line in found["forecast"]["lines"]}
    for (year, key), row in rows.items():
        if key != "total":
            assert lines[key, year]["requirement"] == row["forecast"]

    without = document(*asked)
    assert without["forecast"]["years"] == ["2026/27"]
    told = call(*asked)
    assert "The forecast by year" in told.output
    assert "The plan beside the forecast" in told.output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Give TRAJECTORY"),
        (("--savings", "s.csv", "--control", "c.csv"), "--savings is of no use without TRAJECTORY"),
        (("t.csv", "--rate", "3"), "--rate is of no use without --population"),
        (("t.csv", "--population", "p.csv"), "--population needs --rate"),
        (("t.csv", "--returns", "r"), "give --prices"),
        (("t.csv", "--grants", "g.csv"), "--grants is of no use without --control"),
        (("t.csv", "--uplift", "nan"), "'nan' is not a number"),
        (
            ("--returns", "r", "--prices", "p", "--population", "p", "--rate", "1"),
            "--rate is for the growth of a plan",
        ),
    ],
)
def test_options_of_no_use_are_refused(arguments: tuple[str, ...], said: str) -> None:
    told = call(*arguments)
    assert told.exit_code == 2
    assert said in told.output


def test_what_cannot_be_is_refused(files: dict[str, Path]) -> None:
    for more in (
        ("--uplift", "300"),
        ("--targets", files["targets"], "--share", "0"),
        ("--population", files["population"], "--rate", "1", "--base-year", "2019/20"),
    ):
        assert isinstance(call(files["trajectory"], *more).exception, ArgumentError)
