"""`kinward cohort`: the children looked after at a date, and over the months before it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from kinward.cli import options, output


@click.command()
@options.returns
@options.as_at
@options.cohort_files
@options.as_json
def command(returns: tuple[Path, ...], as_at: date | None, as_json: bool, **files: Any) -> None:
    """Summarise the children in RETURNS (a folder, a zip or files of the SSDA903 return).

    The figures are of the repaired returns: `kinward check` shows what is wrong with them.
    """
    from kinward.cohort.as_json import document
    from kinward.pipeline import Inputs, baseline

    result = baseline(Inputs(returns=returns, as_at=as_at, **files), rules=False)
    if as_at is None:
        output.note(f"As at {result.summary.as_at:%d %B %Y}, the end of the last return.")
    if as_json:
        output.print_json(document(result.summary))
        return
    _print(result.summary)


def _print(summary: Any) -> None:
    day = f"{summary.as_at:%d %B %Y}"
    known = summary.rate_per_10000 is not None
    rate = f", {summary.rate_per_10000:.1f} per 10,000 ({summary.rate_base})" if known else ""
    click.echo(f"{summary.looked_after:,} children looked after on {day}{rate}.")
    for key in ("category", "age_band", "group", "legal_status", "need", "team"):
        if key in summary.breakdowns:
            frame = summary.breakdowns[key]
            output.table(
                f"By {key.replace('_', ' ')}",
                ("", "Children", "%"),
                (
                    (row["label"], row["children"], 100 * row["share"])
                    for row in frame.to_dicts()
                    if row["children"]
                ),
            )
    output.table(
        "Month by month",
        ("Month", "Opening", "Began", "Ceased", "Closing"),
        (
            (
                f"{row['month']:%b %Y}",
                row["opening"],
                row["entries"],
                row["exits"],
                row["closing"],
            )
            for row in summary.flows.to_dicts()
        ),
    )
    output.table(
        "Stability",
        ("Measure", "%"),
        (
            ("Three or more placements in the year", summary.three_or_more_placements_pct),
            ("Long-term: same placement for two years", summary.long_term_pct),
        ),
    )
    if len(summary.published):
        _print_published(summary)
    for text in summary.notes:
        output.note(text)


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
