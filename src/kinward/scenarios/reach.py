"""What of a plan depends on how many children come in for whom its actions are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kinward.forecast.bands import YEAR
from kinward.scenarios.acts import Prepared
from kinward.scenarios.plan import effects as kinds
from kinward.scenarios.plan.model import Plan
from kinward.scenarios.plan.problems import PlanError, Problem
from kinward.scenarios.simulation.arrays import Acts

Floats = NDArray[np.float64]


def bring(plan: Plan, prepared: Prepared, coming: Floats) -> Acts:
    """The actions, with the factors of those that add entries.

    Args:
        coming: children a run who come in without any plan for whom each action on entries is:
            (actions, months).

    Raises:
        PlanError: entries are to be added of children such as have never come in.
    """
    acts, problems = prepared.acts, []
    for act, action in enumerate(plan.actions):
        effect = action.effect
        if not isinstance(effect, kinds.ChangeInflow) or effect.extra_a_year is None:
            continue
        a_year = coming[act].sum() / prepared.months.sum() * YEAR
        if a_year == 0:
            problems.append(
                Problem(
                    action.line,
                    f"{action.name} adds children such as have never come into care here",
                    "Widen whom it is for.",
                )
            )
            continue
        acts.strength[act] = 1 + float(effect.extra_a_year) / a_year
    if problems:
        raise PlanError(plan.file, problems)
    return acts


def reach(plan: Plan, prepared: Prepared, coming: Floats) -> Floats:
    """The share of the children it is for that each service works with: `Acts.reach`.

    A service has so many referrals a year however many come in, in the mean over the runs: where
    another action brings more children, it works with a smaller share of them.

    Args:
        coming: children a run for whom each action on entries is, in each state of entries:
            (states, actions, months).
    """
    found = np.ones_like(coming)
    for act, action in enumerate(plan.actions):
        effect = action.effect
        if not isinstance(effect, kinds.Divert):
            continue
        asked = float(effect.referrals_a_year) / YEAR * prepared.months * prepared.acts.share[act]
        there = coming[:, act]
        share = np.divide(asked, there, out=np.ones_like(there), where=there > 0)
        found[:, act] = np.minimum(share, 1.0)
    return found
