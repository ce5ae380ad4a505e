"""The plain Markov model that others forecast with, as a baseline to beat."""

from kinward.forecast.baselines.markov.cost import markov_cost
from kinward.forecast.baselines.markov.model import markov

__all__ = ["markov", "markov_cost"]
