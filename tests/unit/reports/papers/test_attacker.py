"""No paper for the public, nor months of them together, let a reader work out what they hide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders_board import programme
from builders_report import breakdown, checked_of, summary_of
from kinward.cohort.build import build
from kinward.cohort.model import Cohort, Summary
from kinward.cohort.stock import stock_on
from kinward.cohort.summary import summarise
from kinward.dates import month_ends
from kinward.pipeline.ahead import Ahead, forecast_cohort
from kinward.pipeline.scorecard import Known, scorecard_of
from kinward.reference import categories
from kinward.reports.disclosure import protect
from kinward.reports.papers.board.build import About, paper
from kinward.reports.papers.board.figures import Given, for_public, whole
from kinward.reports.papers.board.kinds import KINDS
from kinward.reports.papers.board.readings import Previous, readings
from kinward.reports.table import HIDDEN, Column, ReportTable, mark_hidden
from kinward.reports.tables import build as tables_of_summary
from kinward.returns.model import Checked
from kinward.returns.prepare import prepare
from kinward.returns.read import read
from kinward.synthetic import synthesise
from paper_attacker import Attack, tables_of

MONTHS = month_ends(date(2026, 3, 31), 5)
DAY = date(2025, 12, 31)
LIMIT = 5


class Council:
    """A made-up authority, and what it knows each month."""

    def __init__(self, folder: Path, children: int, seed: int) -> None:
        synthesise(folder, children=children, years=4, seed=seed)
        self.checked: Checked = prepare(read([folder / "returns"]), rules=False)
        self.cohort: Cohort = build(self.checked, categories.load())
        days = month_ends(date(2026, 3, 31), 47)
        counts = stock_on(self.cohort, days)
        self.totals = {day: int(n) for day, n in zip(days, counts, strict=True)}

        self._given: dict[date, Given] = {}

    def given(self, day: date) -> Given:
        if day not in self._given:
            self._given[day] = self._known(day)
        return self._given[day]

    def _known(self, day: date) -> Given:
        summary = summarise(self.cohort, self.checked, day)
        card = scorecard_of(Known(self.cohort, day, checked=self.checked))
        ahead = Ahead(months=12, runs=100, explain=False)
        return Given(
            summary, self.checked, "Exampleshire", True, programme=programme(), card=card,
            forecast=forecast_cohort(self.cohort, None, ahead, day),
        )  # fmt: skip


@pytest.fixture(scope="module", params=[(30, 1), (60, 3), (150, 5)])
def council(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Council:
    children, seed = request.param
    return Council(tmp_path_factory.mktemp("council"), children, seed)


def previous_of(figures: object, day: date) -> Previous:
    return Previous("board", "public", "Exampleshire", day, readings(figures))  # type: ignore[arg-type]


def attack_on(tables: list[ReportTable], totals: dict[date, int], day: date) -> Attack:
    attack = Attack(totals)
    attack.read(tables, day)
    return attack


def test_no_paper_of_any_kind_gives_a_hidden_count_away(council: Council) -> None:
    figures = for_public(council.given(MONTHS[2]))
    for kind in KINDS:
        made = paper(figures, About(kind))
        attack = attack_on(tables_of(made), council.totals, MONTHS[2])
        assert attack.pinned() == {}, kind
    every = attack_on(list(figures.tables.values()), council.totals, MONTHS[2])
    assert every.least
    assert every.pinned() == {}


def test_five_months_of_papers_together_give_none_away(council: Council) -> None:
    attack, last = Attack(council.totals), None
    for day in MONTHS:
        figures = for_public(council.given(day), before=last.before if last else None)
        for kind in ("board", "performance", "sufficiency"):
            attack.read(tables_of(paper(figures, About(kind), last)), day)
        last = previous_of(figures, day)
    for year in (2025, 2026):
        attack.months_of_year(year, month_ends(date(year, 3, 31), 12))
    assert attack.pinned() == {}


def test_what_each_month_shows_of_entries_is_never_less_than_a_year(council: Council) -> None:
    for day in MONTHS:
        figures = for_public(council.given(day))
        assert "flows" not in figures.tables
        assert figures.card is not None
        for line in figures.card.lines:
            key = line.card.measure.key
            if line.card.measure.frequency != "yearly" and key.startswith(("entries", "exits")):
                assert (line.reading, line.to_date.value, line.card.readings) == (None, None, ())


_PAIRS = summary_of().age_by_category
counts = st.lists(st.integers(0, 12), min_size=3, max_size=6)


@settings(max_examples=60, deadline=None)
@given(counts, counts)
def test_any_mix_of_children_keeps_its_small_counts(mix: list[int], ages: list[int]) -> None:
    """Two breakdowns of the same children, by any numbers."""
    missing = sum(mix) - sum(ages)
    (ages if missing > 0 else mix).append(abs(missing))
    keys = ["kinship", "in_house_fostering", "external_residential", "secure", "with_parents",
            "other", "concurrent"]  # fmt: skip
    bands = ["<1", "1-4", "5-9", "10-15", "16-17", "18+", "unknown"]
    by = {
        "category": breakdown(dict(zip(keys, mix, strict=False)), {}),
        "age_band": breakdown(dict(zip(bands, ages, strict=False)), {}),
    }
    summary = summary_of(
        looked_after=sum(mix), breakdowns=by, age_by_category=_PAIRS.clear(),
        stock_by_category=_at(DAY, by["category"]), stock_by_age_band=_at(DAY, by["age_band"]),
        as_at=DAY,
    )  # fmt: skip
    figures = for_public(Given(summary, checked_of(), "Exampleshire"), LIMIT)
    shown = [t for k, t in figures.tables.items() if k.startswith(("by_", "stock_by_"))]
    attack = attack_on(shown, {DAY: sum(mix)}, DAY)
    assert attack.pinned() == {}


def _at(day: date, frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(pl.lit(day).alias("month"), "key", "label", "children")


# The attacker himself: he must break what leaks.


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


def test_usual_reports_month_after_month_give_none_away(council: Council) -> None:
    attack = Attack(council.totals)
    for day in MONTHS:
        attack.read(_marked(council.given(day).summary), day)
    for year in (2024, 2025, 2026):
        attack.months_of_year(year, month_ends(date(year, 3, 31), 12))
    assert {cell[0] for cell in attack.least} >= {"entries", "exits"}
    assert attack.pinned() == {}


def _marked(summary: Summary) -> list[ReportTable]:
    shown = tables_of_summary(protect(summary, LIMIT), "")
    before = tables_of_summary(summary, "")
    kept = ("by_category", "by_age_band", "stock_by_category", "stock_by_age_band", "years",
            "age_by_category", "flows")  # fmt: skip
    return [mark_hidden(shown[key], before[key]) for key in kept if key in shown]


def test_whole_figures_make_no_paper_for_the_public(council: Council) -> None:
    made = paper(whole(council.given(DAY)), About("board"))
    assert made.audience == "exempt"
    assert not made.numbers_hidden
