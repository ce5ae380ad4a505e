"""A budget model from the files of a plan or from the forecast, and the gap between the two."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import polars as pl

from kinward.budget.bridge import Bridge, bridges
from kinward.budget.demography import Demography, population_by_year
from kinward.budget.from_forecast import SoFar, model_from_forecast, paid_weeks
from kinward.budget.gap import Gaps, categories_of, plan_against_forecast
from kinward.budget.model import BudgetModel, build
from kinward.budget.savings import read_savings
from kinward.budget.targets import TargetCheck, check_targets, read_targets
from kinward.budget.trajectory import Trajectory, read_trajectory
from kinward.budget.uplift import Uplift
from kinward.dates import return_year, year_end
from kinward.forecast.cost import read_prices
from kinward.ledger.book import Ledger
from kinward.ledger.findings import Finding, in_order
from kinward.ledger.load import Files, load
from kinward.ledger.read.service_types import read_service_types
from kinward.ledger.services import services
from kinward.ledger.year import in_year
from kinward.pipeline.ahead import Ahead, forecast_cohort, unbroken
from kinward.pipeline.children import Inputs, baseline
from kinward.reference import population


@dataclass(frozen=True)
class Growth:
    """What is asked of demography.

    Attributes:
        population: a file by age, see `reference.population`.
        rate: looked after children per 10,000.
        base_year: named by its end; None for the first of the plan.
        authority: the row of a wide population file.
    """

    population: Path
    rate: Decimal
    base_year: int | None = None
    authority: str | None = None


@dataclass(frozen=True)
class Plan:
    """The files of a plan; all but the trajectory may be left out.

    Attributes:
        share_pct: the share of looked after children that the trajectory covers, in per cent.
        uplift: of prices.
        growth: what population growth adds.
    """

    trajectory: Path
    savings: Path | None = None
    targets: Path | None = None
    share_pct: Decimal = Decimal(100)
    uplift: Uplift = field(default_factory=Uplift)
    growth: Growth | None = None


@dataclass(frozen=True)
class PlanBudget:
    """What a plan needs.

    Attributes:
        model: with the findings of every file of the plan.
        bridges: from each year to the next.
        checks: of the yearly averages against targets; empty without any.
    """

    model: BudgetModel
    bridges: tuple[Bridge, ...]
    checks: tuple[TargetCheck, ...] = ()


def plan_budget(asked: Plan) -> PlanBudget:
    """Read a plan and make its budget model.

    Raises:
        InputError: a file that cannot be read.
        ArgumentError: a population that lacks a year of the plan, a base year that it has not, a
            share that is none.
    """
    trajectory = read_trajectory(asked.trajectory)
    savings, doubts = read_savings(asked.savings) if asked.savings else ((), ())
    growth = _demography(asked.growth, trajectory) if asked.growth else None
    model = build(trajectory, asked.uplift, growth, savings)
    found: list[Finding] = [*model.findings, *doubts]
    checks: tuple[TargetCheck, ...] = ()
    if asked.targets:
        targets = read_targets(asked.targets)
        averages = {year: model.yearly_average(year) for year in model.years}
        checks, outside = check_targets(averages, targets, asked.share_pct)
        found += [*targets.findings, *outside]
    model = replace(model, findings=in_order(found))
    return PlanBudget(model, bridges(model), checks)


def _demography(asked: Growth, trajectory: Trajectory) -> Demography:
    people = population_by_year(population.read(asked.population, asked.authority))
    return Demography(people, asked.rate, asked.base_year or trajectory.years[0])


@dataclass(frozen=True)
class Expected:
    """What the forecast needs: its budget model, the steps between its years, and, where a plan is
    given, the gap."""

    model: BudgetModel
    bridges: tuple[Bridge, ...]
    gaps: Gaps | None = None


def expected_budget(
    inputs: Inputs,
    ahead: Ahead,
    ledger_files: Files | None = None,
    plan: BudgetModel | None = None,
    service_types: Path | None = None,
) -> Expected:
    """Forecast from returns and make the budget model of it; hold a plan against it.

    Args:
        ahead: with prices.
        ledger_files: what was spent before the as-at date, which tells the rest of its year;
            without them that year is left out.
        service_types: whose categories the plan's placement types have; those built in if None.

    Raises:
        InputError: a file that cannot be read.
        ArgumentError: no prices; a forecast without a whole financial year; a plan that has none
            in common with it.
    """
    result = baseline(inputs, rules=False)
    as_at = result.summary.as_at
    cohort = unbroken(result.cohort, result.checked.returns.years)
    forecast = forecast_cohort(cohort, result.population, replace(ahead, explain=False), as_at)
    spent = so_far(load(ledger_files, result.cohort), as_at) if ledger_files else None
    weeks = paid_weeks(read_prices(ahead.prices)) if ahead.prices else None
    model = model_from_forecast(forecast, spent, weeks)
    gaps = None
    if plan is not None:
        named = categories_of(plan.types, read_service_types(service_types))
        gaps = plan_against_forecast(plan, forecast, named, spent)
    return Expected(model, bridges(model), gaps)


def so_far(ledger: Ledger, as_at: date) -> SoFar:
    """What was spent, and the days of care, from 1 April to the as-at date."""
    now = in_year(ledger, return_year(as_at), as_at)
    categories = services(ledger).select("service_key", "category")
    beyond = as_at + timedelta(days=1)
    until = pl.min_horizontal(pl.col("until").fill_null(beyond), pl.lit(beyond))
    begun = pl.max_horizontal("start", pl.lit(year_end(now.year - 1) + timedelta(days=1)))
    sums = (
        now.placements.join(categories, "service_key", how="left")
        .filter(pl.col("category").is_not_null())
        .with_columns(days=(until - begun).dt.total_days().clip(lower_bound=0))
        .group_by("category")
        .agg(pl.col("spent", "days").sum())
    )
    rows = list(sums.iter_rows())
    return SoFar({key: spent for key, spent, _ in rows}, {key: days for key, _, days in rows})
