"""The yearly published totals of many authorities, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kinward.errors import InputError
from kinward.reference.lait import Lait

Floats = NDArray[np.float64]

MEASURES: Final[dict[str, str]] = {
    "looked_after": "LACnum",
    "started": "LACnum_Start",
    "ceased": "LACceased",
}
"""Each series of a panel, and LAIT's short name of its measure."""


@dataclass(frozen=True)
class Panel:
    """Yearly totals; the arrays are (authorities, years), NaN where a figure is missing.

    Attributes:
        numbers: DfE's number of each authority, rising.
        years: consecutive return years, named by the 31 March that ends them.
        looked_after: children looked after on that 31 March.
        started: children who started to be looked after in the year.
        ceased: children who ceased to be looked after in the year.
    """

    numbers: tuple[int, ...]
    years: tuple[int, ...]
    looked_after: Floats
    started: Floats
    ceased: Floats

    def until(self, year: int) -> Panel:
        """What was known when the figures of a year came out: no later year."""
        return self._years(slice(None, sum(each <= year for each in self.years)))

    def since(self, year: int) -> Panel:
        """The years from one on."""
        return self._years(slice(sum(each < year for each in self.years), None))

    def of(self, rows: NDArray[np.bool_]) -> Panel:
        """The authorities where `rows` is true."""
        chosen = tuple(n for n, kept in zip(self.numbers, rows, strict=True) if kept)
        return Panel(
            chosen, self.years, self.looked_after[rows], self.started[rows], self.ceased[rows]
        )

    def _years(self, kept: slice) -> Panel:
        return Panel(
            self.numbers,
            self.years[kept],
            self.looked_after[:, kept],
            self.started[:, kept],
            self.ceased[:, kept],
        )

    def mean_stock(self) -> Floats:
        """The mean of a year's first and last stock; NaN where either is missing.

        The last alone would not do in its place: it moves with the year's own entries and exits.
        """
        mean = np.full(self.looked_after.shape, np.nan)
        mean[:, 1:] = (self.looked_after[:, 1:] + self.looked_after[:, :-1]) / 2
        return mean

    def residual(self) -> Floats:
        """What starts and ceases leave open of a year's change, as a share of its first stock.

        DfE counts a child once a year however often it starts, so the stock at the end is seldom
        quite the stock at the start, plus starts, less ceases. NaN where a figure is missing.
        """
        share = np.full(self.looked_after.shape, np.nan)
        before = np.where(self.looked_after > 0, self.looked_after, np.nan)[:, :-1]
        change = np.diff(self.looked_after, axis=1)
        share[:, 1:] = (change - self.started[:, 1:] + self.ceased[:, 1:]) / before
        return share


def panel(lait: Lait) -> Panel:
    """The panel of every authority in LAIT, abolished ones included.

    Raises:
        InputError: LAIT lacks one of the measures.
    """
    of_authorities = lait.figures.filter(
        pl.col("la_number").is_not_null() & pl.col("year").is_not_null()
    )
    wanted = of_authorities.filter(pl.col("measure").is_in(list(MEASURES.values())))
    for words, measure in MEASURES.items():
        if wanted.filter((pl.col("measure") == measure) & pl.col("value").is_not_null()).is_empty():
            raise InputError(
                f"LAIT has no figures of {measure} ({words.replace('_', ' ')})",
                where=", ".join(lait.files),
                remedy="Take the long table as DfE publishes it.",
            )
    numbers = wanted["la_number"].unique().sort().to_list()
    first, last = int(str(wanted["year"].min())), int(str(wanted["year"].max()))
    years = list(range(first, last + 1))
    series = {name: _square(wanted, code, numbers, years) for name, code in MEASURES.items()}
    return Panel(tuple(numbers), tuple(years), **series)


def _square(figures: pl.DataFrame, measure: str, numbers: list[int], years: list[int]) -> Floats:
    """A measure as (authorities, years)."""
    rows = figures.filter((pl.col("measure") == measure) & pl.col("value").is_not_null())
    square = np.full((len(numbers), len(years)), np.nan)
    at = np.searchsorted(np.array(numbers), rows["la_number"].to_numpy())
    square[at, rows["year"].to_numpy() - years[0]] = rows["value"].to_numpy()
    return square
