"""Measures beside the statistical neighbours and England, with place and quartile.

Only rates and shares that LAIT publishes in the same definition are compared (`COMPARED`): counts
of children tell of an authority's size. Our own figure is of the same return year and made as DfE
counts. It is rounded as the official ones of the year are, so that equals are equal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import ceil
from typing import Final

import polars as pl

from kinward.cohort.compare import COMPARATORS
from kinward.measures import Polarity
from kinward.measures.scored import SCORED
from kinward.reference.lait import NATION, Lait
from kinward.reference.parameters import parameter
from kinward.scorecard.model import Comparison

_MOST_DECIMALS: Final = 4

COMPARED: Final = {
    each.key: each.measure for each in COMPARATORS if each.key in SCORED and each.unit != "children"
}
"""Measures of ours, and LAIT's short name of each."""


def compare(
    own: pl.DataFrame,
    lait: Lait,
    authority: int,
    last_year: int,
    senses: Mapping[str, Polarity] | None = None,
) -> dict[str, Comparison]:
    """Every measure of `COMPARED` that LAIT has a figure of, by key.

    Args:
        own: our figures on DfE's way of counting (`cohort.compare.own_figures`).
        authority: DfE's number of the authority, whose own row of LAIT is not used.
        last_year: the last return year to look at; of each measure its last with a figure of a
            neighbour or of England is taken.
        senses: what is better, of measures of which an authority says so itself.
    """
    mine = {(key, year): value for key, year, value in own.select("key", "year", "value").rows()}
    near = lait.neighbours.filter(
        pl.col("la_number") == authority, pl.col("rank") <= parameter("neighbours").value
    )["neighbour_la_number"].to_list()
    official = lait.figures.filter(
        pl.col("measure").is_in(list(COMPARED.values())),
        pl.col("year") <= last_year,
        pl.col("value").is_not_null(),
    )
    found = {}
    for key, measure in COMPARED.items():
        rows = official.filter(pl.col("measure") == measure)
        told = rows.filter(pl.col("la_number").is_in(near) | (pl.col("area") == NATION))
        year = told["year"].max()
        if isinstance(year, int):
            values = _Official(rows.filter(pl.col("year") == year), authority, near)
            sense = (senses or {}).get(key, SCORED[key].polarity)
            found[key] = _compared(values, year, mine.get((key, year)), sense)
    return found


class _Official:
    """The official figures of one measure and year, without the authority's own."""

    def __init__(self, rows: pl.DataFrame, authority: int, near: Sequence[int]) -> None:
        numbers = rows.filter(pl.col("la_number").is_not_null())
        others = numbers.filter(pl.col("la_number") != authority)
        self.authorities = _decimals(others)
        self.neighbours = _decimals(others.filter(pl.col("la_number").is_in(near)))
        self.england = next(iter(_decimals(rows.filter(pl.col("area") == NATION))), None)

    @property
    def places(self) -> int:
        """The decimals with which the figures are published."""
        known = (*self.authorities, *((self.england,) if self.england is not None else ()))
        return max((-int(each.as_tuple().exponent) for each in known), default=0)


def _decimals(rows: pl.DataFrame) -> list[Decimal]:
    """Figures as they were published: 44, not 44.0."""
    rounded = (round(Decimal(repr(value)), _MOST_DECIMALS) for value in rows["value"])
    return [_bare(value) for value in rounded]


def _bare(value: Decimal) -> Decimal:
    bare = value.normalize()
    return bare.quantize(Decimal(1)) if int(bare.as_tuple().exponent) > 0 else bare


def _compared(official: _Official, year: int, own: float | None, polarity: Polarity) -> Comparison:
    value = None if own is None else round(Decimal(repr(own)), official.places)
    near = official.neighbours
    ranked = value is not None and bool(near)
    return Comparison(
        year=year,
        own=value,
        neighbours=sum(near, Decimal(0)) / len(near) if near else None,
        england=official.england,
        rank=1 + _better(near, value, polarity) if ranked and value is not None else None,
        of=len(near) + (value is not None),
        quartile=quartile(near, value, polarity),
        # A part of LAIT may hold no others than the neighbours.
        england_quartile=quartile(official.authorities, value, polarity)
        if len(official.authorities) > len(near)
        else None,
        best="low" if polarity == "low" else "high",
    )


def quartile(others: Sequence[Decimal], value: Decimal | None, polarity: Polarity) -> int | None:
    """The quarter of all in which a value stands, 1 the best; None with fewer than three others.

    Equals share the middle of their places, so that they are all in one quarter.
    """
    if value is None or len(others) < 3:
        return None
    equal = 1 + sum(each == value for each in others)
    middle = Decimal(2 * _better(others, value, polarity) + equal) / (2 * (len(others) + 1))
    return max(1, ceil(4 * middle))


def _better(others: Sequence[Decimal], value: Decimal, polarity: Polarity) -> int:
    """How many are better; where neither high nor low is good, how many are higher."""
    if polarity == "low":
        return sum(each < value for each in others)
    return sum(each > value for each in others)
