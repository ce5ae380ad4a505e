"""What the authority would save if it spent as much per head as another.

The saving is the difference of spend per head, times the authority's own population. It is a
yardstick, not a target: need differs between authorities. Below nought the authority spends less.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, Inexact, localcontext
from fractions import Fraction
from typing import Final

import polars as pl

from kinward.dates import year_name
from kinward.errors import ArgumentError
from kinward.reference.child_population import Interval, Population, implied, known
from kinward.reference.lait import NATION, Lait
from kinward.reference.official_costs import (
    NATION_LEAVES_OUT,
    NATION_NUMBER,
    SPENDS,
    Figures,
    SpendPerHead,
    figures,
)
from kinward.reference.peers import Peer, peers

SAVINGS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "key": pl.String(),
    "label": pl.String(),
    "year": pl.Int32(),
    "kind": pl.String(),
    "name": pl.String(),
    "own_per_head_pence": pl.Int64(),
    "per_head_pence": pl.Int64(),
    "population": pl.Int64(),
    "saving_pence": pl.Int64(),
    "saving_low_pence": pl.Int64(),
    "saving_high_pence": pl.Int64(),
}
"""One row a spend and comparator (`kind`: neighbour, neighbours_mean, nation). Per head is per
child aged 0 to 17; `population` is the authority's own. The saving is of the unrounded figures;
low and high are what the rounding of LAIT's rates allows."""

NEIGHBOUR: Final = "neighbour"
MEAN: Final = "neighbours_mean"
NATIONAL: Final = "nation"

_MEAN_NAME: Final = "Mean of statistical neighbours"
_DIGITS: Final = 60


@dataclass(frozen=True)
class Savings:
    """Savings at the spend of each comparator.

    Attributes:
        table: `SAVINGS_SCHEMA`; per spend the neighbours, the closest first, their mean, England.
        notes: what a reader must know, in sentences.
    """

    table: pl.DataFrame
    notes: tuple[str, ...]


def saving(own: Decimal, comparator: Decimal, population: int) -> Decimal:
    """The saving in pounds at a comparator's spend per head, exactly.

    Args:
        own, comparator: pounds per head.
        population: people of the authority's own, of the same ages as the spend per head.

    Raises:
        ArgumentError: a spend that is no finite number, or a population below 1.
    """
    if not (own.is_finite() and comparator.is_finite()):
        raise ArgumentError(
            "A spend per head is not a number", remedy="Give pounds per head, such as 731."
        )
    people = known(population).value
    with localcontext(prec=_DIGITS) as context:
        context.traps[Inexact] = True
        return (own - comparator) * people.numerator


def implied_population(own: Decimal, comparator: Decimal, pounds: Decimal) -> Fraction:
    """The population with which a published saving was made, exactly.

    Raises:
        ArgumentError: the two spends are the same, so that no population is implied.
    """
    if own == comparator:
        raise ArgumentError(
            "The two spends per head are the same", remedy="Give the two that differ."
        )
    return Fraction(pounds) / (Fraction(own) - Fraction(comparator))


def savings(
    lait: Lait, authority: int, last_year: int, *, population: Mapping[int, int] | None = None
) -> Savings:
    """The saving at the spend per head of each statistical neighbour, of their mean and of England.

    Args:
        authority: DfE's number.
        last_year: the last financial year that has ended by the as-at date.
        population: the authority's children aged 0 to 17 by year, where known; else the one that
            LAIT's rates imply, as for the comparators.

    Returns:
        Each spend in the last year for which the authority has a figure and a population.
    """
    near = peers(lait, authority)
    areas = [authority, NATION_NUMBER, *(peer.number for peer in near)]
    found = figures(lait, [each.measure for each in SPENDS], areas, last_year)
    people = implied(lait, areas, last_year)
    given = {(year, authority): known(count) for year, count in (population or {}).items()}
    scene = _Scene(authority, near, found, {**people, **given})
    years = {each: year for each in SPENDS if (year := scene.last_year(each)) is not None}
    rows = [row for each, year in years.items() for row in scene.rows(each, year)]
    return Savings(
        pl.DataFrame(rows, schema=SAVINGS_SCHEMA, orient="row"),
        _notes(scene, set(years.values()), set(given)),
    )


@dataclass(frozen=True)
class _PerHead:
    """Pence per head: the figure, and the least and most that rounding allows."""

    value: Fraction
    bounds: Interval


@dataclass(frozen=True)
class _Scene:
    """Who is compared, with which spend, among how many children."""

    authority: int
    near: Sequence[Peer]
    found: Figures
    people: Mapping[tuple[int, int], Population]

    def last_year(self, each: SpendPerHead) -> int | None:
        """The last year in which the authority has a spend and a population."""
        years = (
            year
            for measure, year, area in self.found
            if measure == each.measure and area == self.authority and (year, area) in self.people
        )
        return max(years, default=None)

    def per_head(self, each: SpendPerHead, year: int, area: int) -> _PerHead | None:
        """The spend per head of an area, if it has a spend and a population."""
        pounds, people = self.found.get((each.measure, year, area)), self.people.get((year, area))
        if pounds is None or people is None:
            return None
        pence = pounds * 100
        return _PerHead(pence / people.value, (pence / people.high, pence / people.low))

    def rows(self, each: SpendPerHead, year: int) -> list[tuple[object, ...]]:
        """Rows of `SAVINGS_SCHEMA`."""
        near = [
            (peer.name, told)
            for peer in self.near
            if (told := self.per_head(each, year, peer.number)) is not None
        ]
        nation = self.per_head(each, year, NATION_NUMBER)
        compared = [
            *((NEIGHBOUR, name, told) for name, told in near),
            *([(MEAN, _MEAN_NAME, _mean([told for _, told in near]))] if near else ()),
            *([(NATIONAL, NATION, nation)] if nation else ()),
        ]
        return [self.row(each, year, kind, name, told) for kind, name, told in compared]

    def row(
        self, each: SpendPerHead, year: int, kind: str, name: str, told: _PerHead
    ) -> tuple[object, ...]:
        """The saving at one comparator; the pence are rounded here, once, half to even."""
        own = self.people[year, self.authority]
        spend = self.found[each.measure, year, self.authority] * 100
        low, high = told.bounds
        return (
            *(each.key, each.label, year, kind, name),
            round(spend / own.value),
            round(told.value),
            round(own.value),
            round(spend - told.value * own.value),
            round(spend - high * own.high),
            round(spend - low * own.low),
        )


def _mean(told: Sequence[_PerHead]) -> _PerHead:
    count = len(told)
    low, high = (sum((each.bounds[i] for each in told), Fraction()) / count for i in (0, 1))
    return _PerHead(sum((each.value for each in told), Fraction()) / count, (low, high))


def _notes(scene: _Scene, years: set[int], given: set[tuple[int, int]]) -> tuple[str, ...]:
    if not years:
        return ("LAIT has no spend of the authority beside a population: no saving is told.",)
    told = ["Children aged 0 to 17 are those that LAIT's numbers and rates imply."]
    if all((year, scene.authority) in given for year in years):
        told = ["The comparators' children aged 0 to 17 are those that LAIT's rates imply."]
    told.extend(
        f"England's spend of {year_name(year)} leaves out {NATION_LEAVES_OUT[year]}, whose returns "
        "DfE doubted; its population does not, so that England is a little low."
        for year in sorted(years & set(NATION_LEAVES_OUT))
    )
    return tuple(told)
