"""What stands out in how many children are looked after, who they are and where they live."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from kinward.cohort.model import Summary
from kinward.dates import return_year, year_end
from kinward.reference.parameters import parameter
from kinward.reports.findings.words import (
    capital,
    children,
    compared,
    count,
    listed,
    moved,
    percent,
    points,
)
from kinward.reports.table import long_date
from kinward.reports.tables.words import age_words

PURCHASED = ("independent_fostering", "external_residential")
"""Categories that are bought from independent providers."""


@dataclass(frozen=True)
class Year:
    """The year up to the as-at date, for comparison.

    Attributes:
        opening: looked after when it began.
        entries, exits: periods of care that began and ceased in it; None where hidden.
        when: how a sentence names its beginning.
    """

    opening: int
    entries: int | None
    exits: int | None
    when: str


def year_before(summary: Summary) -> Year | None:
    """The twelve months to the as-at date, or else the time since the last 31 March.

    None where the data does not hold either. A day within a month has no months of its own, and
    so no counts of those who began and ceased.
    """
    as_at = summary.as_at
    if (as_at.month, as_at.day) == (3, 31):
        rows = summary.years.filter(pl.col("year") == as_at.year).rows(named=True)
        if rows:
            return Year(rows[0]["opening"], rows[0]["entries"], rows[0]["exits"], "a year before")
    months = summary.flows.tail(12)
    if months.height == 12 and months["month"][-1] == as_at:
        known = not months["entries"].null_count() and not months["exits"].null_count()
        entries, exits = (int(months[n].sum()) if known else None for n in ("entries", "exits"))
        return Year(months["opening"][0], entries, exits, "a year before")
    ended = summary.years.filter(pl.col("year") < return_year(as_at)).tail(1)
    if ended.is_empty():
        return None
    return Year(ended["closing"][0], None, None, f"on {long_date(year_end(ended['year'][0]))}")


def looked_after(summary: Summary) -> Iterator[str]:
    """How many, against a year before; the rate; short breaks."""
    said = (
        f"On {long_date(summary.as_at)} the authority looked after {children(summary.looked_after)}"
    )
    year = year_before(summary)
    if year is None or not (summary.looked_after or year.opening):
        yield f"{said}."
    else:
        flows = ""
        if year.entries is not None and year.exits is not None:
            flows = f": {_none(year.entries)} began and {_none(year.exits)} ceased"
        yield f"{said}, {compared(summary.looked_after, year.opening, year.when)}{flows}."
    if summary.rate_per_10000 is not None:
        base = f" {summary.rate_base}" if summary.rate_base else ""
        yield f"That is {summary.rate_per_10000:,.1f} for every 10,000 people{base}."
    if summary.short_breaks:
        yield f"Another {children(summary.short_breaks)} had short breaks only and are not counted."


def _none(number: int) -> str:
    return f"{number:,}" if number else "none"


def heading(summary: Summary) -> str:
    """The finding about the stock, in a few words."""
    if not summary.looked_after:
        return f"No child was looked after on {long_date(summary.as_at)}"
    said = f"{children(summary.looked_after)} looked after"
    year = year_before(summary)
    return f"{said}, {compared(summary.looked_after, year.opening, year.when)}" if year else said


def re_entries(summary: Summary) -> Iterator[str]:
    """Of those who began in the last twelve months, how many had left within the year before."""
    last = summary.flows.tail(12)
    if last.height < 12 or last["re_entries"].null_count() or last["entries"].null_count():
        return
    again, all_entries = int(last["re_entries"].sum()), int(last["entries"].sum())
    if not all_entries:
        return
    months = int(parameter("re_entry_months").value)
    if again == 0:
        yield (
            "Nobody who began in the last twelve months had left care in the "
            f"{months} months before."
        )
        return
    yield (
        f"Of the {count(all_entries, 'period')} of care that began in the last twelve months, "
        f"{again:,} ({percent(again / all_entries)}) began within {months} months of leaving care."
    )


def flows_heading(summary: Summary) -> str:
    """The finding about those who began and ceased, in a few words."""
    last = summary.flows.tail(12)
    if last.is_empty() or last["entries"].null_count() or last["exits"].null_count():
        return "Children who began and ceased to be looked after"
    began, ceased = int(last["entries"].sum()), int(last["exits"].sum())
    months = "a year" if last.height == 12 else count(last.height, "month")
    if began == ceased:
        return f"As many children began as ceased in {months}: {began:,}"
    more, less = ("began", "ceased") if began > ceased else ("ceased", "began")
    return f"{abs(began - ceased):,} more {more} than {less} in {months}"


def ages(summary: Summary) -> Iterator[str]:
    """The largest age group, and unaccompanied children."""
    frame = summary.breakdowns.get("age_band")
    top = largest(frame, "children", summary.looked_after) if frame is not None else None
    if top:
        yield (
            f"The largest age group is {age_words(top['key']).lower()}: "
            f"{children(top['children'])}, "
            f"{percent(top['children'] / summary.looked_after)} of all."
        )
    frame = summary.breakdowns.get("uasc")
    if frame is None:
        return
    rows = frame.filter(pl.col("key") == "uasc").rows(named=True)
    number = rows[0]["children"] if rows else None
    if number:
        yield (
            f"{number:,} {'is an' if number == 1 else 'are'} unaccompanied asylum-seeking "
            f"{'child' if number == 1 else 'children'} ({percent(number / summary.looked_after)})."
        )


def largest(frame: pl.DataFrame, column: str, total: int | None) -> dict[str, Any] | None:
    """The row with the largest count; None where it is nought, or a hidden count may be larger.

    Args:
        total: what the counts sum to, hidden ones too; None where that is not known.
    """
    known = frame.drop_nulls(column).sort(column, descending=True, maintain_order=True)
    if known.is_empty() or not known[column][0]:
        return None
    if known.height < frame.height:
        hidden = None if total is None else total - sum(known[column].to_list())
        if hidden is None or hidden >= known[column][0]:
            return None
    return known.row(0, named=True)


@dataclass(frozen=True)
class Movement:
    """A category's share of looked after children now and a year before."""

    key: str
    label: str
    now: int
    before: int
    share: float
    share_before: float

    @property
    def change(self) -> float:
        """In fractions of all looked after children."""
        return self.share - self.share_before


