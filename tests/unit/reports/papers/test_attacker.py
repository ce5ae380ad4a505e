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
from kinward.reports import workbook
from kinward.reports.disclosure import protect
from kinward.reports.papers import page
from kinward.reports.papers.board.build import About, paper
from kinward.reports.papers.board.figures import Given, for_public, whole
from kinward.reports.papers.board.kinds import KINDS
from kinward.reports.papers.board.readings import Previous, readings
from kinward.reports.papers.model import Chart
from kinward.reports.table import ReportTable, mark_hidden
from kinward.reports.tables import build as tables_of_summary
from kinward.returns.model import Checked
from kinward.returns.prepare import prepare
from kinward.returns.read import read
from kinward.synthetic import synthesise
from paper_attacker import Attack
from paper_files import told_by_book, told_by_page
from paper_reader import Reader, texts

MONTHS = month_ends(date(2026, 3, 31), 5)
DAY = date(2025, 12, 31)
LIMIT = 5


class Council:
    """A made-up authority, and what it knows each month."""

    def __init__(self, folder: Path, children: int, seed: int, *, ahead: bool = True) -> None:
        self.ahead = Ahead(months=12, runs=100, explain=False) if ahead else None
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
        ahead = self.ahead
        return Given(
            summary, self.checked, "Exampleshire", True, programme=programme(), card=card,
            forecast=ahead and forecast_cohort(self.cohort, None, ahead, day),
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


def test_five_months_of_all_that_is_published_give_none_away(council: Council) -> None:
    """Papers of every kind, each with what changed since the last, and the public report."""
    attack, last = Attack(council.totals), None
    for day in MONTHS:
        figures = for_public(council.given(day), before=last.before if last else None)
        for kind in KINDS:
            Reader(attack, paper(figures, About(kind), last)).all()
        attack.read(_marked(council.given(day).summary), day)
        attack.nested(day)
        last = previous_of(figures, day)
    for year in (2025, 2026):
        attack.months_of_year(year, month_ends(date(year, 3, 31), 12))
    assert attack.pinned() == {}


def test_a_year_of_papers_and_the_years_total_give_no_month_away(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Thirteen months, from one 31 March to the next: years, and years to date less months."""
    council, last = Council(tmp_path_factory.mktemp("year"), 60, 3, ahead=False), None
    attack = Attack(council.totals)
    for day in month_ends(date(2026, 3, 31), 13):
        figures = for_public(council.given(day), before=last.before if last else None)
        for kind in ("board", "performance"):
            assert Reader(attack, paper(figures, About(kind), last)).all().unread == []
        attack.nested(day)
        last = previous_of(figures, day)
    for year in (2025, 2026):
        attack.months_of_year(year, month_ends(date(year, 3, 31), 12))
    assert attack.pinned() == {}


def test_the_files_hold_no_more_than_the_paper(council: Council) -> None:
    """No cell, formula, sheet out of sight, attribute or script tells what a table hides."""
    made = paper(for_public(council.given(MONTHS[2])), About("board"))
    book = workbook.workbook_bytes(workbook.Cover("A", made.as_at, (), made_up=True), made.tables)
    drawn = {chart.key: '<svg viewBox="0 0 1 1"></svg>' for chart in made.blocks(Chart)}
    assert any(table.hides for table in made.tables)
    assert list(told_by_book(book, made.tables)) == []
    assert list(told_by_page(page.html(made, drawn), made.tables)) == []
    bare = [replace(t, hidden=None, frame=t.frame.fill_null(0)) for t in made.tables]
    leaky = workbook.workbook_bytes(workbook.Cover("A", made.as_at, (), made_up=True), bare)
    assert list(told_by_book(leaky, made.tables))


def test_each_public_paper_that_tells_of_children_names_the_published_totals(
    council: Council,
) -> None:
    figures = for_public(council.given(MONTHS[2]))
    for kind in KINDS:
        said = " ".join(texts(paper(figures, About(kind))))
        assert ("otals of looked after children are shown as they are" in said) == (
            kind != "initiation"
        )


def test_few_on_remand_are_not_told_by_unaccompanied_children() -> None:
    """All of those are beyond control: 9 less 8 is the one who is not."""
    for others, hidden in ((1, True), (6, False), (0, False)):
        by = {
            "category": breakdown({"kinship": 60}, {}),
            "group": breakdown({"beyond_control": 8 + others, "changing": 52 - others}, {}),
            "uasc": breakdown({"uasc": 8, "not_uasc": 52}, {}),
        }
        shown = protect(
            summary_of(looked_after=60, breakdowns=by, age_by_category=_PAIRS.clear()), LIMIT
        ).breakdowns["uasc"]
        assert (shown["children"].null_count() == 2) is hidden, others


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
