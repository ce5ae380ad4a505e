"""A plan tried on one authority."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from kinward.cohort.build import build
from kinward.cohort.model import Cohort
from kinward.cohort.teams import read_teams
from kinward.dates import return_year
from kinward.forecast.engine import Fitted
from kinward.forecast.simulation.calendar import month_ends_after
from kinward.ledger.high_cost import high_cost
from kinward.ledger.load import Files, load
from kinward.ledger.year import in_year
from kinward.pipeline.ahead import Ahead, unbroken
from kinward.pipeline.children import Inputs, last_day, population_of
from kinward.reference import categories, lait
from kinward.returns.prepare import prepare
from kinward.returns.read import read
from kinward.scenarios.plan.model import Plan
from kinward.scenarios.plan.read import read_plan
from kinward.scenarios.plan.window import notes
from kinward.scenarios.prices import Prices, prices
from kinward.scenarios.results import Results, results
from kinward.scenarios.tried import Asked, try_plan

_ALL = 1_000_000_000


@dataclass(frozen=True)
class Scenario:
    """What is asked of a plan.

    Attributes:
        plan: the file.
        ledger: the commitment record, which tells the dearest placements; or None.
    """

    plan: Path
    ledger: Files | None = None


@dataclass(frozen=True)
class Known:
    """What is known beside the cohort.

    Attributes:
        as_at: the day from which to look ahead.
        population: by age, or None.
        teams: which team each child belongs to, or None.
    """

    as_at: date
    population: pl.DataFrame | None = None
    teams: pl.DataFrame | None = None


@dataclass(frozen=True)
class Set:
    """A plan and the authority that it is to be tried on."""

    plan: Plan
    fitted: Fitted
    cohort: Cohort
    asked: Asked


def scenario(inputs: Inputs, asked: Scenario, ahead: Ahead) -> Results:
    """Read one authority's returns and a plan, and try the plan on the forecast.

    Raises:
        InputError: a file that cannot be read; a plan that cannot be used, with its lines.
        ArgumentError: an as-at date that the returns do not cover, or too short a past.
    """
    return outcome(set_up(inputs, asked, ahead))


def outcome(ready: Set) -> Results:
    """What comes of a plan; it may be refused, with its lines."""
    tried = try_plan(ready.plan, ready.fitted, ready.cohort, ready.asked)
    return results(tried, notes(ready.plan, tried.as_at, tried.month_ends[-1]))


def set_up(inputs: Inputs, asked: Scenario, ahead: Ahead) -> Set:
    """Read one authority's returns and a plan, and fit the forecast; errors as in `scenario`."""
    plan = read_plan(asked.plan)
    teams = read_teams(inputs.teams) if inputs.teams else None
    people = population_of(inputs, lait.read(inputs.lait) if inputs.lait else None)
    checked = prepare(read(inputs.returns), rules=False)
    cohort = unbroken(build(checked, categories.load(inputs.categories)), checked.returns.years)
    as_at = inputs.as_at or last_day(checked.returns)
    return set_of(cohort, Known(as_at, people, teams), plan, ahead, asked.ledger)


def set_of(
    cohort: Cohort, known: Known, plan: Plan, ahead: Ahead, ledger: Files | None = None
) -> Set:
    """Fit the forecast of a cohort without a missing year; errors as in `scenario`."""
    from kinward.forecast import run
    from kinward.forecast.histories import histories

    as_at = known.as_at
    forecast = run.Asked(
        as_at=as_at,
        months=ahead.months,
        runs=ahead.runs,
        seed=ahead.seed,
        population=known.population,
    )
    run.check(forecast)
    return Set(
        plan,
        run.fit(histories(cohort, as_at), forecast),
        cohort,
        Asked(
            months=ahead.months,
            runs=ahead.runs,
            seed=ahead.seed,
            threads=ahead.threads,
            teams=known.teams,
            prices=_prices(ledger, ahead, as_at),
        ),
    )


def _prices(ledger: Files | None, ahead: Ahead, as_at: date) -> Prices | None:
    if ahead.prices is None:
        return None
    from kinward.forecast.cost import read_prices

    ends = month_ends_after(as_at, ahead.months)
    dearest = None
    if ledger is not None:
        placements = _open_placements(ledger, as_at)
        dearest = lambda top: share_of_dearest(placements, top)  # noqa: E731
    return prices(read_prices(ahead.prices), ends, as_at, ahead.uplift_pct, dearest)


def _open_placements(files: Files, as_at: date) -> pl.DataFrame:
    """Category and weekly cost of the placements open on a day, the dearest first."""
    ledger = load(files)
    every = high_cost(ledger, in_year(ledger, return_year(as_at), as_at), top=_ALL)
    return every.placements.select("category", "weekly")


def share_of_dearest(placements: pl.DataFrame, top: int) -> Mapping[str, float]:
    """By category, the share of its weekly cost that the dearest of all placements are."""
    known = placements.filter(pl.col("category").is_not_null())
    shares = (
        known.with_columns(among=pl.int_range(pl.len()) < top)
        .group_by("category")
        .agg(pl.col("weekly").filter("among").sum() / pl.col("weekly").sum())
    )
    return dict(shares.drop_nulls().iter_rows())
