"""The settings and priors of the engine, each number a dated parameter with its source."""

from __future__ import annotations

from dataclasses import dataclass

from kinward.reference.parameters import parameter


@dataclass(frozen=True)
class LevelPrior:
    """What is believed of a stream before its own months are seen.

    Attributes:
        spread: stationary standard deviation of the deviation, of the logarithm.
        reversion: a year; the deviation keeps exp(-reversion) of itself over one.
        weight_years: how many of an authority's own years the spread's prior is worth.
        trend_sd: of the slope, in the logarithm a year.
        trend_fade_years: the time in which the slope falls to 1/e.
        smooth: the weight of processes that go on for a while as they went.
    """

    spread: float
    reversion: float
    weight_years: float
    trend_sd: float
    trend_fade_years: float
    smooth: float


@dataclass(frozen=True)
class ExitPrior:
    """What is believed of the drift of exits before an authority's own years are seen.

    Attributes:
        spread: stationary standard deviation of the logarithm of the rate.
        reversion: a year; the deviation keeps exp(-reversion) of itself over one.
        weight_years: how many own years the prior of the spread is worth.
        correlation: of its innovations with those of entries.
    """

    spread: float
    reversion: float
    weight_years: float
    correlation: float


@dataclass(frozen=True)
class Settings:
    """How the past is weighed and what is believed before it is seen.

    Attributes:
        rates_half_life: years in which what was seen loses half its weight for the rates.
        mix_half_life: the same for destinations and for which children enter.
        family, uasc: the prior of the level of entries of each stream.
        exits: the prior of the drift of exits.
        balance_sd: of the log ratio of next year's expected entries to those that keep the stock.
    """

    rates_half_life: float
    mix_half_life: float
    family: LevelPrior
    uasc: LevelPrior
    exits: ExitPrior
    balance_sd: float


def settings() -> Settings:
    """The settings as shipped: chosen by back-test (`docs/method.md`)."""
    trend = (
        parameter("forecast_trend_sd").value,
        parameter("forecast_trend_fade_years").value,
        parameter("forecast_smooth_weight").value,
    )
    own_years = parameter("forecast_weight_years").value
    return Settings(
        rates_half_life=parameter("forecast_rates_half_life").value,
        mix_half_life=parameter("forecast_mix_half_life").value,
        family=LevelPrior(
            parameter("drift_entry_sd").value,
            parameter("drift_entry_reversion").value,
            own_years,
            *trend,
        ),
        uasc=LevelPrior(
            parameter("forecast_uasc_sd").value,
            parameter("forecast_uasc_reversion").value,
            own_years,
            *trend,
        ),
        exits=ExitPrior(
            parameter("drift_exit_sd").value,
            parameter("drift_exit_reversion").value,
            own_years,
            parameter("forecast_drift_correlation").value,
        ),
        balance_sd=parameter("forecast_balance_sd").value,
    )
