"""How prices rise from one financial year to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import Final

from kinward.errors import ArgumentError

_LEAST, _MOST = Decimal(-50), Decimal(100)
_WHERE: Final = "uplift"


@dataclass(frozen=True)
class Uplift:
    """Per cent by which prices rise as each financial year begins; it compounds.

    Attributes:
        pct: by year (named by its end).
        otherwise: of years that `pct` does not name.
        price_base: the year in whose prices the money of a trajectory is given; None where each
            year's is given in its own.

    Raises:
        ArgumentError: a rise that can only be a slip.
    """

    pct: Mapping[int, Decimal] = field(default_factory=dict)
    otherwise: Decimal = Decimal(0)
    price_base: int | None = None

    def __post_init__(self) -> None:
        if not all(_LEAST <= pct <= _MOST for pct in (self.otherwise, *self.pct.values())):
            raise ArgumentError(
                f"The uplift must be from {_LEAST} to {_MOST} per cent a year",
                where=_WHERE,
                remedy="Give 3 for three per cent.",
            )

    def between(self, base: int, year: int) -> Fraction:
        """What a price of one year is multiplied by to be one of another, before or after it."""
        if year < base:
            return 1 / self.between(year, base)
        factor = Fraction(1)
        for each in range(base + 1, year + 1):
            factor *= 1 + Fraction(self.pct.get(each, self.otherwise)) / 100
        return factor
