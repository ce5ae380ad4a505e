"""Data quality: findings and repairs counted by rule, and the list of every finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import polars as pl

from kinward.reports.disclosure import parts
from kinward.reports.table import Column, ReportTable, mark_hidden
from kinward.returns.model import Checked
from kinward.terms import LEVELS

MOST_FINDINGS: Final = 5000
"""Findings listed one by one in the workbook; `kinward check` lists them all."""

READING: Final[dict[str, str]] = {
    "K10": "A file that is not a table of the return",
    "K11": "A column nobody knows, kept out",
    "K12": "A table without rows",
    "K13": "A column of the return that is missing",
    "K14": "A row with too many or too few fields",
    "K15": "A file whose year cannot be told",
    "K16": "A file that is not UTF-8",
}
"""Titles of what reading finds: it has no rule on a row."""


def build(checked: Checked, source: str, *, limit: int, details: bool) -> dict[str, ReportTable]:
    """The tables of data quality, by key.

    Args:
        limit: counts of 1 to this are hidden; 0 hides nothing.
        details: also list the files and every finding with its file and row.
    """
    tables = [*_counted(checked, source, limit)]
    if details:
        tables += [_files(checked, source), _every_finding(checked, source)]
    return {table.key: table for table in tables if not table.empty}


def _counted(checked: Checked, source: str, limit: int) -> Iterator[ReportTable]:
    for whole in (_findings(checked, source), _repairs(checked, source)):
        if whole.empty or limit <= 0:
            yield whole
            continue
        frame = parts(whole.frame, "count", limit)
        yield mark_hidden(replace(whole, frame=frame), whole)


def _findings(checked: Checked, source: str) -> ReportTable:
    from kinward.returns.rules import all_rules

    titles = {rule.code: rule.title for rule in all_rules()} | READING
    order = {level: i for i, level in enumerate(LEVELS)}
    frame = (
        checked.findings.group_by("rule", "level", "table")
        .agg(pl.len().cast(pl.Int64).alias("count"), pl.col("message").first())
        .with_columns(pl.col("rule").replace(titles).alias("title"))
        .sort(pl.col("level").replace_strict(order, default=9), -pl.col("count"), "rule", "table")
        .with_columns(pl.col("level").str.to_titlecase())
    )
    return ReportTable(
        "findings",
        "What checking found, by rule",
        (
            Column("title", "Finding"),
            Column("rule", "Rule"),
            Column("level", "Level"),
            Column("table", "Table"),
            Column("count", "Rows", "count"),
            Column("message", "What it means and what to do"),
        ),
        frame,
        source,
        "An error makes a figure wrong until it is repaired; a warning may; a note does not. Rule "
        "numbers are DfE’s; those that begin with K are Kinward’s own.",
    )


def _repairs(checked: Checked, source: str) -> ReportTable:
    from kinward.returns.repair.run import JOINS, titles

    frame = (
        checked.repairs.group_by("rule", "table")
        .agg(pl.len().cast(pl.Int64).alias("count"))
        .with_columns(pl.col("rule").replace(titles()).str.strip_chars_end(".").alias("title"))
        .sort("rule", "table")
    )
    return ReportTable(
        "repairs",
        "What was repaired, by rule" if checked.repaired else "What a repair would change, by rule",
        (
            Column("title", "Repair"),
            Column("rule", "Rule"),
            Column("table", "Table"),
            Column("count", "Rows", "count"),
        ),
        frame,
        source,
        f"The files themselves are never changed. {', '.join(sorted(JOINS))} join the returns of "
        "several years and are no sign that anything was wrong.",
    )


def _files(checked: Checked, source: str) -> ReportTable:
    rows = [(file.path, file.table, file.year, file.rows) for file in checked.returns.files]
    schema = {"path": pl.String, "table": pl.String, "year": pl.Int32, "rows": pl.Int64}
    return ReportTable(
        "files",
        "The files that were read",
        (
            Column("path", "File"),
            Column("table", "Table"),
            Column("year", "Year to 31 March", "year"),
            Column("rows", "Rows", "count"),
        ),
        pl.DataFrame(rows, schema=schema, orient="row"),
        source,
    )


def _every_finding(checked: Checked, source: str) -> ReportTable:
    paths = pl.Series([file.path for file in checked.returns.files], dtype=pl.String)
    first = checked.findings.head(MOST_FINDINGS)
    frame = first.with_columns(
        paths.gather(first["file"]).alias("path"),
        pl.when(pl.col("row") > 0).then(pl.col("row").cast(pl.Int64)).alias("row"),
        pl.col("level").str.to_titlecase(),
    )
    more = checked.findings.height - first.height
    return ReportTable(
        "every_finding",
        "Every finding, with its file and row",
        (
            Column("path", "File"),
            Column("row", "Row", "count"),
            Column("column", "Column"),
            Column("rule", "Rule"),
            Column("level", "Level"),
            Column("message", "What it means and what to do"),
        ),
        frame,
        source,
        f"The first {MOST_FINDINGS:,}; {more:,} more are listed by kinward check." if more else "",
    )
