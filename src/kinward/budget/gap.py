"""The gap between a plan and the forecast by year, with its interval and the plan's chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinward.budget.from_forecast import SoFar, priced, runs_of, whole_years
from kinward.budget.model import BudgetModel
from kinward.dates import year_name
from kinward.errors import ArgumentError
from kinward.forecast.model import QUANTILES, TOTAL, Cost, Forecast
from kinward.forecast.summarise import quantiles
from kinward.ledger.read.service_types import service_key
from kinward.terms import CATEGORIES
from kinward.words import counted

Floats = NDArray[np.float64]

DEMOGRAPHY: Final = "demography"
SAVINGS: Final = "savings"

GAP_SCHEMA: Final[dict[str, pl.DataType]] = {
    "year": pl.Int32(),
    "key": pl.String(),
    "plan": pl.Int64(),
    "forecast": pl.Int64(),
    "gap": pl.Int64(),
    "gap_low_80": pl.Int64(),
    "gap_high_80": pl.Int64(),
    "gap_low_95": pl.Int64(),
    "gap_high_95": pl.Int64(),
    "chance_within": pl.Float64(),
}
"""One row a year and key, in pence: categories, `demography` and `savings` where the plan has them,
and `total`. `gap` is forecast less plan, above 0 where the forecast is over the plan; plan,
forecast and gap of the parts sum to the total's, the ends of their intervals do not.
`chance_within` is the share of runs that cost no more than the plan."""


class ApartError(ArgumentError):
    """A plan and a forecast that have nothing in common by which to hold them together."""


@dataclass(frozen=True)
class Gaps:
    """A plan held against a forecast.

    Attributes:
        rows: `GAP_SCHEMA`.
        outside: year, key, forecast (mean pence): categories that the forecast expects and the plan
            has no line for; they are in no row.
        notes: what is compared and what is left out, in sentences.
    """

    rows: pl.DataFrame
    outside: pl.DataFrame
    notes: tuple[str, ...]


@dataclass(frozen=True)
class _Scope:
    """The plan's placement types by category, and what has to be left out of both sides."""

    types: Mapping[str, tuple[str, ...]]
    notes: tuple[str, ...]


def categories_of(types: Sequence[str], service_types: pl.DataFrame) -> dict[str, str | None]:
    """The commissioning category of each placement type: that of the service type of its name.

    None where the service type has no category or is not known, unless the name is a category's.

    Args:
        service_types: `ledger.read.service_types.SERVICE_TYPES_SCHEMA`.
    """
    named = pl.DataFrame({"name": types}, schema={"name": pl.String()}).with_columns(
        key=service_key(pl.col("name"))
    )
    known = dict(service_types.select("key", "category").iter_rows())
    return {
        name: known.get(key) or (name if name in CATEGORIES else None)
        for name, key in named.iter_rows()
    }


def plan_against_forecast(
    plan: BudgetModel,
    forecast: Forecast,
    categories: Mapping[str, str | None],
    so_far: SoFar | None = None,
) -> Gaps:
    """Hold a plan against a forecast in every year that both tell whole.

    The total is of what both have: types without a category, and categories with children ahead
    and no price, are left out of both sides and named. The interval and the chance are of whole
    runs, so that categories which stand in for each other do not widen it; what was spent is
    certain. A category of which the plan leaves out a type in a year (`BudgetModel.unplanned`) is
    left out of that year: nothing said is no plan of nought.

    Args:
        plan: of a trajectory.
        forecast: with prices.
        categories: the commissioning category of each placement type (`categories_of`), None where
            it has none. A type that is missing is the category of that key, if there is one.
        so_far: what the ledger knows of the year of the as-at date; without it that year is left
            out.

    Raises:
        ApartError: no year or no category that both have.
        ArgumentError: a forecast without prices or without its runs; a category that Kinward does
            not know.
    """
    cost, years = priced(forecast), whole_years(forecast, so_far)
    scope = _scope(plan, categories, cost)
    shared = {year: place for year, place in years.places.items() if year in plan.years}
    if not shared:
        raise ApartError(
            "The plan and the forecast have no whole year in common",
            where="trajectory",
            remedy=f"The plan has {', '.join(map(year_name, plan.years))}. "
            + " ".join(years.notes),
        )
    rows, outside = [], []
    for year, place in shared.items():
        before = so_far if year == years.past and so_far else SoFar()
        rows += _rows(plan, cost, _planned(plan, scope, year), year, (place, before))
        outside += _outside(cost, scope, year, (place, before))
    if not rows:
        raise ApartError(
            "The plan and the forecast have no placement category in common",
            where="trajectory",
            remedy=" ".join((*scope.notes, *_about_unplanned(plan, scope, tuple(shared)))),
        )
    kinds = {name: GAP_SCHEMA[name] for name in ("year", "key", "forecast")}
    return Gaps(
        pl.DataFrame(rows, schema=GAP_SCHEMA, orient="row"),
        pl.DataFrame(outside, schema=kinds, orient="row"),
        (
            *years.notes,
            *scope.notes,
            *_about_unplanned(plan, scope, tuple(shared)),
            *_about_outside(outside),
        ),
    )


