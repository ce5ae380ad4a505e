"""What money of a later year is worth today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import lcm

from kinward.errors import ArgumentError
from kinward.reference.parameters import parameter
from kinward.scenarios.business.spread import Ints

_LEAST, _MOST = Fraction(-1, 2), Fraction(1)


def _green_book() -> Fraction:
    return Fraction(str(parameter("discount_rate_pct").value)) / 100


@dataclass(frozen=True)
class Discount:
    """How later money is weighed against money of the first year ahead, which counts whole.

    The year after counts 1 / (1 + rate), and so on: yearly steps, as HM Treasury's Green Book
    takes them. A part of a year at the start is the first year.

    Attributes:
        rate: real, a year (0.035); the Green Book's unless told otherwise.
        inflation: by which prices in general rise a year, taken out of flows in the money of each
            year. 0 where flows are at constant prices.

    Raises:
        ArgumentError: a rate that can only be a slip.
    """

    rate: Fraction = field(default_factory=_green_book)
    inflation: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        if not all(_LEAST <= each <= _MOST for each in (self.rate, self.inflation)):
            raise ArgumentError(
                "The discount rate and inflation must be from -50 to 100 per cent a year",
                remedy="Give 3.5 for three and a half per cent.",
            )

    @classmethod
    def percent(cls, rate_pct: Decimal | None = None, inflation_pct: Decimal | int = 0) -> Discount:
        """From per cent a year; without a rate the Green Book's (`discount_rate_pct`)."""
        rate = _green_book() if rate_pct is None else Fraction(rate_pct) / 100
        return cls(rate, Fraction(inflation_pct) / 100)

    def factors(self, years: int, *, deflated: bool) -> tuple[Fraction, ...]:
        """What a penny of each year counts in the first.

        Args:
            deflated: inflation is taken out first, so that a real rate meets real money. Else the
                flows are taken as they are, right only where they are at constant prices.
        """
        step = 1 / ((1 + self.rate) * (1 + (self.inflation if deflated else 0)))
        return tuple(step**at for at in range(years))


def present(values: Ints, factors: Sequence[Fraction]) -> tuple[list[int], int]:
    """The exact present value of every run: numerators, and the denominator of them all.

    Args:
        values: (runs, years), pence.
        factors: of the years.
    """
    over = lcm(*(each.denominator for each in factors))
    weights = [int(each * over) for each in factors]
    rows = values.tolist()
    return [sum(w * v for w, v in zip(weights, row, strict=True)) for row in rows], over


def present_cost(costs: Sequence[int], factors: Sequence[Fraction]) -> Fraction:
    """The exact present value of costs by year, in pence."""
    return sum((each * factor for each, factor in zip(costs, factors, strict=True)), Fraction(0))
