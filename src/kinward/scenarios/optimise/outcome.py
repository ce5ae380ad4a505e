"""What the search found, told of the sets that were simulated."""

from __future__ import annotations

from fractions import Fraction

from kinward.scenarios.optimise.model import Choice, Optimum
from kinward.scenarios.optimise.seen import Seen
from kinward.scenarios.targets import aim_of
from kinward.scenarios.tried import Ready


def optimum(seen: Seen, ready: Ready, again: Fraction | None, *, stopped: bool) -> Optimum:
    """What is known, so far as it was searched.

    Args:
        again: the chance of the nearest set on other runs.
    """
    sets, tried = seen.space, seen.tried
    best = seen.best()
    value, measure = aim_of(seen.target)

    def shown(number: int) -> Choice:
        return choice(seen, ready, number)

    return Optimum(
        plan=ready.plan.name,
        as_at=ready.as_at,
        month_ends=ready.month_ends,
        runs=seen.runs,
        seed=ready.asked.seed,
        target=seen.target,
        measure=measure,
        value=value,
        wanted=seen.wanted,
        none=shown(0),
        every=shown(sets.last),
        best=None if best is None else shown(best),
        nearest=shown(seen.nearest()),
        again=again,
        frontier=tuple(shown(number) for number in seen.frontier(seen.there)),
        idle=tuple(ready.plan.actions[act].name for act in sets.idle),
        tried=int(tried.sum()),
        of=len(tried),
        complete=not len(seen.could_be(best)),
        frontier_complete=not len(seen.could_be(seen.sure())),
        stopped=stopped,
    )


def choice(seen: Seen, ready: Ready, number: int) -> Choice:
    """A set that was simulated."""
    sets = seen.space
    found, none = seen.sums[number], seen.sums[0]
    saving = None
    if found.pence is not None and none.pence is not None:
        saving = sum(none.pence) - sum(found.pence)
    cheaper = sets.rank <= sets.rank[number]
    return Choice(
        names=tuple(
            action.name
            for action, on in zip(ready.plan.actions, sets.on[number], strict=True)
            if on
        ),
        cost=int(sets.cost[number]),
        chance=Fraction(int(seen.there[number]), seen.runs),
        mean=found.mean,
        shortfall=max(0, found.level - seen.aim),
        saving=saving,
        proven=bool(seen.tried[cheaper].all()),
    )
