"""The same return from a folder, an archive, a list of files, a workbook and XML."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, tostring

import pytest
import xlsxwriter

from kinward.returns.model import Returns
from kinward.returns.read import read
from kinward.returns.schema import TABLES
from return_files import (
    Authority,
    Rows,
    authority,
    csv,
    rules,
    same_contents,
    write,
    write_years,
    zipped,
)

YEARS = (2022, 2023, 2024)


@pytest.fixture(scope="module")
def found() -> Authority:
    return authority(YEARS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, found: Authority) -> Path:
    return write_years(tmp_path_factory.mktemp("returns"), found)


@pytest.fixture(scope="module")
def expected(folder: Path, found: Authority) -> Returns:
    returns = read([folder])
    assert returns.years == YEARS
    for table in TABLES:
        assert returns.tables[table].height == sum(len(y.get(table, [])) for y in found.values())
    return returns


def test_an_archive(folder: Path, expected: Returns, tmp_path: Path) -> None:
    returns = read([zipped(folder, tmp_path / "all.zip")])
    assert same_contents(returns, expected)
    assert returns.files[0].path == "all.zip/2021-22/Episodes.csv"


def test_a_list_of_files(folder: Path, expected: Returns) -> None:
    paths = sorted(folder.rglob("*.csv"), reverse=True)
    returns = read(paths)
    assert same_contents(returns, expected)
    assert [file.path for file in returns.files] == [path.as_posix() for path in paths]


def test_a_folder_and_an_archive(folder: Path, expected: Returns, tmp_path: Path) -> None:
    archive = zipped(folder / "2021-22", tmp_path / "first year.zip")
    paths = [folder / "2022-23", archive, folder / "2023-24"]
    assert same_contents(read(paths), expected)


def test_files_are_in_the_order_of_their_paths(expected: Returns) -> None:
    paths = [file.path for file in expected.files]
    assert paths == sorted(paths)
    for table in expected.tables.values():
        places = table.select("file", "row")
        assert places.equals(places.sort("file", "row"))


@pytest.mark.parametrize("real_dates", [True, False])
def test_workbooks(found: Authority, expected: Returns, tmp_path: Path, real_dates: bool) -> None:
    for year, tables in found.items():
        book(tmp_path / f"{year - 1}-{year % 100}.xlsx", tables, real_dates=real_dates)
    returns = read([tmp_path])
    assert same_contents(returns, expected)
    assert returns.files[0].path == "2021-22.xlsx/Sheet1"
    assert rules(returns) == []


def book(path: Path, tables: dict[str, Rows], *, real_dates: bool) -> None:
    """A workbook with a sheet for each table, as Excel keeps it: numbers as numbers."""
    with xlsxwriter.Workbook(path) as workbook:
        form = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for table, lines in tables.items():
            sheet = workbook.add_worksheet()
            sheet.write_row(0, 0, TABLES[table].names)
            for row, line in enumerate(lines, 1):
                for column, value in enumerate(line):
                    if value.isdigit():
                        sheet.write_number(row, column, int(value))
                    elif real_dates and value.count("/") == 2:
                        day, month, year = map(int, value.split("/"))
                        sheet.write_datetime(row, column, date(year, month, day), form)
                    elif value:
                        sheet.write_string(row, column, value)


def test_rows_of_a_sheet_are_those_that_excel_shows(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as workbook:
        notes = workbook.add_worksheet("Notes")
        notes.write(0, 0, "Made up")
        workbook.add_worksheet("Empty")
        sheet = workbook.add_worksheet("Data")
        sheet.write_row(2, 1, ["CHILD", "DECOM", "RNE", "LS", "PLACE", "DEC", "CIN"])
        sheet.write_row(3, 1, ["1", "01/05/2024", "S", "C2", "U4", "02/03/2025"])
        sheet.write_row(6, 1, ["2", "01/05/2024", "S", "C2", "U4", "02/03/2025"])
    returns = read([tmp_path / "a.xlsx"])
    assert returns.tables["Episodes"].select("CHILD", "row").rows() == [("1", 4), ("2", 7)]
    assert [file.path for file in returns.files] == ["a.xlsx/Notes", "a.xlsx/Empty", "a.xlsx/Data"]
    assert returns.findings.select("rule", "file").rows() == [
        ("K10", 0),
        ("K12", 1),
        ("K13", 2),
        ("K13", 2),
    ]


def test_dfe_xml(found: Authority, expected: Returns, tmp_path: Path) -> None:
    for year, tables in found.items():
        write(tmp_path, {f"{year - 1}-{year % 100}.xml": xml(tables)})
    returns = read([tmp_path])
    both = {"Episodes", "Reviews"}
    for table in both:
        columns = [
            "CHILD",
            "year",
            *(["DECOM", "DEC", "PLACE", "URN"] if table == "Episodes" else ["REVIEW"]),
        ]
        left, right = (r.tables[table].select(columns).sort(columns) for r in (returns, expected))
        assert left.equals(right)
    assert returns.tables["Header"].filter(
        returns.tables["Header"]["UPN"].is_not_null()
    ).height == (expected.tables["Header"].height)
    assert same_rows(
        returns, expected, "OC3", ["CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM", "year"]
    )
    assert rules(returns) == []


def same_rows(one: Returns, other: Returns, table: str, columns: list[str]) -> bool:
    left, right = (r.tables[table].select(columns).sort(columns) for r in (one, other))
    return bool(left.height and left.equals(right))


def xml(tables: dict[str, Rows]) -> bytes:
    """A year's return in DfE's XML."""
    root = Element("EXPSSDA903")
    children = sorted({line[0] for lines in tables.values() for line in lines})
    for child in children:
        element = SubElement(root, "CHILD")
        header = SubElement(element, "HEADER")
        for table in ("Header", "OC3"):
            for record in records(tables, table, child):
                fill(header, {k: v for k, v in record.items() if header.find(k) is None})
        for record in records(tables, "Reviews", child):
            fill(SubElement(header, "AREVIEW"), record, without=("CHILD", "DOB"))
        for record in records(tables, "Episodes", child):
            fill(SubElement(element, "EPISODE"), record, without=("CHILD",))
    return b"<?xml version='1.0' encoding='us-ascii'?>\n" + tostring(root)


def records(tables: dict[str, Rows], table: str, child: str) -> Iterator[dict[str, str]]:
    for line in tables.get(table, []):
        if line[0] == child:
            yield dict(zip(TABLES[table].names, line, strict=True))


def fill(element: Element, record: dict[str, str], without: tuple[str, ...] = ()) -> None:
    for name, value in record.items():
        if name not in without:
            tag = {"CHILD": "CHILDID", "PLACE": "PL"}.get(name, name)
            SubElement(element, tag).text = value or None


def test_every_table_of_dfe_xml(tmp_path: Path) -> None:
    text = """<?xml version='1.0'?><EXPSSDA903>
    <CHILD><HEADER><CHILDID>1</CHILDID><SEX>1</SEX><DOB>02/03/2008</DOB><ETHNIC>WBRI</ETHNIC>
    <UPN>A1</UPN><UASC>1</UASC><DUC>02/03/2026</DUC><MOTHER/><MC_DOB/>
    <DATE_INT>01/01/2025</DATE_INT><DATE_MATCH>02/01/2025</DATE_MATCH>
    <AREVIEW><REVIEW>05/06/2024</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
    <AMISSING><MISSING>m</MISSING><MIS_START>05/07/2024</MIS_START><MIS_END/></AMISSING>
    <OC2><SDQ_REASON>SDQ1</SDQ_REASON><TEETH_CHECK>1</TEETH_CHECK></OC2>
    <PERMANENCE><PREV_PERM>P1</PREV_PERM></PERMANENCE>
    <AD_PLACED><DATE_PLACED>01/02/2025</DATE_PLACED></AD_PLACED>
    <SOCIALWORKER><SW_ID>AA1</SW_ID><SW_DECOM>01/04/2024</SW_DECOM></SOCIALWORKER>
    <DEPRIVATION><DOLO_START>01/09/2024</DOLO_START></DEPRIVATION></HEADER>
    <EPISODE><DECOM>01/05/2024</DECOM><RNE>S</RNE><LS>C2</LS><PL>U4</PL><DEC>01/03/2025</DEC></EPISODE>
    </CHILD>
    <CHILD><HEADER><CHILDID>2</CHILDID><UASC>0</UASC><DOB>02/03/2008</DOB></HEADER></CHILD>
    </EXPSSDA903>"""
    returns = read([write(tmp_path, {"a.xml": text}) / "a.xml"])
    heights = {name: table.height for name, table in returns.tables.items()}
    assert heights == dict.fromkeys(TABLES, 1) | {"Header": 2, "OC3": 0}
    row = {
        name: table.row(0, named=True) for name, table in returns.tables.items() if name != "OC3"
    }
    assert row["UASC"]["DUC"] == date(2026, 3, 2)
    assert row["Missing"]["MISSING"] == "M"
    assert row["Missing"]["DOB"] == date(2008, 3, 2)
    assert row["DoLo"]["DOLO_START"] == date(2024, 9, 1)
    assert row["AD1"]["DATE_MATCH"] == date(2025, 1, 2)
    assert {file.year for file in returns.files} == {2025}
    assert "URN" not in returns.columns["Episodes"]
    assert returns.tables["Header"]["row"].to_list() == [2, 3]


def test_other_xml_beside_a_return_is_a_note(tmp_path: Path) -> None:
    files = {
        "2024.csv": csv(
            "Episodes", [["1", "01/05/2024", "S", "C2", "N1", "U4", "PR1", "01/02/2025"] + [""] * 8]
        )
    }
    returns = read([write(tmp_path, files | {"map.xml": "<map><a>1</a></map>"})])
    assert rules(returns) == ["K10"]


def test_a_file_that_is_reached_twice_counts_once(
    folder: Path, expected: Returns, tmp_path: Path
) -> None:
    archive = zipped(folder, tmp_path / "all.zip")
    assert same_contents(
        read([folder, folder / "2021-22", folder / "2021-22" / "Header.csv"]), expected
    )
    assert same_contents(read([archive, archive]), expected)
