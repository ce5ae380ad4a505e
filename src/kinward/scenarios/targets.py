"""Whether a plan reaches what it is to reach, and what it would take to be surer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kinward.dates import return_year, year_start
from kinward.scenarios.plan.model import Target
from kinward.scenarios.plan.problems import PlanError, Problem
from kinward.scenarios.tried import Tried
from kinward.scenarios.variants import NONE, WHOLE

Floats = NDArray[np.float64]

SURE: Final = 0.8
"""The chance for which over-programming is told."""


@dataclass(frozen=True)
class Reached:
    """The chance of a target without the plan and with it.

    Attributes:
        target: what is to be reached.
        measure: `children`, `pounds` or `saving`.
        value: of the target: children, or pence.
        without, with_plan: the share of runs that are there.
        shortfall: what is still to be found beyond the plan for the chance `SURE`; nought where
            the plan has it.
        times: how many times the plan's effect gives that chance; None where no multiple does.
        unlikely_without: by action, the chance with every other action only.
        mean: of the measure, without the plan and with it.
    """

    target: Target
    measure: str
    value: int
    without: float
    with_plan: float
    shortfall: float
    times: float | None
    unlikely_without: tuple[float, ...]
    mean: tuple[float, float]


def reached(tried: Tried, target: Target) -> Reached:
    """How a plan stands to a target.

    Raises:
        PlanError: a target in money without prices, or of a year that has begun.
    """
    every = [_measure(tried, target, variant) for variant in range(len(tried.tries.on))]
    aim, measure = _aim(target)
    sign = -1.0 if measure == "saving" else 1.0
    base, plan = sign * every[NONE], sign * every[WHOLE]
    goal = sign * aim
    short = max(float(np.quantile(plan, SURE, method="higher")) - goal, 0.0)
    return Reached(
        target=target,
        measure=measure,
        value=aim,
        without=float((base <= goal).mean()),
        with_plan=float((plan <= goal).mean()),
        shortfall=short,
        times=times_for(base, plan, goal),
        unlikely_without=tuple(
            float((sign * every[variant] <= goal).mean()) for variant in tried.tries.without
        ),
        mean=(float(every[NONE].mean()), float(every[WHOLE].mean())),
    )


def times_for(base: Floats, plan: Floats, goal: float, chance: float = SURE) -> float | None:
    """The least multiple of a plan's effect with which the goal is reached with a chance.

    Each run's effect is taken as proportional: base - times x (base - plan). A run without any
    effect is there at once or never. None where no multiple gives the chance.
    """
    effect = base - plan
    needed = np.where(base <= goal, 0.0, np.inf)
    with np.errstate(divide="ignore", invalid="ignore"):
        asked = (base - goal) / effect
    needed = np.where((effect > 0) & (base > goal), asked, needed)
    worst = float(np.sort(needed)[int(np.ceil(chance * len(needed))) - 1])
    return worst if np.isfinite(worst) else None


def _aim(target: Target) -> tuple[int, str]:
    if target.children is not None:
        return target.children, "children"
    if target.pence is not None:
        return target.pence, "pounds"
    return target.saving_pence or 0, "saving"


def _measure(tried: Tried, target: Target, variant: int) -> Floats:
    """What a target is of, in each run of a variant."""
    if target.children is not None:
        place = max(at for at, end in enumerate(tried.month_ends) if end <= target.by)
        stock = tried.found.stock[variant, :, place].sum(axis=1, dtype=np.int64)
        children: Floats = stock.astype(np.float64)
        return children
    year = return_year(target.by)
    if tried.pence is None:
        _refuse(tried, target, "The target is of money, and there are no prices", "Give --prices.")
    elif year not in tried.years or tried.as_at >= year_start(year):
        _refuse(
            tried,
            target,
            "Part of the target's financial year has passed, or lies beyond the months simulated",
            "Choose a year that lies ahead whole.",
        )
    assert tried.pence is not None
    place = tried.years.index(year)
    cost: Floats = tried.pence[variant, :, place]
    saved: Floats = tried.pence[NONE, :, place] - cost
    return cost if target.pence is not None else saved


def _refuse(tried: Tried, target: Target, what: str, remedy: str) -> None:
    raise PlanError(tried.plan.file, [Problem(target.line, what, remedy)])