def movements(summary: Summary) -> list[Movement]:
    """Every category whose counts are known at the last month end and twelve months before."""
    months = summary.flows.select("month", "closing")
    if months.height < 13:
        return []
    (last, total), (first, total_before) = months.row(-1), months.row(-13)
    if not total or not total_before:
        return []
    rows = summary.stock_by_category.filter(pl.col("month").is_in([first, last]))
    found: dict[str, dict[date, int | None]] = {}
    labels: dict[str, str] = {}
    for month, key, label, number in rows.select("month", "key", "label", "children").rows():
        found.setdefault(key, {})[month] = number
        labels[key] = label
    known = [(key, each.get(last, 0), each.get(first, 0)) for key, each in found.items()]
    return [
        Movement(key, labels[key], now, before, now / total, before / total_before)
        for key, now, before in known
        if now is not None and before is not None
    ]


def mix(summary: Summary) -> Iterator[str]:
    """The largest movement in the mix, and the share bought from independent providers."""
    moves = movements(summary)
    among = ", of the categories that can be shown"
    threshold = parameter("notable_mix_points").value / 100
    if moves:
        top = max(moves, key=lambda move: abs(move.change))
        if abs(top.change) < threshold:
            yield (
                "The mix of placements is steady: no category’s share moved by "
                f"as much as {points(threshold)} in a year."
            )
        else:
            shown = summary.stock_by_category["children"].null_count() == 0
            yield (
                f"The largest movement in the mix of placements in a year{'' if shown else among}: "
                f"{top.label.lower()} "
                f"{'rose' if top.change > 0 else 'fell'} from {percent(top.share_before)} to "
                f"{percent(top.share)} of children ({top.before:,} to {top.now:,})."
            )
    yield from _purchased(summary, {move.key: move for move in moves})


def _purchased(summary: Summary, moves: dict[str, Movement]) -> Iterator[str]:
    frame = summary.breakdowns.get("category")
    if frame is None or not summary.looked_after:
        return
    now = dict(frame.select("key", "children").rows())
    parts = [now.get(key, 0) for key in PURCHASED]
    if any(part is None for part in parts):
        return
    total = sum(int(part) for part in parts if part is not None)
    if not total:
        yield "No child is in independent fostering or an external residential home."
        return
    share = total / summary.looked_after
    known = [moves[key] for key in PURCHASED if key in moves]
    before = sum(move.share_before for move in known)
    then = f", {moved(share, before)} a year before" if len(known) == len(PURCHASED) else ""
    yield (
        f"{total:,} {'child lives' if total == 1 else 'children live'} in placements bought from "
        f"independent fostering agencies and external homes: {percent(share)}{then}."
    )


def mix_heading(summary: Summary) -> str:
    """The finding about the mix, in a few words."""
    frame = summary.breakdowns.get("category")
    if frame is None or not summary.looked_after or not frame["children"].drop_nulls().len():
        return "Where children live"
    rows = frame.drop_nulls("children").sort("children", descending=True).head(2)
    labels = [label.lower() for label, n in rows.select("label", "children").rows() if n]
    if not labels:
        return "Where children live"
    share = sum(rows.head(len(labels))["children"].to_list()) / summary.looked_after
    return f"{capital(listed(labels))}: {percent(share, 0)} of children"
