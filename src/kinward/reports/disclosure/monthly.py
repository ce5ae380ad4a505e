"""Disclosure control of papers that come out again and again, month after month.

What one paper hides must not be told by the next. So a paper for the public tells of a month only
what any later paper would hide or show alike:

- Those who began and ceased are told by year, never by month or for the year so far: the months
  that are shown would tell the one that is hidden once the year's total is there.
- Age by placement category is left out: the cells that hide the small ones are chosen anew for each
  day, so that the totals by category of one paper would tell those of another.
- Our own unaccompanied children are not set beside the neighbours': a paper of that 31 March may
  have shown the group beyond control, and hidden them.
- Of a measure of children the scorecard shows the figure of the day, and beside it what the paper
  before showed. Totals of looked after children are published, and shown with all their months.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

import polars as pl

from kinward.cohort.model import Summary
from kinward.measures.scored import THEMES, TOTALS
from kinward.reports.disclosure.protect import protect
from kinward.reports.disclosure.scorecard import protect_scorecard
from kinward.scorecard.direction import direction
from kinward.scorecard.model import Reading, Scorecard, ScoreLine, ToDate, YearEnd

Before = Mapping[str, tuple[date, Decimal]]
"""By measure: the day and the figure that the paper before showed."""

BY_YEAR: Final = "told by year: its months would tell one another"
_OF_CHILDREN: Final = frozenset(
    each.key
    for theme in ("Children looked after", "Beginning and ceasing", "Where they live", "Practice")
    for each in THEMES[theme]
    if each.key not in TOTALS
)
_FLOWS: Final = frozenset(
    each.key for each in THEMES["Beginning and ceasing"] if each.frequency != "yearly"
)
_TOLD_BY_MONTH: Final = ("entries", "exits", "difference", "re_entries")


def protect_each_month(summary: Summary, limit: int) -> Summary:
    """The summary as papers for the public may tell it month after month.

    Args:
        limit: the largest count that is small, 1 or more.
    """
    kept = replace(
        summary,
        flows=summary.flows.clear(),
        age_by_category=summary.age_by_category.clear(),
        published=summary.published.clear(),
    )
    nothing = pl.lit(None, dtype=pl.Int64)
    flows = summary.flows.with_columns(
        nothing.alias(name) for name in _TOLD_BY_MONTH if name in summary.flows.columns
    )
    told = protect(kept, limit)
    return replace(
        told,
        flows=flows,
        neighbours=_without_uasc(told.neighbours, "own"),
        neighbour_trend=_without_uasc(told.neighbour_trend, "value"),
    )


def _without_uasc(frame: pl.DataFrame, value: str) -> pl.DataFrame:
    """The comparison without our own unaccompanied children."""
    if frame.is_empty():
        return frame
    ours = pl.col("key").str.starts_with("uasc")
    if "area" in frame.columns:
        ours &= pl.col("area") == "own"
    return frame.with_columns(pl.when(~ours).then(pl.col(value)).alias(value))


def protect_each_card(
    card: Scorecard, limit: int, shown: Summary | Collection[str], before: Before
) -> Scorecard:
    """The scorecard as papers for the public may tell it month after month.

    Args:
        shown: see `protect_scorecard`.
        before: what the paper before showed; empty for none.
    """
    given = protect_scorecard(card, limit, shown)
    return replace(given, lines=tuple(_once(line, before) for line in given.lines))


def _once(line: ScoreLine, before: Before) -> ScoreLine:
    """The line with the figure of its day alone, where it is a measure of children."""
    key = line.card.measure.key
    if key not in _OF_CHILDREN or line.reading is None:
        return line
    flow = key in _FLOWS
    reading = None if flow else line.reading
    previous = None if reading is None else _before(key, reading, before)
    return replace(
        line,
        card=replace(line.card, readings=() if reading is None else (reading,)),
        reading=reading,
        previous=previous,
        rag=replace(line.rag, colour="grey", reason=BY_YEAR) if flow else line.rag,
        direction=direction(line.card, _value(reading), _value(previous)),
        to_date=ToDate(None, BY_YEAR),
        year_end=YearEnd(None, BY_YEAR),
        control=None,
        no_control=BY_YEAR,
        comparison=None if flow else line.comparison,
        late=False if flow else line.late,
    )  # fmt: skip


def _value(reading: Reading | None) -> Decimal | None:
    return None if reading is None else reading.value


def _before(key: str, reading: Reading, before: Before) -> Reading | None:
    told = before.get(key)
    if told is None or told[0] >= reading.period_end:
        return None
    return Reading(key, told[0], told[1], source="the paper before")
