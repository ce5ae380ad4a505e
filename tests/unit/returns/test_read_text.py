"""Reading CSV: tables by their columns, rows as a spreadsheet counts them, values typed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from kinward.errors import InputError
from kinward.returns.model import Returns
from kinward.returns.read import read
from kinward.returns.schema import TABLES, polars_schema
from return_files import rules, write

EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n"
EPISODE = "1,01/05/2024,S,C2,N1,U4,PR1,,\n"


def read_episodes(tmp_path: Path, text: str | bytes) -> Returns:
    return read([write(tmp_path, {"a.csv": text})])


def read_beside_episodes(tmp_path: Path, text: str | bytes) -> Returns:
    return read([write(tmp_path, {"2024-25/z.csv": EPISODES + EPISODE, "2024-25/a.csv": text})])


@pytest.mark.parametrize("name", [name for name in TABLES if name != "Episodes"])
def test_each_table_is_recognised_by_its_columns_in_any_order(tmp_path: Path, name: str) -> None:
    heading = list(TABLES[name].names)[::-1]
    returns = read_beside_episodes(
        tmp_path, ",".join(heading) + "\n" + "1," * (len(heading) - 1) + "7\n"
    )
    assert returns.files[0].table == name
    assert returns.tables[name]["CHILD"].to_list() == ["7"]
    assert returns.columns[name] == frozenset(heading)


def test_every_table_has_its_schema(tmp_path: Path) -> None:
    returns = read_episodes(tmp_path, EPISODES + EPISODE)
    assert {name: dict(table.schema) for name, table in returns.tables.items()} == {
        name: polars_schema(name) for name in TABLES
    }


@pytest.mark.parametrize(
    "heading",
    [
        "child,decom,rne,ls,cin,place,place_provider,dec,rec",
        " Child , Decom,RNE ,LS,CIN,Place,Place Provider,DEC,REC",
        '"CHILD","DECOM","RNE","LS","CIN","PLACE","PLACE-PROVIDER","DEC","REC"',
        "\ufeffCHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC",
        "CHILDID,DECOM,RNE,LS,CIN,PL,PLACE_PROVIDER,DEC,REC",
    ],
)
def test_headings_are_forgiven_case_spacing_and_quotes(tmp_path: Path, heading: str) -> None:
    returns = read_episodes(tmp_path, f"{heading}\n{EPISODE}")
    row = returns.tables["Episodes"].row(0, named=True)
    assert (row["CHILD"], row["DECOM"], row["PLACE"]) == ("1", date(2024, 5, 1), "U4")
    assert row["PLACE_PROVIDER"] == "PR1"


def test_rows_are_numbered_as_a_spreadsheet_shows_them(tmp_path: Path) -> None:
    text = (
        EPISODES
        + "1,01/05/2024,S,C2,N1,U4,PR1,,\n"
        + "\n"
        + '"2",01/05/2024,S,C2,N1,U4,"PR1\nnote, with comma",,\n'
        + ",,,,,,,,\n"
        + "3,01/05/2024,S,C2,N1,U4,PR1,,\n"
    )
    table = read_episodes(tmp_path, text).tables["Episodes"]
    assert table.select("CHILD", "row").rows() == [("1", 2), ("2", 4), ("3", 6)]


def test_blank_lines_before_the_heading_and_after_the_rows(tmp_path: Path) -> None:
    returns = read_episodes(tmp_path, "\n,,\n" + EPISODES + EPISODE + "\n\n,,,,,,,,\n")
    assert returns.tables["Episodes"]["row"].to_list() == [4]
    assert returns.files[0].rows == 1


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
def test_line_endings_of_every_system(tmp_path: Path, ending: str) -> None:
    text = (EPISODES + EPISODE * 2).replace("\n", ending)
    table = read_episodes(tmp_path, text).tables["Episodes"]
    assert table["row"].to_list() == [2, 3]
    assert table["REC"].to_list() == [None, None]


def test_a_last_line_without_an_end(tmp_path: Path) -> None:
    table = read_episodes(tmp_path, EPISODES + EPISODE.strip()).tables["Episodes"]
    assert table["CHILD"].to_list() == ["1"]


def test_values_are_trimmed_and_codes_put_in_upper_case(tmp_path: Path) -> None:
    text = EPISODES + ' 12.0 , 1/5/2024,s , c2,N1, u4 ,"pr1 ",  ,"" \n'
    row = read_episodes(tmp_path, text).tables["Episodes"].row(0, named=True)
    assert row["CHILD"] == "12"
    assert row["DECOM"] == date(2024, 5, 1)
    assert [row[name] for name in ("RNE", "LS", "PLACE", "PLACE_PROVIDER")] == [
        "S",
        "C2",
        "U4",
        "PR1",
    ]
    assert row["DEC"] is None
    assert row["REC"] is None


def test_an_identifier_keeps_its_noughts_and_letters(tmp_path: Path) -> None:
    children = ["007", "a1", "1.50", "10.0"]
    text = EPISODES + "".join(EPISODE.replace("1,", f"{child},", 1) for child in children)
    found = read_episodes(tmp_path, text).tables["Episodes"]["CHILD"].to_list()
    assert found == ["007", "a1", "1.50", "10"]


@pytest.mark.parametrize(
    "text", ["01/05/2024", "1/5/2024", "2024-05-01", "01/05/2024 00:00:00", "2024-05-01T13:45"]
)
def test_dates_in_every_form(tmp_path: Path, text: str) -> None:
    returns = read_episodes(tmp_path, EPISODES + EPISODE.replace("01/05/2024", text))
    assert returns.tables["Episodes"]["DECOM"].to_list() == [date(2024, 5, 1)]
    assert returns.unparsed.is_empty()


@pytest.mark.parametrize(
    "text", ["01/05/24", "31/02/2024", "05/31/2024", "45413", "n/k", "01/05/0204", "01/05/20244"]
)
def test_what_is_no_date_is_pointed_at_but_not_kept(tmp_path: Path, text: str) -> None:
    body = EPISODE + EPISODE.replace("01/05/2024", text)
    returns = read([write(tmp_path, {"2024-25/a.csv": EPISODES + body})])
    assert returns.tables["Episodes"]["DECOM"].to_list() == [date(2024, 5, 1), None]
    assert returns.unparsed.rows() == [("Episodes", "DECOM", 0, 3)]
    assert text not in returns.unparsed.write_csv() + returns.findings.write_csv()


def test_dates_of_one_column_in_two_forms(tmp_path: Path) -> None:
    text = EPISODES + EPISODE + EPISODE.replace("01/05/2024", "2024-06-02")
    days = read_episodes(tmp_path, text).tables["Episodes"]["DECOM"].to_list()
    assert days == [date(2024, 5, 1), date(2024, 6, 2)]


def test_other_columns_are_left_out_with_a_note(tmp_path: Path) -> None:
    text = "Team," + EPISODES.strip() + ",Worker,,DECOM\n" + "North," + EPISODE.strip() + ",x,,y\n"
    returns = read([write(tmp_path, {"2024-25.csv": text})])
    (finding,) = returns.findings.iter_rows(named=True)
    assert (finding["rule"], finding["row"], finding["level"]) == ("K11", 0, "note")
    assert "Team, Worker, DECOM" in finding["message"]
    assert returns.tables["Episodes"]["DECOM"].to_list() == [date(2024, 5, 1)]


def test_files_of_one_table_may_have_different_columns(tmp_path: Path) -> None:
    with_urn = EPISODES.strip() + ",URN\n" + EPISODE.strip() + ",1234567\n"
    files = {"2024-25/a.csv": EPISODES + EPISODE, "2024-25/b.csv": with_urn}
    returns = read([write(tmp_path, files)])
    assert returns.tables["Episodes"].select("file", "URN").rows() == [(0, None), (1, "1234567")]
    assert "URN" in returns.columns["Episodes"]
    assert "PL_LA" not in returns.columns["Episodes"]


def test_a_column_that_every_vintage_has_is_missed(tmp_path: Path) -> None:
    text = EPISODES.replace("CIN,", "") + EPISODE.replace("N1,", "")
    header = "CHILD,SEX,DOB,ETHNIC\n1,1,02/03/2010,WBRI\n"
    returns = read([write(tmp_path, {"2024-25/a.csv": text, "2024-25/b.csv": header})])
    found = returns.findings.select("rule", "level", "table", "column").rows()
    assert found == [("K13", "warning", "Episodes", "CIN"), ("K13", "note", "Header", "UPN")]


def test_a_missing_required_column_is_an_error_that_names_file_and_column(tmp_path: Path) -> None:
    text = EPISODES.replace("LS,", "") + EPISODE.replace("C2,", "")
    with pytest.raises(InputError, match=r"^a\.csv: the Episodes table lacks the column LS\."):
        read_episodes(tmp_path, text)


def test_rows_of_another_length_than_the_heading(tmp_path: Path) -> None:
    text = (
        EPISODES
        + EPISODE
        + "2,01/05/2024,S\n"
        + EPISODE.strip()
        + ",more\n"
        + EPISODE.strip()
        + ",\n"
    )
    returns = read([write(tmp_path, {"2024-25.csv": text})])
    found = returns.findings.select("rule", "level", "row").rows()
    assert found == [("K14", "error", 3), ("K14", "error", 4)]
    assert "fewer fields" in returns.findings["message"][0]
    assert "more fields" in returns.findings["message"][1]
    assert returns.tables["Episodes"].height == 4
    assert returns.tables["Episodes"]["LS"].to_list() == ["C2", None, "C2", "C2"]


def test_windows_1252_is_read_and_said(tmp_path: Path) -> None:
    header = "CHILD,SEX,DOB,ETHNIC,UPN\n1,1,02/03/2010,WBRI,Renée\n".encode("cp1252")
    returns = read_beside_episodes(tmp_path, header)
    assert returns.tables["Header"]["UPN"].to_list() == ["Renée"]
    assert rules(returns) == ["K16"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_without_a_word(tmp_path: Path, encoding: str) -> None:
    header = "CHILD,SEX,DOB,ETHNIC,UPN\n1,1,02/03/2010,WBRI,Renée\n".encode(encoding)
    returns = read_beside_episodes(tmp_path, header)
    assert returns.tables["Header"]["UPN"].to_list() == ["Renée"]
    assert rules(returns) == []


@pytest.mark.parametrize("text", ["", "\n", " \n,,\n"])
def test_an_empty_file_is_a_warning(tmp_path: Path, text: str) -> None:
    returns = read_beside_episodes(tmp_path, text)
    assert returns.findings.select("rule", "level", "file").rows() == [("K12", "warning", 0)]
    assert "the file is empty" in returns.findings["message"][0]


def test_a_table_without_rows_is_a_warning(tmp_path: Path) -> None:
    returns = read_beside_episodes(tmp_path, "CHILD,DUC\n,\n")
    assert returns.findings.select("rule", "table").rows() == [("K12", "UASC")]


def test_what_is_no_table_of_the_return_is_a_note(tmp_path: Path) -> None:
    files = {
        "returns/2024-25/e.csv": EPISODES + EPISODE,
        "placements.csv": "placement_id,child_id,service_type,provider,urn\n1,1,x,y,z\n",
        "READ_ME.txt": "These files are made up.\n",
        "figures.pdf": b"%PDF\0",
        "junk.csv": b"\0\1\2,CHILD",
        ".hidden.csv": "a,b\n",
    }
    returns = read([write(tmp_path, files)])
    assert [(file.path, file.table) for file in returns.files] == [
        ("READ_ME.txt", None),
        ("junk.csv", None),
        ("placements.csv", None),
        ("returns/2024-25/e.csv", "Episodes"),
    ]
    assert returns.findings.select("rule", "level", "file").rows() == [
        ("K10", "note", 0),
        ("K10", "note", 1),
        ("K10", "note", 2),
    ]


def test_a_quotation_mark_that_is_never_closed(tmp_path: Path) -> None:
    text = EPISODES + EPISODE + '2,"01/05/2024,S,C2,N1,U4,PR1,,\n' + EPISODE
    with pytest.raises(InputError, match=r"^a\.csv, row 3: a quotation mark") as error:
        read_episodes(tmp_path, text)
    assert "01/05/2024" not in str(error.value)


def test_findings_have_the_promised_columns(tmp_path: Path) -> None:
    from kinward.returns.model import FINDING_SCHEMA

    returns = read_episodes(tmp_path, EPISODES + EPISODE)
    assert dict(returns.findings.schema) == FINDING_SCHEMA
    assert isinstance(returns.unparsed, pl.DataFrame)
