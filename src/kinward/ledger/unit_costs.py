"""Weekly unit costs beside those of statistical neighbours and the nation, in cash and real terms.

DfE's unit costs rest on the S251 outturn, the ledger's on placements alone: they are shown side by
side, and `UNIT_COSTS` says what the one holds and the other does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import polars as pl

from kinward.dates import year_name
from kinward.ledger.own_costs import LEDGER_SCHEMA
from kinward.reference.deflator import Deflator
from kinward.reference.lait import Lait
from kinward.reference.official_costs import (
    NATION_LEAVES_OUT,
    NATION_NUMBER,
    UNIT_COSTS,
    Figures,
    UnitCost,
    figures,
)
from kinward.reference.peers import Peer, peers

UNIT_COSTS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "key": pl.String(),
    "label": pl.String(),
    "year": pl.Int32(),
    "prices": pl.String(),
    "s251_pence": pl.Int64(),
    "ledger_pence": pl.Int64(),
    "neighbours_mean_pence": pl.Int64(),
    "neighbours_low_pence": pl.Int64(),
    "neighbours_low": pl.String(),
    "neighbours_high_pence": pl.Int64(),
    "neighbours_high": pl.String(),
    "neighbours_counted": pl.Int32(),
    "nation_pence": pl.Int64(),
    "rank": pl.Int32(),
    "s251_spend_pence": pl.Int64(),
    "ledger_spend_pence": pl.Int64(),
}
"""One row a unit cost, year and `prices` (`cash`, or `real`: at the prices of the base year).
Pence are a calendar week of one child, but for the two spends. `rank` is the authority's own place
by S251 among itself and the neighbours with a figure: 1 is the lowest cost. `neighbours_low` and
`neighbours_high` name the authority; of several with one figure the closest neighbour. What there
is no figure of is null."""

NEIGHBOURS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "key": pl.String(),
    "year": pl.Int32(),
    "la_number": pl.Int32(),
    "name": pl.String(),
    "cash_pence": pl.Int64(),
    "real_pence": pl.Int64(),
}
CASH: Final = "cash"
REAL: Final = "real"

_NO_DEFLATOR: Final = (
    "No deflator is given, so that unit costs are in cash alone: part of their rise is inflation. "
    "Give HM Treasury's GDP deflators with --deflator FILE."
)


@dataclass(frozen=True)
class UnitCosts:
    """Unit costs as compared.

    Attributes:
        table: the comparison (`UNIT_COSTS_SCHEMA`), by unit cost, year and prices.
        neighbours: each neighbour's figure (`NEIGHBOURS_SCHEMA`), the closest first.
        base_year: the year at whose prices `real` is; None where there is no deflator for it.
        deflator: the source of the deflator; empty where there is none.
        notes: what a reader must know, in sentences.
    """

    table: pl.DataFrame
    neighbours: pl.DataFrame
    base_year: int | None
    deflator: str
    notes: tuple[str, ...]


def compare(
    lait: Lait,
    authority: int,
    last_year: int,
    *,
    ledger: pl.DataFrame | None = None,
    deflator: Deflator | None = None,
) -> UnitCosts:
    """The authority's unit costs beside those of its statistical neighbours and of England.

    Args:
        authority: DfE's number.
        last_year: the last financial year that has ended by the as-at date; later ones are left
            out.
        ledger: the authority's own figures (`own_costs.LEDGER_SCHEMA`).
        deflator: for real terms; None gives cash alone, and a note that says so.

    Returns:
        Every year for which LAIT has a figure of the authority, a neighbour or England, or the
        ledger has one. The base year is the last of them that the deflator has.
    """
    near = peers(lait, authority)
    areas = [authority, NATION_NUMBER, *(peer.number for peer in near)]
    measures = [name for each in UNIT_COSTS for name in (each.measure, each.spend_measure) if name]
    found = figures(lait, measures, areas, last_year)
    own = _own(ledger, last_year)
    years = {each.key: _years(each, found, own) for each in UNIT_COSTS}
    base = _base({year for listed in years.values() for year in listed}, deflator)
    scene = _Scene(authority, near, found, own, base, deflator)
    rows = [
        row
        for each in UNIT_COSTS
        for year in years[each.key]
        for prices in (CASH, REAL)
        if (row := scene.row(each, year, prices)) is not None
    ]
    return UnitCosts(
        pl.DataFrame(rows, schema=UNIT_COSTS_SCHEMA, orient="row"),
        pl.DataFrame(scene.neighbours(years), schema=NEIGHBOURS_SCHEMA, orient="row"),
        base,
        deflator.source if deflator and base else "",
        _notes(scene, years),
    )


_Own = Mapping[tuple[str, int], tuple[int | None, int | None]]
"""Spend and weekly cost of the ledger by unit cost and year."""


def _own(ledger: pl.DataFrame | None, last_year: int) -> _Own:
    if ledger is None:
        return {}
    rows = ledger.filter(pl.col("year") <= last_year).select(LEDGER_SCHEMA.keys()).iter_rows()
    return {(key, year): (spend, weekly) for key, year, spend, weekly in rows}


def _years(each: UnitCost, found: Figures, own: _Own) -> list[int]:
    official = {year for measure, year, _ in found if measure == each.measure}
    return sorted(official | {year for key, year in own if key == each.key})


def _base(years: set[int], deflator: Deflator | None) -> int | None:
    return max(years & set(deflator.index), default=None) if deflator else None


@dataclass(frozen=True)
class _Scene:
    """Who is compared, with what, at which prices."""

    authority: int
    near: Sequence[Peer]
    found: Figures
    own: _Own
    base: int | None
    deflator: Deflator | None

    def pence(self, amount: Fraction | int | None, year: int, prices: str) -> int | None:
        """An exact amount in pence at the prices of its year or of the base year, rounded once."""
        if amount is None:
            return None
        if prices == CASH or not self.deflator or self.base is None:
            return round(Fraction(amount))
        return self.deflator.real(amount, year, self.base)

    def has(self, year: int, prices: str) -> bool:
        """Whether amounts of the year can be told at these prices."""
        if prices == CASH:
            return True
        return bool(self.deflator and self.base and year in self.deflator.index)

    def of(self, measure: str, year: int, area: int) -> Fraction | None:
        """A figure of LAIT in pence."""
        pounds = self.found.get((measure, year, area))
        return None if pounds is None else pounds * 100

    def near_figures(self, each: UnitCost, year: int) -> list[tuple[Fraction, Peer]]:
        """The neighbours that have a figure, the closest first."""
        told = [(self.of(each.measure, year, peer.number), peer) for peer in self.near]
        return [(pence, peer) for pence, peer in told if pence is not None]

    def row(self, each: UnitCost, year: int, prices: str) -> tuple[object, ...] | None:
        """A row of the comparison; None where the prices cannot be told."""
        if not self.has(year, prices):
            return None
        near = self.near_figures(each, year)
        costs = [pence for pence, _ in near]
        low, high = min(costs, default=None), max(costs, default=None)
        s251 = self.of(each.measure, year, self.authority)
        spend, weekly = self.own.get((each.key, year), (None, None))
        rank = None if s251 is None or not near else 1 + sum(cost < s251 for cost in costs)
        return (
            *(each.key, each.label, year, prices),
            self.pence(s251, year, prices),
            self.pence(weekly, year, prices),
            self.pence(sum(costs, Fraction()) / len(costs) if costs else None, year, prices),
            self.pence(low, year, prices),
            next((peer.name for pence, peer in near if pence == low), None),
            self.pence(high, year, prices),
            next((peer.name for pence, peer in near if pence == high), None),
            len(near),
            self.pence(self.of(each.measure, year, NATION_NUMBER), year, prices),
            rank,
            self.pence(self.of(each.spend_measure, year, self.authority), year, prices),
            self.pence(spend, year, prices),
        )

    def neighbours(self, years: Mapping[str, Sequence[int]]) -> list[tuple[object, ...]]:
        """Rows of `NEIGHBOURS_SCHEMA`."""
        return [
            (
                *(each.key, year, peer.number, peer.name, self.pence(pence, year, CASH)),
                self.pence(pence, year, REAL) if self.has(year, REAL) else None,
            )
            for each in UNIT_COSTS
            for year in years[each.key]
            for pence, peer in self.near_figures(each, year)
        ]


def _notes(scene: _Scene, years: Mapping[str, Sequence[int]]) -> tuple[str, ...]:
    shown = sorted({year for listed in years.values() for year in listed})
    told = []
    if scene.deflator is None:
        told.append(_NO_DEFLATOR)
    else:
        missing = [year for year in shown if not scene.has(year, REAL)]
        if missing:
            told.append(
                f"The deflator does not tell {', '.join(map(year_name, missing))}: "
                "no real terms there."
            )
    measures = {each.measure for each in UNIT_COSTS}
    heard = {area for measure, _, area in scene.found if measure in measures}
    last = max(shown, default=None)
    if last and not any((name, last, scene.authority) in scene.found for name in measures):
        told.append(f"LAIT has no unit cost of the authority for {year_name(last)}.")
    silent = [peer.name for peer in scene.near if peer.number not in heard]
    if silent:
        told.append(f"LAIT has no unit cost of {', '.join(silent)}.")
    told.extend(
        f"England's figures of {year_name(year)} rest on a spend without "
        f"{NATION_LEAVES_OUT[year]}, whose returns DfE doubted: that of all "
        "looked after children is a little low for it."
        for year in shown
        if year in NATION_LEAVES_OUT
    )
    return tuple(told)
