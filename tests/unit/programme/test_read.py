"""Reading the files of a programme: what is forgiven, and what is refused, where."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kinward.errors import InputError
from kinward.programme.model import Action, Need, Programme
from kinward.programme.read.fields import day
from kinward.programme.read.files import Defaults, ProgrammeRead, read_programme
from kinward.programme.read.words import status_of
from kinward.programme.write import csv_files, workbook


def read(folder: Path, defaults: Defaults | None = None, **texts: str) -> ProgrammeRead:
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return read_programme([folder], "P", "P", defaults)


def rules(found: ProgrammeRead) -> list[tuple[str, int, str]]:
    return [(each.rule, each.row, each.column) for each in found.findings]


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("2016-06", date(2016, 6, 30)),
        ("02/2016", date(2016, 2, 29)),
        ("Sep 2015", date(2015, 9, 30)),
        ("2016-06-03", date(2016, 6, 3)),
        ("03/06/2016", date(2016, 6, 3)),
        ("2015-Q3", date(2015, 9, 30)),
        ("Q3 2015", date(2015, 9, 30)),
        ("Q3 2015/16", date(2015, 12, 31)),
        ("2015-16 Q4", date(2016, 3, 31)),
        ("2015/16", date(2016, 3, 31)),
        ("Sep-15", date(2015, 9, 30)),
        ("2015/2016", date(2016, 3, 31)),
        ("2015", None),
        ("soon", None),
        ("Q5 2015", None),
        ("Q1 2015/17", None),
        ("Q3 0000", None),
        ("Q1 0000/01", None),
        ("Q4 9999/00", None),
        ("9999/00", None),
        ("0000-01", None),
    ],
)
def test_a_day_is_the_last_of_what_is_written(text: str, means: date | None) -> None:
    assert day(text) == means


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("missed: 1 referral", "missed"),
        ("Done", "done"),
        ("not achieved - no bid", "not achieved"),
        ("On track.", "in progress"),
        ("59 in independent fostering; 4 returned", None),
        ("", None),
    ],
)
def test_the_words_of_a_progress(words: str, status: str | None) -> None:
    assert status_of(words) == status


def test_an_outcome_and_its_number(tmp_path: Path) -> None:
    text = "ref,title,outcome\n1.1,One,1 Families stay together\n2,Two,Care\n3,Three,\n"
    own = read(tmp_path, actions=text).programme
    assert [(each.ref, each.title) for each in own.outcomes] == [
        ("1", "Families stay together"), ("Care", "Care")
    ]  # fmt: skip
    assert [each.outcome for each in own.actions] == ["1", "Care", ""]


def test_thousands_and_signs(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        actions="ref,title,target_saving_gbp_k,saving_year\n1,One,-1.25,2016/17\n2,Two,0.5,2016/17\n"
        "3,Three,-2,2016/17\n",
    )
    assert [each.target_saving_pence for each in found.programme.actions] == [
        1_250_00, -500_00, 2_000_00
    ]  # fmt: skip
    assert rules(found) == [("P02", 1, "target_saving")]


def test_under_our_own_heading_a_saving_is_above_0(tmp_path: Path) -> None:
    found = read(tmp_path, savings="ref,target,financial_year\nS,-10,2016/17\n")
    assert found.programme.savings[0].target_pence == -10_00
    assert rules(found) == [("P09", 1, "target")]


def test_printed_totals_are_held_against_the_rows(tmp_path: Path) -> None:
    text = "objective,year,saving_gbp_k\nA,2016/17,10\nB,2016/17,21\nTOTAL,2016/17,{}\n"
    assert rules(read(tmp_path, savings=text.format(31))) == [("P04", 1, "ref")]
    found = read(tmp_path, savings=text.format(35))
    assert rules(found) == [("P05", 4, "target"), ("P04", 1, "ref")]
    assert [each.ref for each in found.programme.savings] == ["A 2016/17", "B 2016/17"]


def test_a_rating_that_is_no_product(tmp_path: Path) -> None:
    found = read(tmp_path, risks="ref,risk,probability,impact,rating\nR,Rises,4,5,25\n")
    assert rules(found) == [("P06", 2, "rating")]


def test_what_rows_do_not_say(tmp_path: Path) -> None:
    defaults = Defaults(2017, date(2016, 1, 31))
    found = read(
        tmp_path,
        defaults,
        actions="ref,title,target_saving,rag,saving_year\n1,A,10,red,\n2,B,10,,2015/16\n3,C,,,\n",
        savings="ref,target\nS,10\n",
    )
    own = found.programme
    assert [each.saving_year for each in own.actions] == [2017, 2016, None]
    assert [each.reported_on for each in own.actions] == [date(2016, 1, 31), None, None]
    assert own.savings[0].financial_year == 2017
    assert {"saving_year", "reported_on"} <= found.given["actions"]


def test_files_beside_those_of_the_programme_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no table")
    found = read(tmp_path, actions="ref,title\n1,A\n", other="a,b\n1,2\n")
    assert rules(found) == [("P08", 0, "")]


GOOD = {"actions": "ref,title\n1,A\n"}


@pytest.mark.parametrize(
    ("name", "text", "where", "what"),
    [
        ("actions", "ref,title\n1,A\n1,B\n", "row 3, column ref", "there twice"),
        ("actions", "ref,title\n1,\n", "row 2, column title", "missing"),
        ("actions", "ref,title\n,A\n", "row 2, column ref", "missing"),
        ("actions", "ref,title,rag\n1,A,pink\n", "row 2, column rag", "not known"),
        ("actions", "ref,title,target_end\n1,A,soon\n", "row 2, column target_end", "not a date"),
        ("actions", "ref,title,target_saving\n1,A,lots\n", "row 2, column target_saving", "money"),
        ("actions", "ref,title,saving_year\n1,A,2016\n", "row 2, column saving_year", "year"),
        ("deliverables", "action,title,due\n9,D,\n", "row 2, column action", "no action"),
        ("deliverables", "action,ref,title,due\n1,D,x,\n1,D,y,\n", "row 3, column ref", "twice"),
        ("updates", "action,on\n1,\n", "row 2, column on", "missing"),
        ("savings", "ref,target\nS,10\n", "row 2, column financial_year", "missing"),
        ("savings", "ref,target,year,probability\nS,1,2016/17,2\n", "column probability", "0 to 1"),
        ("savings", "ref,target,year,shares\nS,1,2016/17,1=0.7;2=0.7\n", "column shares", "shares"),
        ("savings", "ref,target,year\nS,1,2016/17\nS,1,2016/17\n", "row 3, column ref", "twice"),
        ("risks", "ref,title,probability,impact\nR,x,0,2\n", "column probability", "below 1"),
        ("risks", "ref,title,probability,impact\nQ,x,5,5\nR,x,2,6\n", "row 3, column impact",
         "above 5"),
        ("risks", "ref,title,probability,impact,after_probability,after_impact\nR,x,1,2,9,1\n",
         "row 2, column after_probability", "above 5"),
        ("risks", "ref,title,probability,impact\nR,x,,2\n", "column probability", "missing"),
        ("risks", "ref,title,probability,impact\nR,x,a,2\n", "column probability", "whole number"),
        ("risks", "ref,title,probability,impact\nR,x,1,2\nQ,,,\n", "column title", "missing"),
        (
            "risks", "ref,title,probability,impact,after_impact\nR,x,1,2,3\n",
            "column after_impact", "Half",
        ),
    ],
)  # fmt: skip
def test_what_is_refused(tmp_path: Path, name: str, text: str, where: str, what: str) -> None:
    with pytest.raises(InputError, match=what) as told:
        read(tmp_path, **{**GOOD, name: text})
    assert told.value.where.startswith(f"{name}.csv, row")
    assert where in told.value.where
    assert told.value.remedy


def test_a_file_that_is_none_of_a_programmes(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n")
    with pytest.raises(InputError, match="do not tell what file") as told:
        read_programme([path], "P", "P")
    assert told.value.remedy.startswith(
        "A file needs, for actions: title; savings: target; risks: title, probability and impact."
    )
    with pytest.raises(InputError, match="no file of a programme"):
        read_programme([tmp_path], "P", "P")
    (tmp_path / "two.csv").write_text("ref,title\n1,A\n")
    (tmp_path / "three.csv").write_text("ref,title\n1,A\n")
    with pytest.raises(InputError, match="1 is there twice"):
        read_programme([tmp_path], "P", "P")


def test_updates_of_actions_that_are_known(tmp_path: Path) -> None:
    (tmp_path / "u.csv").write_text("action,on,forecast_saving\n1,2026-06-01,\u00a31.5k\n")
    found = read_programme(
        [tmp_path],
        "P",
        "P",
        known=Programme("P", "P", actions=(Action("1", "A"), Action("2", "B"))),
    )
    assert found.programme.actions[0].updates[0].forecast_saving_pence == 1_500_00
    assert found.programme.actions[1] == Action("2", "B")
    assert found.given == {"actions": frozenset({"updates"})}


def test_a_spreadsheet_with_a_sheet_of_each(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        actions="ref,title,target_placements\n1,=SUM(A1),2.50\n",
        risks="ref,title,probability,impact,mitigation\nR,Rises,4,5,One\nR,,,,Two\n",
        savings="ref,target,financial_year,shares\nS,10.01,2016/17,2=0.25\n",
    ).programme
    path = tmp_path / "all.xlsx"
    path.write_bytes(workbook(found))
    again = read_programme([path], "P", "P")
    assert again.programme == found
    assert again.findings == ()
    assert found.actions[0].title == "=SUM(A1)"
    assert found.actions[0].target_placements == Decimal("2.5")


def test_a_spreadsheet_runs_nothing_of_a_csv() -> None:
    own = Programme("P", "P", actions=(Action("1", "=1+1"),))
    assert b"'=1+1" in csv_files(own)["actions.csv"]


def test_needs_come_from_outside(tmp_path: Path) -> None:
    (tmp_path / "actions.csv").write_text("ref,title\n1,A\n")
    found = read_programme([tmp_path], "P", "P", needs=[Need(2017, 100)])
    assert found.programme.needs == (Need(2017, 100),)


PLAN = "ref,title\n1,A\n2,B\n"


def test_entries_of_one_action_in_several_files_stand_together(tmp_path: Path) -> None:
    """A folder or a spreadsheet with a sheet a quarter: none takes the place of another."""
    found = read(
        tmp_path, actions=PLAN,
        deliverables="action,ref,title,due\n1,D1,First,2026-05-01\n",
        deliverables_q2="action,ref,title,due\n1,D2,Second,2026-08-01\n2,,Third,2026-08-01\n",
        updates="action,on,done\n1,2026-05-01,a\n", updates_q2="action,on,done\n1,2026-08-01,b\n",
    )  # fmt: skip
    one, two = found.programme.actions
    assert [each.title for each in one.deliverables] == ["First", "Second"]
    assert [each.ref for each in two.deliverables] == ["2.D1"]
    assert [each.done for each in one.updates] == ["a", "b"]


def test_a_deliverable_twice_in_two_files_is_refused(tmp_path: Path) -> None:
    twice = "action,ref,title,due\n1,D1,First,2026-05-01\n"
    with pytest.raises(InputError, match="The ref is there twice") as error:
        read(tmp_path, actions=PLAN, deliverables=twice, deliverables_q2=twice)
    assert error.value.where == "deliverables_q2.csv, row 2, column ref"
