"""What population growth alone adds: children at today's rate, at today's average cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

import polars as pl

from kinward.budget.uplift import Uplift
from kinward.dates import return_year, year_name
from kinward.errors import ArgumentError
from kinward.ledger.amounts import whole_pence
from kinward.reference.parameters import parameter


@dataclass(frozen=True)
class Demography:
    """A population that grows while the rate of looked after children stays.

    Attributes:
        population: people of the ages that the rate is of, by financial year (named by its end).
        rate: looked after children per 10,000 of them.
        base_year: the year from which growth counts; its average cost is what a child more costs.
    """

    population: Mapping[int, int]
    rate: Decimal
    base_year: int

    def children(self, year: int) -> Fraction:
        """Looked after children more than in the base year; below 0 where the population falls.

        Raises:
            ArgumentError: the population of the year or of the base year is not given.
        """
        for each in (self.base_year, year):
            if each not in self.population:
                raise ArgumentError(
                    f"The population of {year_name(each)} is not given",
                    where="demography",
                    remedy="Give the population of every year of the model.",
                )
        return added_children(self.population[year] - self.population[self.base_year], self.rate)


@dataclass(frozen=True)
class Added:
    """What population growth adds in a year: children on average, and pence."""

    year: int
    children: Fraction
    pence: int


def added_children(people: int, rate: Decimal) -> Fraction:
    """Looked after children among so many people, at a rate per 10,000 (parameter `rate_per`)."""
    return Fraction(rate) * people / Fraction(parameter("rate_per").value)


def added(demography: Demography, year: int, yearly_pence: Fraction, uplift: Uplift) -> Added:
    """What growth adds in a year, rounded once to whole pence, half to even.

    Args:
        yearly_pence: what a placement costs in a full year, on average, in the base year.
        uplift: prices rise by it from the base year on.
    """
    children = demography.children(year)
    factor = uplift.between(demography.base_year, year)
    return Added(year, children, whole_pence(children * yearly_pence * factor))


def population_by_year(population: pl.DataFrame) -> dict[int, int]:
    """People under 18 by financial year, each with the mid-year (30 June) that falls in it.

    Args:
        population: `reference.population.POPULATION_SCHEMA`.
    """
    below = pl.col("age") < int(parameter("rate_ages_below").value)
    sums = population.filter(below).group_by("year").agg(pl.col("population").sum()).sort("year")
    return {return_year(date(year, 6, 30)): people for year, people in sums.iter_rows()}
