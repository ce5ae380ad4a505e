"""The scorecard in a paper: the short list of the board, measures by theme, what moved, others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from kinward.cohort.model import Summary
from kinward.reports.charts import control as control_chart
from kinward.reports.disclosure.scorecard import protect_scorecard
from kinward.reports.section import Figure, Section, Spec, plain
from kinward.reports.table import ReportTable, mark_hidden
from kinward.reports.tables import scorecard as tables
from kinward.reports.tables import scorecard_more as more
from kinward.scorecard.control import FALSE_ALARMS
from kinward.scorecard.model import Control, Scorecard, ScoreLine
from kinward.scorecard.published import Difference
from kinward.words import counted, long_date

_MOST_CHARTS: Final = 8
"""Charts in one paper; the table names all that moved."""
ABOUT: Final = (
    "A line of points by month between an upper and a lower limit, with the centre between them; "
    "points that complete a signal are diamonds, and an upright line ends the baseline."
)
"""What a control chart shows, for those who cannot see it."""


@dataclass(frozen=True)
class Carded:
    """What a paper says of the scorecard.

    Attributes:
        tables: by key, for page and workbook.
        sentences: for the head of the paper.
        notes: what the figures rest on.
    """

    tables: Mapping[str, ReportTable]
    sections: tuple[Section, ...]
    sentences: tuple[str, ...]
    notes: tuple[str, ...]


def build(
    card: Scorecard,
    source: str,
    limit: int,
    *,
    shown: Summary | None = None,
    found: Sequence[Difference] = (),
) -> Carded:
    """The tables, sections and sentences of a scorecard.

    Args:
        source: in words.
        limit: measures with a count from 1 to this at any time are withheld; 0 hides nothing.
        shown: the protected baseline of the same paper, where there is one.
        found: where a published paper says otherwise than the rule.
    """
    given = protect_scorecard(card, limit, shown)
    gone = _gone(given, card)
    found = [each for each in found if each.measure not in gone]
    told = {each.key: each for each in _tables(given, source, found)}
    if limit > 0:
        whole = {each.key: each for each in _tables(card, source, found)}
        told = {
            key: mark_hidden(each, whole[key]) if _same(each, whole.get(key)) else each
            for key, each in told.items()
        }
    told = {key: each for key, each in told.items() if not each.empty}
    sections = (
        _board(given, told),
        *_themes(given, told),
        _moved(given, told),
        _beside(told),
        _teams(told),
        _otherwise(told),
    )
    return Carded(
        told,
        tuple(each for each in sections if each.figures),
        (headline(given),),
        (*given.notes, *_withheld(len(gone))),
    )


def headline(card: Scorecard) -> str:
    """How many of the board's measures are of each colour."""
    lines = card.board
    judged = [line for line in lines if line.rag.colour != "grey"]
    if not judged:
        return (
            f"On {long_date(card.as_at)} none of the board’s {counted(len(lines), 'measure')} has "
            "a target and a reading."
        )
    said = [
        f"{number} {colour}"
        for colour in ("red", "amber", "green")
        if (number := sum(line.rag.colour == colour for line in judged))
    ]
    return (
        f"Of the board’s {counted(len(lines), 'measure')}, {len(judged)} "
        f"{'has' if len(judged) == 1 else 'have'} a target: "
        f"{', '.join(said)} on {long_date(card.as_at)}."
    )


def _tables(card: Scorecard, source: str, found: Sequence[Difference]) -> Iterator[ReportTable]:
    yield from tables.made(card, source, found)
    for line in moved(card):
        made = more.chart_points(chart_key(line), line, source)
        if made is not None:
            yield made


def moved(card: Scorecard) -> list[ScoreLine]:
    """The lines whose last point completes a signal: the board's first."""
    news = [line for line in card.lines if line.control and line.control.now]
    return sorted(news, key=lambda line: line.card.tier != "board")[:_MOST_CHARTS]


def chart_key(line: ScoreLine) -> str:
    return f"scorecard_control_{line.card.measure.key}"


def _same(shown: ReportTable, whole: ReportTable | None) -> bool:
    """A table with the same rows before disclosure control."""
    return whole is not None and whole.frame.shape == shown.frame.shape


