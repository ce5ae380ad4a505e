"""The attacker of papers breaks what leaks: else that he finds nothing would say nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from builders_paper import paper
from kinward.dates import month_ends
from kinward.reports.papers.model import PaperPart, Paragraph
from kinward.reports.table import HIDDEN, Column, ReportTable
from paper_attacker import Attack
from paper_reader import Reader

MONTHS = month_ends(date(2026, 3, 31), 5)
DAY = date(2025, 12, 31)


def attack_on(tables: list[ReportTable], totals: dict[date, int], day: date) -> Attack:
    attack = Attack(totals)
    attack.read(tables, day)
    return attack


def leaky(hidden: list[list[bool]], counts: list[list[int]]) -> ReportTable:
    """A stock by category of two months with some cells hidden, well or badly."""
    keys = ["kinship", "secure", "other"]
    rows = [[DAY if i else MONTHS[0], *row] for i, row in enumerate(counts)]
    kinds = {"month": pl.Date, **dict.fromkeys(keys, pl.Int64)}
    frame = pl.DataFrame(rows, schema=kinds, orient="row")
    mask = pl.DataFrame(
        [[False, *row] for row in hidden], schema=dict.fromkeys(kinds, pl.Boolean), orient="row"
    )
    shown = frame.with_columns(pl.when(~mask[key]).then(pl.col(key)).alias(key) for key in keys)
    columns = (Column("month", "Month", "month"), *(Column(key, key, "count") for key in keys))
    return ReportTable("stock_by_category", "", columns, shown, "", hidden=mask)


def broken(table: ReportTable, totals: dict[date, int]) -> set[object]:
    return {cell[-1] for cell in attack_on([table], totals, DAY).pinned()}


def test_one_hidden_cell_in_a_row_is_worked_out() -> None:
    table = leaky([[False, True, False], [False] * 3], [[20, 3, 30], [20, 9, 30]])
    assert broken(table, {MONTHS[0]: 53, DAY: 59}) == {"secure"}


def test_two_that_can_only_be_one_each_are_worked_out() -> None:
    table = leaky([[True, True, False], [False] * 3], [[1, 1, 30], [20, 9, 30]])
    assert broken(table, {MONTHS[0]: 32, DAY: 59}) == {"kinship", "secure"}
    safe = leaky([[True, True, False], [False] * 3], [[1, 2, 30], [20, 9, 30]])
    assert broken(safe, {MONTHS[0]: 33, DAY: 59}) == set()


def test_a_cell_that_another_table_shows_is_worked_out_and_its_partner_with_it() -> None:
    table = leaky([[True, True, False], [False] * 3], [[3, 7, 30], [20, 9, 30]])
    columns = (Column("label", "", "text"), Column("children", "", "count"),
               Column("share", "", "share"))  # fmt: skip
    frame = pl.DataFrame(
        {"label": ["S"], "children": pl.Series([None], dtype=pl.Int64), "share": [7 / 40]}
    )
    hidden = pl.DataFrame({"label": [False], "children": [True], "share": [False]})
    other = ReportTable("by_category", "", columns, frame, "", hidden=hidden, keys=("secure",))
    attack = Attack({MONTHS[0]: 40, DAY: 59})
    attack.read([table], MONTHS[0])
    attack.note(("category", MONTHS[0], "secure"), 7)
    assert {cell[-1] for cell in attack.pinned()} == {"kinship", "secure"}
    told = Attack({MONTHS[0]: 40})
    told.read([replace(other, keys=("secure",))], MONTHS[0])
    assert told.known == {("category", MONTHS[0], "secure"): 7.0}


def test_a_share_of_the_scorecard_gives_its_count_away() -> None:
    table = leaky([[True, True, False], [True, True, False]], [[3, 7, 30], [4, 8, 30]])
    columns = tuple(Column(name, name) for name in ("measure", "value", "before", "colour"))
    frame = pl.DataFrame(
        {"measure": ["Kinship fostering"], "value": ["9.5%"], "before": [None], "colour": ["grey"]}
    )
    card = ReportTable("scorecard_board", "", columns, frame, "")
    attack = attack_on([table, card], {MONTHS[0]: 40, DAY: 42}, DAY)
    assert attack.pinned() == {("category", DAY, "kinship"): 4, ("category", DAY, "secure"): 8}


def test_months_that_are_shown_give_the_hidden_one_once_the_year_is_there() -> None:
    attack = Attack({})
    months = month_ends(date(2026, 3, 31), 12)
    for month in months:
        attack.note(("entries", month), HIDDEN if month == DAY else 10)
    attack.note(("entries", 2026), 113)
    assert attack.pinned() == {}
    attack.months_of_year(2026, months)
    assert attack.pinned() == {("entries", DAY): 3}


def said(text: str, totals: dict[date, int]) -> Reader:
    part = PaperPart("a", "Words", 1, (Paragraph(text, from_figures=True, key="a"),))
    return Reader(Attack(totals), replace(paper(), as_at=DAY, parts=(part,)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "38 children live in placements bought from independent fostering agencies and "
            "external homes: 40.0%.",
            {"external_residential": 3, "kinship": 57},
        ),
        (
            "The largest groups are in kinship fostering (60%).",
            {"kinship": 57, "external_residential": 3},
        ),
        (
            "Of those that can be shown: kinship fostering from 57 to about 50 (8 times in 10 "
            "between 40 and 60).",
            {"kinship": 57, "external_residential": 3},
        ),
    ],
)
def test_a_sentence_gives_hidden_cells_away(text: str, told: dict[str, int]) -> None:
    """35 with independent carers are shown; kinship fostering and external homes are hidden."""
    reader = said(text, {DAY: 95})
    cells = [("category", DAY, key) for key in
             ("kinship", "independent_fostering", "external_residential")]  # fmt: skip
    reader.attack.row(cells, [HIDDEN, 35, HIDDEN], 95)
    assert reader.attack.pinned() == {}
    reader.all()
    assert reader.unread == []
    assert {cell[-1]: n for cell, n in reader.attack.pinned().items()} == told


def test_a_number_that_he_cannot_read_is_told() -> None:
    assert said("We know of 3 children.", {DAY: 95}).all().unread == ["3: We know of 3 children."]


def test_a_part_of_a_measure_beside_its_whole_gives_the_rest_away() -> None:
    attack = Attack({DAY: 60})
    attack.note(("group", DAY, "beyond_control"), 9)
    attack.note(("uasc", DAY, "uasc"), 8)
    attack.nested(DAY)
    assert attack.pinned() == {("rest of", DAY, "beyond_control"): 1}
