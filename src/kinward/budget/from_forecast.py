"""The budget model that the forecast gives: its days of care and their cost, year by year.

A forecast begins the day after its as-at date, so that the year of that day is part past, part
ahead. What is past comes from the ledger (`SoFar`); without it that year is left out, as is a year
of which the forecast does not reach the end: a part of a year is no year.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinward.budget.model import BudgetModel, Line
from kinward.budget.uplift import Uplift
from kinward.dates import return_year, year_end, year_name, year_start
from kinward.errors import ArgumentError
from kinward.forecast.model import Cost, Forecast, YearRuns
from kinward.reference.parameters import parameter
from kinward.terms import CATEGORIES
from kinward.words import long_date

_DAY_PARTS: Final = 1000


@dataclass(frozen=True)
class SoFar:
    """What the ledger knows of the as-at date's financial year, up to and including that day.

    Attributes:
        pence: spent, by commissioning category.
        days: days of placements, by commissioning category.
    """

    pence: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class WholeYears:
    """The financial years of a forecast of which every day is known or ahead.

    Attributes:
        places: of each year (named by its end) the place in the forecast's years.
        past: the year that is in part past, if it is among them.
        notes: which years are left out and why, in sentences.
    """

    places: Mapping[int, int]
    past: int | None
    notes: tuple[str, ...]


def whole_years(forecast: Forecast, so_far: SoFar | None) -> WholeYears:
    """The years of a forecast that can be told whole.

    Raises:
        ArgumentError: a forecast without prices.
    """
    cost = priced(forecast)
    past = return_year(forecast.as_at)
    last = forecast.month_ends[-1]
    places, notes = {}, []
    for place, year in enumerate(cost.year_names):
        if last < year_end(year):
            notes.append(f"{year_name(year)} is left out: the forecast ends on {long_date(last)}.")
        elif year == past and so_far is None:
            notes.append(
                f"{year_name(year)} is left out: what was spent up to {long_date(forecast.as_at)} "
                "is not given."
            )
        else:
            places[year] = place
    return WholeYears(places, past if past in places else None, tuple(notes))


def priced(forecast: Forecast) -> Cost:
    """The forecast's cost; `ArgumentError` where it has none."""
    if forecast.cost is None:
        raise ArgumentError(
            "The forecast has no cost", where="--prices", remedy="Give prices by category."
        )
    return forecast.cost


def runs_of(cost: Cost) -> YearRuns:
    """The cost of every run; `ArgumentError` where only figures were kept."""
    if cost.runs is None:
        raise ArgumentError("The forecast holds no single runs", remedy="Run it again.")
    return cost.runs


def model_from_forecast(
    forecast: Forecast, so_far: SoFar | None = None, weeks: Mapping[str, Decimal] | None = None
) -> BudgetModel:
    """The budget model of what the forecast expects, by commissioning category.

    The requirement is the mean cost in whole pence, as the forecast gives it (and what was spent);
    the yearly average is the mean days of care over the days of the year, the days rounded to a
    thousandth. What a paid week costs follows from the two. The model's uplift is that of the
    forecast, also where `prices.csv` names prices of its own: a bridge then shows as `price` what
    those differ from it.

    Args:
        forecast: with prices.
        so_far: what the ledger knows of the year of the as-at date.
        weeks: paid weeks of a full year by category (`paid_weeks`); 52 (parameter `paid_weeks`)
            where not given.

    Raises:
        ArgumentError: a forecast without prices or without its runs, or with no whole year.
    """
    cost, years = priced(forecast), whole_years(forecast, so_far)
    if not years.places:
        raise ArgumentError(
            "The forecast has no whole financial year",
            where="--months",
            remedy=" ".join(years.notes),
        )
    keys = _keys(cost, so_far if years.past is not None else None)
    usual = Fraction(repr(parameter("paid_weeks").value))
    lines = []
    for key in keys:
        paid = Fraction((weeks or {}).get(key, Decimal(0))) or usual
        for year, place in years.places.items():
            before = so_far if year == years.past else None
            lines.append(_line(key, year, cost, place, before, paid))
    unpriced = [
        f"{CATEGORIES[key]} has children ahead and no price: it is left out."
        for key in cost.unpriced
    ]
    return BudgetModel(
        tuple(years.places),
        keys,
        tuple(lines),
        Uplift(otherwise=Decimal(repr(cost.uplift_pct))),
        notes=(*years.notes, *unpriced),
    )


def paid_weeks(prices: pl.DataFrame) -> dict[str, Decimal]:
    """The paid weeks of a full year by category, from its last price.

    Args:
        prices: `forecast.cost.PRICES_SCHEMA`.
    """
    rows = prices.sort("from").select("category", "paid_weeks").iter_rows()
    return {category: Decimal(repr(weeks)) for category, weeks in rows}


def year_days(year: int) -> int:
    """The days of a financial year: 365 or 366."""
    return (year_end(year) - year_start(year)).days + 1


def _keys(cost: Cost, so_far: SoFar | None) -> tuple[str, ...]:
    """Categories that cost ahead, then those that only have cost so far."""
    ahead = runs_of(cost).keys
    known = {**so_far.pence, **so_far.days} if so_far else {}
    return (*ahead, *(key for key in known if key not in ahead and key not in cost.unpriced))


def _line(
    key: str, year: int, cost: Cost, place: int, so_far: SoFar | None, weeks: Fraction
) -> Line:
    runs = runs_of(cost)
    days, pence = Fraction(0), 0
    if key in runs.keys:
        days = _mean_days(runs.days[runs.keys.index(key), place])
        pence = int(cost.years.mean[cost.years.row(key), place])
    if so_far is not None:
        days += so_far.days.get(key, 0)
        pence += so_far.pence.get(key, 0)
    return Line(key, year, days / year_days(year), weeks, pence)


def _mean_days(days: NDArray[np.float64]) -> Fraction:
    """The mean over the runs, rounded to a thousandth of a day."""
    return Fraction(round(float(days.mean()) * _DAY_PARTS), _DAY_PARTS)
