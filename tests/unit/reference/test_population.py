"""Population by age: our own table, and a wide one of many authorities."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from kinward.errors import ArgumentError, InputError
from kinward.reference.population import POPULATION_SCHEMA, read

AGES = range(19)


def ours(year: int = 2024, people: int = 100) -> list[str]:
    return [f"{year},{age},{people + age}" for age in AGES]


def write(tmp_path: Path, rows: list[str], name: str = "population.csv") -> Path:
    path = tmp_path / name
    path.write_text("\n".join(rows) + "\n")
    return path


WIDE_HEADING = "utla_code,utla_name,total_population," + ",".join(map(str, range(18))) + ",18+"


def wide_row(code: str, name: str, people: int) -> str:
    return f"{code},{name},99999.0," + ",".join(f"{people + age}.0" for age in AGES)


WIDE = [
    WIDE_HEADING,
    wide_row("E10000003", "Cambridgeshire", 1000),
    wide_row("E06000023", '"Bristol, City of"', 2000),
]


def test_our_table_is_read_in_the_order_of_year_and_age(tmp_path: Path) -> None:
    path = write(tmp_path, ["Year,Age,Population", *ours(2025, 200)[::-1], *ours(2024)])

    people = read(path)

    assert dict(people.schema) == POPULATION_SCHEMA
    assert people.row(0) == (2024, 0, 100)
    assert people.row(-1) == (2025, 18, 218)
    assert people.height == 2 * len(AGES)


@pytest.mark.parametrize("rows", [["year,age,population", *ours()], WIDE[:2]])
def test_the_sheet_that_holds_the_table_is_read(tmp_path: Path, rows: list[str]) -> None:
    book = openpyxl.Workbook()
    book.active.append(["About these figures"])
    book.create_sheet("Empty")
    sheet = book.create_sheet("Figures")
    for row in rows:
        sheet.append(row.split(","))
    path = tmp_path / "population_mid2024.xlsx"
    book.save(path)
    beside = write(tmp_path, rows, "population_mid2024.csv")
    assert_frame_equal(read(path), read(beside))
    assert len(read(path)) == len(AGES)


def test_thousands_may_have_commas(tmp_path: Path) -> None:
    path = write(tmp_path, ["year,age,population", '2024,0,"1,234"', *ours()[1:]])

    assert read(path).row(0) == (2024, 0, 1234)


@pytest.mark.parametrize(
    "authority", ["Cambridgeshire", "cambridgeshire county council", "e10000003"]
)
def test_an_authority_is_taken_from_a_wide_table(tmp_path: Path, authority: str) -> None:
    people = read(write(tmp_path, WIDE, "population_mid2020.csv"), authority)

    expected = pl.DataFrame(
        {"year": 2020, "age": list(AGES), "population": [1000 + age for age in AGES]},
        schema=POPULATION_SCHEMA,
    )
    assert people.equals(expected)


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("population_mid2020.csv", 2020),
        ("population20_utla21.csv", 2020),
        ("pop-2019-all.csv", 2019),
    ],
)
def test_a_wide_table_has_its_year_in_its_name(tmp_path: Path, name: str, year: int) -> None:
    assert read(write(tmp_path, WIDE, name), "Bristol")["year"].unique().to_list() == [year]


def test_a_wide_table_may_have_a_column_of_years(tmp_path: Path) -> None:
    rows = [WIDE[0] + ",Year", WIDE[1] + ",2021", WIDE[1] + ",2022", WIDE[2] + ",2021"]

    people = read(write(tmp_path, rows, "wide.csv"), "Cambridgeshire")

    assert people["year"].unique(maintain_order=True).to_list() == [2021, 2022]


def test_a_wide_table_of_one_authority_needs_no_name(tmp_path: Path) -> None:
    assert read(write(tmp_path, WIDE[:2], "mid2020.csv")).row(0) == (2020, 0, 1000)


def test_a_gap_of_another_authority_does_no_harm(tmp_path: Path) -> None:
    rows = [*WIDE[:2], WIDE[2].replace("2003.0", "")]

    assert read(write(tmp_path, rows, "mid2020.csv"), "Cambridgeshire").height == len(AGES)


@pytest.mark.parametrize("authority", [None, "Atlantis", "873"])
def test_a_wide_table_needs_an_authority_that_it_has(tmp_path: Path, authority: str | None) -> None:
    with pytest.raises(ArgumentError) as caught:
        read(write(tmp_path, WIDE, "mid2020.csv"), authority)

    assert caught.value.where == "mid2020.csv"
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("rows", "name", "message"),
    [
        (["child,date", "1,2"], "p.csv", "p.csv: This is no table of population"),
        (WIDE[:2], "wide.csv", "wide.csv: The table does not tell its year"),
        (
            [WIDE[0], WIDE[1].replace("1003.0", "some")],
            "mid2020.csv",
            "mid2020.csv, row 2, column 3: The value is no whole number from 0 to 100000000",
        ),
        ([WIDE[0], WIDE[1].replace("1003.0", "-1")], "mid2020.csv", "row 2, column 3: The value"),
        ([WIDE[0], WIDE[1].replace("1003.0", "")], "mid2020.csv", "row 2, column 3: The value"),
        (["year,age,population"], "p.csv", "p.csv: The table has no rows"),
        (["year,age,population", *ours()[1:]], "p.csv", "The age 0 is missing in 2024"),
        (["year,age,population", *ours(), ours()[4]], "p.csv", "The age 4 is there more than once"),
        (["year,age,population", "24,0,5"], "p.csv", "row 2, column year: The value is no whole"),
        (
            ["year,age,population", "2024,200,5"],
            "p.csv",
            "row 2, column age: The value is no whole",
        ),
        (["year,age,population", "2024,1,-5"], "p.csv", "column population: The value is no whole"),
        (["year,age,population", "2024,1,few"], "p.csv", "column population: The value is not"),
        (["year,age,population", "2024,1,"], "p.csv", "column population: The value is missing"),
    ],
)
def test_a_table_that_cannot_be_used_is_an_error_with_its_place(
    tmp_path: Path, rows: list[str], name: str, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(write(tmp_path, rows, name))

    assert message in str(caught.value)
    assert caught.value.remedy
