"""Reading a trajectory."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kinward.budget.trajectory import Trajectory, read_trajectory
from kinward.errors import InputError

HEADING = "placement_type,financial_year,yearly_average,weekly_cost,weeks,requirement\n"


def read(folder: Path, text: str, heading: str = HEADING) -> Trajectory:
    path = folder / "trajectory.csv"
    path.write_text(heading + text)
    return read_trajectory(path)


def rules(trajectory: Trajectory) -> list[tuple[str, int, str]]:
    return [(each.rule, each.row, each.column) for each in trajectory.findings]


def test_numbers_keep_the_decimals_that_were_printed(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        'Homes,2016/17,2.30,"£3,013.35",,\nFostering,2017-18,10,,55,\nHomes,2015-2016,1.00,100,,\n'
        "fostering,2016/17,5,200,55,\nFostering,2015/16,5,200,55,\nHomes,2017/18,0,,,\n",
    )
    assert found.types == ("Homes", "Fostering")
    assert found.years == (2016, 2017, 2018)
    assert [(row.placement_type, row.year, row.row) for row in found.rows] == [
        ("Homes", 2016, 4), ("Homes", 2017, 2), ("Homes", 2018, 7),
        ("Fostering", 2016, 6), ("Fostering", 2017, 5), ("Fostering", 2018, 3),
    ]  # fmt: skip
    assert str(found.rows[1].yearly_average) == "2.30"
    assert found.rows[1].weekly_cost == Decimal("3013.35")
    assert [row.weeks for row in found.rows] == [52] * 3 + [55] * 3
    assert found.findings == ()


def test_columns_of_money_may_be_left_out(tmp_path: Path) -> None:
    heading = "Placement Type,Financial Year,Yearly Average,Colour\n"
    found = read(tmp_path, "Homes,2016/17,2,red\n", heading)
    assert found.rows[0].requirement is None
    assert rules(found) == [("B01", 1, "Colour")]


def test_a_total_counts_in_no_sum_and_may_differ_by_rounding_alone(tmp_path: Path) -> None:
    """Three numbers of two decimals can be 0.02 from their total when each was rounded, no more."""
    rows = "A,2016/17,1.01,,,100\nB,2016/17,2.02,,,200\n"
    near = read(tmp_path, rows + "TOTAL,2016/17,3.04,,,301\n")
    assert rules(near) == []
    assert [row.placement_type for row in near.rows] == ["A", "B"]
    assert len(near.totals) == 1
    assert rules(read(tmp_path, "A,2016/17,1.01,,,100\nTotal,2016/17,1.02,,,101\n")) == []
    assert rules(read(tmp_path, rows + "Total,2016/17,3.05,,,301\n")) == [
        ("B02", 4, "yearly_average")
    ]
    assert rules(read(tmp_path, rows + "Total,2016/17,3.03,,,302\n")) == [("B02", 4, "requirement")]


@pytest.mark.parametrize(("requirement", "agrees"), [(1030, True), (1040, True), (1046, False)])
def test_a_requirement_is_held_against_its_product(
    tmp_path: Path, requirement: int, agrees: bool
) -> None:
    """2.0 (1.95 to 2.05) x 10 (9.5 to 10.5) x 52 is 963 to 1,119 as printed; with more decimals
    2.00 x 10.00 x 52 is 1,037 to 1,043."""
    assert read(tmp_path, f"A,2016/17,2.0,10,52,{requirement}\n").findings == ()
    found = read(tmp_path, f"A,2016/17,2.000,10.00,52,{requirement}\n")
    assert (rules(found) == []) == (agrees and requirement == 1040)


def test_a_year_without_a_row_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, "A,2016/17,1,10,,\nA,2017/18,1,10,,\nB,2017/18,1,10,,\n")
    assert rules(found) == [("B04", 4, "financial_year")]
    assert "2016/17" in found.findings[0].message


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A,2016,1,1,,\n", "row 2, column financial_year: The value is no financial year"),
        ("A,2016/18,1,1,,\n", "row 2, column financial_year: The value is no financial year"),
        ("A,2016/17,-1,1,,\n", "row 2, column yearly_average: The value is no number from 0"),
        ("A,2016/17,nan,1,,\n", "row 2, column yearly_average: The value is no number"),
        ("A,2016/17,1e3,1,,\n", "row 2, column yearly_average: The value is no number"),
        ("A,2016/17,1,2210k,,\n", "row 2, column weekly_cost: The value is no number"),
        ("A,2016/17,1,1,105,\n", "row 2, column weeks: The value is no number from 0 to 104"),
        ("A,2016/17,1,1,0,\n", "row 2, column weeks: A year has no paid weeks"),
        ("A,2016/17,1,1,,\na,2016/17,1,1,,\n", "row 3, column financial_year: Another row has"),
        ("Total,2016/17,1,1,,\n", "trajectory.csv: The file has no rows"),
        ("A,2016/17,,1,,\n", "row 2, column yearly_average: The value is missing"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read(tmp_path, text)
