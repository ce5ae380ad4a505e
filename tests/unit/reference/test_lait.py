"""LAIT: the long table and the neighbours, in small made-up files of the published shape."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from kinward.errors import ArgumentError, InputError
from kinward.reference.lait import FIGURES_SCHEMA, area_name, authority, read, year_of
from kinward.reference.neighbours import NEIGHBOURS_SCHEMA, edition

LONG = pl.DataFrame(
    [
        ("LACnum", "Number", "2024", "Ambridge", "631", 873.0, "Midlands"),
        ("LACnum", "Number", "2025", "Ambridge", "705", 873.0, "Midlands"),
        ("LACnum", None, "2025", "Borchester, City of", "-", 801.0, "Midlands"),
        ("LACnum", None, "2025", "England", "83000", 970.0, "NA"),
        (
            "LACFinance",
            None,
            "2023-24 (OT)",
            "Ambridge",
            "7.0000000000000007E-2",
            873.0,
            "Midlands",
        ),
        ("RTA", None, "2026/27-28/29", "Ambridge", "-0.5", 873.0, "Midlands"),
    ],
    schema={
        "Short Desc": pl.String,
        "Data item": pl.String,
        "Years": pl.String,
        "LA and Regions": pl.String,
        "Values": pl.String,
        "LA Number": pl.Float64,
        "Region": pl.String,
    },
    orient="row",
)
NEIGHBOURS = [
    ("LA num", "LA Name", "LA number", "GOReg", "SN1", "SNP", "SN2", "SNP"),
    (873, "Ambridge", 873, "Midlands", 801, "Very Close", 802, "Close"),
    (801, "Borchester", 801, "Midlands", 873, "Very close", 802, "Not Close"),
    (942, "Newshire", 942, "Midlands", "-", "-", "-", "-"),
]


def workbook(path: Path, rows: Sequence[Sequence[object]] = NEIGHBOURS) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [("A", "B", "C"), (1, 2, 3), *rows]:
        sheet.append(row)
    book.save(path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    LONG.write_parquet(tmp_path / "bds_long_0.parquet")
    workbook(tmp_path / "sn_may_2025.xlsx")
    (tmp_path / "lait_data_dictionary.csv").write_text("Measure_code,Topic\n4,Health\n")
    (tmp_path / "LICENSE").write_text("words")
    return tmp_path


def test_figures_are_typed_and_a_hyphen_is_no_figure(folder: Path) -> None:
    figures = read(folder).figures

    assert dict(figures.schema) == FIGURES_SCHEMA
    assert figures.rows() == [
        ("LACnum", 2024, "Ambridge", 873, "Midlands", 631.0),
        ("LACnum", 2025, "Ambridge", 873, "Midlands", 705.0),
        ("LACnum", 2025, "Borchester, City of", 801, "Midlands", None),
        ("LACnum", 2025, "England", None, None, 83000.0),
        ("LACFinance", 2024, "Ambridge", 873, "Midlands", 0.07),
        ("RTA", 2029, "Ambridge", 873, "Midlands", -0.5),
    ]


def test_a_csv_of_the_long_table_gives_the_same(folder: Path) -> None:
    figures = read(folder).figures
    (folder / "bds_long_0.parquet").unlink()
    LONG.write_csv(folder / "bds_long_0.csv", include_bom=True)

    assert read(folder).figures.equals(figures)


def test_a_table_that_is_there_as_parquet_and_csv_counts_once(folder: Path) -> None:
    LONG.write_csv(folder / "bds_long_0.csv")
    LONG.with_columns(pl.lit("Other").alias("Short Desc")).write_parquet(
        folder / "bds_long_1.parquet"
    )

    found = read(folder)

    assert found.figures.height == 2 * LONG.height
    assert found.files == ("bds_long_0.parquet", "bds_long_1.parquet", "sn_may_2025.xlsx")


def test_neighbours_are_one_row_each_and_hyphens_are_none(folder: Path) -> None:
    neighbours = read(folder).neighbours

    assert dict(neighbours.schema) == NEIGHBOURS_SCHEMA
    assert neighbours.rows() == [
        (801, 1, 873, "Very close"),
        (801, 2, 802, "Not close"),
        (873, 1, 801, "Very close"),
        (873, 2, 802, "Close"),
    ]


def test_the_newest_neighbours_are_used(folder: Path) -> None:
    workbook(folder / "sn_april_2021.xlsx", [NEIGHBOURS[0], (873, "Ambridge", 873, "M", 999, "X")])
    workbook(folder / "sn_december_2024.xlsx", [NEIGHBOURS[0]])

    found = read(folder)

    assert found.neighbours_month == date(2025, 5, 1)
    assert 999 not in found.neighbours["neighbour_la_number"]


@pytest.mark.parametrize(
    ("name", "month"),
    [
        ("sn_may_2025.xlsx", date(2025, 5, 1)),
        ("SN_September_2021.XLSX", date(2021, 9, 1)),
        ("sn_2025.xlsx", None),
        ("sn_may_2025.csv", None),
        ("la_code_list.xlsx", None),
    ],
)
def test_the_month_of_a_workbook_is_in_its_name(name: str, month: date | None) -> None:
    assert edition(Path(name)) == month


@pytest.mark.parametrize(
    ("years", "year"),
    [
        ("2025", 2025),
        ("2025 (prov)", 2025),
        ("2024-25", 2025),
        ("2024/25", 2025),
        ("2024-25 (OT)", 2025),
        ("2022-24", 2024),
        ("2021/22-23/24", 2024),
        ("2099-00", 2100),
        ("0", None),
        ("latest", None),
    ],
)
def test_a_period_is_named_by_the_year_in_which_it_ends(years: str, year: int | None) -> None:
    assert year_of(years) == year


def test_a_figure_without_a_period_has_no_year(folder: Path) -> None:
    LONG.with_columns(
        pl.when(pl.col("Short Desc") != "RTA").then("Years").alias("Years")
    ).write_parquet(folder / "bds_long_0.parquet")

    assert read(folder).figures["year"].to_list() == [2024, 2025, 2025, 2025, 2024, None]


def test_the_last_year_is_that_of_figures_on_looked_after_children(folder: Path) -> None:
    assert read(folder).last_year == 2025


@pytest.mark.parametrize("given", ["Ambridge", "ambridge county council", "873", " 873 "])
def test_an_authority_is_found_by_name_or_number(folder: Path, given: str) -> None:
    assert authority(read(folder), given) == 873


def test_a_number_gives_the_name_that_other_official_files_use(folder: Path) -> None:
    lait = read(folder)
    for name in lait.figures.drop_nulls("la_number")["area"].unique():
        assert area_name(lait, authority(lait, name)) == name


@pytest.mark.parametrize("given", ["999", "970", "England", "", "Ambrige"])
def test_an_authority_that_is_not_there_is_an_error(folder: Path, given: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        authority(read(folder), given)

    assert caught.value.where == "LAIT"
    assert caught.value.remedy


def without_long_table(folder: Path) -> None:
    (folder / "bds_long_0.parquet").unlink()


def without_neighbours(folder: Path) -> None:
    (folder / "sn_may_2025.xlsx").unlink()


def with_broken_long_table(folder: Path) -> None:
    (folder / "bds_long_0.parquet").write_bytes(b"PAR1 nothing of the kind PAR1")


def with_cut_long_table(folder: Path) -> None:
    path = folder / "bds_long_0.parquet"
    content = bytearray(path.read_bytes())
    content[4:40] = b"\x00" * 36
    path.write_bytes(bytes(content))


def with_broken_neighbours(folder: Path) -> None:
    (folder / "sn_may_2025.xlsx").write_bytes(b"PK not a workbook")


def with_another_workbook(folder: Path) -> None:
    workbook(folder / "sn_may_2025.xlsx", [("name", "value"), ("x", 1)])


def with_a_word_for_a_number(folder: Path) -> None:
    workbook(folder / "sn_may_2025.xlsx", [*NEIGHBOURS, (803, "Felpersham", 803, "M", "next", "X")])


def without_figures_on_looked_after_children(folder: Path) -> None:
    LONG.filter(~pl.col("Short Desc").str.starts_with("LAC")).write_parquet(
        folder / "bds_long_0.parquet"
    )


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (without_long_table, "no long table"),
        (without_neighbours, "no statistical neighbours"),
        (with_broken_long_table, "bds_long_0.parquet: The long table of LAIT cannot be read"),
        (with_cut_long_table, "bds_long_0.parquet: The long table of LAIT cannot be read"),
        (with_broken_neighbours, "sn_may_2025.xlsx: The spreadsheet cannot be opened"),
        (with_another_workbook, "sn_may_2025.xlsx: This workbook has no statistical neighbours"),
        (with_a_word_for_a_number, "sn_may_2025.xlsx, row 7: An authority's number"),
        (without_figures_on_looked_after_children, "no figures on looked after children"),
    ],
)
def test_a_folder_that_cannot_be_used_is_an_error_that_says_why(
    folder: Path, spoil: object, message: str
) -> None:
    assert callable(spoil)
    spoil(folder)

    with pytest.raises(InputError) as caught:
        read(folder)

    assert message in str(caught.value)
    assert caught.value.remedy


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no such folder"):
        read(tmp_path / "none")
