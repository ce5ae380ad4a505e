"""What came of a plan, in figures: beside no plan, action by action, and against its targets.

An action's own effect is told three ways, because actions work on the same children. *Alone* is
what it would do without any other; *last in* is what would be lost without it. The plan's effect is
the sum of what its actions do alone and the *overlap*, which is what would be counted twice:
exactly, as all are differences of the same whole pence. An order of attribution would hide the
overlap in whichever action comes later, and the mean over all orders cannot be had of ten actions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinward.dates import year_end, year_start
from kinward.forecast.model import TOTAL, Fan
from kinward.forecast.summarise import fan
from kinward.scenarios.budget import budget
from kinward.scenarios.business import (
    Bar,
    BusinessCase,
    Horizon,
    TeamTarget,
    Trial,
    business_case,
    tornado,
)
from kinward.scenarios.doubts import doubts
from kinward.scenarios.plan.model import Action, Target
from kinward.scenarios.targets import Reached, aim_of, less_is_better, reached, sign_of
from kinward.scenarios.teams import by_team
from kinward.scenarios.tried import Tried
from kinward.scenarios.variants import NONE, WHOLE
from kinward.terms import CATEGORIES

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

INTERVALS: Final = (80, 95)


@dataclass(frozen=True)
class Money:
    """An amount of each financial year, in whole pence, and of all the months ahead.

    Attributes:
        years: means, each rounded once.
        low, high: ends of the 80% interval of the sum over all years.
    """

    years: tuple[int, ...]
    low: int = 0
    high: int = 0

    @property
    def total(self) -> int:
        """Over all the months ahead."""
        return sum(self.years)


@dataclass(frozen=True)
class ActionResult:
    """What an action does.

    Attributes:
        children: for how many children it changes something, with the whole plan, in a mean run,
            each counted once however often it is moved.
        children_alone: the same without any other action.
        moves: how often it moves a child, with the whole plan; 0 of an action that moves nobody.
        placements: by financial year, full-year placements that are no longer made as they would
            have been: 52 weeks each.
        stock: children fewer looked after at the last month end, by the action alone.
        alone, last_in: what it saves; None without prices.
    """

    action: Action
    children: float
    children_alone: float
    moves: float
    placements: tuple[float, ...]
    stock: float
    alone: Money | None
    last_in: Money | None


@dataclass(frozen=True)
class Results:
    """What a plan does.

    Attributes:
        tried: run by run.
        years: financial years, named by their ends; of `part_years` only so many days lie ahead.
        baseline, scenario: children looked after at month ends: `total`, then categories.
        children: the paired difference, plan less none, of the same keys.
        costs: what no plan and the plan cost; the 80% ends are those of the sum.
        saving: what the plan saves: no plan less plan, paired.
        actions: in the order of the plan.
        overlap: what the actions save together less than the sum of what each saves alone; above
            nought where they help each other.
        targets: in the order of the plan.
        case: what it is worth; None without prices.
        bars: which action matters most to the first target, or to the children at the end; the
            ends of each are means of `measure` itself: of a saving, what is saved.
        budget: by financial year and category (`budget.BUDGET_SCHEMA`).
        teams: the children fewer at the end, by team; empty without a list of teams.
        notes: what a reader must know, in sentences.
    """

    tried: Tried
    years: tuple[int, ...]
    part_years: dict[int, int]
    baseline: Fan
    scenario: Fan
    children: Fan
    costs: tuple[Money, Money] | None
    saving: Money | None
    actions: tuple[ActionResult, ...]
    overlap: Money | None
    targets: tuple[Reached, ...]
    case: BusinessCase | None
    bars: tuple[Bar, ...]
    budget: pl.DataFrame
    teams: tuple[TeamTarget, ...]
    notes: tuple[str, ...] = ()

    @property
    def measure(self) -> str:
        """What the bars are of: `children`, or `pounds` and `saving` of a year, in pence."""
        return self.targets[0].measure if self.targets else "children"


def results(tried: Tried, notes: tuple[str, ...] = ()) -> Results:
    """The figures of a plan that was tried."""
    years = tried.years
    whole = tried.found.stock.astype(np.int64)
    shown = [place for place in range(len(CATEGORIES)) if whole[:2, :, :, place].any()]
    keys = (TOTAL, *(list(CATEGORIES)[place] for place in shown))
    base, plan = (_with_total(whole[variant], shown) for variant in (NONE, WHOLE))
    cost = None if tried.pence is None else _Means(tried, tried.pence)
    return Results(
        tried=tried,
        years=years,
        part_years=_part_years(tried),
        baseline=fan(keys, base),
        scenario=fan(keys, plan),
        children=fan(keys, plan - base),
        costs=None if cost is None else (cost.of(NONE), cost.of(WHOLE)),
        saving=None if cost is None else cost.saved(NONE, WHOLE),
        actions=tuple(_action(act, tried, cost) for act in range(len(tried.plan.actions))),
        overlap=None if cost is None else cost.overlap(),
        targets=tuple(reached(tried, target) for target in tried.plan.targets),
        case=_case(tried),
        bars=_bars(tried),
        budget=budget(tried),
        teams=by_team(tried),
        notes=(*notes, *doubts(tried)),
    )


def _case(tried: Tried) -> BusinessCase | None:
    """The business case, each action by what it saves alone: what overlaps is of no action."""
    if tried.pence is None:
        return None
    none = tried.pence[NONE]
    return business_case(
        tried.plan.actions,
        none - tried.pence[WHOLE],
        [none - tried.pence[variant] for variant in tried.tries.alone],
        Horizon(tried.as_at, tried.month_ends[-1]),
    )


def _bars(tried: Tried) -> tuple[Bar, ...]:
    """The tornado of the first target; without one, of the children at the last month end."""
    targets = tried.plan.targets
    target = targets[0] if targets else Target(tried.month_ends[-1], children=0)
    every = [less_is_better(tried, target, variant) for variant in range(len(tried.tries.on))]
    trials = [
        Trial(
            action.name,
            every[tried.tries.without[act]],
            every[tried.tries.alone[act]],
            _draws(tried, act),
        )
        for act, action in enumerate(tried.plan.actions)
    ]
    sign = sign_of(target)
    aim = sign * aim_of(target)[0] if targets else None
    bars = tornado(every[NONE], every[WHOLE], trials, at_most=aim)
    return tuple(replace(bar, low=sign * bar.low, high=sign * bar.high) for bar in bars)


def _draws(tried: Tried, act: int) -> Floats | None:
    """An action's own strength in each run; None where it is the same in all."""
    drawn: Floats = tried.acts.strength[act]
    return None if drawn.min() == drawn.max() else drawn


