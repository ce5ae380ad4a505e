"""Why one year needs more or less than the year before: steps that sum to the change exactly.

The convention is that of the variance analysis. For a line: w paid weeks, p what one costs, b the
year before, a the year, P the average price of the year before over all lines. Volume is
(wa - wb) x P, mix (wa - wb) x (pb - P), price wa x (pa - pb); a line with nobody in the year before
takes pb = pa. Price is split: wa x pb x uplift is what the uplift explains. Other takes money for
nobody and the pennies of rounding.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from kinward.budget.model import BudgetModel, Line
from kinward.ledger.amounts import whole_pence

STEPS: Final[dict[str, str]] = {
    "volume": "More or fewer placements",
    "mix": "Dearer or cheaper types",
    "uplift": "Uplift of prices",
    "price": "Prices beyond the uplift",
    "other": "Other and rounding",
    "demography": "Population growth",
    "savings": "Savings",
}
"""Steps of a bridge: key and name, in order; those of a year sum to the change exactly."""


@dataclass(frozen=True)
class LineBridge:
    """The change of one placement type, in whole pence; the parts sum to it."""

    placement_type: str
    volume: int
    mix: int
    uplift: int
    price: int
    other: int

    @property
    def change(self) -> int:
        """The requirement less that of the year before."""
        return self.volume + self.mix + self.uplift + self.price + self.other


@dataclass(frozen=True)
class Bridge:
    """From the requirement of one year to that of the next, in pence.

    Attributes:
        from_year, to_year: named by their ends.
        opening, closing: the two requirements.
        lines: by placement type.
        demography, savings: the change in what growth adds, and in what savings take off (more
            savings are below 0).
    """

    from_year: int
    to_year: int
    opening: int
    closing: int
    lines: tuple[LineBridge, ...]
    demography: int
    savings: int

    def step(self, key: str) -> int:
        """A step of `STEPS` over all lines."""
        if key in ("demography", "savings"):
            return int(getattr(self, key))
        return sum(int(getattr(line, key)) for line in self.lines)


def bridges(model: BudgetModel) -> tuple[Bridge, ...]:
    """From each year of a model to the next."""
    return tuple(
        bridge(model, before, after)
        for before, after in zip(model.years, model.years[1:], strict=False)
    )


def bridge(model: BudgetModel, before: int, after: int) -> Bridge:
    """From one year of a model to another; `ArgumentError` for a year that it has not."""
    was, now = model.of_year(before), model.of_year(after)
    weeks = sum((line.paid_weeks for line in was), Fraction(0))
    spent = sum(line.requirement for line in was if line.paid_weeks)
    average = Fraction(spent) / weeks if weeks else Fraction(0)
    rise = model.uplift.between(before, after) - 1
    return Bridge(
        before,
        after,
        model.requirement(before),
        model.requirement(after),
        tuple(_line(b, a, average, rise) for b, a in zip(was, now, strict=True)),
        model.growth(after) - model.growth(before),
        model.taken_off(before) - model.taken_off(after),
    )


def _line(was: Line, now: Line, average: Fraction, rise: Fraction) -> LineBridge:
    """Each part is rounded once, half to even; other is what is left of the change."""
    more = now.paid_weeks - was.paid_weeks
    before = was.weekly_pence if was.weekly_pence is not None else now.weekly_pence
    after = now.weekly_pence if now.weekly_pence is not None else before
    old, new = before or Fraction(0), after or Fraction(0)
    known = was.weekly_pence is not None
    uplift = whole_pence(now.paid_weeks * old * rise) if known else 0
    parts = {
        "volume": whole_pence(more * average),
        "mix": whole_pence(more * (old - average)),
        "uplift": uplift,
        "price": whole_pence(now.paid_weeks * (new - old)) - uplift,
    }
    other = now.requirement - was.requirement - sum(parts.values())
    return LineBridge(was.placement_type, **parts, other=other)
