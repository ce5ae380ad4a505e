"""Every table of a full report comes back from JSON as it was."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from kinward.forecast.engine import Fitted
from kinward.ledger.load import Files
from kinward.pipeline import Ahead, Inputs, baseline
from kinward.pipeline.ahead import forecast_cohort
from kinward.pipeline.position import position
from kinward.pipeline.spending import Spending
from kinward.reports import told
from kinward.reports.as_json import section_as_json, table_as_json, table_from_json
from kinward.reports.download import csv_text
from kinward.reports.formulas import Sum, Working
from kinward.reports.table import Column, ReportTable
from kinward.reports.workbook import Cover, write_workbook


@pytest.fixture(scope="module", params=[0, 5], ids=["internal", "public"])
def parts(request: pytest.FixtureRequest, authority: Path, fitted: Fitted) -> list[told.Told]:
    """Children, quality, money and forecast of the small authority."""
    inputs = Inputs(returns=(authority / "returns",), teams=authority / "teams.csv")
    result = baseline(inputs)
    names = ("placements", "budget", "service_types", "adjustments", "children")
    spending = Spending(Files(**{name: authority / f"{name}.csv" for name in names}))
    ahead = forecast_cohort(result.cohort, None, Ahead(months=12, runs=50), result.summary.as_at)
    telling = told.begin(result.summary, result.checked, "Testshire", request.param)
    return [
        told.of_children(telling),
        told.of_quality(telling, details=request.param == 0),
        told.of_money(position(spending, inputs, result, ahead), "Testshire", request.param),
        told.of_forecast(telling, ahead),
    ]


def test_every_section_is_kept_whole(parts: list[told.Told]) -> None:
    sections = [section for part in parts for section in part.sections]
    assert len(sections) > 10
    for section in sections:
        stored = json.loads(json.dumps(section_as_json(section)))
        words = (stored[name] for name in ("key", "topic", "heading", "sentences"))
        own = (section.key, section.topic, section.heading, list(section.sentences))
        assert tuple(words) == own
        for kept, figure in zip(stored["figures"], section.figures, strict=True):
            assert {name: kept[name] for name in ("title", "about", "folds", "chart")} == {
                "title": figure.title,
                "about": figure.about,
                "folds": figure.folds,
                "chart": json.loads(json.dumps(figure.chart)),
            }
            again = table_from_json(kept["table"])
            assert (again.key, again.cells()) == (figure.table.key, figure.table.cells())


def test_every_table_comes_back_with_its_cells_csv_and_formulas(parts: list[told.Told]) -> None:
    tables = [table for part in parts for table in part.tables.values()]
    assert len(tables) > 20
    for table in tables:
        again = table_from_json(json.loads(json.dumps(table_as_json(table))))
        assert again.cells() == table.cells(), table.key
        assert csv_text(again) == csv_text(table), table.key
        assert again.formulas == table.formulas, table.key
        assert again.frame.dtypes == table.frame.select(again.frame.columns).dtypes


def test_a_workbook_of_tables_that_came_back_is_the_same(
    parts: list[told.Told], tmp_path: Path
) -> None:
    tables = [table for part in parts for table in part.tables.values()]
    again = [table_from_json(table_as_json(table)) for table in tables]
    cover = Cover("Testshire", date(2026, 3, 31), [], made_up=True)
    write_workbook(tmp_path / "first.xlsx", cover, tables)
    write_workbook(tmp_path / "again.xlsx", cover, again)
    assert _sheets(tmp_path / "first.xlsx") == _sheets(tmp_path / "again.xlsx")


def _sheets(path: Path) -> list[list[tuple[object, ...]]]:
    from openpyxl import load_workbook

    return [list(sheet.iter_rows(values_only=True)) for sheet in load_workbook(path).worksheets]


def test_hidden_missing_and_formulas_come_back() -> None:
    table = ReportTable(
        key="t",
        title="A table",
        columns=(Column("day", "Day", "date"), Column("n", "Children", "count")),
        frame=pl.DataFrame({"day": [date(2026, 3, 31), None], "n": [None, None]}).with_columns(
            pl.col("n").cast(pl.Int64)
        ),
        source="A source",
        note="A note",
        hidden=pl.DataFrame({"day": [False, False], "n": [True, False]}),
        formulas=(Sum(1, (0,), ("n",)), Working("n", "{n@0}*2"), Working("n", "{n}", (1,))),
    )
    again = table_from_json(json.loads(json.dumps(table_as_json(table))))
    assert again.values == [(date(2026, 3, 31), "[c]"), ("[x]", "[x]")]
    assert again.formulas == table.formulas
    assert (again.source, again.note, again.title) == ("A source", "A note", "A table")
