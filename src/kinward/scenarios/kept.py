"""A plan that was tried, in short: what is saved to be put beside others."""

from __future__ import annotations

from dataclasses import replace
from hashlib import blake2b

import numpy as np

from kinward.scenarios.business import SavedPlan
from kinward.scenarios.business.saved import Baseline, Chance
from kinward.scenarios.business.short import figure, money, pence_figure
from kinward.scenarios.results import Results
from kinward.scenarios.variants import NONE, WHOLE
from kinward.words import long_date


def kept(found: Results) -> SavedPlan:
    """What is saved of a plan: children at the last month end, what it saves, its chances."""
    tried = found.tried
    total = tried.found.stock.sum(axis=3, dtype=np.int64)[:, :, -1]
    last = long_date(tried.month_ends[-1])
    figures = [
        figure("children", f"Looked after on {last}", "children", total[WHOLE]),
        figure("fewer", "Fewer than without a plan", "children", total[NONE] - total[WHOLE]),
    ]
    if tried.pence is not None and found.saving is not None:
        saved = (tried.pence[NONE] - tried.pence[WHOLE]).sum(axis=1)
        spread = pence_figure("saved", "Saved on placements", np.rint(saved))
        # The plan's own mean, to the penny: each of its years is rounded before they are summed.
        figures.append(replace(spread, mean=found.saving.total))
    return SavedPlan(
        name=tried.plan.name,
        actions=tuple(action.name for action in tried.plan.actions),
        baseline=Baseline(
            tried.as_at, len(tried.month_ends), tried.asked.runs, tried.asked.seed, _digest(found)
        ),
        figures=tuple(figures),
        chances=tuple(
            Chance(
                f"{each.measure} {each.value} {each.target.by}",
                f"{each.measure.capitalize()} by {long_date(each.target.by)}",
                each.without,
                each.with_plan,
            )
            for each in found.targets
        ),
        money=None if found.case is None else money(found.case),
    )


def _digest(found: Results) -> str:
    """Of what no plan gives: the same for plans tried on the same children and prices alone."""
    tried = found.tried
    digest = blake2b(tried.found.stock[NONE].tobytes(), digest_size=16)
    if tried.pence is not None:
        digest.update(tried.pence[NONE].tobytes())
    return digest.hexdigest()
