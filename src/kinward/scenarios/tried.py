"""A plan tried on the simulated children: every variant of it, on the runs of the forecast."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinward.cohort.model import Cohort
from kinward.dates import years_of
from kinward.forecast import engine
from kinward.forecast.engine import Fitted, Stage
from kinward.forecast.simulation.calendar import month_ends_after
from kinward.scenarios.acts import Prepared, prepare
from kinward.scenarios.people import People, people
from kinward.scenarios.plan.model import Plan
from kinward.scenarios.plan.window import refuse_outside
from kinward.scenarios.prices import Prices, factor, refuse_unpriced
from kinward.scenarios.reach import bring, reach
from kinward.scenarios.simulation.arrays import (
    DIVERT,
    INFLOW,
    NOTHING,
    Acts,
    Found,
    Variants,
)
from kinward.scenarios.simulation.run import simulate_plans
from kinward.scenarios.variants import NONE, WHOLE, Tries, tries, variants

Floats = NDArray[np.float64]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Asked:
    """What is asked of the trial of a plan.

    Attributes:
        months: calendar month ends to reach.
        runs, seed: of the simulation: those of the forecast that is the baseline.
        threads: at most so many at once; None for every core.
        teams: which team each child belongs to (`cohort.teams.TEAMS_SCHEMA`), or None.
        prices: or None: no figure of money is then given.
        progress: told how many shares of the runs are done, of all; what it raises ends the trial.
    """

    months: int = 36
    runs: int = 1000
    seed: int = 1
    threads: int | None = None
    teams: pl.DataFrame | None = None
    prices: Prices | None = None
    progress: Progress | None = None


@dataclass(frozen=True)
class Tried:
    """What came of a plan, run by run.

    Attributes:
        plan: the plan.
        as_at: the day from which it looks ahead.
        month_ends: of the months ahead.
        asked: what was asked.
        tries: which variants there are.
        acts: the actions as they are simulated where no action brings more children; where one
            does, what each service reaches (`reach`) is another.
        levels: their luck.
        found: children and days of every variant; `matched` is of variants too, and not of states.
        people: the children of the simulation.
        pence: what every variant costs in each run and financial year, not rounded:
            (variants, runs, years); None without prices.
        mean_pence: means over the runs by category, without the plan and with it:
            (2, years, categories); None without prices.
    """

    plan: Plan
    as_at: date
    month_ends: tuple[date, ...]
    asked: Asked
    tries: Tries
    acts: Acts
    levels: Floats
    found: Found
    people: People
    pence: Floats | None
    mean_pence: Floats | None

    @property
    def years(self) -> tuple[int, ...]:
        """The financial years ahead, named by their ends."""
        return years_of(self.month_ends)[0]

    @property
    def begins(self) -> tuple[int, ...]:
        """The place of the first month of each."""
        return years_of(self.month_ends)[1]


@dataclass(frozen=True)
class Ready:
    """A plan ready to be tried: what every variant of it plays on.

    Attributes:
        plan, as_at, month_ends, asked, people: as in `Tried`.
        stage: of the forecast that is the baseline.
        prepared: the actions, and their luck.
        acts: the actions as they are simulated where no action brings more children.
    """

    plan: Plan
    as_at: date
    month_ends: tuple[date, ...]
    asked: Asked
    people: People
    stage: Stage
    prepared: Prepared
    acts: Acts


def try_plan(plan: Plan, fitted: Fitted, cohort: Cohort, asked: Asked) -> Tried:
    """Try a plan, and every variant that tells its actions apart.

    Args:
        plan: what to try.
        fitted: of the cohort.
        cohort: of the returns.

    Raises:
        PlanError: a plan that lies outside of what is simulated, or asks what nothing tells.
    """
    return try_variants(make_ready(plan, fitted, cohort, asked), tries(len(plan.actions)))


def make_ready(plan: Plan, fitted: Fitted, cohort: Cohort, asked: Asked) -> Ready:
    """Make a plan ready to be tried; arguments and errors are those of `try_plan`."""
    as_at = fitted.histories.as_at
    ends = tuple(month_ends_after(as_at, asked.months))
    refuse_outside(plan, as_at, ends[-1])
    refuse_unpriced(plan, asked.prices)
    stage = engine.stage(fitted, asked.months, asked.runs, asked.seed)
    who = people(fitted, cohort, asked.teams)
    prepared = prepare(plan, stage, who, as_at, asked.seed)
    coming = _coming(stage, prepared.acts, asked)
    acts = bring(plan, prepared, coming[0])
    acts = acts._replace(reach=reach(plan, prepared, coming))
    return Ready(plan, as_at, ends, asked, who, stage, prepared, acts)


def try_variants(ready: Ready, every: Tries) -> Tried:
    """Try variants of a plan: the first without any action, the second with all.

    What a variant does is the same to the bit whatever other ones are tried with it.
    """
    plan, asked, prepared = ready.plan, ready.asked, ready.prepared
    found = _lived(ready, every.on)
    pence, mean_pence = None, None
    if asked.prices is not None:
        pence, mean_pence = by_year(ready, every.on, found, asked.prices)
    return Tried(
        plan, ready.as_at, ready.month_ends, asked, every, ready.acts, prepared.levels, found,
        ready.people, pence, mean_pence,
    )  # fmt: skip


def _lived(ready: Ready, on: NDArray[np.bool_]) -> Found:
    """What the simulation finds of variants; those that differ in prices alone are lived once."""
    changes = on & (ready.acts.kind != NOTHING)
    rows: dict[bytes, int] = {}
    first: list[int] = []
    place: list[int] = []
    for variant, row in enumerate(changes):
        key = row.tobytes()
        # The second has a place of its own even where no action changes a life.
        if variant == WHOLE or key not in rows:
            rows[key] = len(first)
            first.append(variant)
        place.append(rows[key])
    stage, asked = ready.stage, ready.asked
    every = variants(changes[first], ready.acts, stage.ahead.cases)
    found = _simulate(stage, _reaching(ready, every), every, asked, asked.progress)
    found = found._replace(matched=found.matched[every.state])
    if len(first) == len(on):
        return found
    return found._replace(
        matched=found.matched[place],
        moves=found.moves[place],
        stock=found.stock[place],
        days=found.days[place],
        entries=found.entries[place],
        affected=found.affected[place],
    )


def _reaching(ready: Ready, every: Variants) -> Acts:
    """The actions, with what each service reaches in every state of entries of the variants."""
    if len(every.states) == 1 or not np.any(ready.acts.kind == DIVERT):
        return ready.acts._replace(reach=np.repeat(ready.acts.reach, len(every.states), axis=0))
    coming = _coming(ready.stage, ready.acts, ready.asked, every.states)
    return ready.acts._replace(reach=reach(ready.plan, ready.prepared, coming))


def _coming(
    stage: Stage, acts: Acts, asked: Asked, states: NDArray[np.bool_] | None = None
) -> Floats:
    """Children a run for whom each action on entries is: (states, actions, months).

    Args:
        states: which of the actions that bring more are on (`Variants.states`); None for none.
    """
    nothing = np.zeros((1, len(acts.kind)), dtype=np.bool_)
    states = nothing if states is None else states
    if not np.any((acts.kind == DIVERT) | (acts.kind == INFLOW)):
        return np.zeros((len(states), *acts.share.shape))
    plain = Variants(nothing, np.zeros(1, dtype=np.int64), states, stage.ahead.cases)
    return _simulate(stage, acts, plain, asked).matched / asked.runs


def _simulate(
    stage: Stage, acts: Acts, every: Variants, asked: Asked, progress: Progress | None = None
) -> Found:
    return simulate_plans(
        stage,
        acts,
        every,
        runs=asked.runs,
        seed=asked.seed,
        threads=asked.threads,
        progress=progress,
    )


def by_year(
    ready: Ready, on: NDArray[np.bool_], found: Found, prices: Prices
) -> tuple[Floats, Floats]:
    """What every variant costs in each run and financial year: (variants, runs, years).

    And the means of the first two over the runs, by category: (2, years, categories).
    """
    prepared, (_, begins) = ready.prepared, years_of(ready.month_ends)
    made, means = [], []
    for variant, flags in enumerate(on):
        pence = found.days[variant] * prices.a_day
        for act, action in enumerate(ready.plan.actions):
            if flags[act]:
                by = factor(
                    action,
                    prepared.acts.share[act],
                    prepared.levels[act],
                    found.stock[variant],
                    prices,
                )
                if by is not None:
                    pence = pence * by
        made.append(np.add.reduceat(pence.sum(axis=2), begins, axis=1))
        if variant in (NONE, WHOLE):
            means.append(np.add.reduceat(pence.mean(axis=0), begins, axis=0))
    return np.array(made), np.array(means)
