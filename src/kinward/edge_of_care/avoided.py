"""Placements and cost that a preventive service avoids."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from kinward.edge_of_care.beta import Beta, ends
from kinward.errors import ArgumentError

FULL_YEAR_WEEKS: Final = 52
"""What a 52-week placement is counted in."""


@dataclass(frozen=True)
class Avoided:
    """Placements that a service avoids, as expected and within an interval.

    The interval is of the number that will come true: it holds what is not known of the success
    rate and the luck of so few children besides.

    Attributes:
        worked_with: children the service works with.
        weeks: that each placement would have lasted.
        placements: expected, each of `weeks` weeks.
        low, high: the ends of the interval, whole placements.
    """

    worked_with: int
    weeks: Fraction
    placements: Fraction
    low: int
    high: int

    @property
    def full_year(self) -> Fraction:
        """Expected 52-week placements."""
        return self.placements * self.weeks / FULL_YEAR_WEEKS

    @property
    def full_year_interval(self) -> tuple[Fraction, Fraction]:
        """The interval in 52-week placements."""
        share = self.weeks / FULL_YEAR_WEEKS
        return self.low * share, self.high * share

    def cost(self, weekly_pence: int) -> tuple[int, int, int]:
        """The cost avoided in pence, expected, low and high: each rounded once, half to even.

        Args:
            weekly_pence: what a week of such a placement costs.
        """
        weekly = self.weeks * weekly_pence
        return round(self.placements * weekly), round(self.low * weekly), round(self.high * weekly)


def avoided(
    worked_with: int, success: Beta | Fraction, weeks: Fraction | int, percent: float | None = None
) -> Avoided:
    """Placements avoided: worked with x success; 52-week placements: that x weeks avoided / 52.

    60 children at 43% are 25.8 placements; of 50 weeks each, 24.8 of 52.

    Args:
        success: what is known of the share kept out of care; a fraction where it is taken as sure.
        weeks: that a placement would have lasted.
        percent: that the interval holds (None: the parameter `success_interval_pct`).

    Raises:
        ArgumentError: fewer than no children or weeks, or a share that is not from 0 to 1.
    """
    share = success.mean if isinstance(success, Beta) else Fraction(success)
    if worked_with < 0 or weeks < 0 or not 0 <= share <= 1:
        raise ArgumentError(
            "Placements avoided need children and weeks of 0 or more, and a share from 0 to 1",
            remedy="Give 43% as 0.43.",
        )
    low, high = _interval(worked_with, success, percent)
    return Avoided(worked_with, Fraction(weeks), worked_with * share, low, high)


def _interval(worked_with: int, success: Beta | Fraction, percent: float | None) -> tuple[int, int]:
    """How many of the children succeed: Beta-binomial where the share is open, else binomial."""
    levels = ends(percent)
    if worked_with == 0:
        return 0, 0
    if isinstance(success, Beta):
        from scipy.stats import betabinom  # type: ignore[import-untyped]

        found = betabinom.ppf(levels, worked_with, float(success.alpha), float(success.beta))
    else:
        from scipy.stats import binom

        found = binom.ppf(levels, worked_with, float(success))
    return int(found[0]), int(found[1])
