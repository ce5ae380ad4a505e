"""What stands out in how long children stay, stability, reviews and the quality of the data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import polars as pl

from kinward.cohort.model import Summary
from kinward.dates import year_end, year_name
from kinward.reference.parameters import parameter
from kinward.reports.findings.words import capital, count, moved, percent
from kinward.reports.table import ReportTable
from kinward.returns.repair.run import JOINS


def durations(summary: Summary) -> Iterator[str]:
    """Chance of being in care at a year, and the median of the stays that ended."""
    first, later = (
        summary.durations.still_in_care_at_1_year,
        summary.durations.still_in_care_at_1_year_after_28_days,
    )
    days = int(parameter("days_to_lasting_stay").value)
    if first is not None and later is not None:
        yield (
            f"Of children who come into care, {percent(first, 0)} are there a year later; of those "
            f"still in care after {days} days, {percent(later, 0)}."
        )
    rows = summary.durations.completed.drop_nulls("median").tail(2).rows(named=True)
    if rows:
        now = rows[-1]
        so_far = _so_far(summary, now["financial_year"])
        said = f"Of the periods of care that ended in {_year(now)}{so_far}, half had lasted "
        said += f"{_stay(now['median'])} or less"
        follow = now["financial_year"] == rows[0]["financial_year"] + 1
        then = f"; the year before, {_stay(rows[0]['median'])}" if follow else ""
        yield f"{said}{then}."


def _so_far(summary: Summary, year: int) -> str:
    return "" if summary.as_at >= year_end(year) else " so far"


def _year(row: Mapping[str, Any]) -> str:
    year = row["financial_year"]
    return year_name(year) if isinstance(year, int) else str(year)


def _stay(days: float) -> str:
    return count(round(days), "day") if days < 60 else f"{days / 30.4375:.0f} months"


def durations_heading(summary: Summary) -> str:
    """The finding about time in care, in a few words."""
    later = summary.durations.still_in_care_at_1_year_after_28_days
    if later is None:
        return "How long children stay"
    days = int(parameter("days_to_lasting_stay").value)
    return f"{percent(later, 0)} of those still in care after {days} days are there at a year"


def stability(summary: Summary) -> Iterator[str]:
    """Both measures of stability, each against the year before."""
    many = int(parameter("many_placements").value)
    for name, words in (
        ("three_or_more_placements_pct", f"had {_number(many)} or more placements in the year"),
        (
            "long_term_pct",
            "of those under 16 and long in care had the same placement for two years",
        ),
    ):
        now = getattr(summary, name)
        if now is None:
            continue
        who = "of children looked after " if name.startswith("three") else ""
        yield f"{percent(now / 100)} {who}{words}{_before(summary, summary.stability, name)}."


def _number(value: int) -> str:
    return {2: "two", 3: "three", 4: "four", 5: "five"}.get(value, str(value))


def _before(summary: Summary, frame: pl.DataFrame, name: str) -> str:
    """', up from 9.1% a year before': the last two figures of a yearly measure, if they follow."""
    rows = frame.select("year", name).drop_nulls().rows()
    if len(rows) < 2:
        return ""
    (year, before), (this, now) = rows[-2:]
    if this != year + 1:
        return ""
    whole = (summary.as_at.month, summary.as_at.day) == (3, 31)
    when = "a year before" if whole else f"in {year_name(year)}"
    return f", {moved(now / 100, before / 100)} {when}"


def stability_heading(summary: Summary) -> str:
    """The finding about stability, in a few words."""
    if summary.three_or_more_placements_pct is None:
        return "Stability of placements"
    many = int(parameter("many_placements").value)
    share = percent(summary.three_or_more_placements_pct / 100)
    said = f"{share} had {_number(many)} or more placements in the year"
    if summary.long_term_pct is None:
        return said
    return f"{said}; {percent(summary.long_term_pct / 100)} of long stays are stable"


def reviews(summary: Summary) -> Iterator[str]:
    """The share of children with every review on time."""
    rows = summary.reviews.drop_nulls("on_time_pct").rows(named=True)
    if not rows:
        return
    now = rows[-1]
    said = f"All reviews were on time for {percent(now['on_time_pct'] / 100)} of children"
    before = _before(summary, summary.reviews, "on_time_pct")
    year = year_name(now["year"])
    yield f"{said} in {year}{_so_far(summary, now['year'])}{before}."


def reviews_heading(summary: Summary) -> str:
    """The finding about reviews, in a few words."""
    said = next(reviews(summary), "Reviews on time.")
    return said.split(", ")[0].rstrip(".")


def quality(tables: Mapping[str, ReportTable]) -> Iterator[str]:
    """Errors, warnings and repairs, in rows."""
    findings, repairs = tables.get("findings"), tables.get("repairs")
    if findings is None:
        yield "Checking found nothing wrong in the returns."
    else:
        counts = {level: _rows(findings, level) for level in ("Error", "Warning", "Note")}
        if all(number is not None for number in counts.values()):
            said = [count(counts[level] or 0, level.lower()) for level in counts]
            yield f"Checking the returns found {said[0]}, {said[1]} and {said[2]}."
    if repairs is not None and not repairs.frame["count"].null_count():
        joined = pl.col("rule").is_in(list(JOINS))
        rows = int(repairs.frame.filter(~joined)["count"].sum())
        if rows:
            was = "was" if rows == 1 else "were"
            yield f"{capital(count(rows, 'row'))} {was} repaired, each by a rule listed below."


def _rows(findings: ReportTable, level: str) -> int | None:
    chosen = findings.frame.filter(pl.col("level") == level)["count"]
    return None if chosen.null_count() else int(chosen.sum())


def quality_heading(tables: Mapping[str, ReportTable]) -> str:
    """The finding about data quality, in a few words."""
    return next(quality(tables), "What checking and repair found.").rstrip(".")


def published(summary: Summary) -> Iterator[str]:
    """Whether published totals add up."""
    frame = summary.published
    if frame.is_empty():
        return
    off = frame.filter(pl.col("difference") != 0).height
    if off == 0:
        yield "The published totals add up in every month."
    else:
        yield (
            f"In {count(off, 'month')} of {frame.height:,}, the published total is not the month "
            "before plus those who began less those who ceased."
        )
