"""The money of a report: where the budget stands, and what goes with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import polars as pl

from kinward.budget.committed import Beside, committed_beside_simulated
from kinward.budget.gap import Gaps, categories_of, plan_against_forecast
from kinward.budget.model import BudgetModel
from kinward.budget.uplift import Uplift
from kinward.dates import return_year, year_end
from kinward.forecast.model import Forecast
from kinward.ledger.book import Ledger
from kinward.ledger.comparator_saving import savings
from kinward.ledger.high_cost import high_cost, last_reviews
from kinward.ledger.load import load
from kinward.ledger.match import reconcile
from kinward.ledger.model import Activity
from kinward.ledger.outturn import by_service
from kinward.ledger.own_costs import CARE_SCHEMA, own_costs
from kinward.ledger.providers import providers
from kinward.ledger.read.children import read_children
from kinward.ledger.read.contracts import read_contracts
from kinward.ledger.services import services
from kinward.ledger.unit_costs import compare
from kinward.ledger.year import in_year
from kinward.pipeline.children import Baseline, Inputs
from kinward.pipeline.plan_budget import Plan, plan_budget, so_far
from kinward.pipeline.spend import Money, MoneyNow, money
from kinward.pipeline.spending import Spending
from kinward.reference import deflator, lait
from kinward.reports.position import Position
from kinward.words import long_date


def position(
    asked: Spending, inputs: Inputs, result: Baseline, forecast: Forecast | None
) -> Position:
    """Where the budget stands on the as-at date of the report.

    Unit costs need LAIT and the name of the authority; what is held against the forecast needs a
    forecast with prices.

    Raises:
        InputError: a file that cannot be read.
        ApartError: a plan and a forecast that have no year or no category in common.
    """
    return position_with_ledger(asked, inputs, result, forecast)[0]


def position_with_ledger(
    asked: Spending, inputs: Inputs, result: Baseline, forecast: Forecast | None
) -> tuple[Position, Ledger]:
    """As `position`, with the ledger as its files are now, be the month closed or not."""
    as_at, cohort = result.summary.as_at, result.cohort
    year = asked.year or return_year(as_at)
    given = money(Money(asked.files, year, as_at, closed=asked.closed), cohort)
    # A closed month keeps the placements of its year alone: what looks further needs the record.
    ledger = load(asked.files, cohort) if given.closed else given.ledger
    named = asked.files.children
    children = read_children(named) if named else None
    plan = _plan(asked)
    stands = Position(
        activity=_told(given),
        outturn=given.outturn,
        movement=given.movement,
        high_cost=high_cost(
            given.ledger,
            given.now,
            asked.dearest,
            last_reviews=last_reviews(cohort, children, as_at),
        ),
        providers=providers(
            given.ledger, given.now, read_contracts(asked.contracts) if asked.contracts else None
        ),
        match=reconcile(ledger, result.checked, cohort, as_at, children=children),
        beside=_beside(ledger, forecast, as_at),
        plan=plan,
        gaps=_gaps(plan, ledger, forecast, as_at),
    )
    return _compared(stands, asked, inputs, ledger, as_at), ledger


def _told(given: MoneyNow) -> Activity:
    """The key activity, with a note where it is that of a closed month."""
    stands = given.activity
    if not given.closed:
        return stands
    note = (
        f"{stands.as_at:%B %Y} is closed: these are its figures, as at {long_date(stands.as_at)}."
    )
    return replace(stands, notes=(note, *stands.notes))


def _beside(ledger: Ledger, forecast: Forecast | None, as_at: date) -> Beside | None:
    """What is committed in each financial year that the forecast reaches, beside it."""
    if forecast is None or forecast.cost is None or not forecast.month_ends:
        return None
    categories = services(ledger).select("service_key", "category")
    last = return_year(forecast.month_ends[-1])
    months = [
        by_service(in_year(ledger, year, as_at)).join(categories, "service_key", how="left")
        for year in range(return_year(as_at + timedelta(days=1)), last + 1)
    ]
    committed = pl.concat(months).filter(pl.col("month") > as_at)
    return committed_beside_simulated(
        committed.select("month", "category", pl.col("committed").alias("pence")), forecast
    )


def _plan(asked: Spending) -> BudgetModel | None:
    if asked.trajectory is None:
        return None
    uplift = Uplift(otherwise=asked.uplift_pct)
    return plan_budget(Plan(asked.trajectory, asked.model_savings, uplift=uplift)).model


def _gaps(
    plan: BudgetModel | None, ledger: Ledger, forecast: Forecast | None, as_at: date
) -> Gaps | None:
    if plan is None or forecast is None or forecast.cost is None:
        return None
    named = categories_of(plan.types, ledger.service_types)
    return plan_against_forecast(plan, forecast, named, so_far(ledger, as_at))


def _compared(
    stands: Position, asked: Spending, inputs: Inputs, ledger: Ledger, as_at: date
) -> Position:
    """With unit costs and savings, where LAIT and the authority are given."""
    if inputs.lait is None or inputs.authority is None:
        return stands
    official = lait.read(inputs.lait)
    number = lait.authority(official, inputs.authority)
    ended = return_year(as_at) - (as_at != year_end(return_year(as_at)))
    prices = deflator.read(asked.deflator) if asked.deflator else deflator.load()
    own = own_costs(care(ledger, ended, as_at))
    return replace(
        stands,
        unit_costs=compare(official, number, ended, ledger=own, deflator=prices),
        savings=savings(official, number, ended),
    )


def care(ledger: Ledger, year: int, as_at: date) -> pl.DataFrame:
    """Spend and days of care of a financial year by category (`CARE_SCHEMA`)."""
    return (
        in_year(ledger, year, as_at)
        .placements.join(services(ledger), "service_key", how="left")
        .group_by("category", maintain_order=True)
        .agg(pl.col("cost").sum().alias("spend_pence"), pl.col("days").sum())
        .select(pl.lit(year, pl.Int32).alias("year"), "category", "spend_pence", "days")
        .select(*CARE_SCHEMA)
    )
