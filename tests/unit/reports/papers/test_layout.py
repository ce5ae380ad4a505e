"""Tables on the page: as upright as they can be, none wider than the paper, none out of reach."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders_paper import chart, children, money, paper, wide
from kinward.reports.papers.layout import UPRIGHT_MM, WIDE_MM, Fit, Heading, Laid, fit, runs
from kinward.reports.papers.model import Block, Note, PaperPart, Paragraph, Table
from kinward.reports.table import Column, ReportTable


def table(columns: int, letters: int = 9, key: str = "t") -> ReportTable:
    names = [f"c{i}" for i in range(columns)]
    frame = pl.DataFrame({name: ["x" * letters] for name in names})
    return ReportTable(key, "T", tuple(Column(name, name) for name in names), frame, "s")


def test_a_small_table_is_upright_and_as_large_as_can_be() -> None:
    found = fit(children())
    assert (found.wide, found.size, found.whole) == (False, 9.5, True)
    assert not fit(money()).wide


def test_more_columns_are_smaller_then_lie_then_are_parted() -> None:
    found = [fit(table(count)) for count in range(1, 40)]
    assert [each.wide for each in found] == sorted(each.wide for each in found)
    upright = [each.size for each in found if not each.wide]
    assert upright == sorted(upright, reverse=True)
    pieces = [len(each.pieces) for each in found]
    assert pieces == sorted(pieces)
    assert {1, 2} <= set(pieces)


def _columns(found: Fit) -> list[int]:
    return [place for piece in found.pieces for place, _ in piece[1:]]


@given(columns=st.integers(1, 60), letters=st.integers(0, 90))
def test_every_column_is_there_once_and_no_piece_is_too_wide(columns: int, letters: int) -> None:
    found = fit(table(columns, letters))
    assert _columns(found) == list(range(1, columns))
    assert all(piece[0][0] == 0 for piece in found.pieces)
    room = WIDE_MM if found.wide else UPRIGHT_MM
    for piece in found.pieces:
        assert sum(width for _, width in piece) <= room + 1e-6
        assert all(width > 0 for _, width in piece)


def _runs(*blocks: Block) -> list[tuple[bool, list[str]]]:
    found = runs(paper(parts=(PaperPart("a", "A", 1), PaperPart("b", "B", 2, blocks))))
    return [(run.wide, [type(item).__name__ for item in run.items]) for run in found]


def test_a_heading_turns_with_the_wide_table_under_it() -> None:
    assert _runs(Table(wide())) == [(True, ["Heading", "Heading", "Laid"])]
    said = Paragraph("First.", from_figures=True, key="first")
    assert _runs(said, Table(wide())) == [
        (False, ["Heading", "Heading", "Paragraph"]),
        (True, ["Laid"]),
    ]


def test_a_note_turns_with_the_wide_table_above_it() -> None:
    assert _runs(Table(wide()), Note("Whole months.")) == [
        (True, ["Heading", "Heading", "Laid", "Note"])
    ]


def test_words_between_wide_tables_stay_on_the_side_and_charts_do_not() -> None:
    other = table(20, key="other")
    said = Paragraph("So.", from_figures=True, key="so")
    assert [each[0] for each in _runs(Table(wide()), said, Table(other))] == [True]
    assert [each[0] for each in _runs(Table(wide()), chart(), Table(other))] == [True, False, True]


def test_parts_keep_their_order() -> None:
    items = [item for run in runs(paper()) for item in run.items]
    assert [item.text for item in items if isinstance(item, Heading)] == [
        part.heading for part in paper().parts
    ]
    assert [item.table.key for item in items if isinstance(item, Laid)] == [
        each.key for each in paper().tables
    ]


@pytest.mark.parametrize("rows", [14, 15])
def test_a_short_table_stays_whole(rows: int) -> None:
    frame = pl.DataFrame({"a": ["x"] * rows})
    found = fit(ReportTable("t", "T", (Column("a", "A"),), frame, "s"))
    assert found.whole == (rows <= 14)


@given(columns=st.integers(15, 60))
def test_a_table_in_pieces_leaves_no_column_alone(columns: int) -> None:
    found = fit(table(columns, 12))
    counts = [len(piece) for piece in found.pieces]
    assert max(counts) - min(counts) <= len(counts)


def _reasons(words: int) -> ReportTable:
    columns = tuple(Column(name, name) for name in ("Ref", "Action", "Lead", "Why"))
    row = ("1.1", "Step down to fostering", "Head of placements", "It is late. " * words)
    frame = pl.DataFrame([row], schema=[each.name for each in columns], orient="row")
    return ReportTable("t", "T", columns, frame, "Made up")


def test_the_column_with_most_words_has_most_room() -> None:
    (piece,) = fit(_reasons(20)).pieces
    widths = [width for _, width in piece]
    assert widths[3] == max(widths)
    assert sum(widths) == pytest.approx(UPRIGHT_MM, abs=1.0)


def test_a_tower_of_words_is_set_in_smaller_letters() -> None:
    sizes = [fit(_reasons(words)).size for words in (1, 20, 60)]
    assert sizes[0] > sizes[2]
    assert sizes == sorted(sizes, reverse=True)
