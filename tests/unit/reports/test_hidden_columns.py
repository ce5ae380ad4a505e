"""Columns of which every figure is hidden are left out, and that is said."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from kinward.reports.as_json import table_as_json, table_from_json
from kinward.reports.formulas import Sum, Working
from kinward.reports.table import HIDDEN, Column, ReportTable, mark_hidden

WHOLE = ReportTable(
    "evidence",
    "What the rates rest on",
    (
        Column("label", "Event"), Column("events", "Events", "count"),
        Column("years", "Child-years", "number"), Column("rate", "Rate", "number"),
    ),
    pl.DataFrame(
        {"label": ["Came", "Left", "All"], "events": [3, 9, 12], "years": [1.5, 3.0, 4.5],
         "rate": [200.0, 300.0, 266.7]}
    ),
    "The returns",
    "A child-year is a year of one child.",
    formulas=(
        Sum(2, (0, 1), ("events", "years")), Working("rate", "100*{events}/{years}"),
        Working("years", "{rate}*{rate@0}"),
    ),
)  # fmt: skip


def _hidden(*names: str, rows: int = 3) -> ReportTable:
    """The table with the first rows of these columns hidden."""
    gone = [
        pl.when(pl.int_range(pl.len()) < rows).then(None).otherwise(pl.col(name)).alias(name)
        for name in names
    ]
    return mark_hidden(replace(WHOLE, frame=WHOLE.frame.with_columns(gone)), WHOLE)


def test_a_column_of_hidden_figures_alone_is_left_out_and_named() -> None:
    shown = _hidden("events")
    assert [each.name for each in shown.columns] == ["label", "years", "rate"]
    assert HIDDEN not in {value for row in shown.values for value in row}
    assert shown.note == (
        "A child-year is a year of one child. Left out, as every figure of it is hidden: Events."
    )
    assert shown.formulas == (Sum(2, (0, 1), ("years",)), Working("years", "{rate}*{rate@0}"))
    assert table_from_json(table_as_json(shown)).values == shown.values


def test_a_column_with_a_figure_stays() -> None:
    shown = _hidden("events", rows=2)
    assert [row[1] for row in shown.values] == [HIDDEN, HIDDEN, 12]
    assert shown.note == WHOLE.note


def test_a_table_with_no_other_figures_stays_as_it_is() -> None:
    shown = _hidden("events", "years", "rate")
    assert shown.columns == WHOLE.columns
    assert {value for row in shown.values for value in row[1:]} == {HIDDEN}


def test_one_row_is_no_column() -> None:
    first = replace(WHOLE, frame=WHOLE.frame.head(1))
    shown = mark_hidden(
        replace(first, frame=first.frame.with_columns(events=pl.lit(None, pl.Int64))), first
    )
    assert shown.values == [("Came", HIDDEN, 1.5, 200.0)]
