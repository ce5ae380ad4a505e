"""The scorecard of one authority: what its files say, on one day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from kinward.cohort import compare as official
from kinward.cohort import flows, rates, stock
from kinward.cohort.model import Cohort
from kinward.cohort.stability import stability
from kinward.dates import last_year_ended, return_year
from kinward.errors import TooShortError
from kinward.forecast.model import Forecast
from kinward.ledger.activity import activity
from kinward.ledger.book import Ledger
from kinward.ledger.closed import closed_months, read_closed
from kinward.ledger.load import Files, load
from kinward.ledger.model import Activity
from kinward.pipeline.ahead import Ahead, forecast_cohort, unbroken
from kinward.pipeline.children import Baseline, Inputs, baseline
from kinward.programme.figures import figures
from kinward.programme.read.files import read_programme
from kinward.reference import lait
from kinward.returns.model import Checked
from kinward.scorecard.build import Beside, scorecard
from kinward.scorecard.cards import with_typed
from kinward.scorecard.compare import compare
from kinward.scorecard.model import Comparison, MeasureCard, Reading, Scorecard
from kinward.scorecard.published import Difference, differences
from kinward.scorecard.read import Typed, read
from kinward.scorecard.team import of_teams
from kinward.scorecard.values import children, money, programme
from kinward.scorecard.year_end import expected
from kinward.words import long_date

_NO_FORECAST: Final = (
    "The returns are too short for a forecast: nothing is expected of the children at the end of "
    "the year."
)
_NOT_CLOSED: Final = (
    "Of past months the record tells how many placements were open and what had been spent. Where "
    "the year would end is told of closed months alone."
)


@dataclass(frozen=True)
class Asked:
    """What a scorecard is asked to tell, beside the returns; all of it may be left out.

    Attributes:
        months: month ends of history.
        measures: typed readings and targets.
        files: of the ledger; its budget is that of the financial year of the as-at date.
        closed: the folder of closed months.
        programme: its files or folders (`programme.read.files`).
        ahead: what is asked of the forecast, for the end of the year; None leaves it out.
    """

    months: int = 24
    measures: Path | None = None
    files: Files | None = None
    closed: Path | None = None
    programme: Sequence[Path] = ()
    ahead: Ahead | None = None


@dataclass(frozen=True)
class Scored:
    """A scorecard, and where a published paper says otherwise."""

    scorecard: Scorecard
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Known:
    """All that a scorecard can be made of; all but the cohort and the day may be left out.

    Attributes:
        as_at: readings are of the month ends up to it.
        checked: the returns, for the distance from home.
        population: year, age, population.
        teams: who worked with which child when.
        official, authority: LAIT, and DfE's number of the authority in it.
        ledger: its budget is that of the financial year of the as-at date.
        closed: positions of closed months as they were reported.
        forecast: made from the as-at date.
        programme: figures of the programme on the last month end (`values.programme.KEYS`).
        cards: typed readings and targets, by key.
    """

    cohort: Cohort
    as_at: date
    months: int = 24
    checked: Checked | None = None
    population: pl.DataFrame | None = None
    teams: pl.DataFrame | None = None
    official: lait.Lait | None = None
    authority: int | None = None
    ledger: Ledger | None = None
    closed: Sequence[Activity] = ()
    forecast: Forecast | None = None
    programme: Mapping[str, programme.Figure] = field(default_factory=dict)
    cards: Mapping[str, MeasureCard] = field(default_factory=dict)


def scored(inputs: Inputs, asked: Asked) -> Scored:
    """Read one authority's files, and make its scorecard.

    Raises:
        InputError: a file that cannot be read.
        ArgumentError: an as-at date that the returns do not cover, an authority nobody knows.
    """
    typed = read(asked.measures) if asked.measures else Typed({}, {})
    given = lait.read(inputs.lait) if inputs.lait else None
    number = None
    if given is not None and inputs.authority is not None:
        number = lait.authority(given, inputs.authority)
    result = baseline(inputs, rules=False)
    known = Known(
        cohort=result.cohort,
        as_at=result.summary.as_at,
        months=asked.months,
        checked=result.checked,
        population=result.population,
        teams=result.teams,
        official=given,
        authority=number,
        ledger=load(asked.files, result.cohort) if asked.files else None,
        closed=_closed(asked.closed) if asked.closed else (),
        forecast=_forecast(result, asked.ahead),
        programme=_programme(asked.programme, result),
        cards=typed.cards,
    )
    made = scorecard_of(known, _short(asked, known))
    return Scored(made, differences(made, typed.published))


def scorecard_of(known: Known, notes: tuple[str, ...] = ()) -> Scorecard:
    """The scorecard of what is known.

    Raises:
        ArgumentError: the returns do not cover the as-at date.
    """
    stock.check_as_at(known.cohort, known.as_at)
    ends = flows.observed_month_ends(known.cohort, known.as_at, known.months)
    readings = tuple(_readings(known, ends))
    by_measure: dict[str, list[Reading]] = {}
    for each in readings:
        by_measure.setdefault(each.measure, []).append(each)
    now = None
    if known.ledger is not None:
        now = activity(known.ledger, return_year(known.as_at), known.as_at)
    beside = Beside(
        year_end=expected(by_measure, known.as_at, known.forecast, now),
        compared=_compared(known),
        teams=of_teams(known.cohort, known.teams, ends[-1])
        if known.teams is not None and ends
        else (),
        notes=(*_notes(known, ends), *notes),
    )
    return scorecard(with_typed(known.cards), readings, known.as_at, beside)


def _readings(known: Known, ends: list[date]) -> Iterator[Reading]:
    yield from children.month_ends(
        known.cohort, ends, population=known.population, checked=known.checked
    )
    if known.ledger is not None:
        yield from money.month_ends(known.ledger, ends, known.closed)
    if known.programme and ends:
        yield from programme.of_values(known.programme, ends[-1])


def _compared(known: Known) -> dict[str, Comparison]:
    """Our own figures are of whole return years, as the official ones are."""
    if known.official is None or known.authority is None:
        return {}
    cohort, as_at = known.cohort, known.as_at
    moments = stock.moments(cohort, as_at)
    counts = stock.stock_on(cohort, [day for _, day in moments])
    by_day = pl.DataFrame(
        {
            "year": [year for year, _ in moments],
            "day": [day for _, day in moments],
            "looked_after": counts,
        }
    )
    own = official.own_figures(
        cohort,
        as_at,
        years=flows.yearly(cohort, flows.complete_years(cohort, as_at)),
        stability=stability(cohort, moments),
        rates=rates.rates(by_day, known.population),
    )
    senses = {key: card.polarity for key, card in known.cards.items()}
    return compare(own, known.official, known.authority, last_year_ended(as_at), senses)


def _closed(folder: Path) -> tuple[Activity, ...]:
    return tuple(read_closed(folder, month).activity for month in closed_months(folder))


def _programme(paths: Sequence[Path], result: Baseline) -> dict[str, programme.Figure]:
    """The figures of the programme on the last month end."""
    ends = flows.observed_month_ends(result.cohort, result.summary.as_at, 1)
    if not paths or not ends:
        return {}
    name = paths[0].resolve().stem
    return figures(read_programme(paths, name, name).programme, ends[-1])


def _forecast(result: Baseline, ahead: Ahead | None) -> Forecast | None:
    if ahead is None:
        return None
    cohort = unbroken(result.cohort, result.checked.returns.years)
    try:
        return forecast_cohort(cohort, result.population, ahead, result.summary.as_at)
    except TooShortError:
        return None


def _short(asked: Asked, known: Known) -> tuple[str, ...]:
    return (_NO_FORECAST,) if asked.ahead is not None and known.forecast is None else ()


def _notes(known: Known, ends: list[date]) -> Iterator[str]:
    if not ends:
        yield "The returns cover no complete month up to the as-at date: there are no readings."
        return
    if ends[-1] != known.as_at:
        yield (
            f"Readings are of month ends, the last of {long_date(ends[-1])}: the month of "
            f"{long_date(known.as_at)} is not complete."
        )
    if len(ends) < known.months:
        yield (
            f"Of {known.months} months asked for, {len(ends)} are shown: the returns begin on "
            f"{long_date(known.cohort.observed_from)}."
        )
    if known.ledger is not None and not known.closed:
        yield _NOT_CLOSED
