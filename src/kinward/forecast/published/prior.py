"""The public prior of drift: how entries and exits of real authorities move from year to year.

With x the drift of an authority's log entries, or of its log exit rate (ceased over mean stock), in
a year: x(t + 1) = exp(-reversion) x(t) + e, where e is normal with the standard deviation
sd sqrt(1 - exp(-2 reversion)), so that x has the standard deviation `sd` at any time. The two e of
a year are correlated. `estimate` tells how the numbers are found.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Final

from kinward.reference.parameters import parameter

_WHOLE: Final = ("authorities", "first_year", "last_year")


@dataclass(frozen=True)
class DriftPrior:
    """What is believed of an authority before its own years are seen.

    Attributes:
        entry_sd: stationary standard deviation of the drift of log entries, beyond chance.
        entry_reversion: a year.
        entry_dispersion: variance of a year's entries over their mean by chance alone: 1 for a
            Poisson count, more because siblings come together.
        exit_sd, exit_reversion, exit_dispersion: the same of exits and of the log exit rate.
        exit_rate: the median authority's average exit rate, a year.
        exit_rate_sd: standard deviation, over authorities, of the log of that average.
        correlation: of the two innovations of a year.
        weight_years: how many of an authority's own years the common spreads are worth; the log of
            an authority's own spread has the standard deviation 1 / sqrt(2 weight_years).
        balance_sd: of the log ratio of next year's expected entries to those that keep today's
            stock, about 0: how much of an imbalance lasts into the next year.
        entry_yearly_change_sd: of the change of log entries from one year to the next, less what
            a Poisson count adds.
        exit_yearly_change_sd: the same of the log exit rate.
        authorities: how many the estimate rests on.
        first_year, last_year: of the figures it rests on.
    """

    entry_sd: float
    entry_reversion: float
    entry_dispersion: float
    exit_sd: float
    exit_reversion: float
    exit_dispersion: float
    exit_rate: float
    exit_rate_sd: float
    correlation: float
    weight_years: float
    balance_sd: float
    entry_yearly_change_sd: float
    exit_yearly_change_sd: float
    authorities: int
    first_year: int
    last_year: int


def shipped_prior() -> DriftPrior:
    """The prior that comes with Kinward, from the parameters `drift_*`."""
    found = {each.name: parameter(f"drift_{each.name}").value for each in fields(DriftPrior)}
    whole = {name: int(found.pop(name)) for name in _WHOLE}
    values: dict[str, Any] = {**found, **whole}
    return DriftPrior(**values)
