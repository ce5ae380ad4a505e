"""The variance of a budget in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from kinward.ledger.model import Activity, Analysis, Line

_PARTS: Final = {
    "volume": ("more placements than budgeted", "fewer placements than budgeted"),
    "mix": ("a dearer mix of services", "a cheaper mix of services"),
    "price": ("higher prices", "lower prices"),
    "other": ("growth, savings and fixed lines", "growth, savings and fixed lines"),
}
"""By part of the variance: what adds to spend, and what takes from it."""
_NEARLY_NONE: Final = Fraction(1, 20)
"""A difference of placements that rounds to 0.0 in a sentence."""


def money(pence: int) -> str:
    """Whole pounds without a sign: '£1,234'. Rounded half to even, for reading only."""
    return f"£{abs(round(Fraction(pence, 100))):,}"


def variance(activity: Activity) -> Iterator[str]:
    """What the projected spend is, how it varies from the budget, and why."""
    yield f"{_headline(activity.total)}."
    if activity.total.net_variance:
        yield _why(activity.total)
    yield from _furthest(activity)


def effect(activity: Activity) -> str:
    """The pressure carried into next year."""
    pence = activity.full_year.effect
    if pence == 0:
        return "If nothing changes, next year costs what this one does."
    more = "more" if pence > 0 else "less"
    text = f"At today's prices, what is open on 31 March costs {money(pence)} {more} next year "
    text += "than all placements cost this year"
    leap = activity.full_year.day_effect
    if leap:
        text += f"; the number of days in the year makes {money(leap)} "
        text += "more" if leap > 0 else "less"
    return f"{text}."


def _headline(line: Line) -> str:
    planned = money(line.planned.annual)
    if not line.planned.annual:
        return f"Projected spend is {_signed(line.actual.projected)}; no budget is given"
    if not line.net_variance:
        return f"Projected spend of {_signed(line.actual.projected)} is the budget to the penny"
    side = "over" if line.net_variance > 0 else "under"
    return (
        f"Projected spend is {_signed(line.actual.projected)}: {money(line.net_variance)} {side} "
        f"the budget of {planned}"
    )


def _why(line: Line) -> str:
    """Numbers first, because a rise of spend while numbers fall is what people ask about."""
    more = line.average_variance or Fraction(0)
    spend = "over" if line.net_variance > 0 else "under"
    text = f"On average {_number(more)} placements {'more' if more > 0 else 'fewer'} than budgeted"
    if abs(more) < _NEARLY_NONE:
        text = "The number of placements is as budgeted"
    elif (more > 0) != (line.net_variance > 0):
        text += f", and yet spend is {spend} the budget"
    return f"{text}: {_parts(line.analysis)}."


def _parts(analysis: Analysis) -> str:
    """'higher prices add £2, fewer placements take off £1': the largest first."""
    amounts = [(key, getattr(analysis, key)) for key in _PARTS]
    amounts = [each for each in amounts if abs(each[1]) >= 100]
    amounts.sort(key=lambda each: -abs(each[1]))
    said = [
        f"{_PARTS[key][0]} add {money(pence)}"
        if pence > 0
        else f"{_PARTS[key][1]} take off {money(pence)}"
        for key, pence in amounts
    ]
    said = [text.replace("mix of services add", "mix of services adds") for text in said]
    said = [text.replace("mix of services take", "mix of services takes") for text in said]
    return ", ".join(said[:-1]) + (" and " if len(said) > 1 else "") + said[-1] if said else ""


def _furthest(activity: Activity) -> Iterator[str]:
    """The line that is furthest over, and the one that is furthest under."""
    lines = [line for line in activity.lines if line.kind == "service"]
    for side, sign in (("over", 1), ("under", -1)):
        far = max(lines, key=lambda line: sign * line.net_variance, default=None)
        if far is not None and sign * far.net_variance > 0:
            yield (
                f"Furthest {side}: {far.label}, by {money(far.net_variance)}"
                f" ({_parts(far.analysis)})."
            )


def _signed(pence: int) -> str:
    return ("−" if pence < 0 else "") + money(pence)


def _number(value: Fraction) -> str:
    return f"{float(abs(value)):,.1f}"
