"""The figures that papers are made of: whole, or for the public. A paper knows which by their type.

Nothing but `for_public` makes figures for the public, and it takes all of them through disclosure
control; a paper made from whole figures is for those who may see all, whatever its caller says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from kinward.cohort.model import Summary
from kinward.errors import ArgumentError
from kinward.forecast.model import Forecast
from kinward.programme.model import Programme
from kinward.reference.parameters import parameter
from kinward.reports import told
from kinward.reports.disclosure import protect_forecast, protect_position
from kinward.reports.disclosure.monthly import Before, protect_each_card, protect_each_month
from kinward.reports.papers.board import card_tables, typed_words
from kinward.reports.position import Position
from kinward.reports.section import Figure, Section
from kinward.reports.table import ReportTable
from kinward.reports.told import Told
from kinward.returns.model import Checked
from kinward.scenarios.results import Results
from kinward.scorecard.latest import latest_values
from kinward.scorecard.model import Scorecard

_FOR_ALL: Final = frozenset({
    "years", "rates", "neighbours", "neighbour_trend", "entries_by_age", "exits_by_cause",
    "by_category", "by_age_band", "by_sex", "by_ethnic_group", "by_legal_status", "by_need",
    "stock_by_category", "stock_by_age_band", "stability", "reviews",
})  # fmt: skip
"""Tables of the children that papers for the public may have: see `disclosure.monthly`."""


@dataclass(frozen=True)
class Given:
    """What is known of one authority on one day, whole. All from `forecast` on may be left out.

    Attributes:
        made_up: whether the data is made up.
        tried: what came of a plan.
        programme_on: the day on which the programme is told; None for that of the figures.
        card: the scorecard.
        others: programmes that its actions wait for.
    """

    summary: Summary
    checked: Checked
    authority: str
    made_up: bool = False
    forecast: Forecast | None = None
    position: Position | None = None
    tried: Results | None = None
    programme: Programme | None = None
    card: Scorecard | None = None
    programme_on: date | None = None
    others: tuple[Programme, ...] = ()

    @property
    def programme_day(self) -> date:
        """The day on which the programme is told."""
        return self.programme_on or self.summary.as_at


@dataclass(frozen=True)
class Figures:
    """What the parts of a paper are made of: figures that may be told, and their tables.

    Attributes:
        source: of the returns, in words.
        limit: counts from 1 to this are hidden; 0 hides nothing.
        tables: by key.
        charts: the figures with a chart, by the key of their table.
        programme_on: the day on which the programme is told.
        others: programmes that its actions wait for: of them nothing is told but which are red.
        notes: what the figures rest on.
        money_withheld: whether there is money of which nothing may be told.
    """

    authority: str
    as_at: date
    made_up: bool
    source: str
    limit: int
    summary: Summary
    forecast: Forecast | None
    position: Position | None
    programme: Programme | None
    card: Scorecard | None
    sections: Mapping[str, Section]
    tables: Mapping[str, ReportTable]
    charts: Mapping[str, Figure]
    notes: tuple[str, ...]
    programme_on: date
    others: tuple[Programme, ...] = ()
    money_withheld: bool = False

    @property
    def values(self) -> dict[str, Decimal]:
        """Of the scorecard's measures as they may be told: triggers are held against them."""
        return latest_values(self.card, self.programme_on) if self.card else {}


@dataclass(frozen=True)
class WholeFigures(Figures):
    """Figures for those who may see all of them."""


@dataclass(frozen=True)
class PublicFigures(Figures):
    """Figures that went through disclosure control; made by `for_public`.

    Raises:
        ArgumentError: nothing is hidden in them.
    """

    def __post_init__(self) -> None:
        """Refuse figures with no limit."""
        if self.limit < 1:
            raise ArgumentError(
                "Figures for the public hide no small numbers",
                remedy="Make them with a limit of 1 or more.",
            )


