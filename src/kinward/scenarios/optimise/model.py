"""What is asked of the search for the cheapest plan, and what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kinward.scenarios.plan.model import Target


@dataclass(frozen=True)
class Goal:
    """What the cheapest plan is to reach.

    Attributes:
        target: the place of the target in the plan, from 0.
        chance: to reach it with; None: the parameter `wanted_chance_pct`.
        whole_frontier: whether to go on until nothing could be missing from the frontier, which may
            take every set of actions that there is.
    """

    target: int = 0
    chance: Fraction | None = None
    whole_frontier: bool = False


@dataclass(frozen=True)
class Choice:
    """Some of a plan's actions, tried together.

    Attributes:
        names: of the actions, in the order of the plan.
        cost: of the actions over the months ahead, pence.
        chance: the share of runs that reach the target.
        mean: of the target's measure over the runs: children or pence.
        shortfall: how much is missing at the wanted chance, children or pence; 0 where nothing is.
        saving: what placements cost less than without a plan over the months ahead, mean pence;
            None without prices.
        proven: whether everything cheaper, or as cheap with fewer actions, was tried.
    """

    names: tuple[str, ...]
    cost: int
    chance: Fraction
    mean: float
    shortfall: int
    saving: int | None
    proven: bool

    @property
    def net(self) -> int | None:
        """What is saved beyond the cost of the actions, pence."""
        return None if self.saving is None else self.saving - self.cost


@dataclass(frozen=True)
class Optimum:
    """What was found. Of sets that cost the same, one with fewer actions goes before.

    Attributes:
        plan: its name.
        as_at, month_ends, runs, seed: of the simulation.
        target, measure, value: what is to be reached, as in `targets.Reached`.
        wanted: the chance to reach it with.
        none, every: without any action, and with all that can matter.
        best: the cheapest that reaches it; None where none of those tried does.
        nearest: the best, or else the one with the highest chance; of several the one with the
            least shortfall, then the cheapest.
        again: the chance of the nearest on other runs. The best is chosen for its chance on the
            runs that it was tried on, which flatters it. None where the search was stopped.
        frontier: for each chance that was reached the cheapest set, from the cheapest up.
        idle: actions that never change what the target is of; they are left out everywhere.
        tried, of: how many sets were simulated, of how many.
        complete: whether every set that could be better than the best was simulated; without a best
            whether all were.
        frontier_complete: whether no set that was not tried could be on the frontier.
        stopped: whether somebody stopped the search.
    """

    plan: str
    as_at: date
    month_ends: tuple[date, ...]
    runs: int
    seed: int
    target: Target
    measure: str
    value: int
    wanted: Fraction
    none: Choice
    every: Choice
    best: Choice | None
    nearest: Choice
    again: Fraction | None
    frontier: tuple[Choice, ...]
    idle: tuple[str, ...]
    tried: int
    of: int
    complete: bool
    frontier_complete: bool
    stopped: bool
