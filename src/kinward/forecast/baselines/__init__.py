"""Simple forecasts to beat: each gives a whole distribution, so that all are judged alike."""

from kinward.forecast.baselines.drift import damped_drift
from kinward.forecast.baselines.no_change import no_change
from kinward.forecast.baselines.past import Past
from kinward.forecast.baselines.predictive import Predictive

__all__ = ["Past", "Predictive", "damped_drift", "no_change"]