def whole(given: Given) -> WholeFigures:
    """The figures for those who may see all of them."""
    telling = told.begin(given.summary, given.checked, given.authority, 0)
    stages = [
        told.of_children(telling),
        told.of_forecast(telling, given.forecast),
        *_money(telling, given.position, given.authority),
        *_plan(telling, given.tried),
    ]
    stages.append(card_tables.told(given.card, given.card, telling.source))
    return WholeFigures(
        source=telling.source,
        limit=0,
        summary=given.summary,
        forecast=given.forecast,
        position=given.position,
        programme=given.programme,
        card=given.card,
        authority=given.authority,
        as_at=given.summary.as_at,
        programme_on=given.programme_day,
        others=given.others,
        made_up=given.made_up,
        sections=_sections(stages),
        tables=_tables(stages),
        charts=_charts(stages),
        notes=_notes(told.notes(telling), stages),
    )


def for_public(
    given: Given, limit: int | None = None, before: Before | None = None
) -> PublicFigures:
    """The figures that the public may see.

    Args:
        limit: counts from 1 to this are hidden; the parameter `small_number_limit` where None.
        before: what the public paper before this one showed of the scorecard.

    Raises:
        ArgumentError: the limit hides nothing.
    """
    limit = int(parameter("small_number_limit").value) if limit is None else limit
    if limit < 1:
        raise ArgumentError("A limit of less than 1 hides nothing", where=f"limit {limit}")
    telling = told.begin(given.summary, given.checked, given.authority, limit)
    telling = replace(telling, shown=protect_each_month(given.summary, limit))
    card = given.card and protect_each_card(given.card, limit, telling.shown, before or {})
    forecast = given.forecast and protect_forecast(given.forecast, telling.shown, limit)
    position = given.position and protect_position(given.position, limit, telling.shown)
    children = told.of_children(telling)
    kept = {key: table for key, table in children.tables.items() if key in _FOR_ALL}
    stages = [
        _without(replace(children, tables=kept), kept),
        told.of_forecast(telling, given.forecast),
        *_money(telling, given.position, given.authority),
        *_plan(telling, given.tried),
        card_tables.told(card, given.card, telling.source),
    ]
    return PublicFigures(
        source=telling.source,
        limit=limit,
        summary=telling.shown,
        forecast=forecast,
        position=position,
        money_withheld=given.position is not None and position is None,
        programme=given.programme and typed_words.without_small(given.programme, limit),
        card=card,
        authority=given.authority,
        as_at=given.summary.as_at,
        programme_on=given.programme_day,
        others=given.others,
        made_up=given.made_up,
        sections=_sections(stages),
        tables=_tables(stages),
        charts=_charts(stages),
        notes=_notes(told.notes(telling), stages),
    )


def _money(telling: told.Telling, position: Position | None, authority: str) -> Iterator[Told]:
    if position is not None:
        yield told.of_money(position, authority, telling.limit, telling.shown)


def _plan(telling: told.Telling, tried: Results | None) -> Iterator[Told]:
    if tried is not None:
        yield told.of_plan(telling, tried)


def _without(stage: Told, kept: Mapping[str, ReportTable]) -> Told:
    """The stage without figures whose table is not kept."""
    parts = tuple(
        replace(part, figures=tuple(f for f in part.figures if f.table.key in kept))
        for part in stage.sections
    )
    return replace(stage, sections=parts)


def _sections(stages: Sequence[Told]) -> dict[str, Section]:
    return {part.key: part for stage in stages for part in stage.sections}


def _tables(stages: Sequence[Told]) -> dict[str, ReportTable]:
    return {key: table for stage in stages for key, table in stage.tables.items()}


def _charts(stages: Sequence[Told]) -> dict[str, Figure]:
    figures = [f for stage in stages for part in stage.sections for f in part.figures]
    return {each.table.key: each for each in figures if each.chart is not None}


def _notes(first: Sequence[str], stages: Sequence[Told]) -> tuple[str, ...]:
    more = [note for stage in stages for note in stage.notes]
    return tuple(dict.fromkeys([*first, *more]))
