"""What is told of each stage by itself: its sections, head sentences, notes and tables.

The report puts all of it together; the service shows each on a page of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kinward.cohort.model import Summary
from kinward.dates import year_name
from kinward.forecast.backtest.model import BackTest
from kinward.forecast.model import Forecast
from kinward.reports import ahead, money, plan, quality, scorecard, tables
from kinward.reports.disclosure import protect
from kinward.reports.findings.standing_out import sentences
from kinward.reports.position import Position
from kinward.reports.section import Section
from kinward.reports.sections import quality_section, sections
from kinward.reports.table import HIDDEN, MISSING, ReportTable, long_date, mark_hidden
from kinward.returns.model import Checked
from kinward.scenarios.results import Results
from kinward.scorecard.model import Scorecard
from kinward.scorecard.published import Difference


@dataclass(frozen=True)
class Told:
    """What is told of one stage.

    Attributes:
        sentences: what stands out, first.
        notes: what the figures rest on.
        tables: by key, those that only a workbook shows too.
    """

    sections: tuple[Section, ...]
    sentences: tuple[str, ...]
    notes: tuple[str, ...]
    tables: Mapping[str, ReportTable]


@dataclass(frozen=True)
class Telling:
    """What every part of one telling has in common.

    Attributes:
        summary: the baseline, whole.
        shown: the baseline with small numbers hidden.
        source: the returns, in words.
        limit: counts from 1 to this are hidden; 0 hides nothing.
    """

    summary: Summary
    checked: Checked
    shown: Summary
    source: str
    limit: int


def begin(summary: Summary, checked: Checked, authority: str, limit: int) -> Telling:
    """Hide what must be hidden of the baseline, and say where it comes from.

    Args:
        limit: counts from 1 to this are hidden; 0 hides nothing.
    """
    source = f"SSDA903 returns, {authority}"
    if years := checked.returns.years:
        first, last = year_name(years[0]), year_name(years[-1])
        span = first if len(years) == 1 else f"{first} to {last}"
        source = f"SSDA903 returns {span}, {authority}"
    return Telling(summary, checked, protect(summary, limit), source, limit)


def of_children(telling: Telling) -> Told:
    """The children looked after, without what lies ahead and without the quality of the data."""
    made = baseline_tables(telling)
    return Told(
        tuple(sections(telling.shown, made, {})),
        tuple(sentences(telling.shown, None)),
        tuple(notes(telling)),
        made,
    )


def of_quality(telling: Telling, *, details: bool) -> Told:
    """The quality of the data.

    Args:
        details: whether every finding is listed with its file and row.
    """
    made = quality_tables(telling, details=details)
    parts = quality_section(made)
    return Told(parts, parts[0].sentences if parts else (), (), made)


def of_money(position: Position, authority: str, limit: int, beside: Summary | None = None) -> Told:
    """Where the budget stands.

    Args:
        beside: the protected baseline, which the money must not contradict.
    """
    made = money.build(position, authority, limit, beside)
    return Told((*made.sections, *made.ahead), made.sentences, made.notes, made.tables)


def of_forecast(
    telling: Telling, forecast: Forecast | None, backtest: BackTest | None = None
) -> Told:
    """Where the cohort is heading, and how past forecasts did."""
    made = ahead.build(forecast, backtest, telling.shown, telling.source, telling.limit)
    return Told(made.sections, made.sentences, (), made.tables)


def of_plan(telling: Telling, found: Results) -> Told:
    """What a plan would do."""
    made = plan.build(found, telling.source, telling.limit)
    return Told(made.sections, made.sentences, (), made.tables)


def of_scorecard(telling: Telling, card: Scorecard, found: Sequence[Difference] = ()) -> Told:
    """The scorecard.

    Args:
        found: where a published paper says otherwise than the rule.
    """
    shown = telling.shown if telling.limit > 0 else None
    made = scorecard.build(card, telling.source, telling.limit, shown=shown, found=found)
    return Told(made.sections, made.sentences, made.notes, made.tables)


def baseline_tables(telling: Telling) -> dict[str, ReportTable]:
    """The tables of what is shown, with a mark on each figure that is hidden."""
    made = tables.build(telling.shown, telling.source)
    if telling.shown is telling.summary:
        return made
    whole = tables.build(telling.summary, telling.source)
    return {key: mark_hidden(table, whole[key]) for key, table in made.items()}


def quality_tables(telling: Telling, *, details: bool) -> dict[str, ReportTable]:
    """The tables of the quality of the data."""
    return quality.build(telling.checked, telling.source, limit=telling.limit, details=details)


def notes(telling: Telling, more: Sequence[str] = ()) -> list[str]:
    """What the figures of the baseline rest on, and `more` after it."""
    said = [f"As at {long_date(telling.shown.as_at)}.", *telling.shown.notes]
    if telling.limit > 0:
        said.append(
            f"Counts from 1 to {telling.limit} are hidden ({HIDDEN}), with others from which they "
            "could be worked out and the shares made from them. Nought is shown as nought. Totals "
            "of looked after children are shown as they are."
        )
    said.append(f"{MISSING} stands where there is no figure.")
    if not telling.checked.repaired:
        said.append("The returns were not repaired: the figures are of the returns as they are.")
    return [*said, *more]
