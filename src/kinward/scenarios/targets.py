"""Whether a plan reaches what it is to reach, and what it would take to be surer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

import numpy as np
from numpy.typing import NDArray

from kinward.dates import return_year, year_start
from kinward.scenarios.business import OverProgramming, over_programming
from kinward.scenarios.plan.model import Target
from kinward.scenarios.plan.problems import PlanError, Problem
from kinward.scenarios.tried import Tried
from kinward.scenarios.variants import NONE, WHOLE

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Reached:
    """The chance of a target without the plan and with it.

    Attributes:
        target: what is to be reached.
        measure: `children`, `pounds` or `saving`.
        value: of the target: children, or pence.
        without, with_plan: the share of runs that are there.
        over: what it would take to reach it with the wanted chance.
        unlikely_without: by action, the chance with every other action only.
        mean: of the measure, without the plan and with it.
    """

    target: Target
    measure: str
    value: int
    without: float
    with_plan: float
    over: OverProgramming
    unlikely_without: tuple[float, ...]
    mean: tuple[float, float]


def reached(tried: Tried, target: Target) -> Reached:
    """How a plan stands to a target.

    Raises:
        PlanError: a target in money without prices, or of a year that has begun.
    """
    every = [less_is_better(tried, target, variant) for variant in range(len(tried.tries.on))]
    aim, measure = aim_of(target)
    sign = sign_of(target)
    over = over_programming(every[NONE], every[WHOLE], sign * aim)
    return Reached(
        target=target,
        measure=measure,
        value=aim,
        without=float(over.chance_base),
        with_plan=float(over.chance_plan),
        over=over,
        unlikely_without=tuple(
            float((every[variant] <= sign * aim).mean()) for variant in tried.tries.without
        ),
        mean=(sign * float(every[NONE].mean()), sign * float(every[WHOLE].mean())),
    )


def less_is_better(tried: Tried, target: Target, variant: int) -> Ints:
    """`measured`, on a scale on which less is better: a saving is below nought."""
    return sign_of(target) * measured(tried, target, variant)


def sign_of(target: Target) -> int:
    """What takes a target to the scale of `less_is_better`."""
    return 1 if target.saving_pence is None else -1


def aim_of(target: Target) -> tuple[int, str]:
    """What a target asks for, children or pence, and what of: as in `Reached`."""
    if target.children is not None:
        return target.children, "children"
    if target.pence is not None:
        return target.pence, "pounds"
    return target.saving_pence or 0, "saving"


def measured(tried: Tried, target: Target, variant: int) -> Ints:
    """What a target is of, in each run of a variant: children, or whole pence.

    Raises:
        PlanError: a target in money without prices, or of a year that has begun.
    """
    if target.children is not None:
        place = max(at for at, end in enumerate(tried.month_ends) if end <= target.by)
        children: Ints = np.sum(tried.found.stock[variant, :, place], axis=1, dtype=np.int64)
        return children
    year = return_year(target.by)
    if tried.pence is None:
        _refuse(tried, target, "The target is of money, and there are no prices", "Give --prices.")
    if year not in tried.years or tried.as_at >= year_start(year):
        _refuse(
            tried,
            target,
            "Part of the target's financial year has passed, or lies beyond the months simulated",
            "Choose a year that lies ahead whole.",
        )
    place = tried.years.index(year)
    pence = np.rint(tried.pence[:, :, place]).astype(np.int64)
    cost: Ints = pence[variant]
    saved: Ints = pence[NONE] - cost
    return cost if target.pence is not None else saved


def _refuse(tried: Tried, target: Target, what: str, remedy: str) -> NoReturn:
    raise PlanError(tried.plan.file, [Problem(target.line, what, remedy)])
