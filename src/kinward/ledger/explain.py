"""The variance of a budget in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from kinward.dates import year_name
from kinward.ledger.model import Activity, Line

_PARTS: Final = {
    "volume": ("more placements than budgeted", "fewer placements than budgeted"),
    "mix": ("a dearer mix of services", "a cheaper mix of services"),
    "price": ("higher prices", "lower prices"),
    "adjustments": ("growth, savings and fixed lines", "growth, savings and fixed lines"),
    "unpriced": ("money budgeted without placements", "money budgeted without placements"),
}
"""By part of the variance: what adds to spend, and what takes from it."""
_NEARLY_NONE: Final = Fraction(1, 20)
"""A difference of placements that rounds to 0.0 in a sentence."""


def money(pence: int) -> str:
    """Whole pounds without a sign: '£1,234'. Rounded half to even, for reading only."""
    return f"£{abs(round(Fraction(pence, 100))):,}"


def signed(pence: int) -> str:
    """Whole pounds as `money`, with a minus where they are less than none: '−£1,234', '£0'."""
    return ("−" if round(Fraction(pence, 100)) < 0 else "") + money(pence)


def variance(activity: Activity) -> Iterator[str]:
    """What the projected spend is; with a budget, how it varies from it, and why."""
    yield f"{_headline(activity)}."
    if not budgeted(activity):
        return
    if activity.total.net_variance:
        yield _why(activity)
    yield from _furthest(activity)


def budgeted(activity: Activity) -> bool:
    """Whether placements have a budget to vary from."""
    return any(line.planned.placements is not None for line in activity.lines)


def parts(lines: Sequence[Line]) -> dict[str, int]:
    """Pence by part of the variance of lines (`_PARTS`): other is told by what it comes from."""
    found = {
        part: sum(getattr(line.analysis, part) for line in lines)
        for part in ("volume", "mix", "price")
    }
    other = [(line.kind == "service", line.analysis.other) for line in lines]
    found["adjustments"] = sum(pence for service, pence in other if not service)
    found["unpriced"] = sum(pence for service, pence in other if service)
    return found


def effect(activity: Activity) -> Iterator[str]:
    """The pressure carried into next year; nothing where neither year has a placement."""
    if not has_effect(activity):
        return
    pence = activity.full_year.effect
    text = f"Without any new placement, next year costs what {year_name(activity.year)} does"
    if pence:
        more = "more" if pence > 0 else "less"
        text = "Without any new placement, at today's prices what is open on 31 March costs "
        text += f"{money(pence)} {more} next year than all placements cost this year"
    leap = activity.full_year.day_effect
    if leap:
        text += f"; the number of days in the year makes {money(leap)} "
        text += "more" if leap > 0 else "less"
    yield f"{text}."


def has_effect(activity: Activity) -> bool:
    """Whether a placement costs anything in this year or the next."""
    effect = activity.full_year
    return any((effect.this_year, effect.next_year, effect.effect, effect.day_effect))


def _headline(activity: Activity) -> str:
    line = activity.total
    planned = money(line.planned.annual)
    if not budgeted(activity):
        return f"Projected spend is {signed(line.actual.projected)}; no budget is given"
    if not line.net_variance:
        return f"Projected spend of {signed(line.actual.projected)} is the budget to the penny"
    side = "over" if line.net_variance > 0 else "under"
    return (
        f"Projected spend is {signed(line.actual.projected)}: {money(line.net_variance)} {side} "
        f"the budget of {planned}"
    )


def _why(activity: Activity) -> str:
    """Numbers first, because a rise of spend while numbers fall is what people ask about."""
    line = activity.total
    more = line.average_variance or Fraction(0)
    spend = "over" if line.net_variance > 0 else "under"
    text = f"On average {_number(more)} placements {'more' if more > 0 else 'fewer'} than budgeted"
    if abs(more) < _NEARLY_NONE:
        text = "The number of placements is as budgeted"
    elif (more > 0) != (line.net_variance > 0):
        text += f", and yet spend is {spend} the budget"
    said = _parts(parts(activity.lines))
    return f"{text}: {said}." if said else f"{text}."


def _parts(found: Mapping[str, int]) -> str:
    """'higher prices add £2, fewer placements take off £1': the largest first."""
    amounts = [each for each in found.items() if abs(each[1]) >= 100]
    amounts.sort(key=lambda each: -abs(each[1]))
    said = [
        f"{_PARTS[key][0]} add {money(pence)}"
        if pence > 0
        else f"{_PARTS[key][1]} take off {money(pence)}"
        for key, pence in amounts
    ]
    for one in ("mix of services", "without placements"):
        said = [text.replace(f"{one} add", f"{one} adds") for text in said]
        said = [text.replace(f"{one} take", f"{one} takes") for text in said]
    return ", ".join(said[:-1]) + (" and " if len(said) > 1 else "") + said[-1] if said else ""


def _furthest(activity: Activity) -> Iterator[str]:
    """The line that is furthest over, and the one that is furthest under."""
    lines = [line for line in activity.lines if line.kind == "service"]
    for side, sign in (("over", 1), ("under", -1)):
        far = max(lines, key=lambda line: sign * line.net_variance, default=None)
        if far is not None and sign * far.net_variance > 0:
            said = _parts(parts([far]))
            yield f"Furthest {side}: {far.label}, by {money(far.net_variance)}" + (
                f" ({said})." if said else "."
            )


def _number(value: Fraction) -> str:
    return f"{float(abs(value)):,.1f}"
