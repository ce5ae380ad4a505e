"""The scorecard: the board's short list, or every measure by theme; what moved; teams."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from kinward.reports import scorecard as full
from kinward.reports.charts import bars
from kinward.reports.papers.board import card_tables
from kinward.reports.papers.board.figures import Figures
from kinward.reports.papers.board.shape import charted, joined, said, tables
from kinward.reports.papers.model import Block, Chart, PaperPart
from kinward.reports.tables import scorecard_more as more
from kinward.reports.tables.scorecard import themes
from kinward.words import counted, long_date


def scorecard(figures: Figures) -> Iterator[PaperPart]:
    """The board's short list, and what moved more than chance would make it."""
    card = figures.card
    if card is None:
        return
    reds = [
        f"{line.card.measure.label}: {line.rag.reason}."
        for line in card.board
        if line.rag.colour == "red"
    ]
    yield PaperPart(
        "scorecard", "Scorecard", 1,
        joined(
            said("scorecard", full.headline(card), *reds, _day(figures)),
            tables(figures, card_tables.SHORT),
        ),
    )  # fmt: skip
    yield from moved(figures)


def _day(figures: Figures) -> str:
    """Of which day the programme's own measures are, where the programme is told at another."""
    if figures.programme is None or figures.programme_on == figures.as_at:
        return ""
    return (
        f"The scorecard is of {long_date(figures.as_at)}, and so are its measures of the programme."
    )


def moved(figures: Figures) -> Iterator[PaperPart]:
    """What is news and no noise."""
    if figures.card is None:
        return
    news = [line for line in figures.card.lines if line.control and line.control.now]
    if news:
        own = [full.chart_key(line) for line in full.moved(figures.card)]
        told = f"{counted(len(news), 'measure')} moved more than chance would make them move."
        yield PaperPart(
            "scorecard-news", "What moved", 2,
            joined(said("scorecard-news", told), tables(figures, more.SIGNALS),
                   charted(figures, *own, table=False)),
        )  # fmt: skip


def detail(figures: Figures) -> Iterator[PaperPart]:
    """Every measure by theme, then what moved."""
    card = figures.card
    if card is None:
        return
    first = said("scorecard", full.headline(card), _day(figures))
    yield PaperPart("scorecard", "Every measure", 1, joined(first))
    for place, theme in enumerate(themes(card)):
        own = joined(tables(figures, f"scorecard_theme_{place}"))
        if own:
            yield PaperPart(f"scorecard-{place}", theme, 2, own)
    yield from moved(figures)
    told = {full.chart_key(line) for line in full.moved(card)}
    keys = [full.chart_key(line) for line in card_tables.charted(card)]
    others = joined(charted(figures, *(key for key in keys if key not in told), table=False))
    if others:
        yield PaperPart("scorecard-charts", "The board’s other measures by month", 2, others)


def teams(figures: Figures) -> Iterator[PaperPart]:
    """Children and the board's measures team by team, where figures may be told by team."""
    blocks = joined(_children(figures), tables(figures, more.TEAMS))
    if blocks:
        yield PaperPart("teams", "By team", 1, blocks, exempt=2)


def _children(figures: Figures) -> Iterator[Block]:
    frame = figures.summary.breakdowns.get("team")
    if frame is None or "by_team" not in figures.tables:
        return
    rows = frame.select(
        "label", pl.col("children").cast(pl.String).alias("words"),
        pl.col("children").alias("count"), pl.lit("Warning").alias("level"),
    )  # fmt: skip
    spec = bars.draw(rows, title="Children looked after")
    caption = f"Children looked after on {long_date(figures.as_at)}, by team"
    yield Chart("by_team", spec, caption, "A bar for each team. The table below holds the figures.")
    yield from tables(figures, "by_team")
