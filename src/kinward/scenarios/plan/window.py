"""A plan's dates held against the time that is looked at."""

from __future__ import annotations

from datetime import date

from kinward.scenarios.plan.model import Plan
from kinward.scenarios.plan.problems import PlanError, Problem
from kinward.scenarios.plan.timing import full_from
from kinward.words import long_date


def refuse_outside(plan: Plan, as_at: date, last: date) -> None:
    """Refuse a plan whose targets or actions lie where nothing is simulated.

    Args:
        as_at: the day from which the simulation looks ahead.
        last: the last day that it reaches.

    Raises:
        PlanError: a target by the as-at date or earlier, or beyond the last day; an action that
            ended by the as-at date, or starts after the last day.
    """
    seen = f"The plan is tested from {long_date(as_at)} to {long_date(last)}."
    problems: list[Problem] = []
    for target in plan.targets:
        if target.by <= as_at:
            problems.append(Problem(target.line, "The target's date has passed", seen))
        elif target.by > last:
            problems.append(
                Problem(target.line, "The target's date is beyond the months simulated", seen)
            )
    for action in plan.actions:
        if action.end is not None and action.end <= as_at:
            problems.append(Problem(action.line, "The action has ended", seen))
        elif action.start > last:
            problems.append(
                Problem(action.line, "The action starts after the months simulated", seen)
            )
    if problems:
        raise PlanError(plan.file, problems)


def notes(plan: Plan, as_at: date, last: date) -> tuple[str, ...]:
    """What is odd about a plan's dates, in sentences."""
    told = []
    for action in plan.actions:
        full = full_from(action)
        if action.start <= as_at:
            told.append(
                f"{action.name} starts by {long_date(as_at)}: what it has done until then is in "
                "the baseline already, and only what it does from then on counts as its own."
            )
        if action.end is not None and full > action.end:
            told.append(f"{action.name} ends before it has its full effect.")
        elif full > last:
            told.append(f"{action.name} does not have its full effect by {long_date(last)}.")
    return tuple(told)
