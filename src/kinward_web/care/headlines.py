"""The single figures of a summary, and what in it needs attention: for the home page.

Of a summary from which small numbers were taken out, they tell only what is left in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from kinward.cohort.model import Summary
from kinward.dates import year_name
from kinward.reports.findings.practice import published
from kinward.reports.findings.stock import PURCHASED, movements, year_before
from kinward.reports.findings.words import children, compared, count, moved, percent
from kinward.reports.table import ReportTable

Tile = dict[str, str]


def facts(summary: Summary) -> dict[str, Any]:
    """Tiles (key, label, value, note) and sentences of what needs attention, as plain JSON."""
    return {"tiles": list(_tiles(summary)), "attention": list(_attention(summary))}


def errors(findings: Mapping[str, ReportTable]) -> list[str]:
    """Errors in the return, as a sentence; nothing where there are none or they are hidden."""
    if "findings" not in findings:
        return []
    rows = findings["findings"].frame.filter(pl.col("level") == "Error")["count"]
    if rows.null_count() or not rows.sum():
        return []
    return [f"{count(int(rows.sum()), 'error')} in the return"]


def _tiles(summary: Summary) -> Iterator[Tile]:
    year = year_before(summary)
    then = "" if year is None else compared(summary.looked_after, year.opening, year.when)
    yield _tile("looked_after", "Children looked after", f"{summary.looked_after:,}", then)
    yield from _purchased(summary)
    many = summary.three_or_more_placements_pct
    if many is not None:
        yield _tile(
            "stability",
            "Had three or more placements in the year",
            percent(many / 100),
            _a_year_before(summary.stability, "three_or_more_placements_pct"),
        )
    if summary.rate_per_10000 is not None:
        base = f"people {summary.rate_base}" if summary.rate_base else ""
        yield _tile("rate", "Looked after per 10,000", f"{summary.rate_per_10000:,.1f}", base)


def _purchased(summary: Summary) -> Iterator[Tile]:
    if not summary.looked_after or "category" not in summary.breakdowns:
        return
    now = dict(summary.breakdowns["category"].select("key", "children").rows())
    parts = [now.get(key, 0) for key in PURCHASED]
    if None in parts:
        return
    number = sum(int(part) for part in parts if part is not None)
    note = children(number)
    moves = [each for each in movements(summary) if each.key in PURCHASED]
    if number and len(moves) == len(PURCHASED):
        before = moved(number / summary.looked_after, sum(each.share_before for each in moves))
        note += f", {before} a year before"
    yield _tile(
        "purchased", "In independent fostering or an external home",
        percent(number / summary.looked_after), note,
    )  # fmt: skip


def _attention(summary: Summary) -> Iterator[str]:
    for year, of, on_time in summary.reviews.tail(1).select("year", "children", "on_time").rows():
        if on_time is not None and on_time < of:
            yield f"{of - on_time:,} of {children(of)} had a late review in {year_name(year)}"
    totals = summary.published
    if not totals.is_empty() and (totals["difference"].drop_nulls() != 0).any():
        yield from (said.rstrip(".") for said in published(summary))


def _a_year_before(frame: pl.DataFrame, name: str) -> str:
    figures = frame[name].tail(2).to_list()
    if len(figures) == 1 or None in figures:
        return ""
    before, now = figures
    return f"{moved(now / 100, before / 100)} the year before"


def _tile(key: str, label: str, value: str, note: str) -> Tile:
    return {"key": key, "label": label, "value": value, "note": note}
