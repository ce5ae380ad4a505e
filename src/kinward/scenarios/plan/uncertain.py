"""Numbers of a plan that nobody knows for sure, each as it was written.

`at` turns even levels between 0 and 1 into fair draws, so that a run's luck, keyed by identity,
gives the same share to a plan and to the plan with one action less.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import log, log1p, sqrt
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kinward.edge_of_care.beta import Beta, evidence, stated

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Share:
    """A share from 0 to 1: certain, shown by cases, or stated with a weight.

    Attributes:
        value: the share where it is certain, else None.
        successes, of: the cases that showed it, else None. The prior of
            `kinward.edge_of_care.beta` is added.
        mean, weight: what somebody states, and how many cases it is worth, else None.
    """

    value: Decimal | None = None
    successes: int | None = None
    of: int | None = None
    mean: Decimal | None = None
    weight: Decimal | None = None

    @property
    def beta(self) -> Beta | None:
        """The distribution; None where the share is certain."""
        if self.successes is not None and self.of is not None:
            return evidence(self.successes, self.of)
        if self.mean is not None and self.weight is not None:
            return stated(Fraction(self.mean), Fraction(self.weight))
        return None

    @property
    def expected(self) -> Fraction:
        """The mean, exactly."""
        found = self.beta
        return Fraction(self.value or 0) if found is None else found.mean

    @property
    def certain(self) -> bool:
        """Whether every draw is the same."""
        return self.value is not None

    def at(self, levels: ArrayLike) -> Floats:
        """The quantiles at levels between 0 and 1, in their shape."""
        found = self.beta
        if found is None:
            return np.full(np.shape(levels), float(self.value or 0))
        return found.at(levels)


@dataclass(frozen=True)
class Factor:
    """What something is multiplied by: 1 changes nothing.

    Attributes:
        mean: the mean, not below 0; above 0 where `sd` is.
        sd: the standard deviation of a lognormal; 0 where the factor is certain.
    """

    mean: Decimal
    sd: Decimal = Decimal(0)

    @property
    def expected(self) -> Fraction:
        """The mean, exactly."""
        return Fraction(self.mean)

    @property
    def certain(self) -> bool:
        """Whether every draw is the same."""
        return self.sd == 0

    def at(self, levels: ArrayLike) -> Floats:
        """The quantiles at levels between 0 and 1, in their shape."""
        if self.certain:
            return np.full(np.shape(levels), float(self.mean))
        from scipy.special import ndtri  # type: ignore[import-untyped]

        mean, sd = float(self.mean), float(self.sd)
        variance = log1p((sd / mean) ** 2)
        scores = np.asarray(ndtri(np.asarray(levels, np.float64)), dtype=np.float64)
        return np.exp(log(mean) - variance / 2 + sqrt(variance) * scores)


@dataclass(frozen=True)
class Percent:
    """A change of price in per cent of it: -5 is a discount, 3 a rise.

    Attributes:
        mean: from -100 up; above that where `sd` is above 0.
        sd: the standard deviation, in per cent; 0 where the change is certain.
    """

    mean: Decimal
    sd: Decimal = Decimal(0)

    @property
    def factor(self) -> Factor:
        """What the price is multiplied by."""
        return Factor(1 + self.mean / 100, self.sd / 100)


NONE: Final = Share(value=Decimal(0))
"""Nobody."""
ALL: Final = Share(value=Decimal(1))
"""Everybody."""
