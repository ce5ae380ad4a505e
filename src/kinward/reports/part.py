"""What is told of some of the children: as of all, but with those who joined and left.

For people who may see every figure: nothing is hidden here, and a choice can be of one child.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from kinward.cohort.selection import Part
from kinward.reports.charts.flows import draw
from kinward.reports.findings import practice, stock
from kinward.reports.findings.words import capital, children, compared, listed
from kinward.reports.section import Figure, Section
from kinward.reports.sections import sections
from kinward.reports.table import ReportTable, long_date
from kinward.reports.tables.words import columns
from kinward.reports.told import Telling, Told, baseline_tables, notes
from kinward.words import counted

_IN, _OUT = ("entries", "joined"), ("exits", "left")
_WAYS = ("began", "joined", "ceased", "left")
_NOTE = (
    "Joined and left are those who came to fit the choice, or ceased to, while in care: by a "
    "birthday, a move, a new status or another team. The start plus began and joined, less ceased "
    "and left, is the end."
)
_YEAR = 12


def of_part(part: Part, telling: Telling, who: str = "of those chosen") -> Told:
    """Some of the children.

    Args:
        telling: begun with the summary of the part, and a limit of 0.
        who: whose children they are, as a sentence says it.
    """
    summary = part.summary
    made = {**baseline_tables(telling), **_tables(part, telling.source)}
    told = [
        _flows(part, made, each) if each.key == "flows" else each
        for each in sections(summary, made, {})
    ]
    return Told(tuple(told), tuple(_sentences(part, who)), tuple(notes(telling)), made)


def _tables(part: Part, source: str) -> Mapping[str, ReportTable]:
    counts = columns(
        ("opening", "At the start", "count"),
        ("entries", "Began", "count"),
        ("joined", "Joined", "count"),
        ("exits", "Ceased", "count"),
        ("left", "Left", "count"),
        ("closing", "At the end", "count"),
    )
    again = pl.Series("re_entries", part.summary.flows["re_entries"])
    made = (
        ReportTable(
            "years",
            "Children at the start and end of each year, and those who came and went",
            (*columns(("year", "Year to 31 March", "year")), *counts),
            part.years,
            source,
            f"Years that have ended by the as-at date. {_NOTE}",
        ),
        ReportTable(
            "flows",
            "Children at the start and end of each month, and those who came and went",
            (
                *columns(("month", "Month", "month")),
                *counts,
                *columns(("re_entries", "Began again within 12 months", "count")),
            ),
            part.months.with_columns(again),
            source,
            _NOTE,
        ),
    )
    return {table.key: table for table in made if not table.empty}


def _flows(part: Part, made: Mapping[str, ReportTable], whole: Section) -> Section:
    """The section of all children, with the flows of the part in place of its first figure."""
    others = tuple(figure for figure in whole.figures if figure.table.key != "flows")
    figure = Figure(
        made["flows"],
        "Children who came (began or joined) and went (ceased or left) each month",
        _chart(part.months),
        "Bars upwards for those who came, downwards for those who went.",
    )
    last = part.months.tail(_YEAR)
    came, went = (sum(_total(last, name) for name in pair) for pair in (_IN, _OUT))
    when = "a year" if last.height == _YEAR else counted(last.height, "month")
    heading = f"As many children came as went in {when}: {came:,}"
    if came != went:
        ways = ("came", "went") if came > went else ("went", "came")
        heading = f"{abs(came - went):,} more {ways[0]} than {ways[1]} in {when}"
    said = f"{capital(_moves(last))} in {when}."
    return replace(
        whole, heading=heading, sentences=(said, *whole.sentences), figures=(figure, *others)
    )


def _chart(months: pl.DataFrame) -> dict[str, Any]:
    both = months.select(
        "month",
        entries=pl.col("entries") + pl.col("joined"),
        exits=pl.col("exits") + pl.col("left"),
    )
    return draw(both, ("Came", "Went"))


def _sentences(part: Part, who: str) -> Iterator[str]:
    summary = part.summary
    year = stock.year_before(summary)
    said = f"On {long_date(summary.as_at)}, {children(summary.looked_after)} {who} "
    said += "was looked after" if summary.looked_after == 1 else "were looked after"
    if year is not None and (summary.looked_after or year.opening):
        said += f", {compared(summary.looked_after, year.opening, year.when)}"
    moves = part.months.tail(_YEAR)
    if moves.height == _YEAR and moves["month"][-1] == summary.as_at:
        said += f": {_moves(moves)}"
    yield f"{said}."
    yield from stock.mix(summary)
    yield from stock.ages(summary)
    yield from stock.re_entries(summary)
    yield from practice.durations(summary)
    yield from practice.stability(summary)
    yield from practice.reviews(summary)


def _moves(months: pl.DataFrame) -> str:
    """'3 began, 1 joined, 4 ceased and none left'."""
    numbers = [_total(months, name) for name in (*_IN, *_OUT)]
    return listed(
        [f"{n:,} {way}" if n else f"none {way}" for n, way in zip(numbers, _WAYS, strict=True)]
    )


def _total(months: pl.DataFrame, name: str) -> int:
    return int(months[name].sum())
