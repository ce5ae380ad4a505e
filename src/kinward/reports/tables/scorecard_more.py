"""Tables beside the lines of the scorecard: control charts, comparison, teams and readings."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

import polars as pl

from kinward.reports.table import Column, ReportTable
from kinward.scorecard.model import Scorecard, ScoreLine
from kinward.scorecard.published import Difference
from kinward.scorecard.words import said
from kinward.words import long_date

SIGNALS: Final = "scorecard_signals"
COMPARED: Final = "scorecard_compared"
TEAMS: Final = "scorecard_teams"
READINGS: Final = "scorecard_readings"
DIFFERENCES: Final = "scorecard_differences"


def words(line: ScoreLine, value: Decimal | None) -> str | None:
    """A value with its unit; None where there is none."""
    return None if value is None else said(value, line.card.measure)


def signals(shown: Sequence[ScoreLine], source: str) -> ReportTable:
    """What the last point of each chart completes."""
    rows = [
        (
            line.card.measure.label,
            "changes" if line.control.of == "changes" else "values",
            each.words,
            line.control.points[-1][1],
            line.control.low,
            line.control.centre,
            line.control.high,
            line.control.baseline[1],
        )
        for line in shown
        if line.control
        for each in line.control.now
    ]
    columns = (
        Column("measure", "Measure"),
        Column("of", "Chart of"),
        Column("signal", "Signal"),
        Column("last", "Last point", "places"),
        Column("low", "Lower limit", "places"),
        Column("centre", "Centre", "places"),
        Column("high", "Upper limit", "places"),
        Column("baseline", "Baseline to", "date"),
    )
    return ReportTable(
        SIGNALS,
        "Measures that moved more than chance would make them",
        columns,
        _frame(columns, rows),
        source,
        "XmR charts: a point beyond a limit, eight in a row on one side of the centre, or two of "
        "three beyond two thirds of the way to a limit. A stock is charted by its changes.",
    )


def chart_points(key: str, line: ScoreLine, source: str) -> ReportTable | None:
    """The points of a control chart; None where the line has none."""
    if line.control is None:
        return None
    complete = {each.on: each.words for each in line.control.signals}
    columns = (
        Column("on", "Period to", "date"),
        Column("point", "Change" if line.control.of == "changes" else "Value", "places"),
        Column("signal", "Signal"),
    )
    rows = [(day, value, complete.get(day)) for day, value in line.control.points]
    title = f"{line.card.measure.label}: control chart"
    note = (
        f"Limits from the points up to {long_date(line.control.baseline[1])}: "
        f"{line.control.low:,.2f} to {line.control.high:,.2f}, centre {line.control.centre:,.2f}."
    )
    return ReportTable(key, title, columns, _frame(columns, rows), source, note)


def compared(shown: Sequence[ScoreLine], source: str) -> ReportTable:
    """Beside the statistical neighbours and England."""
    columns = (
        Column("measure", "Measure"),
        Column("year", "Year", "year"),
        Column("own", "This authority", "number"),
        Column("neighbours", "Neighbours, mean", "number"),
        Column("england", "England", "number"),
        Column("rank", "Place among neighbours", "count"),
        Column("of", "Of", "count"),
        Column("quartile", "Quartile among neighbours", "count"),
        Column("england_quartile", "Quartile in England", "count"),
        Column("best", "Place 1 is"),
    )
    rows = [
        (
            line.card.measure.label,
            beside.year,
            _float(beside.own),
            _float(beside.neighbours),
            _float(beside.england),
            beside.rank,
            beside.of,
            beside.quartile,
            beside.england_quartile,
            "the lowest" if beside.best == "low" else "the highest",
        )
        for line in shown
        if (beside := line.comparison) is not None
    ]
    return ReportTable(
        COMPARED,
        "Measures beside statistical neighbours and England",
        columns,
        _frame(columns, rows),
        f"{source}; DfE: LAIT",
        "Our own figures are counted as DfE counts, for the same year, and rounded as DfE rounds. "
        "Equals share a place. Only rates and shares are compared.",
    )


def teams(card: Scorecard, source: str) -> ReportTable:
    """The board's measures by team."""
    shown = [line for line in card.board if _of_team(card, line)]
    names = list(dict.fromkeys((each.team, each.label) for each in card.teams))
    values = {(e.team, e.reading.measure): e.reading.value for e in card.teams}
    columns = (
        Column("team", "Team"),
        *(Column(line.card.measure.key, line.card.measure.label) for line in shown),
    )
    rows = [
        (label, *(words(line, values.get((team, line.card.measure.key))) for line in shown))
        for team, label in names
    ]
    return ReportTable(
        TEAMS, "The board’s measures by team", columns, _frame(columns, rows if shown else []),
        source, "A child counts for the team of the day.",
    )  # fmt: skip


def _of_team(card: Scorecard, line: ScoreLine) -> bool:
    return any(each.reading.measure == line.card.measure.key for each in card.teams)


def readings(shown: Sequence[ScoreLine], source: str) -> ReportTable:
    """Every reading as a number: for the workbook."""
    columns = (
        Column("measure", "Measure"),
        Column("unit", "Unit"),
        Column("on", "Period to", "date"),
        Column("value", "Value", "places"),
        Column("numerator", "Part", "number"),
        Column("denominator", "Whole", "number"),
        Column("source", "Source"),
        Column("typed_by", "Typed by"),
        Column("typed_on", "Typed on", "date"),
        Column("note", "Note"),
    )
    rows = [
        (
            line.card.measure.label,
            line.card.measure.unit,
            each.period_end,
            _float(each.value),
            _float(each.numerator),
            _float(each.denominator),
            each.source or None,
            each.typed_by or None,
            each.typed_on,
            each.note or None,
        )
        for line in shown
        for each in line.card.readings
    ]
    return ReportTable(
        READINGS, "Every reading of the scorecard", columns, _frame(columns, rows), source
    )


def differences(found: Sequence[Difference], source: str) -> ReportTable:
    """Where a published paper says otherwise than the rule."""
    columns = tuple(
        Column(name, label)
        for name, label in (
            ("measure", "Measure"), ("what", "What"), ("printed", "Printed"),
            ("by_rule", "By rule"), ("reason", "Because"),
        )
    )  # fmt: skip
    rows = [(each.label, each.what, each.printed, each.by_rule, each.reason) for each in found]
    return ReportTable(
        DIFFERENCES, "Where the paper says otherwise than the rule", columns,
        _frame(columns, rows), source,
    )  # fmt: skip


_KINDS: Final = {
    "text": pl.String(),
    "date": pl.Date(),
    "places": pl.Float64(),
    "number": pl.Float64(),
    "count": pl.Int64(),
    "year": pl.Int32(),
}


def _frame(columns: Sequence[Column], rows: Sequence[tuple[object, ...]]) -> pl.DataFrame:
    schema = {each.name: _KINDS[each.format] for each in columns}
    return pl.DataFrame(list(rows), schema=schema, orient="row")


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
