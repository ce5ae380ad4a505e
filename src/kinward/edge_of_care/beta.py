"""What is known of a share that was never seen whole: a Beta distribution.

A few cases leave a share open: 5 of 7 is 71%, and might well be 40% or 90%. The Beta that starts at
Jeffreys' prior (half a success, half a failure) and adds each case is used throughout. It is what a
scenario draws the share from, so that a table's interval and a scenario's spread are one; it moves
case by case; it stays between 0 and 1; and from few cases its interval holds the truth about as
often as it says (Brown, Cai and DasGupta 2001, Statistical Science 16:101). Wilson's interval,
which assumes no prior, is given beside it: where the two differ by much, the prior speaks and not
the cases.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kinward.errors import ArgumentError
from kinward.reference.parameters import parameter


@dataclass(frozen=True)
class Beta:
    """A share that is not known for sure, as `alpha` successes to `beta` failures.

    Attributes:
        alpha, beta: exact, above 0.

    Raises:
        ArgumentError: one of them is not above 0.
    """

    alpha: Fraction
    beta: Fraction

    def __post_init__(self) -> None:
        if not (self.alpha > 0 and self.beta > 0):
            raise ArgumentError(
                "The evidence of a share has no weight on one side",
                remedy="Give both sides more than 0.",
            )

    @property
    def mean(self) -> Fraction:
        """The expected share."""
        return self.alpha / (self.alpha + self.beta)

    @property
    def weight(self) -> Fraction:
        """How many cases the evidence is worth, those of the prior included."""
        return self.alpha + self.beta

    def at(self, levels: ArrayLike) -> NDArray[np.float64]:
        """The quantiles at levels between 0 and 1, in their shape: even levels give fair draws."""
        from scipy.special import betaincinv  # type: ignore[import-untyped]

        found = betaincinv(float(self.alpha), float(self.beta), np.asarray(levels, np.float64))
        return np.asarray(found, dtype=np.float64)

    def interval(self, percent: float | None = None) -> tuple[float, float]:
        """The middle `percent` (None: the parameter `success_interval_pct`)."""
        low, high = self.at(ends(percent))
        return float(low), float(high)

    def seen(self, successes: int, of: int) -> Beta:
        """The same after so many more successes of so many more cases."""
        _refuse_counts(successes, of)
        return Beta(self.alpha + successes, self.beta + of - successes)


def prior() -> Beta:
    """What is believed of a service before its first case."""
    return Beta(
        Fraction(str(parameter("success_prior_successes").value)),
        Fraction(str(parameter("success_prior_failures").value)),
    )


def evidence(successes: int, of: int) -> Beta:
    """The prior, after so many successes of so many cases.

    Raises:
        ArgumentError: fewer than none, or more successes than cases.
    """
    return prior().seen(successes, of)


def stated(mean: Fraction, weight: Fraction) -> Beta:
    """A share that somebody states, as sure as if `weight` cases had shown it: no prior is added.

    Raises:
        ArgumentError: the mean is not between 0 and 1, or the weight is not above 0.
    """
    if not (0 < mean < 1 and weight > 0):
        raise ArgumentError(
            "A stated share needs a mean between 0 and 1 and a weight above 0",
            remedy="Give a share of 0 or 1 as a plain number.",
        )
    return Beta(mean * weight, (1 - mean) * weight)


def shares_within(
    successes: ArrayLike, of: ArrayLike, percent: float | None = None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The interval of each of many shares, as `evidence(...).interval` gives it.

    No success has 0 as its lower end and no failure 1 as its upper, as Brown and others advise: the
    data then says nothing against them.
    """
    from scipy.special import betaincinv

    good, cases = np.asarray(successes, np.float64), np.asarray(of, np.float64)
    start = prior()
    alpha, beta = good + float(start.alpha), cases - good + float(start.beta)
    below, above = ends(percent)
    low, high = betaincinv(alpha, beta, below), betaincinv(alpha, beta, above)
    return np.where(good == 0, 0.0, low), np.where(good == cases, 1.0, high)


def wilson(successes: int, of: int, percent: float | None = None) -> tuple[float, float] | None:
    """Wilson's interval of a share; None where there is no case.

    Raises:
        ArgumentError: fewer than none, or more successes than cases.
    """
    _refuse_counts(successes, of)
    if of == 0:
        return None
    z = NormalDist().inv_cdf(ends(percent)[1])
    share, width = successes / of, z * z / of
    middle = (share + width / 2) / (1 + width)
    half = z * sqrt(share * (1 - share) / of + width / (4 * of)) / (1 + width)
    low = 0.0 if successes == 0 else middle - half
    return low, 1.0 if successes == of else middle + half


def ends(percent: float | None = None) -> tuple[float, float]:
    """The levels between which the middle `percent` lies (None: the parameter)."""
    wide = parameter("success_interval_pct").value if percent is None else percent
    if not 0 < wide < 100:
        raise ArgumentError(
            "An interval holds more than 0 and less than 100 per cent", remedy="Give 95, say."
        )
    return (100 - wide) / 200, (100 + wide) / 200


def _refuse_counts(successes: int, of: int) -> None:
    if not 0 <= successes <= of:
        raise ArgumentError(
            "The successes are not between none and all of the cases",
            remedy="Give both as whole numbers, the successes first.",
        )
