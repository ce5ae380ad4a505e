"""Who pays for a plan, and who saves by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kinward.scenarios.business.costs import Costs
from kinward.scenarios.plan.model import PAYERS, Action, Payer


@dataclass(frozen=True)
class Budget:
    """What one budget pays and saves, mean pence by year.

    Attributes:
        costs: of the actions that it pays for.
        savings: of the actions that it saves by, cashable and avoided.
    """

    costs: tuple[int, ...]
    savings: tuple[int, ...]

    @property
    def net(self) -> tuple[int, ...]:
        """Savings less costs, by year."""
        return tuple(saved - paid for saved, paid in zip(self.savings, self.costs, strict=True))


@dataclass(frozen=True)
class Flow:
    """The actions that one budget pays for and another, or the same, saves by; over all years.

    Attributes:
        cost: that `paid_by` bears, pence.
        saving: that `saves` has, mean pence.
        actions: their names, in the order of the plan.
    """

    paid_by: Payer
    saves: Payer
    cost: int
    saving: int
    actions: tuple[str, ...]


@dataclass(frozen=True)
class Budgets:
    """Costs and savings by budget. Costs sum to the plan's; savings and overlap to its saving.

    Attributes:
        by_budget: every budget of `PAYERS`, also of nought.
        flows: the matrix of who pays by who saves: pairs that have an action, in order.
        overlap: what the plan saves beyond its actions' savings, by year: belongs to no budget.
    """

    by_budget: Mapping[Payer, Budget]
    flows: tuple[Flow, ...]
    overlap: tuple[int, ...]


def budgets(
    actions: Sequence[Action],
    costs: Sequence[Costs],
    savings: Sequence[Sequence[int]],
    overlap: Sequence[int],
) -> Budgets:
    """Costs by who pays, savings by who saves.

    Args:
        costs, savings: of each action; savings are mean whole pence by year.
        overlap: by year.
    """
    rows = list(zip(actions, costs, savings, strict=True))
    years = len(overlap)

    def budget(payer: Payer) -> Budget:
        paid = [cost.years for action, cost, _ in rows if action.paid_by == payer]
        saved = [saving for action, _, saving in rows if action.saves == payer]
        return Budget(by_year(paid, years), by_year(saved, years))

    flows = []
    for payer in PAYERS:
        for saver in PAYERS:
            own = [row for row in rows if (row[0].paid_by, row[0].saves) == (payer, saver)]
            if own:
                cost, saving = sum(row[1].total for row in own), sum(sum(row[2]) for row in own)
                names = tuple(row[0].name for row in own)
                flows.append(Flow(payer, saver, cost, saving, names))
    return Budgets({payer: budget(payer) for payer in PAYERS}, tuple(flows), tuple(overlap))


def by_year(rows: Sequence[Sequence[int]], years: int) -> tuple[int, ...]:
    """The sum of rows, year by year; nought without any."""
    return tuple(sum(row[at] for row in rows) for at in range(years))
