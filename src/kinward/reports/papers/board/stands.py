"""Where the authority stands: how many children, who they are, where they live."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from kinward.cohort.model import Summary
from kinward.dates import year_name
from kinward.reports.findings import compared, practice, stock
from kinward.reports.findings.words import count
from kinward.reports.papers.board.figures import Figures
from kinward.reports.papers.board.shape import charted, joined, said, tables
from kinward.reports.papers.model import Block, PaperPart


def stands(figures: Figures) -> Iterator[PaperPart]:
    """The children on the day, the years before, and the neighbours."""
    summary = figures.summary
    yield PaperPart(
        "stands", "Where we stand", 1,
        joined(
            said("stands-stock", *stock.looked_after(summary)),
            charted(figures, "years"),
            said("stands-year", *last_year(summary)),
        ),
    )  # fmt: skip
    yield PaperPart(
        "stands-mix", "Where children live", 2,
        joined(said("stands-mix", *stock.mix(summary)), mixed(figures)),
    )  # fmt: skip
    ages = joined(said("stands-ages", *stock.ages(summary)), tables(figures, "by_age_band"))
    if ages:
        yield PaperPart("stands-ages", "How old they are", 2, ages)
    homes = joined(
        said("stands-stability", *practice.stability(summary)),
        charted(figures, "stability", finding=practice.stability_heading(summary)),
    )
    if homes:
        yield PaperPart("stands-stability", "How stable homes are", 2, homes)
    beside = joined(
        said("stands-neighbours", *compared.neighbours(summary)), tables(figures, "neighbours")
    )
    if beside:
        yield PaperPart("stands-neighbours", "Beside the neighbours", 2, beside)


def mixed(figures: Figures) -> Iterator[Block]:
    """The chart of where children live, with its table."""
    finding = stock.mix_heading(figures.summary)
    drawn = figures.charts.get("by_category")
    if drawn is not None and "upright line" in drawn.title:
        finding += " (the upright line is a year before)"
    yield from charted(figures, "by_category", finding=finding)


def last_year(summary: Summary) -> Iterator[str]:
    """Those who began and ceased in the last year that has ended."""
    ended = summary.years.filter(pl.col("entries").is_not_null()).tail(1)
    for row in ended.iter_rows(named=True):
        if row["exits"] is not None:
            yield (
                f"In {year_name(row['year'])}, {count(row['entries'], 'period')} of care began "
                f"and {row['exits']:,} ceased."
            )