def _scope(plan: BudgetModel, categories: Mapping[str, str | None], cost: Cost) -> _Scope:
    grouped: dict[str, list[str]] = {}
    alone, unpriced = [], []
    for name in plan.types:
        key = categories.get(name, name if name in CATEGORIES else None)
        if key is None:
            alone.append(name)
        elif key not in CATEGORIES:
            raise ArgumentError(
                f"{key} is no category that Kinward knows",
                where="categories",
                remedy=f"The categories are {', '.join(CATEGORIES)}.",
            )
        elif key in cost.unpriced:
            unpriced.append(name)
        else:
            grouped.setdefault(key, []).append(name)
    notes = []
    if alone:
        notes.append(f"Left out, as no category of placement is theirs: {', '.join(alone)}.")
    if unpriced:
        notes.append(f"Left out, as the forecast has no price for them: {', '.join(unpriced)}.")
    ordered = {key: tuple(grouped[key]) for key in CATEGORIES if key in grouped}
    return _Scope(ordered, tuple(notes))


def _planned(plan: BudgetModel, scope: _Scope, year: int) -> Mapping[str, tuple[str, ...]]:
    """The placement types by category, without categories that the plan leaves out in a year."""
    return {
        key: types
        for key, types in scope.types.items()
        if not any((name, year) in plan.unplanned for name in types)
    }


def _about_unplanned(plan: BudgetModel, scope: _Scope, years: tuple[int, ...]) -> list[str]:
    told = []
    for year in years:
        types = _planned(plan, scope, year)
        names = [CATEGORIES[key] for key in scope.types if key not in types]
        if names:
            told.append(
                f"Left out of {year_name(year)}, for which the plan has no row for them: "
                f"{', '.join(names)}."
            )
    return told


def _rows(
    plan: BudgetModel,
    cost: Cost,
    planned_types: Mapping[str, tuple[str, ...]],
    year: int,
    at: tuple[int, SoFar],
) -> list[tuple[object, ...]]:
    if not planned_types:
        return []
    needs = {line.placement_type: line.requirement for line in plan.of_year(year)}
    rows = []
    whole = np.zeros(runs_of(cost).pence.shape[-1])
    total_plan = total_mean = 0
    for key, types in planned_types.items():
        planned = sum(needs[name] for name in types)
        mean, runs = _forecast(cost, key, at)
        rows.append(_row(year, key, planned, mean, runs))
        whole, total_plan, total_mean = whole + runs, total_plan + planned, total_mean + mean
    for key, planned in ((DEMOGRAPHY, plan.growth(year)), (SAVINGS, -plan.taken_off(year))):
        if planned:
            total_plan += planned
            rows.append((year, key, planned, 0, *[-planned] * 5, None))
    return [*rows, _row(year, TOTAL, total_plan, total_mean, whole)]


def _forecast(cost: Cost, key: str, at: tuple[int, SoFar]) -> tuple[int, Floats]:
    """The mean of a category in whole pence and every run, with what was spent so far."""
    place, so_far = at
    runs = runs_of(cost)
    spent = so_far.pence.get(key, 0)
    if key not in runs.keys:
        return spent, np.full(runs.pence.shape[-1], float(spent))
    mean = int(cost.years.mean[cost.years.row(key), place])
    return mean + spent, runs.pence[runs.keys.index(key), place] + spent


def _row(year: int, key: str, plan: int, mean: int, runs: Floats) -> tuple[object, ...]:
    levels = dict(zip(QUANTILES, quantiles(runs).tolist(), strict=True))
    ends = [round(levels[level]) - plan for level in (0.1, 0.9, 0.025, 0.975)]
    return (year, key, plan, mean, mean - plan, *ends, float((runs <= plan).mean()))


def _outside(
    cost: Cost, scope: _Scope, year: int, at: tuple[int, SoFar]
) -> list[tuple[int, str, int]]:
    known = (*runs_of(cost).keys, *at[1].pence)
    keys = [key for key in CATEGORIES if key in known and key not in scope.types]
    found = [(year, key, _forecast(cost, key, at)[0]) for key in keys if key not in cost.unpriced]
    return [row for row in found if row[2]]


def _about_outside(outside: list[tuple[int, str, int]]) -> list[str]:
    names = list(dict.fromkeys(CATEGORIES[key] for _, key, _ in outside))
    if not names:
        return []
    has = counted(len(names), "category", "categories")
    return [f"The plan has no line for {has} that the forecast expects: {', '.join(names)}."]
