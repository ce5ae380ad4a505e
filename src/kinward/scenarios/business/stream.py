"""A stream of savings against costs, by year and over all years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kinward.scenarios.business.costs import Costs
from kinward.scenarios.business.discount import Discount
from kinward.scenarios.business.horizon import Horizon
from kinward.scenarios.business.spread import Ints, Spread, in_pence, spread
from kinward.scenarios.business.worth import Worth, worth
from kinward.scenarios.plan.uncertain import Share


@dataclass(frozen=True)
class YearFlow:
    """What a financial year brings, in pence of that year.

    Attributes:
        year: named by its end.
        days: of it that lie ahead.
        saving: mean and intervals over the runs.
        setup, running: costs, which are certain.
        net: saving - costs.
        so_far: net of this year and all before; its mean is the sum of theirs.
    """

    year: int
    days: int
    saving: Spread[int]
    setup: int
    running: int
    net: Spread[int]
    so_far: Spread[int]


@dataclass(frozen=True)
class Stream:
    """Savings of one sort against costs.

    Attributes:
        flows: by financial year.
        worth: over all of them.
    """

    flows: tuple[YearFlow, ...]
    worth: Worth

    @property
    def means(self) -> tuple[int, ...]:
        """Mean saving by year, pence."""
        return tuple(flow.saving.mean for flow in self.flows)

    @property
    def saving(self) -> int:
        """Mean saving over all years, pence."""
        return sum(self.means)

    @property
    def cost(self) -> int:
        """Over all years, pence."""
        return sum(flow.setup + flow.running for flow in self.flows)


def stream(
    saving: Ints,
    spreads: Sequence[Spread[int]],
    costs: Costs,
    horizon: Horizon,
    discount: Discount,
    share: Share | None = None,
) -> Stream:
    """Savings against costs, by year and over all years.

    Args:
        saving: (runs, years) whole pence.
        spreads: of the saving, by year (`yearly`).
        share: the success or uptake that the saving follows.
    """
    flows: list[YearFlow] = []
    so_far = np.cumsum(saving - np.array(costs.years, dtype=np.int64), axis=1)
    for at, (year, own) in enumerate(zip(horizon.years, spreads, strict=True)):
        net = own.less(costs.years[at])
        before = flows[-1].so_far.mean if flows else 0
        flows.append(
            YearFlow(
                year=year,
                days=horizon.days(year),
                saving=own,
                setup=costs.setup[at],
                running=costs.running[at],
                net=net,
                so_far=in_pence(spread(so_far[:, at].tolist())).with_mean(before + net.mean),
            )
        )
    means = [own.mean for own in spreads]
    return Stream(tuple(flows), worth(saving, means, costs, horizon, discount, share))


def yearly(saving: Ints) -> tuple[Spread[int], ...]:
    """The spread of each year in whole pence, every figure rounded once, half to even."""
    return tuple(in_pence(spread(column)) for column in saving.T.tolist())
