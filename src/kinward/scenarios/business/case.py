"""The business case of a plan: what it costs, what it saves, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kinward.errors import ArgumentError
from kinward.scenarios.business.break_even import main_share
from kinward.scenarios.business.budgets import Budgets, budgets, by_year
from kinward.scenarios.business.costs import action_costs, summed
from kinward.scenarios.business.discount import Discount
from kinward.scenarios.business.horizon import Horizon
from kinward.scenarios.business.kinds import kinds_apart
from kinward.scenarios.business.spread import Ints, Numbers, Spread, whole
from kinward.scenarios.business.stream import Stream, stream, yearly
from kinward.scenarios.plan.model import Action, Saving


@dataclass(frozen=True)
class ActionCase:
    """The business case of one action, by its part of the plan's saving."""

    name: str
    kind: Saving
    stream: Stream


@dataclass(frozen=True)
class BusinessCase:
    """A plan as an investment. Cashable savings and avoided costs stand apart.

    Attributes:
        horizon: the years, of which the first and the last may be in part.
        runs: how many.
        discount: how later money is weighed.
        cashable: cashable savings alone, against all costs of the plan.
        avoided: costs avoided, by year. With the cashable means they sum to the plan's, exactly.
        overlap: what the plan saves beyond the sum of its actions, by year.
        overlap_in: the kind that has it, see `kinds_apart`.
        whole: cashable savings and avoided costs together, against all costs.
        actions: in the order of the plan.
        budgets: who pays and who saves.
    """

    horizon: Horizon
    runs: int
    discount: Discount
    cashable: Stream
    avoided: tuple[Spread[int], ...]
    overlap: tuple[int, ...]
    overlap_in: Saving
    whole: Stream
    actions: tuple[ActionCase, ...]
    budgets: Budgets


def business_case(
    actions: Sequence[Action],
    plan_saving: Numbers,
    action_savings: Sequence[Numbers],
    horizon: Horizon,
    discount: Discount | None = None,
) -> BusinessCase:
    """The business case of a plan.

    Each run's saving is rounded to a whole penny, half to even, and each mean over the runs once
    more; all sums are of these means, and net means are saving less cost to the penny.

    Args:
        actions: of the plan.
        plan_saving: (runs, financial years) pence: cost without any plan less cost with it, run by
            run; below 0 where the plan costs more placements.
        action_savings: the same of each action, alone or as a part of the plan's. What the plan
            saves beyond their sum is overlap.
        horizon: its years are those of the savings.
        discount: None: the Green Book's rate, and flows at constant prices.

    Raises:
        ArgumentError: savings of another shape than (runs, years), or that are no numbers; not one
            for each action.
    """
    discount = discount or Discount()
    years = len(horizon.years)
    all_of_it, parts = _whole(actions, plan_saving, action_savings, years)
    costs = [action_costs(action, horizon) for action in actions]
    spent = summed(costs, years)
    cases = tuple(
        ActionCase(
            action.name,
            action.saving,
            stream(part, yearly(part), cost, horizon, discount, main_share(action.effect)),
        )
        for action, part, cost in zip(actions, parts, costs, strict=True)
    )
    together = stream(all_of_it, yearly(all_of_it), spent, horizon, discount)
    means = [case.stream.means for case in cases]
    sums = zip(together.means, by_year(means, years), strict=True)
    overlap = tuple(mean - named for mean, named in sums)
    kinds = kinds_apart([action.saving for action in actions], parts, all_of_it, overlap)
    return BusinessCase(
        horizon=horizon,
        runs=len(all_of_it),
        discount=discount,
        overlap=overlap,
        overlap_in=kinds.overlap_in,
        avoided=kinds.avoided_years,
        cashable=stream(kinds.cashable, kinds.cashable_years, spent, horizon, discount),
        whole=together,
        actions=cases,
        budgets=budgets(actions, costs, means, overlap),
    )


def _whole(
    actions: Sequence[Action], plan: Numbers, parts: Sequence[Numbers], years: int
) -> tuple[Ints, list[Ints]]:
    """The savings in whole pence: the plan's, and each action's."""
    if len(parts) != len(actions):
        raise ArgumentError(
            "The savings are not one for each action", remedy="Give them in the plan's order."
        )
    shape = (len(plan), years)
    return whole(plan, "The plan's savings", shape), [
        whole(saving, f"The savings of action {place}", shape)
        for place, saving in enumerate(parts, 1)
    ]
