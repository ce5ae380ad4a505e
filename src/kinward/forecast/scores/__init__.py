"""How good a forecast was: proper scores, coverage and errors of what it said beside what came."""

from kinward.forecast.scores.binomial import binomial_interval
from kinward.forecast.scores.crps import crps_ensemble, crps_normal
from kinward.forecast.scores.intervals import covered, interval_width, weighted_interval_score
from kinward.forecast.scores.score import Scores, score

__all__ = [
    "Scores",
    "binomial_interval",
    "covered",
    "crps_ensemble",
    "crps_normal",
    "interval_width",
    "score",
    "weighted_interval_score",
]
