"""Sections and tables as plain JSON, and tables from it again.

So figures that took long to make are kept and shown later, with the same cells, CSV and workbook.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any, Final

import polars as pl

from kinward.reports.formulas import Formula, Sum, Working
from kinward.reports.section import Figure, Section
from kinward.reports.table import Column, ReportTable

_TYPES: Final[dict[str, type[pl.DataType]]] = {
    each.__name__: each
    for each in (
        pl.String, pl.Boolean, pl.Date, pl.Float32, pl.Float64, pl.Null,
        pl.Int8, pl.Int16, pl.Int32, pl.Int64, pl.UInt8, pl.UInt16, pl.UInt32, pl.UInt64,
    )
}  # fmt: skip
"""Types that a column of a report table has."""


def section_as_json(section: Section) -> dict[str, Any]:
    """A section: key, topic, heading, sentences, figures (table, title, chart, about, folds).

    Dates are ISO text; money stays whole pence.
    """
    return {
        "key": section.key,
        "topic": section.topic,
        "heading": section.heading,
        "sentences": list(section.sentences),
        "figures": [_figure_as_json(each) for each in section.figures],
    }


def _figure_as_json(figure: Figure) -> dict[str, Any]:
    return {
        "table": table_as_json(figure.table),
        "title": figure.title,
        "chart": figure.chart,
        "about": figure.about,
        "folds": figure.folds,
    }


def table_as_json(table: ReportTable) -> dict[str, Any]:
    """A table: its rows as they are held, which of its figures are hidden, and its formulas."""
    names = [column.name for column in table.columns]
    frame = table.frame.select(names)
    return {
        "key": table.key,
        "title": table.title,
        "columns": [
            {**asdict(column), "type": type(kind).__name__}
            for column, kind in zip(table.columns, frame.dtypes, strict=True)
        ],
        "rows": [[_plain(value) for value in row] for row in frame.rows()],
        "source": table.source,
        "note": table.note,
        "hidden": None
        if table.hidden is None
        else [list(row) for row in table.hidden.select(names).rows()],
        "formulas": [{"kind": type(each).__name__, **asdict(each)} for each in table.formulas],
        "keys": list(table.keys),
        "as_at": None if table.as_at is None else table.as_at.isoformat(),
    }


def table_from_json(stored: dict[str, Any]) -> ReportTable:
    """The table that `table_as_json` was given."""
    columns = tuple(
        Column(each["name"], each["label"], each["format"]) for each in stored["columns"]
    )
    kinds = {each["name"]: _TYPES[each["type"]]() for each in stored["columns"]}
    dated = [kind == pl.Date for kind in kinds.values()]
    rows = [
        [_dated(value) if is_date else value for value, is_date in zip(row, dated, strict=True)]
        for row in stored["rows"]
    ]
    hidden = stored["hidden"]
    return ReportTable(
        key=stored["key"],
        title=stored["title"],
        columns=columns,
        frame=pl.DataFrame(rows, schema=kinds, orient="row"),
        source=stored["source"],
        note=stored["note"],
        hidden=None
        if hidden is None
        else pl.DataFrame(hidden, schema=dict.fromkeys(kinds, pl.Boolean()), orient="row"),
        formulas=tuple(_formula(each) for each in stored["formulas"]),
        keys=tuple(stored["keys"]),
        as_at=date.fromisoformat(day) if (day := stored.get("as_at")) else None,
    )


def _formula(stored: dict[str, Any]) -> Formula:
    if stored["kind"] == "Sum":
        return Sum(stored["row"], tuple(stored["parts"]), tuple(stored["columns"]))
    rows = stored["rows"]
    return Working(stored["column"], stored["text"], None if rows is None else tuple(rows))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _dated(value: object) -> object:
    return date.fromisoformat(value) if isinstance(value, str) else value
