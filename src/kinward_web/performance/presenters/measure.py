"""The page of a measure: what it is, and the sections below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

import polars as pl
from django.conf import settings

from kinward.measures import Measure
from kinward.reports.as_json import section_as_json
from kinward.reports.scorecard import draw
from kinward.reports.section import Figure, Section
from kinward.reports.table import Column, ReportTable
from kinward.reports.tables import scorecard_more as more
from kinward.scorecard.model import Reading, ScoreLine, TeamReading
from kinward.scorecard.words import said
from kinward_web.performance.presenters.typed import READINGS, Listed

BETTER: Final = {"high": "High is good", "low": "Low is good", "none": "Neither high nor low is"}
TO_DATE: Final = {
    "sum": "the sum of its periods",
    "ratio": "the sum of the parts over that of the wholes",
    "mean": "the mean of its periods",
    "last": "the last reading",
    "none": "none",
}
_ABOUT: Final = (
    "A line of points by period between an upper and a lower limit, with the centre between them; "
    "points that complete a signal are diamonds, and an upright line ends the baseline."
)
CHART: Final = "scorecard_control"
TEAMS: Final = "scorecard_by_team"
_PARTS: Final = (Column("part", "Part", "number"), Column("whole", "Whole", "number"))
_KINDS: Final[dict[str, Any]] = {
    "text": pl.String(), "date": pl.Date(), "number": pl.Float64(),
}  # fmt: skip


def sections(
    line: ScoreLine, teams: list[TeamReading], readings: Sequence[Listed]
) -> list[dict[str, Any]]:
    """Control chart, comparison, teams and readings, as the core's JSON."""
    source = f"Scorecard, {settings.AUTHORITY}"
    made = (_chart(line, source), _compared(line, source), _teams(line, teams, source),
            _readings(line.card.measure, readings, source))  # fmt: skip
    return [section_as_json(each) for each in made if each is not None]


def own_sections(measure: Measure, teams: list[TeamReading]) -> list[dict[str, Any]]:
    """The readings of a person's own areas."""
    table = _by_team(measure, teams, f"Scorecard, {settings.AUTHORITY}")
    section = Section(
        "teams", "Your areas", "In your areas", (), (Figure(table, table.title, folds=False),)
    )
    return [section_as_json(section)]


def _chart(line: ScoreLine, source: str) -> Section | None:
    table = more.chart_points(CHART, line, source)
    if line.control is None or table is None:
        if not line.no_control:
            return None
        words = f"There is none: {line.no_control}."
        return Section("control", "Control chart", "Control chart", (words,))
    now = [each.words for each in line.control.now]
    heading = now[0] if now else "It moves as it did before: no signal at the last point"
    figure = Figure(table, table.title, draw(line.control, line), _ABOUT)
    return Section("control", "Control chart", heading, tuple(_signals(line)), (figure,))


def _signals(line: ScoreLine) -> Iterator[str]:
    if line.control is None:
        return
    of = "the changes from one period to the next" if line.control.of == "changes" else "readings"
    yield (
        f"The chart is of {of}. A point beyond a limit, eight in a row on one side of the centre, "
        "or two of three beyond two thirds of the way to a limit are seldom chance."
    )
    last = line.control.points[-1][0]
    earlier = [each.words for each in line.control.signals if each.on != last]
    if earlier:
        yield f"Earlier: {'; '.join(earlier[-3:])}."


def _compared(line: ScoreLine, source: str) -> Section | None:
    beside = line.comparison
    if beside is None:
        return None
    table = more.compared([line], source)
    heading = "Neighbours and England"
    if beside.rank is not None:
        best = "lowest" if beside.best == "low" else "highest"
        heading = f"Place {beside.rank} of {beside.of} among neighbours, the {best} first"
    return Section("compared", "Neighbours and England", heading, (), (Figure(table, table.title),))


def _teams(line: ScoreLine, teams: list[TeamReading], source: str) -> Section | None:
    if not teams:
        return None
    table = _by_team(line.card.measure, teams, source)
    return Section("teams", "Teams", "By team", (), (Figure(table, table.title),))


def _by_team(measure: Measure, teams: list[TeamReading], source: str) -> ReportTable:
    columns = (Column("team", "Team"), Column("value", measure.label), *_PARTS)
    rows = [(each.label, *_values(each.reading, measure)) for each in teams]
    note = "A child counts for the team of the day. Targets are those of the whole authority."
    title = f"{measure.label} by team"
    return _table(TEAMS, title, columns, rows, source, note)


def _readings(measure: Measure, found: Sequence[Listed], source: str) -> Section | None:
    if not found:
        return None
    columns = (
        Column("on", "Period to", "date"), Column("value", measure.label), *_PARTS,
        Column("source", "Source"), Column("typed", "Who typed it, and when"),
        Column("note", "Note"),
    )  # fmt: skip
    rows = [
        (
            each.reading.period_end, *_values(each.reading, measure), each.reading.source or None,
            each.typed or None, each.note or None,
        )
        for each in found
    ]  # fmt: skip
    made = _table(READINGS, f"{measure.label}: readings", columns, rows, source)
    # Where nothing is said of a reading, no figure is missing.
    words = [each.name for each in made.columns if each.name in ("source", "typed", "note")]
    table = replace(made, frame=made.frame.with_columns(pl.col(words).fill_null("")))
    return Section("readings", "Readings", "Every reading", (), (Figure(table, table.title),))


def _values(reading: Reading, measure: Measure) -> tuple[str | None, float | None, float | None]:
    """The value with its unit, and the counts that it is of."""
    return (
        None if reading.value is None else said(reading.value, measure),
        None if reading.numerator is None else float(reading.numerator),
        None if reading.denominator is None else float(reading.denominator),
    )


def _written(column: Column, held: pl.Series) -> Column:
    """A column of numbers without a decimal point where every one of them is whole."""
    if column.format == "number" and (held.drop_nulls() % 1 == 0).all():
        return replace(column, format="count")
    return column


def _table(
    key: str, title: str, columns: tuple[Column, ...], rows: list[tuple[Any, ...]], source: str,
    note: str = "",
) -> ReportTable:  # fmt: skip
    """A table without the columns that nothing stands in."""
    schema = {each.name: _KINDS[each.format] for each in columns}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    kept = tuple(
        _written(each, frame[each.name])
        for each in columns
        if frame[each.name].null_count() < frame.height
    )
    return ReportTable(key, title, kept, frame.select(e.name for e in kept), source, note)
