"""Virements: the way from the original to the current budget."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kinward.budget.control import Control, read_control
from kinward.budget.virements import (
    RECONCILED_SCHEMA,
    VirementLog,
    read_virements,
    reconcile,
)
from kinward.errors import InputError

HEADING = "date,from_line,to_line,amount,reason,approved_by\n"
YEAR_END = date(2016, 3, 31)


@pytest.fixture
def control(tmp_path: Path) -> Control:
    path = tmp_path / "budget_control.csv"
    path.write_text(
        "section,service,original_budget,budget,forecast_variance\n"
        "Care,Management,1000,700,0\nCare,Legal,500,600,0\n"
        "Money,Management,300,300,0\nMoney,Placements,2000,2200,0\n"
    )
    return read_control(path)


def log(folder: Path, text: str) -> VirementLog:
    path = folder / "virements.csv"
    path.write_text(HEADING + text)
    return read_virements(path)


def test_the_log_leads_from_the_original_to_the_current_budget(
    tmp_path: Path, control: Control
) -> None:
    moves = log(
        tmp_path,
        "2015-09-01,care / management,Placements,200,Growth,Director\n"
        "2015-06-01,Care / Management,legal,100.00,Cases,Director\n",
    )
    assert [move.row for move in moves.moves] == [3, 2]
    frame, findings = reconcile(control, moves, YEAR_END)
    assert frame.schema == RECONCILED_SCHEMA
    assert frame.rows() == [
        ("Care / Management", 100_000, 0, 30_000, 70_000, 70_000, 0),
        ("Care / Legal", 50_000, 10_000, 0, 60_000, 60_000, 0),
        ("Money / Management", 30_000, 0, 0, 30_000, 30_000, 0),
        ("Money / Placements", 200_000, 20_000, 0, 220_000, 220_000, 0),
    ]
    assert frame["original"].sum() == frame["current"].sum()
    assert moves.findings == findings == ()


def test_a_virement_that_is_missing_or_yet_to_come_is_found_in_the_budget(
    tmp_path: Path, control: Control
) -> None:
    moves = log(
        tmp_path,
        "2015-06-01,Care / Management,Legal,100,Cases,Director\n"
        "2015-09-01,Care / Management,Placements,200,Growth,Director\n",
    )
    frame, findings = reconcile(control, moves, date(2015, 8, 31))
    assert frame["difference"].to_list() == [-20_000, 0, 0, 20_000]
    assert [(f.rule, f.file, f.row) for f in findings] == [
        ("B25", "budget_control.csv", 2),
        ("B25", "budget_control.csv", 5),
    ]
    assert reconcile(control, moves, date(2015, 9, 1))[1] == ()


@pytest.mark.parametrize(
    ("row", "rule", "column"),
    [
        ("2015-06-01,Nobody,Legal,1,x,y", "B22", "from_line"),
        ("2015-06-01,Legal,Nobody,1,x,y", "B22", "to_line"),
        ("2015-06-01,Management,Legal,1,x,y", "B22", "from_line"),  # two sections have one
        ("2015-06-01,Legal,Care / Legal,1,x,y", "B23", "to_line"),
    ],
)
def test_a_virement_between_lines_that_are_none_moves_nothing(
    tmp_path: Path, control: Control, row: str, rule: str, column: str
) -> None:
    frame, findings = reconcile(control, log(tmp_path, row + "\n"), YEAR_END)
    assert frame["moved_in"].sum() == frame["moved_out"].sum() == 0
    found = [each for each in findings if each.file == "virements.csv"]
    assert [(each.rule, each.row, each.column) for each in found] == [(rule, 2, column)]


def test_more_than_the_line_has_on_the_day_is_moved_and_told(
    tmp_path: Path, control: Control
) -> None:
    """Legal has £500; £450 come in on the second day, so that £900 can go on the third."""
    rows = "2015-06-02,Placements,Legal,450,x,y\n2015-06-03,Legal,Placements,900,x,y\n"
    _, findings = reconcile(control, log(tmp_path, rows), YEAR_END)
    assert not [each for each in findings if each.rule == "B24"]
    early = rows.replace("06-03", "06-01")
    frame, findings = reconcile(control, log(tmp_path, early), YEAR_END)
    assert [(each.rule, each.row) for each in findings if each.rule == "B24"] == [("B24", 3)]
    assert frame["current"][1] == 5_000
    assert frame["original"].sum() == frame["current"].sum()


def test_without_an_original_budget_the_budget_is_where_it_begins(tmp_path: Path) -> None:
    path = tmp_path / "budget_control.csv"
    path.write_text("section,service,budget,forecast_variance\nA,One,10,0\nA,Two,10,0\n")
    moves = log(tmp_path, "2015-06-01,One,Two,4,x,y\n")
    frame, findings = reconcile(read_control(path), moves, YEAR_END)
    assert frame["current"].to_list() == [600, 1_400]
    assert frame["stated"].to_list() == frame["difference"].to_list() == [None, None]
    assert findings == ()


def test_a_decision_needs_a_reason_and_a_name(tmp_path: Path) -> None:
    found = log(tmp_path, "2015-06-01,A,B,1,,\n").findings
    assert {(each.rule, each.column) for each in found} == {
        ("B21", "reason"),
        ("B21", "approved_by"),
    }


@pytest.mark.parametrize("amount", ["0", "-5", "(5)"])
def test_an_amount_that_moves_nothing_or_backwards_is_refused(tmp_path: Path, amount: str) -> None:
    with pytest.raises(InputError, match="row 2, column amount: The amount is not above 0"):
        log(tmp_path, f"2015-06-01,A,B,{amount},x,y\n")
