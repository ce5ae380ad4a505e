"""What all jobs of a command share, read once before the work, so that an error is told once."""

from __future__ import annotations

from kinward.errors import ArgumentError
from kinward.forecast.cost import read_prices
from kinward.pipeline import Ahead, Inputs
from kinward.reference import categories, lait, population


def refuse_shared(inputs: Inputs, ahead: Ahead, authorities: int) -> None:
    """Read the files that do not belong to one authority alone.

    Raises:
        InputError: a file that cannot be used.
        ArgumentError: the population of one authority, where there are several.
    """
    categories.load(inputs.categories)
    if inputs.lait is not None:
        lait.read(inputs.lait)
    if ahead.prices is not None:
        read_prices(ahead.prices)
    if inputs.population is not None and authorities > 1:
        try:
            population.read(inputs.population)
        except ArgumentError:
            return  # a wide table, of which each authority takes its row
        raise ArgumentError(
            "This is the population of one authority",
            where=inputs.population.name,
            remedy="Give a wide table with a row for each authority, named as its folder is.",
        )
