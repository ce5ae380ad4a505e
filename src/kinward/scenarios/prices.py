"""What prices a plan changes, and what the children of a variant then cost."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinward.forecast.cost.day_prices import day_prices
from kinward.scenarios.plan.effects import ChangePrice
from kinward.scenarios.plan.model import Action, Plan
from kinward.scenarios.plan.problems import PlanError, Problem
from kinward.terms import CATEGORIES

Floats = NDArray[np.float64]

_KEYS: Final = tuple(CATEGORIES)
_YEAR: Final = 12


@dataclass(frozen=True)
class Prices:
    """The price of a day in each month, without any plan, in pence: (months, categories).

    Attributes:
        a_day: 0 where there is no price.
        priced: whether each category has one.
        dearest: the share of the weekly cost of each category that so many of the dearest open
            placements are; None where no commitment record is given.
    """

    a_day: Floats
    priced: NDArray[np.bool_]
    dearest: Callable[[int], Mapping[str, float]] | None = None


def prices(
    table: pl.DataFrame,
    month_ends: Sequence[date],
    as_at: date,
    uplift_pct: float,
    dearest: Callable[[int], Mapping[str, float]] | None = None,
) -> Prices:
    """The prices of the months ahead; the arguments are those of `forecast.cost.day_prices`."""
    a_day = day_prices(table, month_ends, as_at, uplift_pct)
    return Prices(np.nan_to_num(a_day), ~np.isnan(a_day[0]), dearest)


def refuse_unpriced(plan: Plan, given: Prices | None) -> None:
    """Refuse a change of prices that nothing can be told of.

    Raises:
        PlanError: whom it is for; no prices; the dearest placements without a commitment record.
    """
    problems = []
    for action in plan.actions:
        if not isinstance(action.effect, ChangePrice):
            continue
        told = action.children
        if told.age or told.need or told.legal_status or told.area or told.uasc is not None:
            problems.append(
                Problem(
                    action.line,
                    f"{action.name} changes prices, which are those of a category and not of some "
                    "children",
                    "Leave whom it is for out, but for the category.",
                )
            )
        named = set(action.effect.category), set(told.category)
        if all(named) and not named[0] & named[1]:
            problems.append(
                Problem(
                    action.line,
                    f"{action.name} names categories, and is for others",
                    "Name them once.",
                )
            )
        if given is not None and action.effect.high_cost is not None and given.dearest is None:
            problems.append(
                Problem(
                    action.line,
                    f"{action.name} is for the dearest placements, which nothing tells",
                    "Give --placements, or a change of a category's price.",
                )
            )
    if problems:
        raise PlanError(plan.file, problems)


def factor(
    action: Action, share: Floats, levels: Floats, stock: NDArray[np.int16], given: Prices
) -> Floats | None:
    """What an action multiplies prices by: (runs, months, categories); None where it does not.

    Args:
        share: of its full effect, by month.
        levels: its luck: (runs, 2).
        stock: children at month ends in the variant, for a tier of volume.
    """
    effect = action.effect
    if not isinstance(effect, ChangePrice):
        return None
    wanted = set(effect.category) & (set(action.children.category) or set(effect.category))
    wanted = wanted or set(action.children.category) or set(_KEYS)
    concerned = np.array([key in wanted for key in _KEYS], dtype=np.float64)
    if effect.percent is not None:
        change = effect.percent.factor.at(levels[:, 0]) - 1
        return 1 + change[:, None, None] * share[None, :, None] * concerned
    if effect.percent_a_year is not None:
        a_year = effect.percent_a_year.factor.at(levels[:, 0])
        passed = np.cumsum(share > 0) / _YEAR
        grown = a_year[:, None] ** np.ceil(passed)[None, :] - 1
        return 1 + (grown * share)[:, :, None] * concerned
    if effect.tier is not None:
        volume = stock[:, :, concerned > 0].sum(axis=2)
        change = effect.tier.percent.factor.at(levels[:, 0]) - 1
        holds = (volume >= effect.tier.from_placements) * share
        by_tier: Floats = 1 + (change[:, None] * holds)[:, :, None] * concerned
        return by_tier
    if effect.high_cost is None or given.dearest is None:
        return None
    top = given.dearest(effect.high_cost.top)
    part = np.array([top.get(key, 0.0) for key in _KEYS]) * concerned
    change = effect.high_cost.percent.factor.at(levels[:, 0]) - 1
    return 1 + change[:, None, None] * share[None, :, None] * part
