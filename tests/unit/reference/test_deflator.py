"""The deflator: the one that comes with Kinward, and those that a person gives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinward.errors import ArgumentError, InputError
from kinward.reference.deflator import Deflator, load, read

PUBLISHED: list[tuple[object, ...]] = [
    ("GDP DEFLATORS AT MARKET PRICES, AND MONEY GDP",),
    ("Outturn data are the Quarterly National Accounts figures from ONS",),
    (),
    (None, "Financial year", None, None, None, "Calendar year"),
    (None, "Financial year", "2024-25 = 100", "per cent change", None, "Year", "2024 = 100"),
    (None, "1999-00", 53.5, None, None, "1999", 53.1),
    (None, "2023-24", 96.25, 4.1, None, "2023", 95.5),
    (None, "2024-25", 100, 3.9, None, "2024", 100),
    (None, "2025-26 (1), (2)", "-", 3.2, None, "2025", "-"),
    (None, "2026-27 (1), (2)", 105.5, 2.1, None, "2026", 102.9),
    (
        None,
        "Sources and footnotes:",
    ),
    (
        None,
        "(1) Forecasts 2025-26 to 2026-27 are from the OBR",
    ),
]


def workbook(path: Path, rows: Sequence[Sequence[object]] = PUBLISHED) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def csv(folder: Path, text: str) -> Path:
    path = folder / "deflator.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_one_that_comes_with_kinward_is_whole_dated_and_has_a_source() -> None:
    ours = load()

    assert list(ours.index) == list(range(2011, 2026))
    assert ours.index[ours.last_year] == 100
    assert ours.date == date(2026, 3, 31)
    assert "HM Treasury" in ours.source


@pytest.mark.parametrize(
    ("year", "factor"),
    [(2016, "1.340835"), (2019, "1.269119"), (2020, "1.236494"), (2023, "1.095295")],
)
def test_its_factors_are_those_that_others_made_of_the_same_edition(year: int, factor: str) -> None:
    assert round(load().factor(year, 2025), 6) == Fraction(factor)


def test_a_table_of_year_and_index_is_read_exactly(tmp_path: Path) -> None:
    path = csv(
        tmp_path,
        'Year,Index,Date,Source\n2023/24,96.10,31/03/2026,"A, b"\n'
        "2024-25,100\n2026,103.2500000001\n",
    )

    found = read(path)

    assert found == Deflator(
        {2024: Decimal("96.10"), 2025: Decimal(100), 2026: Decimal("103.2500000001")},
        date(2026, 3, 31),
        "A, b",
    )


def test_a_table_without_date_and_source_is_named_by_its_file(tmp_path: Path) -> None:
    found = read(csv(tmp_path, "year,index\n1999/2000,51.5\n"))

    assert (found.index, found.date) == ({2000: Decimal("51.5")}, None)
    assert found.source == "deflator.csv"


def test_the_treasurys_workbook_is_read_without_its_forecasts(tmp_path: Path) -> None:
    path = workbook(tmp_path / "GDP_Deflators_Qtrly_National_Accounts_June_2026_update.xlsx")

    found = read(path)

    assert found.index == {2000: Decimal("53.5"), 2024: Decimal("96.25"), 2025: Decimal(100)}
    assert found.date == date(2026, 6, 1)
    assert found.source == f"HM Treasury: {path.name}"


def test_a_workbook_that_holds_a_plain_table_is_read_too(tmp_path: Path) -> None:
    path = workbook(tmp_path / "ours.xlsx", [("year", "index"), ("2024/25", 100)])

    assert read(path).index == {2025: Decimal(100)}


def test_a_name_without_a_month_gives_no_date(tmp_path: Path) -> None:
    assert read(workbook(tmp_path / "deflators_2026.xlsx")).date is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("year,index\n", "deflator.csv: The file has no year"),
        ("year\n2024/25\n", "The column index is missing"),
        ("year,index\n2024/25,100\n2024/26,101\n", "row 3, column year: This is no financial year"),
        ("year,index\nlast,100\n", "row 2, column year: This is no financial year"),
        ("year,index\n2024/25,100\n2025,100\n", "row 3, column index: The year 2024/25 is there"),
        ("year,index\n2024/25,0\n", "row 2, column index: The index is not a number above 0"),
        ("year,index\n2024/25,-3\n", "row 2, column index: The index is not a number above 0"),
        ("year,index\n2024/25,1e2\n", "row 2, column index: The index is not a number above 0"),
        ("year,index\n2024/25,\n", "row 2, column index: The value is missing"),
    ],
)
def test_a_table_that_cannot_be_used_is_an_error(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read(csv(tmp_path, text))

    assert message in str(caught.value)
    assert caught.value.remedy


def test_an_ended_year_without_an_index_is_an_error_with_its_place(tmp_path: Path) -> None:
    rows = [row if row[1:2] != ("2023-24",) else (None, "2023-24", "-") for row in PUBLISHED]

    with pytest.raises(InputError, match="row 7, column 3: The index is not a number above 0"):
        read(workbook(tmp_path / "x.xlsx", rows))


def test_another_workbook_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="The column year is missing"):
        read(workbook(tmp_path / "x.xlsx", [("name", "value"), ("a", 1)]))


DEFLATOR = Deflator(
    {2024: Decimal("80"), 2025: Decimal("100"), 2023: Decimal("64")}, None, "made up"
)


def test_an_amount_is_worth_more_in_later_pounds() -> None:
    assert DEFLATOR.factor(2024, 2025) == Fraction(5, 4)
    assert DEFLATOR.real(1000, 2024, 2025) == 1250
    assert DEFLATOR.real(1000, 2025, 2024) == 800


@pytest.mark.parametrize(("pence", "real"), [(2, 2), (6, 8), (10, 12), (-2, -2), (-6, -8)])
def test_half_a_penny_goes_to_the_even_one(pence: int, real: int) -> None:
    assert Fraction(pence) * 5 / 4 % 1 == Fraction(1, 2)
    assert DEFLATOR.real(pence, 2024, 2025) == real


@pytest.mark.parametrize(("year", "base"), [(2022, 2025), (2025, 2026)])
def test_a_year_without_an_index_is_an_error(year: int, base: int) -> None:
    with pytest.raises(ArgumentError, match=r"no index for 202[15]/2[26]"):
        DEFLATOR.real(1, year, base)


@given(st.integers(-(10**12), 10**12), st.sampled_from([2023, 2024, 2025]))
def test_prices_of_its_own_year_leave_an_amount_as_it_is(pence: int, year: int) -> None:
    assert DEFLATOR.real(pence, year, year) == pence
    there = DEFLATOR.factor(year, 2024)
    assert there * DEFLATOR.factor(2024, year) == 1
