"""What the actions of a plan cost, by financial year, in whole pence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from kinward.scenarios.business.horizon import Horizon, year_days
from kinward.scenarios.plan.model import Action


@dataclass(frozen=True)
class Costs:
    """What is spent on a plan or an action in the years of a horizon.

    Attributes:
        setup: once, in the year of the first day.
        running: for the days on which it runs.
    """

    setup: tuple[int, ...]
    running: tuple[int, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """Both, by year."""
        return tuple(once + each for once, each in zip(self.setup, self.running, strict=True))

    @property
    def total(self) -> int:
        """Over all years."""
        return sum(self.years)


def action_costs(action: Action, horizon: Horizon) -> Costs:
    """What an action costs from the day after the as-at date to the last day.

    Set-up is spent on the first day: an action that has begun by the as-at date has spent it. A
    year's running cost is the yearly cost x days that it runs / days of the year, also while the
    effect still grows: each is rounded once, half to even. Both are taken as written: a cost in
    the plan does not rise with prices.
    """
    setup, running = [], []
    for year in horizon.years:
        first, until = horizon.stretch(year)
        begins = max(action.start, first)
        ends = until if action.until is None else min(action.until, until)
        setup.append(action.setup_pence if first <= action.start < until else 0)
        days = max(0, (ends - begins).days)
        running.append(round(Fraction(action.yearly_pence * days, year_days(year))))
    return Costs(tuple(setup), tuple(running))


def summed(costs: Iterable[Costs], years: int) -> Costs:
    """The costs of several actions together, of so many years."""
    found = list(costs)
    return Costs(
        tuple(sum(each.setup[at] for each in found) for at in range(years)),
        tuple(sum(each.running[at] for each in found) for at in range(years)),
    )
