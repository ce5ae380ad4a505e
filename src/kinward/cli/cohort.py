"""`kinward cohort`: the children looked after at a date, and over the months before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from kinward.cli import beside, options, output
from kinward.words import counted, long_date

_BREAKDOWNS: Final = {
    "category": "Commissioning category",
    "age_band": "Age",
    "group": "Group",
    "legal_status": "Legal status",
    "need": "Need",
    "team": "Team",
}
_NO_START: Final = "R01"
"""The repair that leaves out an episode without a child or a start."""
_FLOW_COLUMNS: Final = ("opening", "entries", "exits", "closing")
_YEAR: Final = 12


@click.command(
    epilog=options.examples(
        "cohort my-returns/ --as-at 2025-03-31",
        "cohort my-returns/ --population population.csv --json",
    )
)
@options.returns
@options.as_at
@options.cohort_files
@options.as_json
def command(returns: tuple[Path, ...], as_at: date | None, as_json: bool, **files: Any) -> None:
    """Summarise the children in RETURNS (a folder, a zip or files of the SSDA903 return).

    The figures are of the repaired returns: `kinward check` shows what is wrong with them. They are
    children, rates per 10,000 aged 0 to 17, and days in care.
    """
    from kinward.cohort.as_json import document
    from kinward.pipeline import Inputs, baseline

    result = baseline(Inputs(returns=returns, as_at=as_at, **files), rules=False)
    notes = (*result.summary.notes, *beside.left_out(files))
    summary = replace(result.summary, notes=notes)
    if as_at is None:
        output.note(f"As at {long_date(summary.as_at)}, the end of the last return.")
    for text in _doubts(result.checked):
        output.note(text)
    if as_json:
        output.print_json(document(summary))
        return
    _print(summary)


def _doubts(checked: Any) -> Iterator[str]:
    """What a person must know before using the figures, of a check that was not asked for."""
    left_out = int((checked.repairs["rule"] == _NO_START).sum())
    if left_out:
        rows = counted(left_out, "row")
        yield (
            f"Warning: {rows} of episodes left out, for want of a child or of a start that is a "
            "date. The figures are too low: `kinward check` shows where."
        )
    grave = int(checked.findings["level"].is_in(["error", "warning"]).sum())
    if grave:
        findings = counted(grave, "finding")
        yield f"Warning: {findings} about the files themselves: `kinward check` shows them."


def _print(summary: Any) -> None:
    output.line(_headline(summary))
    for key, heading in _BREAKDOWNS.items():
        if key in summary.breakdowns:
            _print_breakdown(heading, summary.breakdowns[key])
    _print_flows(summary)
    _print_practice(summary)
    if len(summary.neighbours):
        _print_neighbours(summary)
    if len(summary.published):
        _print_published(summary)
    for text in summary.notes:
        output.note(text)


def _headline(summary: Any) -> str:
    children = counted(summary.looked_after, "child", "children")
    text = f"{children} looked after on {long_date(summary.as_at)}"
    if summary.rate_per_10000 is not None:
        text += f", {summary.rate_per_10000:.1f} per 10,000 ({summary.rate_base})"
    closing = summary.flows["closing"]
    if len(closing) > _YEAR and summary.flows["month"][-1] == summary.as_at:
        change = closing[-1] - closing[-1 - _YEAR]
        moved = f"{abs(change):,} {'more' if change > 0 else 'fewer'} than" if change else "as"
        text += f"; {moved} a year before"
    text += "."
    by_uasc = summary.breakdowns["uasc"]
    if uasc := dict(zip(by_uasc["key"], by_uasc["children"], strict=True))["uasc"]:
        text += f" Unaccompanied and seeking asylum: {uasc:,}."
    if summary.short_breaks:
        text += f" Short breaks, not counted: {summary.short_breaks:,}."
    return text


def _print_breakdown(heading: str, frame: Any) -> None:
    output.table(
        f"By {heading.lower()}",
        (heading, "Children", "%"),
        (
            (row["label"], row["children"], 100 * row["share"])
            for row in frame.to_dicts()
            if row["children"]
        ),
    )


def _print_flows(summary: Any) -> None:
    output.table(
        "Month by month",
        ("Month", "Opening", "Began", "Ceased", "Closing"),
        (
            (f"{row['month']:%b %Y}", *(row[key] for key in _FLOW_COLUMNS))
            for row in summary.flows.to_dicts()
        ),
        "Closing = opening + began - ceased.",
    )


def _print_practice(summary: Any) -> None:
    """Stability, reviews and length of stay: the latest that is known of each."""
    year_on = summary.durations.still_in_care_at_1_year
    output.table(
        "Stability, reviews and time in care",
        ("Measure", "Figure", "Unit"),
        (
            ("Three or more placements in the year", summary.three_or_more_placements_pct, "%"),
            ("Long-term: same placement for two years", summary.long_term_pct, "%"),
            *_last("Reviews on time in", summary.reviews, "year", "on_time_pct", "%"),
            *_last(
                "Median stay of those who left in",
                summary.durations.completed,
                "financial_year",
                "median",
                "days",
            ),
            ("Still in care a year after entry", None if year_on is None else 100 * year_on, "%"),
        ),
    )


def _last(what: str, frame: Any, year: str, figure: str, unit: str) -> Iterator[tuple[Any, ...]]:
    """A row of the last year of a frame; none where it has no year."""
    from kinward.dates import year_name

    for row in frame.tail(1).to_dicts():
        yield f"{what} {year_name(row[year])}", row[figure], unit


def _print_neighbours(summary: Any) -> None:
    output.table(
        "Beside statistical neighbours and the nation",
        ("Measure", "Year", "Own", "Neighbours", "Nation"),
        (
            (
                f"{row['label']} ({row['unit']})",
                str(row["year"]),
                row["own"],
                row["neighbours_mean"],
                row["nation"],
            )
            for row in summary.neighbours.to_dicts()
        ),
        "Own is counted here as DfE counts; the others are DfE's figures, from LAIT.",
    )


def _print_published(summary: Any) -> None:
    output.table(
        "Published totals",
        ("Month", "Began", "Ceased", "Published", "Expected", "Difference"),
        (
            (
                f"{row['month']:%b %Y}",
                row["began"],
                row["ceased"],
                row["looked_after"],
                row["expected"],
                row["difference"],
            )
            for row in summary.published.to_dicts()
        ),
        "Expected = the month before + began - ceased.",
    )
