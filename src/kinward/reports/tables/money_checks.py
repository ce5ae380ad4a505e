"""Tables of what to look at in the ledger: where it differs from the return, and its findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from kinward.ledger.findings import Finding
from kinward.ledger.match import Match
from kinward.ledger.match.kinds import KINDS
from kinward.reports.formulas import Sum
from kinward.reports.table import Column, ReportTable, long_date
from kinward.reports.tables.words import columns


def match(held: Match, source: str) -> Iterator[ReportTable]:
    """The differences of ledger and return by kind, and each of them."""
    names = ("number", "days", "pence", "pence_in_year", "unpriced")
    kinds = pl.DataFrame(
        [(KINDS[each.kind], *(getattr(each, name) for name in names)) for each in held.kinds],
        schema={"label": pl.String, **dict.fromkeys(names, pl.Int64)},
        orient="row",
    )
    height = kinds.height
    whole = kinds.select(pl.lit("All differences").alias("label"), pl.col(*names).sum())
    yield ReportTable(
        "money_match",
        "Where the ledger and the return differ",
        columns(
            ("label", "Difference", "text"),
            ("number", "How many", "count"),
            ("days", "Days", "count"),
            ("pence", "At stake, £", "pence"),
            ("pence_in_year", "Of it in this financial year, £", "pence"),
            ("unpriced", "Without a price", "count"),
        ),
        pl.concat([kinds, whole]) if height else kinds,
        source,
        f"Compared: {long_date(held.first)} to {long_date(held.last)}. Money at stake is what the "
        "days of the difference cost; some of it is paid too much, some not at all.",
        formulas=(Sum(height, tuple(range(height)), names),) if height else (),
    )
    yield _differences(held, source)


def _differences(held: Match, source: str) -> ReportTable:
    rows = [
        (
            KINDS[each.kind],
            each.level.capitalize(),
            each.file,
            each.row,
            each.days,
            each.pence,
            each.pence_in_year,
            each.message,
            each.remedy,
        )
        for each in held.differences
    ]
    shown = columns(
        ("kind", "Difference", "text"),
        ("level", "Level", "text"),
        ("file", "File", "text"),
        ("row", "Row", "count"),
        ("days", "Days", "count"),
        ("pence", "At stake, £", "pence"),
        ("in_year", "Of it in this financial year, £", "pence"),
        ("message", "What is the matter", "text"),
        ("remedy", "What to do", "text"),
    )
    return ReportTable(
        "money_every_difference",
        "Every difference of ledger and return",
        shown,
        pl.DataFrame(
            rows,
            schema={each.name: pl.String if each.format == "text" else pl.Int64 for each in shown},
            orient="row",
        ),
        source,
    )


def findings(found: Sequence[Finding], source: str) -> Iterator[ReportTable]:
    """What to look at in the files of the ledger: by rule, and each finding."""
    names = ["rule", "level", "file", "row", "column", "message", "remedy"]
    every = pl.DataFrame(
        [[getattr(each, name) for name in names] for each in found],
        schema={name: pl.Int64 if name == "row" else pl.String for name in names},
        orient="row",
    ).with_columns(pl.col("level").str.to_titlecase())
    words = columns(("message", "What is the matter", "text"), ("remedy", "What to do", "text"))
    head = columns(("rule", "Rule", "text"), ("level", "Level", "text"), ("file", "File", "text"))
    by_rule = every.group_by(["rule", "level", "file"], maintain_order=True).agg(
        pl.len().cast(pl.Int64).alias("rows"),
        pl.col("row").min().alias("first"),
        pl.col("message").first(),
        pl.col("remedy").first(),
    )
    yield ReportTable(
        "money_findings",
        "What to look at in the files of the ledger, by rule",
        (*head, Column("rows", "Rows", "count"), Column("first", "First row", "count"), *words),
        by_rule,
        source,
        "A row is as a spreadsheet counts them; 0 is the whole file. The workbook names every row.",
    )
    yield ReportTable(
        "money_every_finding",
        "Every row to look at in the files of the ledger",
        (*head, Column("row", "Row", "count"), Column("column", "Column"), *words),
        every,
        source,
    )
