"""What a plan is worth: present value, benefit-cost ratio, payback, break-even."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kinward.scenarios.business.break_even import BreakEven, break_even
from kinward.scenarios.business.costs import Costs
from kinward.scenarios.business.discount import Discount, present, present_cost
from kinward.scenarios.business.horizon import Horizon
from kinward.scenarios.business.payback import Payback, payback
from kinward.scenarios.business.spread import Ints, Spread, in_pence, spread
from kinward.scenarios.plan.uncertain import Share


@dataclass(frozen=True)
class Present:
    """Present values over the horizon, in pence of the first year ahead.

    Attributes:
        saving: of the savings.
        cost: of the costs, which are certain.
        net: saving - cost.
        ratio: benefit-cost ratio, saving / cost before either is rounded; None where there is no
            cost.
        pays: the share of runs with a net present value of at least 0.
    """

    saving: Spread[int]
    cost: int
    net: Spread[int]
    ratio: Spread[Fraction] | None
    pays: Fraction


@dataclass(frozen=True)
class Worth:
    """What a stream of savings is worth against its costs.

    Attributes:
        real: inflation taken out, then discounted: what is compared with other uses of money.
        as_is: flows discounted as they are. The same as `real` where inflation is 0.
        payback: None where it costs nothing.
        break_even: on the real present values.
    """

    real: Present
    as_is: Present
    payback: Payback | None
    break_even: BreakEven


def worth(
    saving: Ints,
    mean: Sequence[int],
    costs: Costs,
    horizon: Horizon,
    discount: Discount,
    share: Share | None = None,
) -> Worth:
    """What savings are worth against costs.

    Args:
        saving: (runs, years of the horizon) pence.
        mean: the mean saving by year, whole pence.
        costs: of the same years.
        share: the success or uptake that the saving follows.
    """
    years = len(horizon.years)
    real, exact = _present(saving, costs, discount.factors(years, deflated=True))
    as_is, _ = _present(saving, costs, discount.factors(years, deflated=False))
    back = payback(saving, mean, costs, horizon)
    return Worth(real, as_is, back, break_even(*exact, share))


def _present(
    saving: Ints, costs: Costs, factors: Sequence[Fraction]
) -> tuple[Present, tuple[Fraction, Fraction]]:
    """Present values, and the mean saving and the cost before they are rounded."""
    values, over = present(saving, factors)
    cost = present_cost(costs.years, factors)
    exact = spread(values, over)
    rounded, spent = in_pence(exact), round(cost)
    pays = sum(value >= cost * over for value in values)
    found = Present(
        saving=rounded,
        cost=spent,
        net=rounded.less(spent),
        ratio=None if cost == 0 else exact.mapped(lambda pence: pence / cost),
        pays=Fraction(pays, len(values)),
    )
    return found, (exact.mean, cost)
