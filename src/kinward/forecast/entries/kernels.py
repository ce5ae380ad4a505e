"""How the deviation of a rate may wander: covariances over time, one for each kind of process.

A process of Ornstein and Uhlenbeck has no memory of where it was going; Matern's with smoothness
3/2 goes on for a while as it went. Which fits an authority better its own months tell.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Kernel:
    """A stationary process of variance 1.

    Attributes:
        rate: how fast it forgets, a year.
        smooth: whether it is Matern's with smoothness 3/2, else Ornstein and Uhlenbeck's.
    """

    rate: float
    smooth: bool

    def correlation(self, years: Floats) -> Floats:
        """The correlation at a distance in years."""
        far = np.abs(years) * self.rate
        correlation: Floats = (1 + far) * np.exp(-far) if self.smooth else np.exp(-far)
        return correlation

    def spread(self, yearly_change: float) -> float:
        """The stationary sd of a process whose change over a year has this sd."""
        kept = float(self.correlation(np.ones(1))[0])
        return yearly_change / float(np.sqrt(2 * (1 - kept)))

    def ahead(self, past: Floats, future: Floats) -> tuple[Floats, Floats]:
        """The future given the past.

        Args:
            past, future: times in years.

        Returns:
            The weights of the past in the mean (future, past), and the covariance that is left
            (future, future).
        """
        within = self.correlation(past[:, None] - past) + 1e-9 * np.eye(len(past))
        across = self.correlation(future[:, None] - past)
        weights = np.linalg.solve(within, across.T).T.astype(np.float64)
        rest: Floats = self.correlation(future[:, None] - future) - weights @ across.T
        return weights, rest
