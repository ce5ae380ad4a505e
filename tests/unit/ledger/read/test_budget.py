"""Reading budget.csv."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from kinward.errors import InputError
from kinward.ledger.read.budget import Budget, read_budget

HEADING = "section,service_type,placements,annual_budget,weeks"


def _read(folder: Path, *rows: str, heading: str = HEADING) -> Budget:
    path = folder / "budget.csv"
    path.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
    return read_budget(path)


def test_a_line_is_exact(tmp_path: Path) -> None:
    [line] = _read(tmp_path, 'External,Residential homes,2.54,"£2,342k",52.5').lines
    assert (line.placements, line.weeks) == (Fraction("2.54"), Fraction("52.5"))
    assert (line.annual, line.key, line.row) == (2_342_000_00, "residentialhomes", 2)


def test_no_placements_are_none_and_no_weeks_are_52(tmp_path: Path) -> None:
    found = _read(tmp_path, "External,Secure,,67000,")
    assert (found.lines[0].placements, found.lines[0].weeks) == (0, 52)
    assert [(each.rule, each.row) for each in found.findings] == [("L32", 2)]


def test_weeks_may_have_no_column(tmp_path: Path) -> None:
    found = _read(tmp_path, "E,Secure,1,67000", heading=HEADING.removesuffix(",weeks"))
    assert found.lines[0].weeks == 52


def test_sections_are_those_that_come_first(tmp_path: Path) -> None:
    found = _read(tmp_path, "A,Homes,1,1,", "B,homes,1,1,", "B,16+,1,1,", "B,16,1,1,")
    assert found.sections == {"homes": "A", "16+": "B", "16": "B"}
    assert [(each.rule, each.row) for each in found.findings] == [("L30", 3)]


@pytest.mark.parametrize(
    ("row", "column", "what"),
    [
        ("A,homes,2,1,", "service_type", "The section has the service type twice"),
        ("A,Flats,-1,1,", "placements", "The placements are below nought"),
        ("A,Flats,1,1,0", "weeks", "The weeks of a year are not above 0 and at most 104"),
        ("A,Flats,1,1,520", "weeks", "The weeks of a year are not above 0 and at most 104"),
        ("A,Flats,one,1,", "placements", "The value is not a number"),
        ("A,Flats,1,,", "annual_budget", "The value is missing"),
        ("A,Flats,1,much,", "annual_budget", "is not an amount of money"),
        (",Flats,1,1,", "section", "The value is missing"),
    ],
)
def test_what_cannot_be_a_budget_is_refused(
    tmp_path: Path, row: str, column: str, what: str
) -> None:
    with pytest.raises(InputError) as error:
        _read(tmp_path, "A,Homes,1,1,", row)
    assert error.value.where == f"budget.csv, row 3, column {column}"
    assert what in error.value.what


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"budget\.csv: The column annual_budget is missing"):
        _read(tmp_path, "A,Homes,1", heading="section,service_type,placements")


@pytest.mark.parametrize(
    "total",
    ["Total,,,300000,", ",TOTAL,3,300000,", "All,Grand total,,300000,", "A,Total,,100000,"],
)
def test_printed_totals_are_no_lines(tmp_path: Path, total: str) -> None:
    found = _read(tmp_path, "A,Homes,1,100000,", "B,Secure,2,200000,", total)
    assert [line.annual for line in found.lines] == [100_000_00, 200_000_00]
    assert found.findings == ()


@pytest.mark.parametrize(
    ("total", "rows"),
    [
        ("Total,,,301000,", []),
        ("Total,,,301600,", [4]),
        ("Total,,,302000,", [4]),
        ("A,Total,,300000,", [4]),
    ],
)
def test_a_total_that_rounding_does_not_explain_is_told(
    tmp_path: Path, total: str, rows: list[int]
) -> None:
    """Two budgets in whole thousands, and their total, may be £1,500 apart; in hundreds £150."""
    found = _read(tmp_path, "A,Homes,1,100000,", "B,Secure,2,200000,", total)
    assert [each.row for each in found.findings if each.rule == "L36"] == rows


def test_a_row_that_is_no_total_needs_both_names(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="row 2, column service_type: The value is missing"):
        _read(tmp_path, "A,,1,100000,")