def _with_total(stock: Ints, shown: list[int]) -> Ints:
    total = stock.sum(axis=2, keepdims=True)
    return np.concatenate([total, stock[:, :, shown]], axis=2)


class _Means:
    """Whole pence of every variant by year, so that whatever is made of them adds up."""

    def __init__(self, tried: Tried, pence: Floats) -> None:
        self._alone = tried.tries.alone
        self._pence = pence
        self._means = np.rint(pence.mean(axis=1))

    def of(self, variant: int) -> Money:
        """What a variant costs."""
        low, high = _ends(self._pence[variant].sum(axis=1))
        return Money(tuple(int(each) for each in self._means[variant]), low, high)

    def saved(self, dearer: int, cheaper: int) -> Money:
        """What one variant costs less than another, run by run."""
        low, high = _ends((self._pence[dearer] - self._pence[cheaper]).sum(axis=1))
        by_year = self._means[dearer] - self._means[cheaper]
        return Money(tuple(int(each) for each in by_year), low, high)

    def overlap(self) -> Money:
        """The plan's saving less the sum of what its actions save alone."""
        by_year = self._means[NONE] - self._means[WHOLE]
        by_run = self._pence[NONE] - self._pence[WHOLE]
        for variant in self._alone:
            by_year = by_year - (self._means[NONE] - self._means[variant])
            by_run = by_run - (self._pence[NONE] - self._pence[variant])
        low, high = _ends(by_run.sum(axis=1))
        return Money(tuple(int(each) for each in by_year), low, high)


def _ends(runs: Floats) -> tuple[int, int]:
    """The ends of the middle 80% of the runs, in whole pence."""
    low, high = np.quantile(runs, (0.1, 0.9))
    return round(float(low)), round(float(high))


def _action(act: int, tried: Tried, cost: _Means | None) -> ActionResult:
    alone, without = tried.tries.alone[act], tried.tries.without[act]
    found = tried.found
    fewer = found.stock[NONE, :, -1].sum(axis=1, dtype=np.int64) - found.stock[alone, :, -1].sum(
        axis=1, dtype=np.int64
    )
    return ActionResult(
        action=tried.plan.actions[act],
        children=float(found.affected[WHOLE, act].mean()),
        children_alone=float(found.affected[alone, act].mean()),
        moves=float(found.moves[WHOLE, act].mean()),
        placements=_placements(tried, alone),
        stock=float(fewer.mean()),
        alone=None if cost is None else cost.saved(NONE, alone),
        last_in=None if cost is None else cost.saved(without, WHOLE),
    )


def _placements(tried: Tried, variant: int) -> tuple[float, ...]:
    """Full-year placements that a variant no longer makes as they would have been, by year.

    A child who does not come in counts, and so does one who lives in another category: days that
    some category has fewer of.
    """
    mean = tried.found.days[NONE].mean(axis=0) - tried.found.days[variant].mean(axis=0)
    by_year = np.add.reduceat(mean, tried.begins, axis=0)
    lost = np.maximum(by_year, 0.0).sum(axis=1)
    return tuple(
        float(days / ((year_end(year) - year_start(year)).days + 1))
        for days, year in zip(lost, tried.years, strict=True)
    )


def _part_years(tried: Tried) -> dict[int, int]:
    """The financial years of which only a part lies ahead, and the days of that part."""
    found = {}
    for year in tried.years:
        first = max(year_start(year), _after(tried.as_at))
        last = min(year_end(year), tried.month_ends[-1])
        if (first, last) != (year_start(year), year_end(year)):
            found[year] = (last - first).days + 1
    return found


def _after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
