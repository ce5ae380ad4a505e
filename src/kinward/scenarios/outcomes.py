"""A contract that pays for each placement avoided, beside one that pays what the plan costs."""

from __future__ import annotations

from typing import Any, Final

from kinward.errors import ArgumentError
from kinward.scenarios.business import Contracts, Outcomes, contracts
from kinward.scenarios.business.contract import Terms
from kinward.scenarios.business.spread import Spread
from kinward.scenarios.results import Results
from kinward.scenarios.variants import NONE, WHOLE

_FULL_YEAR: Final = 7 * 52
"""Days of a 52-week placement."""


def by_outcome(found: Results, terms: Outcomes) -> Contracts:
    """Both contracts over the months ahead, on the runs of a plan.

    An outcome is 52 weeks of care that nobody needs any more. The plain contract pays what the
    actions cost, whatever comes.

    Raises:
        ArgumentError: a plan that was tried without prices.
    """
    tried = found.tried
    if tried.pence is None or found.case is None:
        raise ArgumentError(
            "A contract is held against what is saved, and there are no prices",
            where="--outcome-price",
            remedy="Give --prices.",
        )
    days = (tried.found.days[NONE] - tried.found.days[WHOLE]).sum(axis=(1, 2))
    saving = (tried.pence[NONE] - tried.pence[WHOLE]).sum(axis=1)
    return contracts(terms, found.case.whole.cost, days / _FULL_YEAR, saving)


def document(found: Contracts) -> dict[str, Any]:
    """For JSON: money in pounds, outcomes as numbers, shares of runs."""
    return {
        "outcomes": _spread(found.outcomes),
        "plain": _terms(found.plain),
        "by_outcome": _terms(found.by_outcome),
        "cap_binds": float(found.cap_binds),
        "floor_binds": float(found.floor_binds),
        "by_outcome_dearer": float(found.dearer),
        "bears_the_risk": found.bears,
    }


def _terms(terms: Terms) -> dict[str, Any]:
    return {
        "paid": _spread(terms.paid, 100),
        "council_net": _spread(terms.council.net, 100),
        "council_loses": float(terms.council.loses),
        "provider_net": _spread(terms.provider.net, 100),
        "provider_loses": float(terms.provider.loses),
    }


def _spread(spread: Spread[Any], scale: int = 1) -> dict[str, Any]:
    return {
        "mean": float(spread.mean) / scale,
        "interval": [float(spread.low_80) / scale, float(spread.high_80) / scale],
    }
