"""What a person must know of a plan before using its figures, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from kinward.forecast.bands import YEAR
from kinward.scenarios.plan.effects import Divert
from kinward.scenarios.tried import Tried
from kinward.scenarios.variants import WHOLE
from kinward.terms import CATEGORIES


def doubts(tried: Tried) -> Iterator[str]:
    """Categories without a price, and services for whose referrals too few come in."""
    yield from _unpriced(tried)
    days = np.diff(np.array([tried.as_at, *tried.month_ends], dtype="M8[D]").astype(np.int64))
    for act, action in enumerate(tried.plan.actions):
        effect = action.effect
        if not isinstance(effect, Divert) or not effect.referrals_a_year:
            continue
        share = tried.acts.share[act]
        asked = float(effect.referrals_a_year) / YEAR * (days * share).sum()
        coming = (tried.found.matched[WHOLE, act] / tried.asked.runs * (share > 0)).sum()
        if asked > coming:
            running = (days * (share > 0)).sum() / YEAR
            yield (
                f"{action.name}: only {coming / running:,.1f} children a year come in for whom it "
                f"is, of {float(effect.referrals_a_year):,.0f} referrals: it works with no more."
            )


def _unpriced(tried: Tried) -> Iterator[str]:
    """Children who live where there is no price are in no figure of money."""
    prices = tried.asked.prices
    if prices is None:
        return
    lived = np.any(tried.found.days[: WHOLE + 1], axis=(0, 1, 2))
    names = list(CATEGORIES.values())
    missing = [names[place] for place in np.flatnonzero(lived & ~prices.priced)]
    if missing:
        yield f"No price is given for {', '.join(missing)}: no figure of money has them in it."
