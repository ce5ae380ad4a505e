"""The actions of a plan that reach its target at least cost."""

from kinward.scenarios.optimise.model import Choice, Goal, Optimum
from kinward.scenarios.optimise.search import optimise

__all__ = ["Choice", "Goal", "Optimum", "optimise"]
