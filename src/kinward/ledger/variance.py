"""Why spend varies from the budget: volume, mix and price, exactly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from kinward.ledger.amounts import whole_pence
from kinward.ledger.model import Analysis, Line


def average_price(lines: Sequence[Line]) -> Fraction:
    """The budget's average price of a paid week over all lines, in pence.

    Where no line has a budget for placements: that of what was paid, so that all of a line's
    variance is volume and mix.
    """
    weeks = sum((line.planned.paid_weeks for line in lines), Fraction(0))
    if weeks:
        return (
            Fraction(sum(line.planned.annual for line in lines if line.planned.paid_weeks)) / weeks
        )
    paid = sum((line.actual.paid_weeks for line in lines), Fraction(0))
    cost = sum(line.actual.projected for line in lines if line.actual.paid_weeks)
    return Fraction(cost) / paid if paid else Fraction(0)


def analysed(lines: Sequence[Line]) -> list[Line]:
    """The lines, each with its `Analysis`.

    For a line: w = yearly average x paid weeks, p = cost per paid week, b budget, a actual, P the
    budget's average price. Volume (wa - wb) x P; mix (wa - wb) x (pb - P); price wa x (pa - pb); a
    line without budget takes pb = pa. Each is rounded once, half to even; the rest of the variance,
    with adjustments, is other.
    """
    overall = average_price(lines)
    return [replace(line, analysis=analysis_of(line, overall)) for line in lines]


def analysis_of(line: Line, overall: Fraction) -> Analysis:
    """Why one line varies, as `analysed` tells it.

    Args:
        overall: the budget's average price of a paid week over all lines, in pence.
    """
    variance = line.net_variance
    if line.kind != "service":
        return Analysis(other=variance)
    before, after = line.planned.paid_weeks, line.actual.paid_weeks
    paid = line.actual.per_week_of_care
    planned = line.planned.average_weekly
    if planned is None:
        planned = paid if paid is not None else overall
    volume = whole_pence((after - before) * overall)
    mix = whole_pence((after - before) * (planned - overall))
    price = 0 if paid is None else whole_pence(after * (paid - planned))
    return Analysis(volume, mix, price, variance - volume - mix - price)
