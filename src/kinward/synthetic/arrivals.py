"""Who enters care, and when: cases by month, with drift from year to year and a season.

Families, unaccompanied asylum seekers, remands and short breaks are streams of their own. A case is
a sibling group of one or more that enters on one day.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from kinward.synthetic import days
from kinward.synthetic.dice import Dice, key_of
from kinward.synthetic.shape import shape

STREAMS: Final = ("family", "uasc", "remand", "breaks")
_BREAKS_YEARS: Final = 4.5
_ANCHOR: Final = 1950


@dataclass(frozen=True, slots=True)
class Case:
    """A group of children who enter on one day; `key` is the identity of their luck."""

    stream: str
    day: int
    size: int
    key: int


def cases(seed: int, children: int, first: date, last: date) -> Iterator[Case]:
    """Every case of the months from `first` to `last`, by stream and month.

    Args:
        children: looked after children at a time, on average.
        first: the first day of a month.
        last: the last day of a month.
    """
    for index, stream in enumerate(STREAMS):
        yearly = _cases_a_year(stream, children)
        drift = _drift(seed, stream, first.year, last.year + 1)
        month = first
        while month <= last:
            following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
            key = key_of(seed, 2, index, month.year * 12 + month.month)
            season = 1.0 if stream == "breaks" else shape().season[month.month - 1]
            expected = yearly / 12 * season * drift[month.year]
            for case in range(Dice(key).poisson(expected)):
                yield _case(stream, days.number(month), (following - month).days, key_of(key, case))
            month = following


def entries_a_year(children: int) -> float:
    """Children who begin to be looked after in an average year."""
    return children / shape().numbers["stock.mean_years"]


def _cases_a_year(stream: str, children: int) -> float:
    numbers = shape().numbers
    if stream == "breaks":
        return children * numbers["stock.short_breaks_share"] / _BREAKS_YEARS
    shares = {name: numbers[f"entries.{name}_share"] for name in ("uasc", "remand")}
    if stream != "family":
        return entries_a_year(children) * shares[stream]
    further = numbers["entries.sibling_more_p"]
    size = 1 + numbers["entries.sibling_p"] * (1 + further + further**2)
    returning = 1 + numbers["entries.re_entry_p"] * 0.32  # share of entries who leave for home
    return entries_a_year(children) * (1 - sum(shares.values())) / size / returning


def _drift(seed: int, stream: str, first: int, last: int) -> dict[int, float]:
    """Multiples of the usual intensity by calendar year: a mean-reverting walk of its logarithm.

    The walk begins in a fixed year: a year's drift is the same whatever years are asked for.
    """
    numbers = shape().numbers
    memory = numbers["entries.drift_memory"]
    sigma = numbers["entries.uasc_drift_sigma" if stream == "uasc" else "entries.drift_sigma"]
    level, levels = 0.0, {}
    for year in range(_ANCHOR, last + 1):
        level = memory * level + sigma * Dice(seed, 3, STREAMS.index(stream), year).normal()
        if year >= first:
            levels[year] = math.exp(level)
    return levels


def _case(stream: str, month: int, length: int, key: int) -> Case:
    numbers = shape().numbers
    dice = Dice(key)
    day = month + dice.between(0, length - 1)
    if not dice.chance(numbers["entries.weekend_p"]):
        moved = days.working(day)
        day = moved if moved < month + length else moved - 3
    size = 1
    if stream == "family" and dice.chance(numbers["entries.sibling_p"]):
        size = 2
        while size < 4 and dice.chance(numbers["entries.sibling_more_p"]):
            size += 1
    return Case(stream, day, size, key)
