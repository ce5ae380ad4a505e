"""What is told of some of the children."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kinward.cohort.selection import Choice, Part, summarise_part
from kinward.pipeline import Baseline, Inputs, baseline
from kinward.reports.part import of_part
from kinward.reports.section import Section
from kinward.reports.told import Told, begin

AS_AT = date(2026, 3, 31)


@pytest.fixture(scope="module")
def whole(authority: Path) -> Baseline:
    return baseline(Inputs(returns=(authority / "returns",)))


def _part(whole: Baseline, choice: Choice, as_at: date = AS_AT) -> tuple[Part, Told]:
    part = summarise_part(whole.cohort, choice, as_at)
    return part, of_part(part, begin(part.summary, whole.checked, "Testshire", 0))


def _section(told: Told, key: str) -> Section:
    return next(each for each in told.sections if each.key == key)


def test_those_who_joined_and_left_are_told_beside_those_who_began_and_ceased(
    whole: Baseline,
) -> None:
    part, told = _part(whole, Choice(age_bands=frozenset({"16-17"})))
    assert part.months["joined"].sum() > 0
    figure = _section(told, "flows").figures[0]
    assert figure.table.frame.equals(part.months.with_columns(part.summary.flows["re_entries"]))
    shown = [column.name for column in figure.table.columns]
    assert shown[2:6] == ["entries", "joined", "exits", "left"]
    year = part.months.tail(12)
    came = year["entries"].sum() + year["joined"].sum()
    went = year["exits"].sum() + year["left"].sum()
    assert f"{abs(came - went)} more " in _section(told, "flows").heading
    assert f"{year['joined'].sum()} joined" in told.sentences[0]


def test_the_chart_holds_all_who_came_and_all_who_went(whole: Baseline) -> None:
    part, told = _part(whole, Choice(age_bands=frozenset({"16-17"})))
    chart = _section(told, "flows").figures[0].chart
    assert chart is not None
    rows = chart["datasets"]["flows"]
    came = sum(row["children"] for row in rows if row["way"] == "Came")
    assert came == part.months["entries"].sum() + part.months["joined"].sum()


def test_the_first_sentence_does_not_speak_of_the_authority(whole: Baseline) -> None:
    part, told = _part(whole, Choice(sexes=frozenset({"M"})))
    assert told.sentences[0].startswith(
        f"On 31 March 2026, {part.summary.looked_after} children of those chosen were looked after,"
    )
    assert not [said for said in told.sentences if "the authority looked after" in said]
    assert any("fit on that day" in note for note in told.notes)


def test_nobody_can_be_chosen(whole: Baseline) -> None:
    _, told = _part(whole, Choice(sexes=frozenset({"U"}), needs=frozenset({"N7"})))
    assert told.sentences[0] == (
        "On 31 March 2026, no children of those chosen were looked after: none began, none joined, "
        "none ceased and none left."
    )


def test_a_day_within_a_month_has_no_flows_of_its_own(whole: Baseline) -> None:
    _, told = _part(whole, Choice(sexes=frozenset({"M"})), date(2025, 11, 15))
    assert "began" not in told.sentences[0]
    assert "31 March 2025" in told.sentences[0]
