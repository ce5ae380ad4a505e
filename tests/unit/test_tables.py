"""Small tables of CSV and XLSX: what is forgiven, and what an error tells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from kinward.errors import InputError
from kinward.tables import Kind, headings_left_out, open_table, read_table

COLUMNS: Mapping[str, Kind] = {"child_id": "text", "from": "date", "size": "whole"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "things.csv"


@pytest.mark.parametrize(
    "content",
    [
        b"child_id,from,size\nA1,2024-03-31,5\n",
        b"\xef\xbb\xbfchild_id,from,size\r\nA1,31/03/2024,5\r\n",
        b" Child ID ,FROM,Size\n A1 , 31/03/2024 ,5.0\n",
        b"size,from,extra,child-id\n5,2024-03-31T00:00:00,x,A1\n",
        b'"child_id","from","size"\n\n,,\n  , ,\nA1,2024-03-31 00:00,"5",,,\n',
        b"CHILDID,from,size\nA1,31/3/2024,5",
    ],
)
def test_headings_dates_and_spacing_are_forgiven(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    frame = read_table(path, COLUMNS)

    assert frame.rows() == [("A1", date(2024, 3, 31), 5)]
    assert frame.schema == {"child_id": pl.String(), "from": pl.Date(), "size": pl.Int64()}


def test_windows_1252_is_read_where_the_text_is_not_utf8(path: Path) -> None:
    path.write_bytes("child_id\nZoë – £\n".encode("cp1252"))
    assert read_table(path, {"child_id": "text"}).rows() == [("Zoë – £",)]


@pytest.mark.parametrize(
    "text",
    ["2015-09", "30/09/2015", "2015-09-14", "Sep 2015", "September 2015", "Sep-15", "09/2015"],
)
def test_a_month_becomes_its_last_day(path: Path, text: str) -> None:
    path.write_text(f"month\n{text}\n")
    assert read_table(path, {"month": "month"}).rows() == [(date(2015, 9, 30),)]


def test_numbers_may_have_a_pound_sign_and_commas(path: Path) -> None:
    path.write_text('a,b\n"£1,234.50","12,000"\n-3,0\n')
    frame = read_table(path, {"a": "number", "b": "whole"})
    assert frame.rows() == [(1234.5, 12000), (-3.0, 0)]


def test_a_column_that_may_be_missing_is_null_and_others_are_named(path: Path) -> None:
    path.write_text("child_id,Colour,\nA1,red,\n")

    table = open_table(path, COLUMNS, required=["child_id"])

    assert table.frame.rows() == [("A1", None, None)]
    assert table.frame.schema["from"] == pl.Date()
    assert table.unknown == ("Colour",)


def test_a_heading_that_files_use_stands_for_its_column_unless_that_is_there(path: Path) -> None:
    aliases = {"Total children": "size"}
    path.write_text("total_children\n5\n")
    assert read_table(path, {"size": "whole"}, aliases=aliases).rows() == [(5,)]
    path.write_text("total_children,size\n5,6\n")
    table = open_table(path, {"size": "whole"}, aliases=aliases)
    assert (table.frame.rows(), table.unknown) == ([(6,)], ("total_children",))


def test_rows_are_counted_as_a_spreadsheet_does(path: Path) -> None:
    path.write_text('child_id\n"A\n1"\n\nA2\n')
    assert open_table(path, {"child_id": "text"}).rows.to_list() == [2, 4]


def test_a_table_of_headings_only_has_no_rows(path: Path) -> None:
    path.write_text("child_id,from,size\n")
    frame = read_table(path, COLUMNS)
    assert frame.is_empty()
    assert frame.schema["from"] == pl.Date()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("child_id,from\nA1,2024-03-31\n", "things.csv: The column size is missing"),
        ("", "things.csv: The file is empty"),
        ("child_id,from,size,Child ID\n", "things.csv: The column child_id is there twice"),
        ("child_id,from,size\nA1,secret,5\n", "row 2, column from: The value is not a date"),
        ("child_id,from,size\n\nA1,31/02/2024,5\n", "row 3, column from"),
        ("child_id,from,size\nA1,31/03/24,5\n", "row 2, column from"),
        ("child_id,from,size\nA1,,5.5\n", "row 2, column size: The value is not a whole number"),
        ("child_id,from,size\nA1,,inf\n", "row 2, column size"),
        ("child_id,from,size\nA1,,x\nA2,,y\n", "(and 1 more)"),
        ("child_id,from,size\nA1,,5,secret\n", "row 2: The row has more fields"),
        ('child_id,from,size\n"A1,,5\n', "line 2: The file is not CSV here"),
        ("child_id,from,size\n\0\n", "not a text file"),
        ("child_id,from,size\n,,5\n", "row 2, column child_id: The value is missing"),
    ],
)
def test_an_error_names_file_row_and_column_and_no_value(
    path: Path, content: str, told: str
) -> None:
    path.write_text(content)
    with pytest.raises(InputError) as error:
        read_table(path, COLUMNS, filled=["child_id"])
    assert told in str(error.value)
    assert "things.csv" in str(error.value)
    assert "secret" not in str(error.value)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_table(tmp_path / "none.csv", COLUMNS)
    with pytest.raises(InputError, match="folder"):
        read_table(tmp_path, COLUMNS)


def test_a_spreadsheet_gives_the_first_sheet_with_the_columns(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    notes = book.active
    assert notes is not None
    notes.append(["About this file"])
    sheet = book.create_sheet("teams")
    sheet.append(["Child ID", "From", "Size"])
    sheet.append([1234, date(2024, 3, 31), 5])
    sheet.append([None, None, None])
    sheet.append(["A2", datetime(2024, 4, 1), 6.0])  # noqa: DTZ001
    sheet.append(["A3", "02/04/2024", None])
    path = tmp_path / "book.xlsx"
    book.save(path)

    table = open_table(path, COLUMNS)

    assert table.frame.rows() == [
        ("1234", date(2024, 3, 31), 5),
        ("A2", date(2024, 4, 1), 6),
        ("A3", date(2024, 4, 2), None),
    ]
    assert table.where(1, "size") == "book.xlsx, sheet teams, row 4, column size"


def test_a_file_that_is_no_spreadsheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"child_id\nA1\n")
    with pytest.raises(InputError, match=r"book\.xlsx: The spreadsheet cannot be opened"):
        read_table(path, COLUMNS)


@pytest.mark.parametrize(("mark", "called"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_other_marks_between_fields_are_named(path: Path, mark: str, called: str) -> None:
    rows = (("child_id", "from", "size"), ("A1", "2024-03-31", "1,5"))
    path.write_text("\n".join(mark.join(row) for row in rows), encoding="utf-8")
    with pytest.raises(InputError, match=f"things.csv: The fields are separated by {called}"):
        read_table(path, COLUMNS)


def test_headings_that_are_left_out_are_told_without_the_rows(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('Child ID,Extra,made_up\n1,2,3,4\n"')
    assert headings_left_out(path, {"child_id": "text"}) == ("Extra",)
    with pytest.raises(InputError, match="team is missing"):
        headings_left_out(path, {"child_id": "text", "team": "text"})
