"""What a report is given of the money."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from kinward.budget.committed import Beside
from kinward.budget.gap import Gaps
from kinward.budget.model import BudgetModel
from kinward.ledger.comparator_saving import Savings
from kinward.ledger.high_cost import HighCost
from kinward.ledger.match import Match
from kinward.ledger.model import Activity
from kinward.ledger.movement import Movement
from kinward.ledger.providers import Providers
from kinward.ledger.unit_costs import UnitCosts


@dataclass(frozen=True)
class Position:
    """Where the budget stands, and what goes with it. All but the first two may be left out.

    Attributes:
        outturn: `outturn.OUTTURN_SCHEMA`, of the same year and day.
        effect_parts: whether the parts of the full-year effect are shown.
        movement: since the last closed month.
        match: the ledger held against the returns.
        beside: what is committed beside what is simulated.
        plan: the budget model of the plan.
        gaps: the plan held against the forecast.
    """

    activity: Activity
    outturn: pl.DataFrame
    effect_parts: bool = True
    movement: Movement | None = None
    high_cost: HighCost | None = None
    providers: Providers | None = None
    match: Match | None = None
    unit_costs: UnitCosts | None = None
    savings: Savings | None = None
    beside: Beside | None = None
    plan: BudgetModel | None = None
    gaps: Gaps | None = None
