"""Reading registers, boards and what is inside records: what is refused, where; and zips."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from kinward.errors import InputError
from kinward.programme.model import Outcome, Programme
from kinward.programme.read.files import ProgrammeRead, read_programme

GOOD = {"actions": "ref,title\n1,A\n"}
MET = GOOD | {"meetings": "board,on,held\nB,2026-06-01,yes\n"}
OVERRIDE = "action,side,colour,words,by,on\n"
DECISION = "board,meeting,ref,text,outcome,reason\n"


def read(folder: Path, **texts: str) -> ProgrammeRead:
    for name, text in texts.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return read_programme([folder], "P", "P")


@pytest.mark.parametrize(
    ("name", "text", "where", "what"),
    [
        ("outcomes", "ref,title,measures\nO,,x\n", "row 2, column title", "missing"),
        ("outcomes", "ref,title,measures\nO,a,\nO,b,\n", "row 3, column ref", "twice"),
        ("overrides", f"{OVERRIDE}9,delivery,red,Why,A,2026-06-01\n", "column action", "no action"),
        ("overrides", f"{OVERRIDE}1,both,red,Why,A,2026-06-01\n", "column side", "not known"),
        ("overrides", f"{OVERRIDE}1,delivery,pink,Why,A,2026-06-01\n", "column colour", "known"),
        ("overrides", f"{OVERRIDE}1,delivery,red,,A,2026-06-01\n", "column words", "missing"),
        ("overrides", f"{OVERRIDE}1,delivery,red,Why,,2026-06-01\n", "column by", "missing"),
        ("overrides", f"{OVERRIDE}1,delivery,red,Why,A,soon\n", "row 2, column on", "not a date"),
        ("scores", "risk,on,probability,impact\nR,2026-06-01,1,2\n", "column risk", "no risk"),
        ("issues", "ref,title,resolution\nI,,x\n", "row 2, column title", "missing"),
        ("issues", "ref,title,resolution\nI,a,\nI,b,\n", "row 3, column ref", "twice"),
        ("issues", "title,resolution,priority\na,,urgent\n", "column priority", "not known"),
        ("assumptions", "ref,text,value\nA,,3\n", "row 2, column text", "missing"),
        ("assumptions", "ref,text,value\nA,Prices,many\n", "row 2, column value", "number"),
        ("boards", "key,name,cadence\nB,,monthly\n", "row 2, column name", "missing"),
        ("boards", "key,name,cadence\nB,a,daily\n", "row 2, column cadence", "not known"),
        ("boards", "key,name,cadence\nB,a,weekly\nB,b,weekly\n", "column key", "two rows of one"),
        ("boards", "key,name,cadence,is_panel\nB,a,weekly,perhaps\n", "column is_panel", "yes nor"),
        ("boards", "key,name,cadence,quorum\nB,a,weekly,few\n", "column quorum", "whole number"),
        ("meetings", "board,on,held\nB,,yes\n", "row 2, column on", "missing"),
        (
            "meetings", "board,on,held\nB,2026-06-01,yes\nB,01/06/2026,no\n",
            "row 3, column on", "two rows of one board and on",
        ),
        ("decisions", f"{DECISION}B,2026-06-02,D1,a,due,\n", "column meeting", "no board"),
        ("decisions", f"{DECISION}B,2026-06-01,D1,a,agreed,\n", "column reason", "no reason"),
        ("decisions", f"{DECISION}B,2026-06-01,D1,a,perhaps,x\n", "column outcome", "not known"),
        (
            "decisions", f"{DECISION}B,2026-06-01,D1,a,due,\nB,2026-06-01,D1,b,due,\n",
            "row 3, column ref", "twice",
        ),
        ("log", "board,meeting,ref,text,owner\nB,2026-06-01,F1,a,\n", "column owner", "missing"),
    ],
)  # fmt: skip
def test_what_is_refused(tmp_path: Path, name: str, text: str, where: str, what: str) -> None:
    with pytest.raises(InputError, match=what) as told:
        read(tmp_path, **{**(GOOD if name == "meetings" else MET), name: text})
    assert told.value.where.startswith(f"{name}.csv, row")
    assert where in told.value.where
    assert told.value.remedy


def test_a_score_in_a_history_is_judged_as_a_risks_own(tmp_path: Path) -> None:
    risks = "ref,title,probability,impact\nR,Rises,4,5\n"
    head = "risk,on,probability,impact,after_impact\n"
    for row, column in (
        ("R,2026-06-01,0,2,\n", "probability"),
        ("R,2026-06-01,1,,\n", "impact"),
        ("R,2026-06-01,1,2,3\n", "after_impact"),
    ):
        with pytest.raises(InputError) as told:
            read(tmp_path, risks=risks, scores=head + row)
        assert told.value.where == f"scores.csv, row 2, column {column}"
    own = read(tmp_path, risks=risks, scores=f"{head}R,2026-06-01,3,2,\nR,2026-05-01,2,2,\n")
    (risk,) = own.programme.risks
    assert [(each.on.month, each.probability) for each in risk.history] == [(5, 2), (6, 3)]


def test_outcomes_of_their_own_file_go_before_those_that_actions_name(tmp_path: Path) -> None:
    found = read(
        tmp_path, actions="ref,title,outcome,outcome_title\n1,A,O1,Other words\n2,B,O2,Two\n",
        outcomes="ref,title,measures\nO1,Fewer in homes,looked_after; entries\n",
    )  # fmt: skip
    assert found.programme.outcomes == (
        Outcome("O1", "Fewer in homes", ("looked_after", "entries")), Outcome("O2", "Two"),
    )  # fmt: skip


def test_what_only_actions_say_of_an_outcome_takes_nothing_away(tmp_path: Path) -> None:
    known = Programme("P", "P", outcomes=(Outcome("O1", "Fewer", ("entries",)),))
    path = tmp_path / "plan.csv"
    path.write_text("ref,title,outcome\n1,A,O1\n2,B,2 Better\n")
    found = read_programme([path], "P", "P", known=known).programme
    assert found.outcomes == (*known.outcomes, Outcome("2", "Better"))


def test_a_zip_is_read_as_a_folder_and_what_systems_pack_beside_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("2026/actions.csv", "ref,title\n1,A\n")
        archive.writestr("../../risks.csv", "ref,title,probability,impact\nR,x,1,2\n")
        archive.writestr("__MACOSX/._actions.csv", "\0")
        archive.writestr("~$plan.xlsx", "locked")
        archive.writestr("notes.txt", "no table")
    found = read_programme([path], "P", "P").programme
    assert ([each.ref for each in found.actions], [r.ref for r in found.risks]) == (["1"], ["R"])
    assert not (tmp_path.parent / "risks.csv").exists()
    path.write_bytes(b"PK no archive")
    with pytest.raises(InputError):
        read_programme([path], "P", "P")


def test_a_zip_that_unpacks_to_far_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("actions.csv", b"0" * 60_000_000)
    with pytest.raises(InputError, match="unpacks to"):
        read_programme([path], "P", "P")
