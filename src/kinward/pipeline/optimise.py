"""The cheapest actions of a plan for one authority."""

from __future__ import annotations

from kinward.pipeline.ahead import Ahead
from kinward.pipeline.children import Inputs
from kinward.pipeline.plans import Scenario, set_up
from kinward.scenarios.optimise import Goal, Optimum
from kinward.scenarios.optimise import optimise as search
from kinward.scenarios.optimise.search import Progress


def optimise(
    inputs: Inputs, asked: Scenario, ahead: Ahead, goal: Goal, progress: Progress | None = None
) -> Optimum:
    """Read one authority's returns and a plan, and find the cheapest actions that reach its target.

    Raises:
        InputError: a file that cannot be read; a plan that cannot be used, with its lines.
        ArgumentError: an as-at date that the returns do not cover, or too short a past; a chance
            that is none.
    """
    ready = set_up(inputs, asked, ahead)
    return search(ready.plan, ready.fitted, ready.cohort, ready.asked, goal, progress)
