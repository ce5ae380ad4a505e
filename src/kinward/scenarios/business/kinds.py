"""Cashable savings and avoided costs, told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kinward.scenarios.business.spread import Ints, Spread
from kinward.scenarios.business.stream import yearly
from kinward.scenarios.plan.model import Saving


@dataclass(frozen=True)
class Kinds:
    """The two kinds of a plan's saving. Run by run, and mean by mean, they sum to it exactly.

    Attributes:
        cashable: (runs, years) whole pence.
        cashable_years, avoided_years: spreads by year.
        overlap_in: the kind that has the overlap.
    """

    cashable: Ints
    cashable_years: tuple[Spread[int], ...]
    avoided_years: tuple[Spread[int], ...]
    overlap_in: Saving


def kinds_apart(
    kinds: Sequence[Saving], parts: Sequence[Ints], plan: Ints, overlap: Sequence[int]
) -> Kinds:
    """A plan's saving by kind.

    Which of two actions saves what both would cannot be told. So what the plan saves beyond its
    actions is given to the kind that leaves less that is cashable, or to the only one there is.

    Args:
        kinds, parts: of each action: its kind, and its saving, (runs, years) whole pence.
        plan: the same of the plan.
        overlap: the mean of the plan less the means of its actions, by year.
    """
    named: dict[Saving, Ints] = {"cashable": np.zeros_like(plan), "avoided": np.zeros_like(plan)}
    means: dict[Saving, Ints] = {key: np.zeros(plan.shape[1], dtype=np.int64) for key in named}
    for kind, part in zip(kinds, parts, strict=True):
        named[kind] += part
        means[kind] += [each.mean for each in yearly(part)]
    overlap_in = _overlap_in(set(kinds), sum(overlap))
    named[overlap_in] += plan - named["cashable"] - named["avoided"]
    means[overlap_in] += np.array(overlap, dtype=np.int64)
    return Kinds(
        named["cashable"],
        _years(named["cashable"], means["cashable"]),
        _years(named["avoided"], means["avoided"]),
        overlap_in,
    )


def _overlap_in(kinds: set[Saving], overlap: int) -> Saving:
    if kinds == {"cashable", "avoided"}:
        return "cashable" if overlap < 0 else "avoided"
    return "avoided" if "avoided" in kinds else "cashable"


def _years(saving: Ints, means: Ints) -> tuple[Spread[int], ...]:
    """With means that are sums of others, rounded before."""
    spreads = zip(yearly(saving), means.tolist(), strict=True)
    return tuple(each.with_mean(mean) for each, mean in spreads)
