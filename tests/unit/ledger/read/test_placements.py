"""Reading placements.csv: what is forgiven, what is refused, and what is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kinward.errors import InputError
from kinward.ledger.read.placements import PLACEMENTS_SCHEMA, RATES_SCHEMA, Record, read_placements

HEADING = "placement_id,child_id,service_type,start,end,weekly_cost,rate_from"


def _read(folder: Path, *rows: str, heading: str = HEADING) -> Record:
    path = folder / "placements.csv"
    path.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
    return read_placements(path)


def test_one_row_is_a_placement_and_its_rate(tmp_path: Path) -> None:
    found = _read(tmp_path, "p1,c1,In-house Fostering,01/04/2022,,1234.5,")
    assert dict(found.placements.schema) == PLACEMENTS_SCHEMA
    assert dict(found.rates.schema) == RATES_SCHEMA
    placement = found.placements.row(0, named=True)
    assert placement["service_key"] == "inhousefostering"
    assert (placement["start"], placement["end"]) == (date(2022, 4, 1), None)
    assert found.rates.row(0) == (0, date(2022, 4, 1), 123450, 0, None, 2)
    assert found.findings == ()


def test_rows_of_one_placement_are_its_rates_by_day(tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        "p2,c2,Agency,2022-04-01,,3,2022-08-01",
        "p1,c1,Agency,2022-05-01,,9,",
        "p2,c2,Agency,2022-04-01,,2,2022-06-01",
        "p2,c2,Agency,2022-04-01,,1,",
    )
    assert found.placements["placement_id"].to_list() == ["p2", "p1"]
    assert found.rates.select("placement", "from", "weekly").rows() == [
        (0, date(2022, 4, 1), 100),
        (0, date(2022, 6, 1), 200),
        (0, date(2022, 8, 1), 300),
        (1, date(2022, 5, 1), 900),
    ]
    assert found.findings == ()


@pytest.mark.parametrize(
    ("cost", "pence"),
    [
        ("2210k", 2_210_000_00),
        ('"£1,234.50"', 1_234_50),
        ("(600)", -600_00),
        ("-0.01", -1),
        ("1.005", 100),
        ("0", 0),
    ],
)
def test_a_weekly_cost_is_read_exactly(tmp_path: Path, cost: str, pence: int) -> None:
    assert _read(tmp_path, f"p1,c1,Agency,2022-04-01,,{cost},").rates["weekly"].to_list() == [pence]


@pytest.mark.parametrize(
    ("row", "where", "what"),
    [
        ("p1,c1,Agency,2022-02-30,,1,", "row 3, column start", "The value is not a date"),
        ("p1,c1,Agency,,,1,", "row 3, column start", "The value is missing"),
        ("p1,c1,Agency,2022-04-01,soon,1,", "row 3, column end", "The value is not a date"),
        ("p1,c1,Agency,2022-04-01,,lots,", "row 3, column weekly_cost", "is not an amount"),
        ("p1,c1,Agency,2022-04-01,,11m,", "row 3, column weekly_cost", "above £10,000,000"),
        ("p1,c1,,2022-04-01,,1,", "row 3, column service_type", "The value is missing"),
        (",c1,Agency,2022-04-01,,1,", "row 3, column placement_id", "The value is missing"),
        ("p1,c1,Agency,2022-04-01,,1,2022", "row 3, column rate_from", "The value is not a date"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(
    tmp_path: Path, row: str, where: str, what: str
) -> None:
    with pytest.raises(InputError) as error:
        _read(tmp_path, "p0,c0,Agency,2022-04-01,,1,", row)
    assert error.value.where == f"placements.csv, {where}"
    assert what in error.value.what
    assert "Agency" not in str(error.value)


@pytest.mark.parametrize("column", HEADING.split(",")[:-1])
def test_a_missing_column_is_named(tmp_path: Path, column: str) -> None:
    with pytest.raises(InputError) as error:
        _read(tmp_path, "1,1,1,1,1", heading=HEADING.replace(column, "other"))
    assert error.value.what == f"The column {column} is missing"
    assert error.value.where == "placements.csv"


@pytest.mark.parametrize("weeks", ["0", "-1", "105"])
def test_paid_weeks_that_no_year_has_are_refused(tmp_path: Path, weeks: str) -> None:
    with pytest.raises(InputError) as error:
        _read(tmp_path, f"p1,c1,Agency,2022-04-01,,1,,{weeks}", heading=f"{HEADING},paid_weeks")
    assert error.value.where == "placements.csv, row 2, column paid_weeks"


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (["p,c,Agency,2022-04-01,,,"], [("L02", 2, "weekly_cost")]),
        (["p,,Agency,2022-04-01,,1,"], [("L03", 2, "child_id")]),
        (["p,c,Agency,2022-04-01,,1,", "p,c,Agency,2022-04-01,,2,"], [("L04", 2, "rate_from")]),
        (
            ["p,c,Agency,2022-04-01,,1,", "p,c,Agency,2022-04-01,,2,2022-04-01"],
            [("L04", 2, "rate_from")],
        ),
        (
            ["p,c,Agency,2022-04-01,,1,", "p,d,Agency,2022-04-01,,2,2022-05-01"],
            [("L05", 2, "child_id")],
        ),
        (["p,c,Agency,2022-04-01,,1,2022-06-01"], [("L06", 2, "rate_from")]),
        (["p,c,Agency,2022-04-01,,1,", "p,c,Agency,2022-04-01,,2,2022-05-01"], []),
    ],
)
def test_what_is_doubtful_is_told_with_its_row(
    tmp_path: Path, rows: list[str], found: list[tuple[str, int, str]]
) -> None:
    findings = _read(tmp_path, *rows).findings
    assert [(each.rule, each.row, each.column) for each in findings] == found
    assert {each.file for each in findings} <= {"placements.csv"}


def test_where_rows_differ_the_last_that_says_something_counts(tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        "p,c,Agency,2022-04-01,2022-09-01,1,",
        "p,d,Agency,2022-04-02,2022-10-01,2,2022-06-01",
        "p,,Agency,2022-04-02,,3,2022-07-01",
    )
    placement = found.placements.row(0, named=True)
    assert (placement["child_id"], placement["start"]) == ("d", date(2022, 4, 2))
    assert placement["end"] == date(2022, 10, 1)
    assert found.rates["from"][0] == date(2022, 4, 2)


def test_a_column_that_nobody_reads_is_left_out_with_a_note(tmp_path: Path) -> None:
    [finding] = _read(
        tmp_path, "p,c,Agency,2022-04-01,,1,,blue", heading=f"{HEADING},Colour"
    ).findings
    assert (finding.rule, finding.level, finding.row) == ("L01", "note", 1)
    assert "Colour" in finding.message
