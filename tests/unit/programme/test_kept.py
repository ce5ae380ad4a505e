"""What an import leaves as it is: first dates, and entries that the files do not have."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from kinward.programme.changes import FieldChange, changes, merged
from kinward.programme.kept import Kept, kept
from kinward.programme.model import Action, Deliverable, Programme, Risk, Update
from kinward.programme.read.files import read_programme
from kinward.programme.registers import Mitigation

MARCH, JUNE, SEPTEMBER = date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)
SAID = Update(date(2026, 5, 1), "Two held", by="Anna")
BEFORE = Programme(
    "P", "P",
    actions=(
        Action(
            "1", "One", target_end=MARCH, updates=(SAID,),
            deliverables=(
                Deliverable("D1", "A report", due=MARCH, done=MARCH), Deliverable("D2", "A form"),
            ),
        ),
        Action("2", "Two", target_end=MARCH, revised_end=JUNE),
    ),
    risks=(
        Risk("R", "Rises", 4, 5, owner="Head", mitigations=(
            Mitigation("Plan", "Anna", JUNE), Mitigation("Ask", "Ben"),
        )),
    ),
)  # fmt: skip


def imported(folder: Path, **files: str) -> tuple[Kept, Programme]:
    """What is kept, and the programme after the import."""
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text)
    found = read_programme([folder], "P", "P", known=BEFORE)
    held = kept(BEFORE, found.programme, found.given, found.inside)
    after = merged(BEFORE, held.programme, held.given)
    return held, replace(BEFORE, **after)  # type: ignore[arg-type]


def test_another_end_becomes_the_revised_end(tmp_path: Path) -> None:
    held, after = imported(
        tmp_path, actions="ref,title,target_end\n1,One,2026-09-30\n2,Two,2026-03-31\n"
    )
    first, second = after.actions
    assert (first.target_end, first.revised_end) == (MARCH, SEPTEMBER)
    assert (second.target_end, second.revised_end) == (MARCH, JUNE)
    assert [(each.rule, each.row) for each in held.findings] == [("P10", 0)]
    (change,) = changes(BEFORE, held.programme, held.given).changed
    assert change.fields == (FieldChange("revised_end", None, SEPTEMBER),)


def test_a_revised_end_of_the_file_counts_and_the_first_stays(tmp_path: Path) -> None:
    _, after = imported(
        tmp_path,
        actions="ref,title,target_end,revised_end\n1,One,2026-09-30,2026-06-30\n2,Two,,\n",
    )
    assert [(each.target_end, each.revised_end) for each in after.actions] == [
        (MARCH, JUNE), (MARCH, None),
    ]  # fmt: skip


def test_what_was_said_is_added_to(tmp_path: Path) -> None:
    updates = "action,on,done,by\n1,2026-05-01,Two held,Anna\n1,2026-06-01,Five held,Anna\n"
    _, after = imported(tmp_path, updates=updates)
    assert after.actions[0].updates == (SAID, Update(date(2026, 6, 1), "Five held", by="Anna"))
    assert after.actions[1] == BEFORE.actions[1]


def test_deliverables_and_mitigations_keep_what_the_file_has_no_column_for(tmp_path: Path) -> None:
    _, after = imported(
        tmp_path,
        deliverables="action,ref,title,due\n1,D1,The report,2026-06-30\n1,D3,More,2026-06-30\n",
        risks="ref,title,probability,impact,mitigation,mitigation_done\n"
        "R,Rises,4,5,Plan,2026-06-01\n",
    )
    assert after.actions[0].deliverables == (
        Deliverable("D1", "The report", due=MARCH, revised=JUNE, done=MARCH),
        Deliverable("D2", "A form"),
        Deliverable("D3", "More", due=JUNE),
    )
    (risk,) = after.risks
    assert risk.owner == "Head"
    assert risk.mitigations == (
        Mitigation("Plan", "Anna", JUNE, date(2026, 6, 1)), Mitigation("Ask", "Ben"),
    )  # fmt: skip


def test_two_mitigations_of_the_same_words_stay_two() -> None:
    twice, done = (Mitigation("Ask"), Mitigation("Ask", "Ben")), Mitigation("Ask", done=MARCH)
    before, after = (
        replace(BEFORE, risks=(replace(BEFORE.risks[0], mitigations=each),))
        for each in (twice, (done, Mitigation("Ask")))
    )
    given = {"risks": frozenset({"mitigations"})}
    inside = {"mitigations": frozenset({"text", "done"})}
    (risk,) = kept(before, after, given, inside).programme.risks
    assert risk.mitigations == (done, Mitigation("Ask", "Ben"))


def test_a_register_with_the_text_of_mitigations_alone_keeps_their_owners(tmp_path: Path) -> None:
    text = "ref,title,probability,impact,mitigation\nR,Rises,4,5,Plan\n"
    _, after = imported(tmp_path, risks=text)
    assert after.risks == BEFORE.risks
