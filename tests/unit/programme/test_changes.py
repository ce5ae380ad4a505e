"""The preview of an import."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kinward.programme.changes import Change, FieldChange, changes, merged
from kinward.programme.model import Action, Deliverable, Need, Outcome, Programme, Risk, Update
from kinward.programme.read.files import read_programme

BEFORE = Programme(
    "P", "P",
    outcomes=(Outcome("O", "Out", ("looked_after",)),),
    actions=(
        Action("1", "One", "O", lead="A", updates=(Update(date(2026, 6, 1)),)),
        Action("2", "Two", deliverables=(Deliverable("D", "D"),)),
        Action("3", "Three"),
    ),
    needs=(Need(2027, 5, "Gap"),),
    risks=(Risk("R", "Rises", 4, 5),),
)  # fmt: skip


def read(folder: Path, text: str) -> tuple[Programme, dict[str, frozenset[str]]]:
    path = folder / "actions.csv"
    path.write_text(text)
    found = read_programme([path], "P", "P")
    return found.programme, found.given


def test_new_changed_unchanged_and_missing(tmp_path: Path) -> None:
    after, given = read(tmp_path, "ref,title,outcome,lead\n1,One,O,B\n2,Two,,\n4,Four,,\n")
    found = changes(BEFORE, after, given)
    assert found.new == (("actions", "4"),)
    assert found.changed == (Change("actions", "1", (FieldChange("lead", "A", "B"),)),)
    assert found.unchanged == (("outcomes", "O"), ("actions", "2"))
    assert found.missing == (("actions", "3"),)


def test_what_the_file_has_no_column_for_stays(tmp_path: Path) -> None:
    after, given = read(tmp_path, "ref,title\n1,Changed\n4,Four\n")
    kept = merged(BEFORE, after, given)
    assert [each.ref for each in kept["actions"]] == ["1", "2", "3", "4"]
    assert kept["actions"][0] == Action(
        "1", "Changed", "O", lead="A", updates=(BEFORE.actions[0].updates)
    )
    assert kept["outcomes"] == BEFORE.outcomes
    assert "risks" not in kept


def test_a_title_that_the_file_gives_changes(tmp_path: Path) -> None:
    after, given = read(tmp_path, "ref,title,outcome,outcome_title\n1,One,O,Other\n")
    (change,) = changes(BEFORE, after, given).changed
    assert change == Change("outcomes", "O", (FieldChange("title", "Out", "Other"),))
    assert merged(BEFORE, after, given)["outcomes"] == (Outcome("O", "Other", ("looked_after",)),)


def test_without_columns_every_field_counts() -> None:
    found = changes(BEFORE, BEFORE)
    assert found.new == found.changed == found.missing == ()
    assert ("needs", "2026/27 Gap") in found.unchanged
    assert ("risks", "R") in found.unchanged