def _board(card: Scorecard, told: Mapping[str, ReportTable]) -> Section:
    reds = [line for line in card.board if line.rag.colour == "red"]
    said = tuple(f"{line.card.measure.label}: {line.rag.reason}." for line in reds)
    return Section(
        "scorecard", "Scorecard", headline(card), said,
        tuple(plain(told, tables.BOARD, folds=False)),
    )  # fmt: skip


def _themes(card: Scorecard, told: Mapping[str, ReportTable]) -> Iterator[Section]:
    for place, theme in enumerate(tables.themes(card)):
        own = [line for line in card.lines if line.card.theme == theme]
        red = sum(line.rag.colour == "red" for line in own)
        heading = f"{theme}: {counted(len(own), 'measure')}, {red} red"
        key = f"scorecard_theme_{place}"
        yield Section(f"scorecard-{place}", theme, heading, (), tuple(plain(told, key)))


def _moved(card: Scorecard, told: Mapping[str, ReportTable]) -> Section:
    news = [line for line in card.lines if line.control and line.control.now]
    heading = (
        f"{counted(len(news), 'measure')} moved more than chance would make "
        f"{'it' if len(news) == 1 else 'them'}"
    )
    charts = tuple(
        Figure(
            told[chart_key(line)],
            f"{line.card.measure.label}: {line.control.now[0].words}",
            draw(line.control, line),
            ABOUT,
        )
        for line in moved(card)
        if line.control and chart_key(line) in told
    )
    return Section(
        "scorecard-signals", "Noise and news", heading,
        tuple(_chance(card)),
        (*plain(told, more.SIGNALS, folds=False), *charts),
    )  # fmt: skip


def _chance(card: Scorecard) -> Iterator[str]:
    charted = sum(line.control is not None for line in card.lines)
    expected = round(FALSE_ALARMS * charted)
    yield (
        f"Of {counted(charted, 'measure')} with a chart, chance alone would mark about {expected} "
        "in any month; all others moved as they did before."
    )


def draw(chart: Control, line: ScoreLine) -> Spec:
    """The control chart of a line."""
    measure = line.card.measure
    complete = {each.on for each in chart.signals}
    points = pl.DataFrame(
        [(day, value, day in complete) for day, value in chart.points],
        schema={"day": pl.Date(), "value": pl.Float64(), "signal": pl.Boolean()},
        orient="row",
    )
    places = max(measure.decimals, 1)
    ends = (("low", "Lower limit", chart.low), ("centre", "Centre", chart.centre))
    named = (*ends, ("high", "Upper limit", chart.high))
    levels = pl.DataFrame(
        [(name, value, f"{label} {value:,.{places}f}") for name, label, value in named],
        schema={"name": pl.String(), "value": pl.Float64(), "words": pl.String()},
        orient="row",
    )
    unit = "points" if measure.unit == "%" else measure.unit
    title = measure.unit if chart.of == "values" else f"change since the period before, {unit}"
    return control_chart.draw(points, levels, title=title, baseline_to=chart.baseline[1])


def _beside(told: Mapping[str, ReportTable]) -> Section:
    return Section(
        "scorecard-compared", "Neighbours and England",
        "How the measures stand beside statistical neighbours and England", (),
        tuple(plain(told, more.COMPARED)),
    )  # fmt: skip


def _teams(told: Mapping[str, ReportTable]) -> Section:
    return Section(
        "scorecard-teams", "Teams", "The board’s measures team by team", (),
        tuple(plain(told, more.TEAMS)),
    )  # fmt: skip


def _otherwise(told: Mapping[str, ReportTable]) -> Section:
    return Section(
        "scorecard-differences", "The printed colours",
        "Where the paper prints another colour or direction than the rule gives", (),
        tuple(plain(told, more.DIFFERENCES, folds=False)),
    )  # fmt: skip


def _gone(shown: Scorecard, whole: Scorecard) -> frozenset[str]:
    """The measures that are withheld: their keys."""
    return frozenset(
        a.card.measure.key
        for a, b in zip(shown.lines, whole.lines, strict=True)
        if a.reading is None and b.reading is not None
    )


def _withheld(gone: int) -> Iterator[str]:
    if gone:
        yield (
            f"{counted(gone, 'measure')} of the scorecard {'is' if gone == 1 else 'are'} withheld, "
            "with all months: some month tells of few children, or would give such a one away."
        )
