"""Children who live in an authority, as LAIT's own rates imply them.

LAIT has no population, but it has numbers beside rates per 10,000 aged 0 to 17. A number over its
rate is the population, as closely as the rate is written: referrals, with one decimal, tell it to
about one part in ten thousand; looked after children, in whole numbers, to about one in a hundred.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from kinward.errors import ArgumentError
from kinward.reference.lait import Lait
from kinward.reference.official_costs import Figures, figures
from kinward.reference.parameters import parameter

Interval = tuple[Fraction, Fraction]

_LOOKED_AFTER: Final = ("LACnum", "LAC", Fraction(1, 2))
_REFERRALS: Final = ("CPP_Total_NumRef", "CPP_Total_Rateper10,000", Fraction(1, 20))
"""Number, rate, and half a unit of the rate's last place as LAIT publishes it."""


@dataclass(frozen=True)
class Population:
    """Children aged 0 to 17.

    Attributes:
        value: the best single figure.
        low, high: the least and the most that the published rounding allows; equal to the value
            where the population was given.
    """

    value: Fraction
    low: Fraction
    high: Fraction


def known(people: int) -> Population:
    """A population that a person gives.

    Raises:
        ArgumentError: it is below 1.
    """
    if people < 1:
        raise ArgumentError("The population is below 1", remedy="Give the number of people.")
    exact = Fraction(people)
    return Population(exact, exact, exact)


def implied(lait: Lait, areas: Collection[int], last: int) -> dict[tuple[int, int], Population]:
    """The population by year and area, where LAIT's rates tell it.

    The rate of looked after children bounds it. Referrals make it closer where they fall within
    those bounds; where they do not, as for most authorities up to 2017/18, the two rates rest on
    different estimates of the population, and the bounds stand alone.

    Args:
        areas: DfE's numbers, and `official_costs.NATION_NUMBER` for England.
        last: the last year, named by its end.
    """
    names = [name for pair in (_LOOKED_AFTER, _REFERRALS) for name in pair[:2]]
    found = figures(lait, names, areas, last)
    places = {(year, area) for measure, year, area in found if measure == _LOOKED_AFTER[0]}
    populations = {}
    for year, area in sorted(places):
        population = _of(found, year, area)
        if population:
            populations[year, area] = population
    return populations


def _of(found: Figures, year: int, area: int) -> Population | None:
    wide = _bounds(found, year, area, _LOOKED_AFTER)
    close = _bounds(found, year, area, _REFERRALS)
    if wide is None:
        return None
    low, high = wide
    if close is not None and max(low, close[0]) <= min(high, close[1]):
        low, high = max(low, close[0]), min(high, close[1])
        number, rate = (found[name, year, area] for name in _REFERRALS[:2])
    else:
        number, rate = (found[name, year, area] for name in _LOOKED_AFTER[:2])
    value = number * _per() / rate
    return Population(min(max(value, low), high), low, high)


def _bounds(
    found: Figures, year: int, area: int, pair: tuple[str, str, Fraction]
) -> Interval | None:
    number, rate = found.get((pair[0], year, area)), found.get((pair[1], year, area))
    half = pair[2]
    if not number or rate is None or rate <= half:
        return None
    return number * _per() / (rate + half), number * _per() / (rate - half)


def _per() -> Fraction:
    return Fraction(Decimal(repr(parameter("rate_per").value)))
