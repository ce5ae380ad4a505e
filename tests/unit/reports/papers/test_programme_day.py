"""The day on which a paper tells the programme, and what of its savings could count twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders_board import AS_AT, programme
from kinward.programme.model import Saving
from kinward.programme.overlaps import overlaps
from kinward.reports.papers.board.build import About, paper
from kinward.reports.papers.board.figures import Given, for_public, whole
from kinward.reports.papers.board.readings import readings
from kinward.reports.papers.model import KeyFigures, Paper, Paragraph
from kinward.reports.papers.words import under
from kinward.reports.table import ReportTable

MEETING = date(2026, 4, 22)


def _text(made: Paper) -> str:
    return "\n".join(block.text for block in made.blocks(Paragraph))


def _table(made: Paper, key: str) -> ReportTable:
    return next(each for each in made.tables if each.key == key)


def test_a_paper_says_both_days_and_tells_the_programme_on_its_own(known: Given) -> None:
    later = whole(replace(known, programme_on=MEETING))
    made = paper(later, About("board"))
    details = dict(made.details)
    assert details["Figures as at"] == "31 December 2025"
    assert details["Programme as at"] == "22 April 2026"
    assert "as at 31 December 2025; the programme stands as at 22 April 2026." in _text(made)
    assert "The scorecard is of 31 December 2025, and so are its measures" in _text(made)
    # S3 alone is of the year of the meeting.
    assert "For 2026/27, £900,000 is planned." in _text(made)
    assert "As at 22 April 2026." in under(_table(made, "savings_years"), made.as_at)
    assert "As at 31 December 2025." in under(_table(made, "years"), made.as_at)


def test_an_action_that_ends_before_the_meeting_is_late_at_the_meeting(known: Given) -> None:
    now, then = (
        {row["ref"]: row["delivery"] for row in _table(made, "actions_all").frame.to_dicts()}
        for made in (
            paper(whole(known), About("board")),
            paper(whole(replace(known, programme_on=MEETING)), About("board")),
        )
    )
    assert (now["1.1"], then["1.1"]) == ("Green", "Red")


def test_without_a_day_of_its_own_the_programme_is_of_the_day_of_the_figures(known: Given) -> None:
    figures = whole(known)
    assert figures.programme_on == AS_AT
    made = paper(figures, About("board"))
    assert "; the programme stands" not in _text(made)
    assert "The scorecard is of" not in _text(made)
    bare = paper(whole(replace(known, programme=None)), About("board"))
    assert "Programme as at" not in dict(bare.details)


def test_what_is_kept_is_of_the_day_of_the_programme(known: Given) -> None:
    kept = readings(whole(replace(known, programme_on=MEETING)))
    assert kept["savings:plan"].on == MEETING
    assert kept["savings:plan"].label == "Savings planned, 2026/27"
    assert kept["looked_after"].on == AS_AT


def test_a_councillor_hears_of_no_saving_in_a_year_without_one(known: Given) -> None:
    def large(on: date) -> list[str]:
        made = paper(whole(replace(known, programme_on=on)), About("councillor"))
        return [about for block in made.blocks(KeyFigures) for _, about in block.items]

    assert large(MEETING)[-1] == "saved so far of £900,000 planned for 2026/27"
    assert not [each for each in large(date(2028, 4, 22)) if "saved so far" in each]


@pytest.fixture
def crowded(known: Given) -> Given:
    """60 savings on two kinds of placement, each of an action of its own."""
    many = tuple(
        Saving(f"S{n}", 2026, 1_000_01 + n, str(n), placement_type=("16+", "Secure")[n % 2])
        for n in range(60)
    )
    return replace(known, programme=replace(programme(), savings=many))


def test_the_largest_overlaps_are_a_table_and_the_rest_is_summed(crowded: Given) -> None:
    assert crowded.programme is not None
    found = overlaps(crowded.programme)
    assert len(found) == 2 * (30 * 29 // 2)
    made = paper(whole(crowded), About("board"))
    rows = _table(made, "savings_overlaps").frame.rows()
    pence = [row[2] for row in rows]
    assert len(rows) == 12
    assert rows[10][0] == "860 more"
    assert sum(pence[:11]) == pence[11] == sum(each.pence for each in found)
    assert "S57 and S59 both lower" in rows[0][3]
    said = [b.text for b in made.blocks(Paragraph) if b.key == "savings-overlaps"]
    assert len(said[0].split()) < 40


def test_the_public_hears_of_no_single_overlap(crowded: Given) -> None:
    made = paper(for_public(crowded), About("board"))
    assert "savings_overlaps" not in {each.key for each in made.tables}
    assert "Savings overlap in 870 places." in _text(made)
    assert "S59" not in _text(made)
