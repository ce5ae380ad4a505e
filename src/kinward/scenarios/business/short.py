"""What is kept of a plan that was tried: its figures and its business case in short."""

from __future__ import annotations

from collections.abc import Sequence

from kinward.scenarios.business.case import BusinessCase
from kinward.scenarios.business.saved import Figure, Money
from kinward.scenarios.business.spread import Numbers, in_pence, spread, whole


def figure(key: str, label: str, unit: str, runs: Numbers) -> Figure:
    """A measure over the runs: the mean as a float, exact or the nearest, and so the ends.

    Args:
        runs: (runs,) children or other whole numbers; rounded half to even where they are not.

    Raises:
        ArgumentError: no run, or a figure that is none.
    """
    found = spread(_of(runs, label))
    ends = (found.mean, found.low_80, found.high_80, found.low_95, found.high_95)
    return Figure(key, label, unit, *(float(each) for each in ends))


def pence_figure(key: str, label: str, runs: Numbers) -> Figure:
    """An amount over the runs in whole pence, each figure rounded once, half to even.

    Args:
        runs: (runs,) pence.

    Raises:
        ArgumentError: no run, or an amount that is none.
    """
    found = in_pence(spread(_of(runs, label)))
    ends = (found.mean, found.low_80, found.high_80, found.low_95, found.high_95)
    return Figure(key, label, "pence", *ends)


def money(case: BusinessCase) -> Money:
    """The business case in short: sums over the horizon, and the real net present value."""
    net = case.whole.worth.real.net
    return Money(
        cost_pence=case.whole.cost,
        saving_pence=case.whole.saving,
        cashable_pence=case.cashable.saving,
        net_pence=net.mean,
        low_80=net.low_80,
        high_80=net.high_80,
        low_95=net.low_95,
        high_95=net.high_95,
        discount=str(case.discount.rate),
        inflation=str(case.discount.inflation),
    )


def _of(runs: Numbers, label: str) -> Sequence[int]:
    found: list[int] = whole(runs, f"The runs of {label}", (len(runs),)).tolist()
    return found
